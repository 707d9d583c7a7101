/// That a line's use is worth a look (spec 6.5): for the run's report, for `alerts list`, and for the program that is told.
package struct Alert: Codable, Equatable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// The cycle's surplus comes near the line's credit limit (warning), or to it (alert).
    case creditLimit = "credit-limit"
    /// Much more surplus or minutes in a day than the line has otherwise.
    case unusualDay = "unusual-day"
    /// The line's first call to a zone of `intl` that costs much.
    case firstInternational = "first-international"
  }

  package enum Level: String, Codable, CaseIterable, Sendable {
    case warning, alert
  }

  /// The sums and limits that it follows from, as they were when it was raised. Amounts are reais as text, days local.
  package struct Facts: Codable, Equatable, Sendable {
    package var cycleStart: String?
    package var cycleEnd: String?
    /// The unusual day, or that of the call.
    package var day: String?
    package var zone: String?
    package var globalId: String?
    /// The surplus of the cycle, or of the day.
    package var amount: String?
    /// The line's credit limit.
    package var creditLimit: String?
    /// Whole per cent of the credit limit, rounded down.
    package var percent: Int?
    /// Of the day: billed seconds, covered by an allowance or not.
    package var billedSeconds: Int?
    /// Of the mean day of the 30 days before.
    package var meanAmount: String?
    package var meanBilledSeconds: Int?
    package var pricePerMinute: String?
    /// Whether the line gets a block category for it; nil if that was not asked.
    package var blocked: Bool?

    package init() {}
  }

  /// 0 in a dry run.
  package var id: Int64
  package var run: Int64
  /// ISO 8601, UTC.
  package var raisedAt: String
  package var kind: Kind
  package var level: Level
  package var line: String
  package var contract: String
  package var facts: Facts
  /// One sentence for people.
  package var message: String

  package init(
    id: Int64, run: Int64, raisedAt: String, kind: Kind, level: Level, line: String, contract: String, facts: Facts,
    message: String
  ) {
    self.id = id
    self.run = run
    self.raisedAt = raisedAt
    self.kind = kind
    self.level = level
    self.line = line
    self.contract = contract
    self.facts = facts
    self.message = message
  }
}
