import CallModel
import Dispatch
import Foundation
import GRDB
import Ledger
import Platform
import RegistryStore

/// One push under way.
struct PushRun {
  private let push: PlatformPush
  private let asking = AskingThreads()
  private var backOff: BackOff
  var report = PushReport()

  /// Ready, and not sent yet.
  private var queue: ArraySlice<AddressedRequest> = []
  private var onTheirWay: Set<Int64> = []
  private var unsettled: [PushAnswer] = []
  /// Answers since the last that was one.
  private var silences = 0
  private var isStopping = false

  /// Requests fetched at a time.
  private static let fetched = 256
  /// Answers of one transaction, while there is more to send: each costs a wait for the disk.
  private static let settledAtATime = 32
  /// So many requests in a row without an answer: the platform is away, and the rest is left for the next push.
  private static let maximumSilences = PlatformPush.requestsAtATime

  init(_ push: PlatformPush) {
    self.push = push
    backOff = BackOff(seed: push.seed)
  }

  /// Sends until nothing is ready, the platform is away, or the time is up.
  mutating func send() throws {
    let deadline = push.limitSeconds.map { DispatchTime.now() + $0 } ?? .distantFuture
    do {
      while true {
        try fill(by: deadline)
        if onTheirWay.isEmpty { break }
        guard let answer = try asking.next(by: deadline) else {
          timeIsUp()
          break
        }
        try take(answer)
      }
    } catch {
      asking.waitForAll()
      throw error
    }
    try settle()
  }

  /// What is on its way then is given up.
  private mutating func timeIsUp() {
    isStopping = true
    report.problem = report.problem ?? "the time for it was up"
  }

  private mutating func fill(by deadline: DispatchTime) throws {
    guard !isStopping else { return }
    if queue.isEmpty, onTheirWay.count < PlatformPush.requestsAtATime { try fetch() }
    if !queue.isEmpty, DispatchTime.now() >= deadline { return timeIsUp() }
    let (push, platform) = (self.push, self.push.platform)
    while onTheirWay.count < PlatformPush.requestsAtATime, let request = queue.popFirst() {
      onTheirWay.insert(request.item.id)
      report.sent += 1
      asking.ask {
        try push.onStep(.sending)
        let answer = PushAnswer.to(request, from: platform)
        try push.onStep(.answered)
        return answer
      }
    }
  }

  /// What was answered may make others ready, so it is settled first.
  private mutating func fetch() throws {
    try settle()
    let now = Int64(push.now().timeIntervalSince1970.rounded(.down))
    let excluded = onTheirWay
    queue = try push.ledger.read { database in
      try Outbox(database).ready(at: now, excluding: excluded, limit: Self.fetched).map { item in
        AddressedRequest(item: item, terminal: try PlatformLineRecord.fetch(item.line, database)?.terminal)
      }
    }[...]
  }

  /// An answer whose account has no terminal, or that of another line, is an error: what is sent there later would reach
  /// that line, or the list of all.
  private func checked(_ answer: PushAnswer) throws -> PushAnswer {
    guard case .done(let account?) = answer.outcome else { return answer }
    guard account.isUsable else { return answer.refused(found: "none") }
    let line = answer.item.line
    let isAnothers = try push.ledger.read { try PlatformLineRecord.isTaken(account.terminal, byOtherThan: line, $0) }
    let isAnothersNow = unsettled.contains { other in
      guard case .done(let taken?) = other.outcome, ID(other.item.line) != ID(line) else { return false }
      return taken.terminal == account.terminal
    }
    return isAnothers || isAnothersNow ? answer.refused(found: "that of another line") : answer
  }

  private mutating func take(_ answer: PushAnswer) throws {
    onTheirWay.remove(answer.item.id)
    let answer = try checked(answer)
    switch answer.outcome {
    case .unanswered where isStopping:
      // Given up by us: whether it was done shows when it is sent again.
      return
    case .unanswered(let words):
      report.unanswered += 1
      silences += 1
      if silences >= Self.maximumSilences {
        isStopping = true
        report.problem = "the platform does not answer: \(words)"
      }
    case .unauthorised(let words):
      isStopping = true
      report.problem = words
      report.isUnauthorised = true
    case .done:
      report.done += 1
      silences = 0
    case .refused(let status, let error, let message, let field):
      report.failed += 1
      silences = 0
      report.note(answer.item, status, error, message, field)
    }
    unsettled.append(answer)
    if unsettled.count >= Self.settledAtATime { try settle() }
  }

  private mutating func settle() throws {
    guard !unsettled.isEmpty else { return }
    try push.onStep(.settling)
    let answers = unsettled
    let before = backOff
    while true {
      do throws(LedgerFailure) {
        backOff = try push.ledger.write { database in
          var backOff = before
          let transaction = try RegisterTransaction(
            database, author: Author(name: PushSettlement.author, date: push.now()), zone: push.zone,
            action: "platform: \(answers.count == 1 ? "an answer" : "\(answers.count) answers")")
          try PushSettlement(transaction).settle(answers, backOff: &backOff)
          return backOff
        }
        break
      } catch {
        // A long commit of a run: it ends.
        if error.kind != .busy || isStopping { throw error }
      }
    }
    unsettled = []
    try push.onStep(.settled)
  }
}

extension PushReport {
  mutating func note(_ item: OutboxItem, _ status: Int?, _ error: String, _ message: String, _ field: String?) {
    guard refusals.count < Self.maximumRefusals else { return }
    let words = [status.map(String.init), error, field.map { "\($0):" }, message].compactMap(\.self)
    refusals.append(
      Refusal(
        id: item.id, line: item.line, action: item.request.action.rawValue,
        message: words.filter { !$0.isEmpty }.joined(separator: " ")))
  }

  mutating func add(_ other: PushReport) {
    followed += other.followed
    sent += other.sent
    done += other.done
    failed += other.failed
    unanswered += other.unanswered
    refusals = Array((refusals + other.refusals).prefix(Self.maximumRefusals))
    waiting = other.waiting
    problem = other.waiting.pending == 0 ? nil : other.problem
    isUnauthorised = other.isUnauthorised
  }
}
