import Foundation
@testable import ReferenceLedger
@testable import ReferenceRating
import Testing

/// The model of the law (spec 4.3) against what the law says of itself, on the sequences of the driver without the
/// program.
struct LedgerModelTests {
  private static let sequences: UInt64 = 450

  @Test("The model keeps the law's own promises, after each step of random sequences")
  func promises() throws {
    var seen: [String: Int] = [:]
    for seed in 1...Self.sequences {
      var run = ModelRun(SequenceMaker.sequence(seed: seed))
      for (place, step) in run.sequence.steps.enumerated() {
        run.perform(step)
        run.count(in: &seen)
        do {
          try run.checkPromises()
        } catch {
          Issue.record("seed \(seed), step \(place + 1) (\(step.words)): \(error)\n\(run.sequence.words)")
          return
        }
      }
    }
    // What is to be held is there to be held.
    let kinds = [
      "late", "alone", "credit", "adjustment without calls", "winner", "closed late", "suspended late", "repeat",
    ]
    for kind in kinds { #expect(seen[kind, default: 0] >= 2, "\(kind): \(seen)") }
  }
}

/// A sequence on the model alone.
struct ModelRun {
  let sequence: LawSequence
  var model: LedgerModel
  private var provider: Provider
  private var sources = SourceTexts()
  private var run = 0

  init(_ sequence: LawSequence) {
    self.sequence = sequence
    provider = sequence.provider
    model = LedgerModel(
      layout: sequence.form.layout,
      registry: RegistryVersion(
        tables: provider.tables, activeLinesOnly: true, isPerCall: sequence.startsPerCall))
  }

  mutating func perform(_ step: Step) {
    switch step {
    case .write, .grow, .age, .deliverAgain: _ = sources.apply(step, form: sequence.form, isThere: { _ in true })
    case .importFiles, .killedImport: importFiles()
    case .importAgain(let name): importFiles(again: [name])
    case .change(let change, _):
      if let after = change.applied(to: provider)?.provider, Self.isSound(after) { provider = after }
      model.current = model.current.with(tables: provider.tables)
    case .perCall(let isPerCall): model.current = model.current.with(isPerCall: isPerCall)
    case .activeLinesOnly(let isSo): model.current = model.current.with(activeLinesOnly: isSo)
    case .planned(let step), .killed(let step, _): perform(step)
    case .close(let date, let withSuspended, let line):
      model.close(endingBefore: date, withSuspended: withSuspended, line: line)
    case .reopen(let pick, _): if let name = choose(model.closedCycles, pick) { try? model.reopen(name) }
    case .invoice(let pick):
      if let service = choose(model.closedServices, pick) { try? model.invoice(service, reference: "NF") }
    case .undo(let pick, let withLater):
      if let run = choose(model.runs, pick) { try? model.undo(run: run, withLater: withLater) }
    case .restore(let pick): if let run = choose(model.withdrawnRuns, pick) { try? model.restore(run: run) }
    case .discard(let pick, let isRejected):
      let look = model.look()
      if let row = choose(isRejected ? look.rejected : look.suspended, pick) { try? model.discard(row.id) }
    case .takeBack, .retry: model.bringToRegistry()
    }
  }

  private mutating func importFiles(again: Set<String> = []) {
    run += 1
    model.importFiles(sources.entries(Set(sources.texts.keys)), run: run, again: again)
  }

  private func choose<Element>(_ choices: [Element], _ pick: Int) -> Element? { SequenceRun.choose(choices, pick) }

  /// The rules across rows that the changes may break (spec 2.2).
  private static func isSound(_ provider: Provider) -> Bool {
    for (place, line) in provider.lines.enumerated() {
      for other in provider.lines[(place + 1)...] {
        let isApart =
          (!line.until.isEmpty && !other.from.isEmpty && line.until < other.from)
          || (!other.until.isEmpty && !line.from.isEmpty && other.until < line.from)
        if !isApart && (line.number == other.number || line.id == other.id) { return false }
        if line.plan == other.plan && line.contract == other.contract && provider.plans[line.plan] == "contract"
          && line.resetDay != other.resetDay
        {
          return false
        }
      }
    }
    return true
  }
}

extension ModelRun {
  /// What of closed cycles there is at this moment.
  func count(in seen: inout [String: Int]) {
    for (cycle, late) in zip(model.closed, Evaluation(model).late) {
      let services = late.services.values.flatMap { $0 }
      let closed = Set(cycle.calls.map(\.key))
      if !late.inCycle.isEmpty { seen["late", default: 0] += 1 }
      if !late.alone.isEmpty { seen["alone", default: 0] += 1 }
      if services.contains(where: { $0.centavos < 0 }) { seen["credit", default: 0] += 1 }
      if services.contains(where: { $0.calls == 0 }) { seen["adjustment without calls", default: 0] += 1 }
      if late.inCycle.contains(where: { closed.contains(CallKey($0.call.read)) }) { seen["winner", default: 0] += 1 }
      if cycle.services.contains(where: \.isLate) { seen["closed late", default: 0] += 1 }
      if !late.suspended.isEmpty { seen["suspended late", default: 0] += 1 }
      if !late.duplicates.isEmpty { seen["repeat", default: 0] += 1 }
    }
  }

