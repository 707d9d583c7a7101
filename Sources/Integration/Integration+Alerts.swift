import CallModel

extension Integration {
  /// When a line's use is worth an alert, and who is told: `alerts` (spec 6.5).
  package struct Alerts: Equatable, Sendable {
    /// A day's surplus or minutes of a line is suspicious above so many times its mean day of the 30 days before, 1-1000.
    package var dayFactor: Int
    /// No day is suspicious whose surplus is not above this.
    package var dayMinimum: Money
    /// A line's first call to a zone of `intl` is suspicious above this price, R$ a minute.
    package var internationalPrice: Money
    /// A program and its arguments, which gets each alert as JSON on standard input; no shell reads it. Empty: none.
    /// A program whose name has a `/` is absolute, or relative to the working directory if the file's own path was.
    package var command: [String]

    package init(
      dayFactor: Int = 10, dayMinimum: Money = Money(micros: 20 * Money.microsPerReal),
      internationalPrice: Money = Money(micros: 3 * Money.microsPerReal), command: [String] = []
    ) {
      self.dayFactor = dayFactor
      self.dayMinimum = dayMinimum
      self.internationalPrice = internationalPrice
      self.command = command
    }
  }
}
