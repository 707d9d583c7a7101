import CallModel
import GRDB

/// When a line's use is worth an alert (spec 6.5): `alerts` and `billing.credit_limit_action` of the integration.
package struct AlertRules: Equatable, Sendable {
  /// A day is unusual above so many times the line's mean day of the 30 days before; at least 1.
  package var dayFactor: Int
  /// No day is unusual whose surplus is not above this.
  package var dayMinimum: Money
  /// A line's first call to a zone of `intl` is worth an alert above this price, R$ a minute.
  package var internationalPrice: Money
  /// Whether a line that passes its credit limit is blocked to the end of the cycle.
  package var blocks: Bool

  /// From here on, in per cent of the credit limit, a warning.
  static let warningPercent: Int128 = 80
  /// The days before a day that its mean is taken of; days without calls count.
  static let meanDays: Int32 = 30

  package init(dayFactor: Int, dayMinimum: Money, internationalPrice: Money, blocks: Bool) {
    self.dayFactor = dayFactor
    self.dayMinimum = dayMinimum
    self.internationalPrice = internationalPrice
    self.blocks = blocks
  }
}

/// Blocks a line that passed its credit limit, within the transaction that records the calls.
///
/// - Parameters:
///   - lastDay: of the cycle; the block ends with it.
///   - at: ISO 8601, UTC.
package typealias CreditBlocking =
  @Sendable (_ line: String, _ lastDay: CivilDate, _ at: String, _ database: Database) throws -> Void

package enum CreditBlock {
  /// Notes the block, by which the line's wished category follows (spec 6.3).
  package static func note(_ line: String, _ lastDay: CivilDate, _ at: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO credit_block (line, last_day, at) VALUES (?, ?, ?)",
      arguments: [line, Int64(lastDay.daysSinceEpoch), at])
  }
}
