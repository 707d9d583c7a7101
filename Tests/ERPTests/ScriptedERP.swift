import ERP
import ERPSimulator
import Foundation
import Platform
import PlatformSimulator
import Synchronization

/// The way to a simulated ERP in memory, on which requests and answers get lost, come late or come twice, as a seed says.
final class ScriptedERP: ERPTransport {
  /// Each 0 to 1.
  struct Chances {
    /// The request never arrives.
    var lostRequest = 0.0
    /// There is no connection.
    var noConnection = 0.0
    /// Nobody answers; the ERP carries it out within `latest` seconds.
    var late = 0.0
    /// The answer is that to the request before, which was carried out as well.
    var staleAnswer = 0.0
    /// A listing has each record twice, as when records move from page to page.
    var doubledList = 0.0
  }

  /// Shorter than what a push waits before it sends again.
  static let latest: Int64 = ServicePush.settlingSeconds - 20

  private struct State {
    var requests = 0
    var onTheirWay: [(due: Int64, body: [UInt8])] = []
    var earlier: [UInt8]?
  }

  let erp: SimulatedERP
  private let seed: UInt64
  private let chances: Chances
  private let clock: @Sendable () -> Int64
  private let state = Mutex(State())

  init(
    _ erp: SimulatedERP, seed: UInt64 = 1, _ chances: Chances = Chances(),
    clock: @escaping @Sendable () -> Int64 = { 0 }
  ) {
    self.erp = erp
    self.seed = seed
    self.chances = chances
    self.clock = clock
  }

  /// Requests so far.
  var requests: Int { state.withLock { $0.requests } }

  /// What is late arrives.
  func arrive(until instant: Int64) {
    let due = state.withLock { state in
      let due = state.onTheirWay.filter { $0.due <= instant }
      state.onTheirWay.removeAll { $0.due <= instant }
      return due
    }
    for one in due { _ = ask(.insert, one.body) }
  }

  func exchange(_ request: ERPRequest) throws(HTTPCaller.Failure) -> (status: Int, body: [UInt8]) {
    arrive(until: clock())
    let number = state.withLock { state in
      state.requests += 1
      return state.requests
    }
    var draw = SeededDraw(seed: seed, purpose: "way \(number)")
    if draw.chance(chances.noConnection) { throw HTTPCaller.Failure("no connection", isUnsent: true) }
    if draw.chance(chances.lostRequest) { throw HTTPCaller.Failure("the connection closed before an answer") }
    if request.kind == .list { return try list(request, draw.chance(chances.doubledList)) }
    if draw.chance(chances.late) {
      let due = clock() + Int64(draw.next() % UInt64(Self.latest))
      state.withLock { $0.onTheirWay.append((due, request.body)) }
      throw HTTPCaller.Failure("none in time (timeout_seconds)")
    }
    let answer = ask(.insert, request.body)
    guard let body = answer.body else { throw HTTPCaller.Failure("the connection closed before an answer") }
    let isStale = draw.chance(chances.staleAnswer)
    let given = state.withLock { state in
      defer { state.earlier = body }
      return isStale ? state.earlier ?? body : body
    }
    return (answer.status, given)
  }

  private func list(
    _ request: ERPRequest, _ isDoubled: Bool
  ) throws(HTTPCaller.Failure) -> (status: Int, body: [UInt8]) {
    let answer = ask(.list, request.body)
    guard let body = answer.body else { throw HTTPCaller.Failure("the connection closed before an answer") }
    guard isDoubled, var object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
      let records = object["registros"] as? [Any]
    else { return (answer.status, body) }
    object["registros"] = records + records
    return (answer.status, (try? JSONSerialization.data(withJSONObject: object)).map { [UInt8]($0) } ?? body)
  }

  private func ask(_ kind: ERPRequest.Kind, _ body: [UInt8]) -> SimulatedERP.Answer {
    erp.answer(method: "POST", path: ERPRequest.path, isListing: kind == .list, body: body)
  }
}
