import CallModel
import Foundation
import Importing
import Ledger
import ReferenceRating

/// What happens to a small provider. Numbers choose among what there is, so that steps can be left out.
enum PaidStep: CustomStringConvertible {
  case call(line: Int, seconds: Int, PaidModel.Number)
  /// Another version of a call, longer by so much, or of the same length.
  case version(Int, longer: Int, PaidModel.Number)
  case undo
  case close
  case reopen(Int)
  case contest(Int)
  case contestCall(Int)
  case answer(Int, isAccepted: Bool)
  case export
  case price

  var description: String {
    switch self {
    case .call(let line, let seconds, let number): "call(line: \(line), seconds: \(seconds), .\(number))"
    case .version(let call, let longer, let number): "version(\(call), longer: \(longer), .\(number))"
    case .undo: "undo"
    case .close: "close"
    case .reopen(let number): "reopen(\(number))"
    case .contest(let number): "contest(\(number))"
    case .contestCall(let number): "contestCall(\(number))"
    case .answer(let number, let isAccepted): "answer(\(number), isAccepted: \(isAccepted))"
    case .export: "export"
    case .price: "price"
    }
  }

  static func random(_ random: inout SeededRandom) -> PaidStep {
    let seconds = random.pick([3, 30, 31, 60, 90, 240, 400])
    let number = random.pick([.fixed, .fixed, .mobile, .mobile, .abroad] as [PaidModel.Number])
    switch random.int(1...100) {
    case ...26: return .call(line: random.int(0...2), seconds: seconds, number)
    case ...46: return .version(random.int(0...9), longer: random.pick([0, 1, 6, 60, 300]), number)
    case ...50: return .undo
    case ...65: return .close
    case ...67: return .reopen(random.int(0...1))
    case ...76: return .contest(random.int(0...9))
    case ...82: return .contestCall(random.int(0...9))
    case ...94: return .answer(random.int(0...3), isAccepted: random.chance(percent: 75))
    case ...97: return .export
    default: return .price
    }
  }
}

/// Does the steps with the program and with the model, and compares what each line comes to after each of them.
struct PaidSequence {
  private let desk: ServiceDesk
  private var model = PaidModel()
  private var files = 0
  private var exported: Set<String> = []

  private static func registry(mobile: String) -> [String: String] {
    [
      "contracts.csv": "id\nC1\nC3\n",
      "lines.csv": """
      id,contract,number,plan,reset_day
      L1,C1,554833334444,P1,10
      S1,C3,554833336666,POOL,10
      S2,C3,554833337777,POOL,10

      """,
      "plans.csv": "id,allowance_scope\nP1,line\nPOOL,contract\n",
      "allowances.csv": "plan,name,kind,amount,zones\nP1,franquia,minutes,10,local\nPOOL,franquia,minutes,5,*\n",
      "rates.csv": "plan,zone,price_per_minute\nP1,local,0.60\nP1,vc1,\(mobile)\nPOOL,*,1.20\n",
    ]
  }

  private static let callers = ["L1": "4833334444", "S1": "4833336666", "S2": "4833337777"]

  private init(isPerCall: Bool) throws {
    desk = try ServiceDesk(registry: Self.registry(mobile: "1.20"))
    desk.harness.settings.isPerCall = isPerCall
    model.isPerCall = isPerCall
    try desk.harness.run()
  }

  /// The first step after which a line comes to something else than the model says; nil if there is none.
  static func fault(_ steps: [PaidStep], isPerCall: Bool) -> String? {
    do {
      var sequence = try PaidSequence(isPerCall: isPerCall)
      for (number, step) in steps.enumerated() {
        try sequence.take(step)
        if let fault = try sequence.fault() { return "after step \(number + 1), \(step): \(fault)" }
      }
      return try sequence.desk.harness.verify().first.map { "verify: \($0)" }
    } catch {
      return "\(error)"
    }
  }

  // MARK: - Steps

  private mutating func take(_ step: PaidStep) throws {
    switch step {
    case .call(let line, let seconds, let number):
      model.calls.append(
        PaidModel.Call(
          id: "c\(files)", start: files * 37 % 1_009, line: PaidModel.lines[line], versions: []))
      try deliver(model.calls.count - 1, PaidModel.Version(seconds: seconds, number: number))
    case .version(let number, let longer, let other):
      guard !model.calls.isEmpty else { return }
      let call = number % model.calls.count
      let seconds = (model.calls[call].standing?.seconds ?? 30) + longer
      try deliver(call, PaidModel.Version(seconds: seconds, number: other))
    case .undo: try undo()
    case .close: try close()
    case .reopen(let number): try reopen(["L1", "C3"][number])
    case .contest(let number): try contest(try chosen(number, of: services().map(\.id)))
    case .contestCall(let number): try contest(chosen(number, of: model.calls.map(\.id)))
    case .answer(let number, let isAccepted): try answer(number, isAccepted)
    case .export:
      _ = try desk.export(.csv)
    case .price:
      model.mobilePrice = model.mobilePrice == 12 ? 24 : 12
      try desk.harness.write(registry: Self.registry(mobile: model.mobilePrice == 12 ? "1.20" : "2.40"))
    }
    if try desk.harness.ledger().lateContestedCycles(isSettled: false).isEmpty == false || isPrice(step) {
      try desk.harness.run(.follow)
    }
  }

