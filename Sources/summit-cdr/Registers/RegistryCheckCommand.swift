import ArgumentParser
import Integration
import Listing
import Registry

/// `summit-cdr registry check`.
struct RegistryCheckCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the registers: every fault with table, id and column, or a summary.",
    discussion: """
      Each change is checked before it is kept, so that faults come only by a newer version's rules, or by what the \
      platform lists now. A sound registry gives a summary, as summit-cdr check does.

      Exit codes: 0 sound, 2 faults found.

      Example:
        summit-cdr registry check --config integration.yml
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Print faults or summary as JSON.")
  var json = false

  @Flag(help: "No summary; faults only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let report = RegistryCheckReport(
      try integration.checkRegisters(), registry: integration.path, isInFiles: false)
    try report.show(json: json, quiet: quiet, subject: "the registers are")
  }
}

extension RegistryCheckReport {
  /// Prints faults or summary.
  ///
  /// - Parameter subject: what must be sound.
  /// - Throws: `Exit.failed` if there are faults.
  func show(json: Bool, quiet: Bool, subject: String) throws {
    if json {
      try Terminal.write(json: self)
    } else if !isSound || !quiet {
      try Terminal.write(lines: lines)
    }
    guard !isSound else { return }
    let count = CountText.of(faults.count, "fault", "faults")
    Terminal.error("\(registry): \(count); nothing is rated until \(subject) sound")
    throw Exit.failed
  }
}
