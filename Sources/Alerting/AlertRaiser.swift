import CallModel
import Foundation
import Importing
import Ledger
import Pipeline
import Rating

/// Raises the alerts of one run, each once.
final class AlertRaiser {
  private let store: AlertStore
  private let run: Int64
  private let at: String
  private let now: Date
  private let zone: TimeZoneRules
  private let today: CivilDate
  private let isTold: Bool
  private let block: CreditBlocking?
  private(set) var raised: [Alert] = []

  /// - Parameter block: nil: lines are not blocked.
  init(store: AlertStore, recorded: RecordedSpans, isTold: Bool, block: CreditBlocking?) {
    self.store = store
    self.isTold = isTold
    self.block = block
    run = recorded.run
    now = recorded.now
    zone = recorded.zone
    at = recorded.now.formatted(Date.ISO8601FormatStyle())
    today = recorded.zone.day(of: recorded.now)
  }

  /// What a line's cycle comes to.
  struct Credit {
    var line: String
    /// The span with the cycle's last call.
    var last: LineSpan
    /// Millionths of a real.
    var sum: Int128
    var limit: Money
  }

  /// From 80 % of the limit a warning, from 100 % an alert: each once, and no warning once there is the alert. A cycle that
  /// passes both at once gets the alert alone.
  func raise(_ credit: Credit) throws {
    let limit = Int128(credit.limit.micros)
    guard credit.sum > 0, credit.sum * 100 >= limit * AlertRules.warningPercent else { return }
    let level = credit.sum >= limit ? Alert.Level.alert : .warning
    let subject = credit.last.cycleStart.description
    let known = try store.levels(line: credit.line, kind: .creditLimit, subject: subject)
    if known.contains(level) || known.contains(.alert) { return }
    var facts = Alert.Facts()
    facts.cycleStart = subject
    facts.cycleEnd = credit.last.cycleEnd.description
    facts.amount = Money.reportText(micros: credit.sum)
    facts.creditLimit = Money.reportText(micros: limit)
    facts.percent = limit > 0 ? Int(clamping: credit.sum * 100 / limit) : nil
    if level == .alert, let block, credit.last.cycleEnd >= today {
      facts.blocked = try block(
        CreditBlockRequest(line: credit.line, lastDay: credit.last.cycleEnd, now: now, zone: zone), store.database)
    }
    try add(.creditLimit, level, credit.line, credit.last.contract, subject: subject, facts)
  }

  func raise(_ day: UnusualDay) throws {
    let subject = day.day.description
    guard try store.levels(line: day.line, kind: .unusualDay, subject: subject).isEmpty else { return }
    var facts = Alert.Facts()
    facts.day = subject
    facts.amount = Money.reportText(micros: day.sum.micros)
    facts.billedSeconds = day.sum.seconds
    facts.meanAmount = Money.reportText(micros: day.earlier.micros / Int128(AlertRules.meanDays))
    facts.meanBilledSeconds = day.earlier.seconds / Int(AlertRules.meanDays)
    try add(.unusualDay, .alert, day.line, day.contract, subject: subject, facts)
  }

  func wasRaised(_ call: FirstInternational) throws -> Bool {
    try !store.levels(line: call.line, kind: .firstInternational, subject: call.zone).isEmpty
  }

  func raise(_ call: FirstInternational) throws {
    var facts = Alert.Facts()
    facts.day = call.day.description
    facts.zone = call.zone
    facts.globalId = call.globalID
    facts.pricePerMinute = Money.reportText(micros: Int128(call.pricePerMinute))
    try add(.firstInternational, .alert, call.line, call.contract, subject: call.zone, facts)
  }

  private func add(
    _ kind: Alert.Kind, _ level: Alert.Level, _ line: String, _ contract: String, subject: String,
    _ facts: Alert.Facts
  ) throws {
    var alert = Alert(
      id: 0, run: run, raisedAt: at, kind: kind, level: level, line: line, contract: contract, facts: facts,
      message: AlertText.message(kind, line: line, facts))
    alert.id = try store.add(alert, subject: subject, isTold: isTold)
    raised.append(alert)
  }
}