  private func isPrice(_ step: PaidStep) -> Bool { if case .price = step { true } else { false } }

  private func chosen(_ number: Int, of ids: [String]) -> String? { ids.isEmpty ? nil : ids[number % ids.count] }

  private mutating func deliver(_ number: Int, _ version: PaidModel.Version) throws {
    let call = model.calls[number]
    // A file with the same row would be known.
    if call.versions.contains(version) { return }
    files += 1
    let start = String(
      format: "2026-11-%02d %02d:%02d:00", 11 + call.start / 1_440, call.start / 60 % 24, call.start % 60)
    let caller = Self.callers[call.line] ?? ""
    let report = try desk.bring(
      "f\(files).csv", [ServiceDesk.row(call.id, start, from: caller, to: version.number.dialled, version.seconds)])
    var version = version
    version.run = report.run
    model.calls[number].versions.append(version)
  }

  /// Takes the last delivery out, if that may be.
  private mutating func undo() throws {
    guard let run = model.calls.flatMap(\.versions).map(\.run).max(), run > 0 else { return }
    do {
      try desk.harness.run(.undo(UndoRequest(run: run, user: "ana")))
    } catch is Problem {
      return
    }
    for index in model.calls.indices { model.calls[index].versions.removeAll { $0.run == run } }
    model.calls.removeAll { $0.versions.isEmpty }
  }

  private mutating func close() throws {
    let known = try (services: Set(services().map(\.id)), cycles: closedCycles())
    try desk.harness.run(.follow)
    try desk.close()
    for owner in try closedCycles().subtracting(known.cycles) {
      if owner == "L1" { model.closedPrices[owner] = model.mobilePrice }
      for line in PaidModel.lines where PaidModel.owner(line) == owner { model.close(line, entry: 0) }
    }
    let late = try services().filter { !known.services.contains($0.id) && $0.entry > 0 }
    for (line, services) in Dictionary(grouping: late, by: \.line) { model.close(line, entry: services[0].entry) }
  }

  private mutating func reopen(_ owner: String) throws {
    var selection = CycleSelection()
    if owner == "L1" { selection.line = owner } else { selection.contract = owner }
    do {
      try desk.reopen(.cycles(selection))
      model.reopen(owner)
    } catch is LedgerFailure {}
  }

  private mutating func contest(_ id: String?) throws {
    guard let id else { return }
    do {
      let row = try desk.actions().contest(ContestRequest(id, reason: "não reconhece", years: 3))
      guard let service = try services().first(where: { $0.id == row.service }) else { return }
      model.contests.append(
        PaidModel.Contest(
          id: row.id, line: service.line, service: service.id, entry: service.entry, call: row.globalID,
          isPart: row.call != nil, centavos: Int(row.centavos), isWithheld: row.isWithheld))
    } catch is LedgerFailure {}
  }

  private mutating func answer(_ number: Int, _ isAccepted: Bool) throws {
    let open = model.contests.indices.filter { model.contests[$0].isAccepted == nil }
    guard !open.isEmpty else { return }
    let contest = open[number % open.count]
    model.contests[contest].isAccepted = isAccepted
    _ = try desk.actions().resolve(model.contests[contest].id, isAccepted: isAccepted)
  }

  // MARK: - Looks

  /// Closed services that follow from calls.
  private func services() throws -> [ServiceRow] {
    try desk.services().map(\.service).filter { $0.state != .open && !$0.isOfContest }
  }

  private func closedCycles() throws -> Set<String> {
    Set(try desk.harness.ledger().closedCycleAccounts().filter { $0.parent == nil }.map(\.owner))
  }

  private func fault() throws -> String? {
    let services = try desk.services().map(\.service)
    for line in PaidModel.lines {
      let waiting = model.contests.filter { $0.line == line && $0.isWithheld && $0.isAccepted == nil }
      let found =
        services.filter { $0.line == line }.reduce(0) { $0 + Int($1.centavos) } + waiting.reduce(0) { $0 + $1.centavos }
      let expected = model.paid(line)
      if !expected.contains(found) || found < 0 {
        return "line \(line) comes to \(found), not \(expected)\n"
          + services.filter { $0.line == line }.map {
            "  \($0.kind) \($0.entry) \($0.state) \($0.centavos) \($0.globalID ?? "")"
          }.joined(separator: "\n")
      }
    }
    return nil
  }
}
