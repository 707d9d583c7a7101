import ArgumentParser
import CallModel
import Ledger

/// `summit-cdr suspended` and `summit-cdr rejected`: rows that are not billed (spec 2.4, 4.3).
protocol KeptRowsKind {
  static var outcome: Outcome { get }
  /// What they are, for the help.
  static var what: String { get }
  /// A reason they may have.
  static var example: String { get }
}

enum SuspendedRowsKind: KeptRowsKind {
  static let outcome = Outcome.suspended
  static let what = """
    Suspended rows can be read but not rated yet: the registry lacks their line, destination or rate. Each run tries \
    them again once the registry has changed.
    """
  static let example = "no-rate"
}

enum RejectedRowsKind: KeptRowsKind {
  static let outcome = Outcome.rejected
  static let what = """
    Rejected rows cannot be read, or lost to another version of their call; with them are those that the layout's rows \
    left out though they have seconds (reason ignored). Each run tries what another layout may read again once the \
    layout has changed.
    """
  static let example = "bad-number"
}

struct KeptRowsCommand<Kind: KeptRowsKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: name,
      abstract: "List the \(name) rows, try them again, let them go with a reason.",
      discussion: """
        \(Kind.what) In any case, it is kept as it came, and counted.

        Without a further word it lists (see: summit-cdr help \(name) list).

        Examples:
          summit-cdr \(name) --config integration.yml --reason \(Kind.example)
          summit-cdr \(name) retry --config integration.yml --all
          summit-cdr \(name) discard --config integration.yml 17 18 \\
            --because "test calls of the operator"
        """,
      subcommands: [
        KeptRowsListCommand<Kind>.self, KeptRowsRetryCommand<Kind>.self, KeptRowsDiscardCommand<Kind>.self,
        KeptRowsRestoreCommand<Kind>.self,
      ], defaultSubcommand: KeptRowsListCommand<Kind>.self)
  }
}

extension Reason: ExpressibleByArgument {
  public init?(argument: String) {
    guard let reason = Reason.allCases.first(where: { $0.name == argument }) else { return nil }
    self = reason
  }

  public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension KeptRowsKind {
  /// - Throws: `ValidationError` if the rows cannot have that reason.
  static func check(_ reason: Reason?) throws {
    let reasons = KeptRowSelection.reasons(outcome)
    guard let reason, !reasons.contains(reason) else { return }
    let names = reasons.map(\.name).joined(separator: ", ")
    throw ValidationError("--reason: expected one of \(names), found \(reason.name)")
  }
}
