import ArgumentParser
import CallModel
import Ledger

/// `summit-cdr suspended` and `summit-cdr rejected`: rows that are not billed (spec 2.4, 4.3).
protocol HeldRowsKind {
  static var outcome: Outcome { get }
  /// What they are, for the help.
  static var what: String { get }
  /// A reason they may have.
  static var example: String { get }
}

enum SuspendedRowsKind: HeldRowsKind {
  static let outcome = Outcome.suspended
  static let what = """
    Suspended rows can be read but not rated yet: the registry lacks their line, destination or rate. Each run tries \
    them again once the registry has changed.
    """
  static let example = "no-rate"
}

enum RejectedRowsKind: HeldRowsKind {
  static let outcome = Outcome.rejected
  static let what = """
    Rejected rows cannot be read, or lost to another version of their call; with them are those that the layout's rows \
    left out though they have seconds (reason ignored). Each run tries what another layout may read again once the \
    layout has changed.
    """
  static let example = "bad-number"
}

struct HeldRowsCommand<Kind: HeldRowsKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: name,
      abstract: "List the \(name) rows, try them again, let them go with a reason.",
      discussion: """
        \(Kind.what) Whatever becomes of a row, it is kept as it came, and counted.

        Without a further word it lists (see: summit-cdr help \(name) list).

        Examples:
          summit-cdr \(name) --config integration.yml --reason \(Kind.example)
          summit-cdr \(name) retry --config integration.yml --all
          summit-cdr \(name) discard --config integration.yml 17 18 \\
            --because "test calls of the operator"
        """,
      subcommands: [
        HeldRowsListCommand<Kind>.self, HeldRowsRetryCommand<Kind>.self, HeldRowsDiscardCommand<Kind>.self,
        HeldRowsRestoreCommand<Kind>.self,
      ], defaultSubcommand: HeldRowsListCommand<Kind>.self)
  }
}

extension Reason: ExpressibleByArgument {
  public init?(argument: String) {
    guard let reason = Reason.allCases.first(where: { $0.name == argument }) else { return nil }
    self = reason
  }

  public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension HeldRowsKind {
  /// - Throws: `ValidationError` if the rows cannot have that reason.
  static func check(_ reason: Reason?) throws {
    let reasons = HeldRowSelection.reasons(outcome)
    guard let reason, !reasons.contains(reason) else { return }
    let names = reasons.map(\.name).joined(separator: ", ")
    throw ValidationError("--reason: expected one of \(names), found \(reason.name)")
  }
}
