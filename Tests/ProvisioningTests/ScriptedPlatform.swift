import Foundation
import Platform
import ReferenceRating
import Synchronization

/// A platform in memory, with faults by chance: it answers late, not at all, or loses its answer; a write with a known key
/// gets the first answer again.
final class ScriptedPlatform: SummitPlatform {
  struct Faults: Sendable {
    /// Percent of the writes that are not done, with no answer.
    var fail = 0
    /// Percent of the writes that are done, with no answer.
    var lose = 0
    /// Percent of the writes that arrive twice.
    var twice = 0
    /// Percent of the requests that let others go first.
    var late = 0
  }

  struct Write: Equatable, Sendable {
    var key: String
    var number: String
    var text: String
  }

  private struct State {
    var random: SeededRandom
    var lines: [String: PlatformLine] = [:]
    var answers: [String: PlatformAccount?] = [:]
    var applied: [Write] = []
    var requests = 0
    var accounts = 0
    var isAway = false
    var isHeld = false
    var refusal: PlatformFailure?
    var terminal: String?
    var atATime = 0
    var mostAtATime = 0
  }

  private let state: Mutex<State>
  let faults: Faults

  init(seed: UInt64 = 1, faults: Faults = Faults()) {
    state = Mutex(State(random: SeededRandom(seed: seed)))
    self.faults = faults
  }

  /// What was done, in order.
  var applied: [Write] { state.withLock { $0.applied } }
  var requests: Int { state.withLock { $0.requests } }
  var mostAtATime: Int { state.withLock { $0.mostAtATime } }
  /// Writes that have come and are not answered.
  var atATime: Int { state.withLock { $0.atATime } }
  var numbers: [String] { state.withLock { $0.lines.values.map(\.line.number).sorted() } }

  func category(of number: String) -> String? {
    state.withLock { $0.lines.values.first { $0.line.number == number }?.line.category }
  }

  func set(isAway: Bool) { state.withLock { $0.isAway = isAway } }
  /// While it is held, writes come and none is done or answered.
  func set(isHeld: Bool) { state.withLock { $0.isHeld = isHeld } }
  /// Each account that it makes from now on has that terminal in its answer; nil: one of its own.
  func set(terminal: String?) { state.withLock { $0.terminal = terminal } }
  /// Every write is refused with that; nil: none.
  func set(refusal: PlatformFailure?) { state.withLock { $0.refusal = refusal } }

  /// Changes what it has, behind everyone's back.
  func tamper(_ number: String, _ change: (inout PlatformLine) -> Void) {
    state.withLock { state in
      guard let key = state.lines.first(where: { $0.value.line.number == number })?.key, var line = state.lines[key]
      else { return }
      change(&line)
      state.lines[key] = line
    }
  }

  func forget(_ number: String) {
    state.withLock { state in state.lines = state.lines.filter { $0.value.line.number != number } }
  }

  func insert(_ line: PlatformLine) { state.withLock { $0.lines[line.terminal] = line } }

  func partitions() throws(PlatformFailure) -> [PlatformItem] {
    ["100", "200", "300"].map { PlatformItem(code: $0, description: "Partition \($0)") }
  }

  func categories(ofPartition partition: String) throws(PlatformFailure) -> [PlatformItem] {
    ["standard", "blocked", "partial", "cancelled"].map { PlatformItem(code: $0, description: $0) }
  }

  func plans() throws(PlatformFailure) -> [PlatformItem] { [PlatformItem(code: "basic", description: "Basic")] }
  func licences() throws(PlatformFailure) -> [PlatformItem] { [PlatformItem(code: "home", description: "Home")] }

  func lines() throws(PlatformFailure) -> [PlatformLine] {
    state.withLock { $0.lines.values.sorted { $0.terminal < $1.terminal } }
  }

  func line(terminal: String) throws(PlatformFailure) -> PlatformLine {
    guard let line = state.withLock({ $0.lines[terminal] }) else { throw Self.none }
    return line
  }

  func create(_ line: NewPlatformLine, key: String) throws(PlatformFailure) -> PlatformAccount {
    let account = try write(key, line.number, "create \(line.category ?? "")") { state in
      if Self.isTaken(line.number, state) { return .failure(Self.taken) }
      state.accounts += 1
      let account = PlatformAccount(
        terminal: state.terminal ?? "T\(state.accounts)", credential: "secret-\(state.accounts)")
      state.lines[account.terminal] = PlatformLine(terminal: account.terminal, line: line)
      return .success(account)
    }
    guard let account else { throw Self.none }
    return account
  }

