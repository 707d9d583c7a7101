import CallModel
import Foundation
import Platform

/// The platform itself, without HTTP: its lines, its rules, and what it remembers of writes.
///
/// A write that was done is remembered by its key, with its answer, for good: a repeat gets that answer again and changes
/// nothing. What was refused changed nothing and is not remembered: a repeat is judged by what holds then.
actor SimulatedPlatform {
  private let catalogue: SimulatorCatalogue
  private let seed: UInt64
  private let file: StateFile?
  private(set) var memory = SimulatorMemory()

  /// - Throws: `Problem` if the state cannot be read.
  init(catalogue: SimulatorCatalogue, seed: UInt64, statePath: String?) throws {
    self.catalogue = catalogue
    self.seed = seed
    file = try statePath.map { try StateFile(path: $0) }
    for write in try file?.load() ?? [] { memory.add(write) }
  }

  /// Lets go of the state. What is asked later is not done.
  func close() { file?.close() }

  /// Does what is asked; what it did is on the disk when this returns.
  func answer(_ request: SimulatorRequest) -> SimulatorAnswer {
    do {
      return request.operation.isWrite ? try write(request) : try read(request)
    } catch let refusal as SimulatorRefusal {
      return SimulatorAnswer(refusal)
    } catch {
      let body = SummitWireFormat.ErrorBody(error: "not-kept", message: "\(error)")
      return SimulatorAnswer(status: 500, json: body)
    }
  }

  private func read(_ request: SimulatorRequest) throws -> SimulatorAnswer {
    switch request.operation {
    case .listPartitions:
      let items = catalogue.partitions.map { PlatformItem(code: $0.code, description: $0.description) }
      return SimulatorAnswer(status: 200, json: items)
    case .listCategories:
      guard let partition = catalogue.partition(request.values[0]) else {
        throw SimulatorRefusal(404, "unknown-partition", "expected a partition, found \(request.values[0])")
      }
      return SimulatorAnswer(status: 200, json: partition.categories)
    case .listPlans: return SimulatorAnswer(status: 200, json: catalogue.plans)
    case .listLicences: return SimulatorAnswer(status: 200, json: catalogue.licences)
    case .listLines: return SimulatorAnswer(status: 200, json: memory.linesByNumber)
    default: return SimulatorAnswer(status: 200, json: try line(request))
    }
  }

  private func write(_ request: SimulatorRequest) throws -> SimulatorAnswer {
    let key = try Self.key(request)
    if let before = memory.write(key: key) {
      guard before.request == request.identity else {
        throw SimulatorRefusal(
          422, "key-reused", "expected a new \(SummitWireFormat.keyHeader), found that of another request")
      }
      return Self.answer(before, operation: request.operation)
    }
    let write = try effect(of: request, key: key)
    try file?.append(write)
    memory.add(write)
    return Self.answer(write, operation: request.operation)
  }

  private static func key(_ request: SimulatorRequest) throws -> String {
    guard let key = request.key, (1...SummitWireFormat.maximumKeyBytes).contains(key.utf8.count),
      key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw SimulatorRefusal(
        400, "key-missing",
        "expected \(SummitWireFormat.keyHeader) with 1 to \(SummitWireFormat.maximumKeyBytes) visible characters, "
          + "found \(request.key == nil ? "none" : "something else")")
    }
    return key
  }

  private static func answer(_ write: AppliedWrite, operation: SummitWireFormat.Operation) -> SimulatorAnswer {
    switch operation {
    case .createLine, .addDID: SimulatorAnswer(status: write.status, json: write.account)
    case .changeLine: SimulatorAnswer(status: write.status, json: write.line)
    default: SimulatorAnswer(status: write.status)
    }
  }
}

/// What each write does.
extension SimulatedPlatform {
  private var rules: SimulatorRules { SimulatorRules(catalogue: catalogue) }

  private func line(_ request: SimulatorRequest) throws -> PlatformLine {
    guard let line = memory.lines[request.values[0]] else { throw SimulatorRefusal.noTerminal(request.values[0]) }
    return line
  }

  private func effect(of request: SimulatorRequest, key: String) throws -> AppliedWrite {
    var write = AppliedWrite(
      key: key, request: request.identity, status: request.operation.status, terminal: request.values.first ?? "")
    switch request.operation {
    case .createLine: try create(request, &write)
    case .changeLine: try change(request, &write)
    case .addDID: try addDID(request, &write)
    case .removeDID: try removeDID(request, &write)
    default: _ = try line(request)
    }
    return write
  }

  private func create(_ request: SimulatorRequest, _ write: inout AppliedWrite) throws {
    let new = try RequestFields.decode(NewPlatformLine.self, NewPlatformLine.CodingKeys.self, from: request.body)
    try rules.check(new)
    if memory.isTaken(new.number) { throw SimulatorRefusal.taken(new.number) }
    let account = memory.newAccount(number: new.number, seed: seed)
    write.account = account
    write.number = new.number
    write.terminal = account.terminal
    write.line = PlatformLine(terminal: account.terminal, line: new)
  }

  private func change(_ request: SimulatorRequest, _ write: inout AppliedWrite) throws {
    var line = try line(request)
    let change = try RequestFields.decode(
      PlatformLineChange.self, PlatformLineChange.CodingKeys.self, from: request.body)
    try rules.check(change, of: line.line)
    line.apply(change)
    write.line = line
  }

  private func addDID(_ request: SimulatorRequest, _ write: inout AppliedWrite) throws {
    var line = try line(request)
    let new = try RequestFields.decode(NewPlatformDID.self, NewPlatformDID.CodingKeys.self, from: request.body)
    try rules.check(new)
    if memory.isTaken(new.number) { throw SimulatorRefusal.taken(new.number) }
    let account =
      new.port == 1
      ? memory.account(ofLine: line.terminal) : memory.newAccount(number: new.number, seed: seed)
    line.dids.append(
      PlatformLine.DID(number: new.number, priority: new.priority, port: new.port, terminal: account.terminal))
    line.dids.sort { $0.number < $1.number }
    write.account = account
    write.number = new.number
    write.line = line
  }

  private func removeDID(_ request: SimulatorRequest, _ write: inout AppliedWrite) throws {
    var line = try line(request)
    guard let index = line.dids.firstIndex(where: { $0.number == request.values[1] }) else {
      throw SimulatorRefusal(404, "unknown-number", "expected a DID of the line, found \(request.values[1])")
    }
    line.dids.remove(at: index)
    write.line = line
  }
}

extension PlatformLine {
  fileprivate mutating func apply(_ change: PlatformLineChange) {
    if let category = change.category { line.category = category }
    if let callLimit = change.callLimit { line.callLimit = callLimit }
    if let plan = change.plan { line.plan = plan }
    if let costCentre = change.costCentre { line.costCentre = costCentre }
    if let resetDay = change.resetDay { line.resetDay = resetDay }
    if let active = change.active { self.active = active }
  }
}
