import Foundation
import ReferenceLedger
import ReferenceRating

/// A sequence as it runs: the program on its site, and the law beside it.
final class SequenceRun {
  struct SourceText {
    var text: String
    /// Bytes of it that are not there yet.
    var cut: Int
    var isGzip: Bool
    /// A half row is taken as it is.
    var isSettled: Bool
    /// It is a copy or was taken as a half row: what grows there is another question.
    var mayGrow: Bool
  }

  let sequence: LawSequence
  let site: Site
  let options: LawOptions
  var provider: Provider
  var model: LedgerModel
  var sources: [String: SourceText] = [:]
  /// What was done, and refused, in words.
  var log: [String] = []
  /// Commands that the program refused though the law has nothing against them (`LAW_LENIENT` only).
  var leniencies = 0

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
        if options.looksAlways || place == sequence.steps.count - 1 || place % 3 == 2 { try look() }
      }
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

  func setRegistry(isPerCall: Bool? = nil) {
    model.current = RegistryVersion(
      tables: provider.tables, activeLinesOnly: true, isPerCall: isPerCall ?? model.current.isPerCall)
  }

  /// Does what the law has nothing against; the program must do it, too. What the law refuses the program must refuse.
  ///
  /// - Parameter change: what it does to the model.
  func both(_ arguments: [String], _ change: (inout LedgerModel) throws -> Void) throws {
    var after = model
    var refusal: Refusal?
    do { try change(&after) } catch let error as Refusal { refusal = error }
    let answer = try site.command(arguments)
    let words = arguments.joined(separator: " ")
    log[log.count - 1] += " = \(words) -> \(answer.status)"
    if answer.status > 100 { throw Finding("\(words): expected no crash, found \(answer.words)") }
    if let refusal {
      if answer.isDone { throw Finding("\(words): expected a refusal (\(refusal)), found exit code 0") }
    } else if answer.isDone {
      model = after
    } else if options.isLenient {
      leniencies += 1
    } else {
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
  /// Look after each step, not only after every third.
  var looksAlways = false
  /// Commands that the program refuses without a reason in the law are passed over, for a program from before it.
  var isLenient = false
}