  func change(terminal: String, _ change: PlatformLineChange, key: String) throws(PlatformFailure) {
    let text = "change \(change.category ?? "")\(change.active.map { " \($0)" } ?? "")"
    try write(key, terminal, text) { state in
      guard var line = state.lines[terminal] else { return .failure(Self.none) }
      var desired = DesiredLineForm(line)
      desired.apply(change)
      line = desired.line
      state.lines[terminal] = line
      return .success(nil)
    }
  }

  func remove(terminal: String, key: String) throws(PlatformFailure) {
    try write(key, terminal, "remove") { state in
      guard state.lines.removeValue(forKey: terminal) != nil else { return .failure(Self.none) }
      return .success(nil)
    }
  }

  func add(_ did: NewPlatformDID, terminal: String, key: String) throws(PlatformFailure) -> PlatformAccount {
    let account = try write(key, terminal, "add \(did.number)") { state in
      guard state.lines[terminal] != nil else { return .failure(Self.none) }
      if Self.isTaken(did.number, state) { return .failure(Self.taken) }
      state.accounts += 1
      let account = PlatformAccount(
        terminal: state.terminal ?? "T\(state.accounts)", credential: "secret-\(state.accounts)")
      state.lines[terminal]?.dids.append(
        PlatformLine.DID(number: did.number, priority: did.priority, port: did.port, terminal: account.terminal))
      return .success(account)
    }
    guard let account else { throw Self.none }
    return account
  }

  func removeDID(number: String, terminal: String, key: String) throws(PlatformFailure) {
    try write(key, terminal, "remove \(number)") { state in
      guard let line = state.lines[terminal], line.dids.contains(where: { $0.number == number }) else {
        return .failure(Self.none)
      }
      state.lines[terminal]?.dids.removeAll { $0.number == number }
      return .success(nil)
    }
  }

  private static let none = PlatformFailure.refused(
    status: 404, error: "unknown-terminal", message: "no such line", field: nil)
  private static let taken = PlatformFailure.refused(
    status: 409, error: "number-taken", message: "another line has it", field: "number")

  private static func isTaken(_ number: String, _ state: State) -> Bool {
    state.lines.values.contains { $0.line.number == number || $0.dids.contains { $0.number == number } }
  }

  /// One write, as the faults have it.
  @discardableResult
  private func write(
    _ key: String, _ place: String, _ text: String,
    _ body: (inout State) -> Result<PlatformAccount?, PlatformFailure>
  ) throws(PlatformFailure) -> PlatformAccount? {
    let isLate = state.withLock { state in
      state.atATime += 1
      state.mostAtATime = max(state.mostAtATime, state.atATime)
      return state.random.chance(percent: faults.late)
    }
    if isLate { Thread.sleep(forTimeInterval: 0.003) }
    while state.withLock({ $0.isHeld }) { Thread.sleep(forTimeInterval: 0.001) }
    let result = state.withLock { state -> Result<PlatformAccount?, PlatformFailure> in
      state.atATime -= 1
      state.requests += 1
      if state.isAway { return .failure(.unanswered("connection refused")) }
      if let refusal = state.refusal { return .failure(refusal) }
      if state.random.chance(percent: faults.fail) { return .failure(.unanswered("503")) }
      let times = state.random.chance(percent: faults.twice) ? 2 : 1
      var result = Result<PlatformAccount?, PlatformFailure>.success(nil)
      for _ in 0..<times {
        if let answer = state.answers[key] {
          result = .success(answer)
          continue
        }
        result = body(&state)
        guard case .success(let account) = result else { continue }
        state.answers[key] = .some(account)
        state.applied.append(Write(key: key, number: place, text: text))
      }
      if state.random.chance(percent: faults.lose) { return .failure(.unanswered("connection closed")) }
      return result
    }
    return try result.get()
  }
}

/// Changes a line as the platform does; not with the code under test.
private struct DesiredLineForm {
  var line: PlatformLine

  init(_ line: PlatformLine) { self.line = line }

  mutating func apply(_ change: PlatformLineChange) {
    if let category = change.category { line.line.category = category }
    if let limit = change.callLimit { line.line.callLimit = limit }
    if let plan = change.plan { line.line.plan = plan }
    if let centre = change.costCentre { line.line.costCentre = centre }
    if let active = change.active { line.active = active }
    if let day = change.resetDay { line.line.resetDay = day }
  }
}
