import Foundation
import ReferenceLedger
import ReferenceRating

/// How a command that writes is run.
enum Manner {
  case plain
  case planned
  case killed(milliseconds: Int)
}

/// A sequence as it runs: the program on its site, and the law beside it.
final class SequenceRun {
  /// A look is five runs of the program.
  private static let stepsBetweenLooks = 8

  let sequence: LawSequence
  let site: Site
  let options: LawOptions
  var provider: Provider
  var model: LedgerModel
  var sources = SourceTexts()
  /// What was done, and refused, in words.
  var log: [String] = []
  /// Commands that the program refused though the law has nothing against them (`LAW_LENIENT` only).
  var leniencies = 0
  /// How the next command that writes is run.
  var manner = Manner.plain
  /// A run was undone (`LAW_LENIENT`).
  var hasUndone = false

  init(_ sequence: LawSequence, _ options: LawOptions) throws {
    self.sequence = sequence
    self.options = options
    site = try Site()
    provider = sequence.provider
    model = LedgerModel(
      layout: sequence.form.layout,
      registry: RegistryVersion(
        tables: provider.tables, activeLinesOnly: true, isPerCall: sequence.startsPerCall))
  }

  /// Throws a `Finding`.
  func run() throws {
    do {
      try setUp()
      for (place, step) in sequence.steps.enumerated() {
        log.append("\(place + 1). \(step.words)")
        try perform(step)
        if options.looksAlways || (place + 1) % Self.stepsBetweenLooks == 0 { try look() }
      }
      try look()
      try verify()
      try compareRate()
      if !options.isLenient {
        try compareStatements()
        try compareExport()
      }
    } catch {
      site.keep()
      let said = (error as? Finding)?.description ?? "\(error)"
      throw Finding("\(said)\n  after: \(log.last ?? "nothing")\n  in: \(site.directory.path)")
    }
  }

  private func setUp() throws {
    try writeSettings()
    if !sequence.form.isBuiltIn { try site.write("layout.yml", sequence.form.yaml) }
    try writeTables("registry")
    if sequence.isDatabase {
      let answer = try site.command("registry", "import", "registry", "--quiet")
      if !answer.isDone { throw Finding("registry import: \(answer.words)") }
    }
  }

  /// Those of the registry as it now stands.
  private func writeSettings() throws {
    try site.write(
      "integration.yml",
      """
      description: Law
      gateway: summit-networks
      cdr:
        source_directory: cdr
        delete_files: \(sequence.deletesFiles)
        delete_after_hours: 0
        settle_seconds: 60
        layout: \(sequence.form.isBuiltIn ? "summit-1" : "layout.yml")
      registry: \(sequence.isDatabase ? "database" : "registry")
      data_directory: data
      billing:
        additional_service: \(model.current.isPerCall ? "per-call" : "aggregated")
        active_lines_only: \(model.current.activeLinesOnly)
      """)
  }

  func writeTables(_ directory: String) throws {
    for (name, text) in provider.tables { try site.write("\(directory)/\(name)", text) }
  }

  private func perform(_ step: Step) throws {
    if options.isLenient, try isNewlyDefined(step) { return }
    switch step {
    case .write, .grow, .age, .deliverAgain: try performOnFiles(step)
    case .importFiles(let dryFirst): try importFiles(dryFirst: dryFirst)
    case .killedImport(let milliseconds): try killImport(after: milliseconds)
    case .importAgain(let name): try importAgain(name)
    case .change(let change, let isWhole): try self.change(change, isWhole: isWhole)
    case .perCall(let isPerCall):
      model.current = model.current.with(isPerCall: isPerCall)
      try writeSettings()
    case .activeLinesOnly(let isSo):
      model.current = model.current.with(activeLinesOnly: isSo)
      try writeSettings()
    case .planned(let step): try perform(step, .planned)
    case .killed(let step, let milliseconds): try perform(step, .killed(milliseconds: milliseconds))
    default: try performOnLedger(step)
    }
  }

  private func perform(_ step: Step, _ manner: Manner) throws {
    self.manner = options.isLenient ? .plain : manner
    defer { self.manner = .plain }
    try perform(step)
  }

  /// What a program from before the law does otherwise on purpose is left out, and the ledger is brought to the registry
  /// by an import where the law does so by itself.
  private func isNewlyDefined(_ step: Step) throws -> Bool {
    switch step {
    case .discard, .takeBack, .importAgain: return true
    case .perCall, .activeLinesOnly: return true
    case .deliverAgain, .restore: return hasUndone
    case .undo: return model.hasRepeats
    case .close, .reopen, .retry:
      try importFiles(dryFirst: false)
      return false
    default: return false
    }
  }
}

extension RowForm {
  /// The layout as the reference reads it.
  var layout: ReferenceLayout {
    var layout = ReferenceLayout.summit1
    layout.columns = layout.columns.filter { columns.contains($0.key.rawValue) }
    if hasLeg { layout.columns[.leg] = .name("leg") }
    layout.unansweredValues = isBuiltIn ? layout.unansweredValues : ["NO ANSWER", "BUSY"]
    return layout
  }
}

/// How a run of the driver goes.
struct LawOptions: Sendable {
  /// Look after each step, not only after every eighth and the last.
  var looksAlways = false
  /// Commands that the program refuses without a reason in the law are passed over, for a program from before it.
  var isLenient = false
  /// Of such a program only what is lost, doubled, crashed or found by its own `verify` counts (`LAW_LENIENT=hard`).
  var isHard = false
}
