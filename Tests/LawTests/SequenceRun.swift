import Foundation
import ReferenceLedger
import ReferenceRating

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
        if options.looksAlways || place % Self.stepsBetweenLooks == 0 { try look() }
      }
      try look()
      try verify()
      try compareRate()
    } catch {
      site.keep()
      let said = (error as? Finding)?.description ?? "\(error)"
      throw Finding("\(said)\n  after: \(log.last ?? "nothing")\n  in: \(site.directory.path)")
    }
  }

  private func setUp() throws {
    try writeSettings(isPerCall: sequence.startsPerCall)
    if !sequence.form.isBuiltIn { try site.write("layout.yml", sequence.form.yaml) }
    try writeTables("registry")
    if sequence.isDatabase {
      let answer = try site.command("registry", "import", "registry", "--quiet")
      if !answer.isDone { throw Finding("registry import: \(answer.words)") }
    }
  }

  func writeSettings(isPerCall: Bool) throws {
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
        additional_service: \(isPerCall ? "per-call" : "aggregated")
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
    case .change(let change): try self.change(change)
    case .perCall(let isPerCall):
      try writeSettings(isPerCall: isPerCall)
      setRegistry(isPerCall: isPerCall)
    default: try performOnLedger(step)
    }
  }

  /// What a program from before the law does otherwise on purpose is left out, and the ledger is brought to the registry
  /// by an import where the law does so by itself.
  private func isNewlyDefined(_ step: Step) throws -> Bool {
    switch step {
    case .discard, .takeBack, .importAgain: return true
    case .perCall: return true
    case .deliverAgain, .restore: return hasUndone
    case .undo: return model.hasRepeats
    case .close, .reopen, .retry:
      try importFiles(dryFirst: false)
      return false
    default: return false
    }
  }

  func setRegistry(isPerCall: Bool? = nil) {
    model.current = RegistryVersion(
      tables: provider.tables, activeLinesOnly: true, isPerCall: isPerCall ?? model.current.isPerCall)
  }

  /// Does what the law has nothing against; the program must do it, too. What the law refuses the program must refuse.
  ///
  /// - Parameters:
  ///   - mayRefuse: there is nothing to do, which may be an error as well.
  ///   - change: what it does to the model.
  func both(
    _ arguments: [String], mayRefuse: Bool = false, _ change: (inout LedgerModel) throws -> Void
  ) throws {
    var after = model
    var refusal: Refusal?
    do { try change(&after) } catch let error as Refusal { refusal = error }
    let answer = try site.command(arguments)
    let words = arguments.joined(separator: " ")
    log[log.count - 1] += " = \(words) -> \(answer.status)"
    if answer.status > 100 { throw Finding("\(words): expected no crash, found \(answer.words)") }
    if let refusal {
      if answer.isDoneSomehow { throw Finding("\(words): expected a refusal (\(refusal)), found exit code 0") }
    } else if answer.isDoneSomehow {
      model = after
    } else if options.isLenient && !mayRefuse {
      leniencies += 1
    } else if !mayRefuse {
      throw Finding("\(words): expected exit code 0, found \(answer.words)")
    }
  }
}

extension RowForm {
  /// The layout as the reference reads it.
  var layout: ReferenceLayout {
    var layout = ReferenceLayout.summit1
    layout.columns = layout.columns.filter { columns.contains($0.key.rawValue) }
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
