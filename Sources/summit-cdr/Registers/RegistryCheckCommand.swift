import CallModel
import ArgumentParser
import Integration
import Registers
import Registry

/// `summit-cdr registry check`.
struct RegistryCheckCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let outcome = try RegisterAccess.open(integration) { ledger -> Result<RegistryTables, Problems> in
      let settings = try integration.registerSettings(ledger)
      return try ledger.readRegisters(zone: settings.zone) { reader in
        do {
          return .success(try RegisterCheck(reader).run(settings.rules))
        } catch let faults as Problems {
          return .failure(faults)
        }
      }
    }
    switch outcome {
    case .success(let tables): try show(RegistrySummary(Registry(tables)), integration.path)
    case .failure(let faults):
      try show(faults.faults, integration.path)
      throw Exit.failed
    }
  }

  private func show(_ summary: RegistrySummary, _ path: String) throws {
    if json {
      try Terminal.write(json: Report(registry: path, sound: true, faults: [], summary: summary))
    } else if !quiet {
      try Terminal.write(lines: CheckText(summary, registry: path).lines)
    }
  }

  private func show(_ faults: [Problem], _ path: String) throws {
    if json {
      try Terminal.write(
        json: Report(registry: path, sound: false, faults: faults.map(Report.Fault.init), summary: nil))
    } else {
      try Terminal.write(lines: faults.map(\.description))
    }
    Terminal.error(
      "\(path): \(CountText.of(faults.count, "fault", "faults")); nothing is rated until the registers are sound")
  }

  struct Report: Encodable {
    struct Fault: Encodable {
      var place: String
      var column: String?
      var expected: String
      var found: String

      init(_ fault: Problem) {
        place = fault.place
        column = fault.field
        expected = fault.expected
        found = fault.found
      }
    }

    var registry: String
    var sound: Bool
    var faults: [Fault]
    var summary: RegistrySummary?
  }
}
