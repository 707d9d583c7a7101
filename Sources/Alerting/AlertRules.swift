import CallModel
import Foundation
import GRDB

/// When a line's use is worth an alert (spec 6.5): `alerts` of the integration.
package struct AlertRules: Equatable, Sendable {
  /// A day is unusual above so many times the line's mean day of the 30 days before; at least 1.
  package var dayFactor: Int
  /// No day is unusual whose surplus is not above this.
  package var dayMinimum: Money
  /// A line's first call to a zone of `intl` is worth an alert above this price, R$ a minute.
  package var internationalPrice: Money

  /// From here on, in per cent of the credit limit, a warning.
  static let warningPercent: Int128 = 80
  /// The days before a day that its mean is taken of; days without calls count.
  static let meanDays: Int32 = 30

  package init(dayFactor: Int, dayMinimum: Money, internationalPrice: Money) {
    self.dayFactor = dayFactor
    self.dayMinimum = dayMinimum
    self.internationalPrice = internationalPrice
  }
}

/// A line that passed its credit limit and is to be blocked to the end of its cycle.
package struct CreditBlockRequest: Sendable {
  package var line: String
  /// Of the cycle; the block ends with it. Today or later.
  package var lastDay: CivilDate
  package var now: Date
  /// Of the integration.
  package var zone: TimeZoneRules
}

/// Blocks a line within the transaction that records the calls; says whether it gets a block category by that.
package typealias CreditBlocking = @Sendable (CreditBlockRequest, Database) throws -> Bool