  func checkPromises() throws {
    let evaluation = Evaluation(model)
    // Every row is in one place.
    let delivered = Set(
      model.chunks.enumerated().flatMap { index, chunk in
        chunk.standing == nil ? [] : chunk.rows.map { RowID(chunk: index, line: $0.line) }
      })
    if Set(evaluation.outcomes.keys) != delivered { throw Finding("a row has no outcome, or one too many") }
    let look = model.look()
    let recorded = evaluation.outcomes.values.count { ["rated", "free"].contains($0.outcome) }
    if look.records.count != recorded { throw Finding("records: expected \(recorded), found \(look.records.count)") }
    // No open cycle has the key of a closed one.
    let keys = Set(model.closed.map(\.key))
    for rated in evaluation.open {
      let key = model.applied.accountCycle(of: rated.call.line, on: rated.call.read.startedAt.day)
      if keys.contains(key) { throw Finding("an open call in the closed cycle \(key)") }
    }
    for (cycle, late) in zip(model.closed, evaluation.late) { try checkTogether(cycle, late) }
    try checkUndo(look)
    try checkCloseAndReopen()
  }

  /// "Closed and late together equal one `rate` by the version, those charged alone apart."
  private func checkTogether(_ cycle: ClosedCycle, _ late: LateRating) throws {
    if cycle.version.isPerCall { return }
    // A `rate` of these rows alone would take the cycle before for one without calls.
    let plan = cycle.key.account.plan
    if cycle.version.registry.allowances.contains(where: { $0.plan == plan && $0.passesOn }) { return }
    var rows = cycle.calls.filter { !$0.isAlone }.map { $0.rated.call.read }
    rows += late.inCycle.map(\.call.read)
    // A call that is charged alone, or stands suspended, takes the place of another.
    let displaced = Set(late.alone.map { CallKey($0.call.read) })
    if cycle.calls.contains(where: { $0.isAlone }) || !late.suspended.isEmpty { return }
    rows.removeAll { displaced.contains(CallKey($0)) }
    let header = sequence.form.header
    let bytes = Array(
      (([header] + rows.map { String(decoding: $0.row.bytes, as: UTF8.self) }).joined(separator: "\n")).utf8)
    let result = referenceRate(
      registry: cycle.version.tables, files: [("f", bytes)],
      options: ReferenceOptions(layout: model.layout, activeLinesOnly: false))
    var expected: [String: Int] = [:]
    for line in result.additionalServices.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      expected[cells[0...3].joined(separator: " "), default: 0] += Int(cells[9].filter { $0 != "." }) ?? 0
    }
    var found: [String: Int] = [:]
    let services = cycle.services + late.services.filter { !$0.key.isAlone }.flatMap(\.value)
    for service in services {
      let key = "\(service.contract) \(service.line) \(service.plan) \(service.cycleStart)"
      found[key, default: 0] += service.centavos
    }
    if expected != found.filter({ $0.value != 0 }) {
      throw Finding("closed and late: expected \(expected), found \(found)")
    }
  }

  /// "Undo then restore is the identity."
  private func checkUndo(_ look: LedgerLook) throws {
    for run in model.runs {
      var other = model
      do { try other.undo(run: run, withLater: true) } catch { continue }
      try other.restore(run: run)
      var same = model
      same.bringToRegistry()
      try Self.compare("undo, restore \(run)", same.look(), other.look())
    }
  }

  /// A cycle that is closed and opened again is as it was before.
  private func checkCloseAndReopen() throws {
    var same = model
    same.bringToRegistry()
    // Late services are closed with it, and open only with their own cycle.
    if !Evaluation(same).late.allSatisfy({ $0.services.isEmpty }) { return }
    var other = same
    other.close(endingBefore: "2024-05-10", withSuspended: true)
    for name in other.closedCycles.dropFirst(same.closedCycles.count) { try other.reopen(name) }
    try Self.compare("close, reopen", same.look(), other.look())
  }

  private static func compare(_ what: String, _ expected: LedgerLook, _ found: LedgerLook) throws {
    try SequenceRun.compare(
      what, expected.records.map { $0.joined(separator: ",") }, found.records.map { $0.joined(separator: ",") })
    try SequenceRun.compare(what, expected.services.map { "\($0)" }, found.services.map { "\($0)" })
    try SequenceRun.compare(what, expected.suspended.map { "\($0)" }, found.suspended.map { "\($0)" })
    try SequenceRun.compare(what, expected.rejected.map { "\($0)" }, found.rejected.map { "\($0)" })
  }
}
