import Foundation
import Integration
import Ledger
import Platform

/// Where a round is; tests end it there, as a crash would.
package enum WebhookStep: String, CaseIterable, Sendable {
  /// Events are in the outbox.
  case filled
  /// A message is taken for an attempt and about to be sent.
  case claimed
  /// It was answered; that is not noted yet.
  case answered
}

/// Tells the receivers of an integration what happened (spec 8.2): fills the outbox, sends what is ready, notes what came of
/// it. It takes no lock; two rounds at a time do not send one message twice, but a process that dies between sending and
/// noting has it sent again, under the same id.
package struct WebhookRound: Sendable {
  package typealias Post =
    @Sendable (
      _ body: [UInt8], _ url: String, _ headers: [String], _ caFile: String?
    ) throws -> Int

  /// What a round came to.
  package struct Report: Equatable, Sendable {
    package var done = 0
    package var failed = 0
    /// Of the last that failed: the receiver's host and why.
    package var problem: String?

    package init() {}
  }

  /// How long a receiver may take. One that works longer answers first and works then.
  package static let timeoutSeconds = 10.0
  /// A message that was taken for an attempt is nobody else's for so long.
  package static let claimSeconds: Int64 = 60
  /// Attempts before it is given up: with the waits in between about four days.
  package static let mostAttempts = 20
  private static let firstWait: Int64 = 10
  private static let longestWait: Int64 = 6 * 3_600

  private let integration: Integration
  private let post: Post
  package var now: @Sendable () -> Date = { Date() }
  /// Nothing is sent after so many seconds; nil: it takes what it takes.
  package var limitSeconds: Double?
  package var isStopping: @Sendable () -> Bool = { false }
  package var onStep: @Sendable (WebhookStep) throws -> Void = { _ in }

  package init(_ integration: Integration, post: @escaping Post) {
    self.integration = integration
    self.post = post
  }

  /// With libcurl.
  package init(_ integration: Integration, _ poster: HTTPPoster) {
    self.init(integration) { body, url, headers, caFile in
      try poster.post(body, to: url, headers: headers, timeoutSeconds: Self.timeoutSeconds, caFile: caFile)
    }
  }

  /// Whether there is anything to do at all.
  private var isIdle: Bool { integration.webhooks.isEmpty || !integration.directory.exists }

  /// - Parameter ledger: nil: it is opened for the round.
  package func run(_ ledger: Ledger? = nil) throws -> Report {
    var report = Report()
    if isIdle { return report }
    let ledger = try ledger ?? LedgerSession(integration.directory, for: .changingBesideRuns).ledger
    try fill(ledger)
    try onStep(.filled)
    var waiting = Dictionary(integration.webhooks.map { ($0.url, $0) }, uniquingKeysWith: { $1 })
    let began = ContinuousClock.now
    while !isStopping(), limitSeconds.map({ ContinuousClock.now - began < .seconds($0) }) ?? true {
      let at = Int64(now().timeIntervalSince1970.rounded(.down))
      guard let delivery = try ledger.read({ try WebhookOutbox($0).ready(waiting.keys.sorted(), at: at) }),
        let webhook = waiting[delivery.url]
      else { break }
      guard try ledger.write({ try WebhookOutbox($0).claim(delivery, at: at, until: at + Self.claimSeconds) }) else {
        continue
      }
      try onStep(.claimed)
      if let problem = try send(delivery, webhook, ledger) {
        report.failed += 1
        report.problem = "\(URLComponents(string: webhook.url)?.host ?? ""): \(problem)"
        // It has no ear now: the others of this receiver wait.
        waiting[delivery.url] = nil
      } else {
        report.done += 1
      }
    }
    return report
  }

  /// A round beside other work: it is bounded in time and fails nothing.
  ///
  /// - Returns: why something was not taken; nil: all is well.
  package static func run(beside integration: Integration, limitSeconds: Double) -> String? {
    if integration.webhooks.isEmpty { return nil }
    do {
      var round = WebhookRound(integration, HTTPPoster())
      round.limitSeconds = limitSeconds
      return try round.run().problem.map { "webhooks: \($0)" }
    } catch {
      return "webhooks: " + "\(error)".replacing("\n", with: "; ")
    }
  }

  private func fill(_ ledger: Ledger) throws {
    guard try ledger.read({ try WebhookOutbox($0).isBehind(integration.webhooks) }) else { return }
    let identifier = try ledger.setting("identifier") ?? ""
    let at = Int64(now().timeIntervalSince1970.rounded(.down))
    try ledger.write {
      try WebhookOutbox($0).fill(integration.webhooks, integration, ledger: identifier, now: at)
    }
  }

  /// - Returns: why it was not taken; nil: it was.
  private func send(
    _ delivery: WebhookDelivery, _ webhook: Integration.Webhook, _ ledger: Ledger
  ) throws -> String? {
    var status: Int?
    var problem: String?
    do {
      let at = Int64(now().timeIntervalSince1970.rounded(.down))
      let headers = try WebhookSignature(webhook.secret).headers(id: delivery.key, at: at, body: delivery.body)
      let answer = try post(delivery.body, delivery.url, headers, webhook.caFile)
      status = answer
      problem = Self.problem(status: answer)
    } catch {
      problem = MaskedText.masked("\(error)")
    }
    try onStep(.answered)
    let at = Int64(now().timeIntervalSince1970.rounded(.down))
    let attempts = delivery.attempts + 1
    let isGivenUp = problem != nil && attempts >= Self.mostAttempts
    let state: WebhookDelivery.State = problem == nil ? .done : isGivenUp ? .failed : .pending
    let (answered, told) = (status, problem)
    try ledger.write {
      try WebhookOutbox($0).settle(
        delivery.id, state, status: answered, error: told,
        next: state == .pending ? at + Self.wait(after: attempts) : nil, at: at)
    }
    return problem
  }

  private static func problem(status: Int) -> String? {
    switch status {
    case 200...299: nil
    case 300...399: "it answered \(status), a redirect, which is not followed"
    default: "it answered \(status)"
    }
  }

  /// 10 s, 30 s, 90 s … 6 h.
  static func wait(after attempts: Int) -> Int64 {
    var wait = firstWait
    for _ in 1..<max(1, attempts) where wait < longestWait { wait *= 3 }
    return min(wait, longestWait)
  }
}
