import CallModel

/// What to make up: how many rows, lines and files, over which days, and from which seed.
///
/// Two equal values give the same bytes, on every machine.
package struct GenerationOptions: Sendable, Equatable {
  /// CDR rows over all files, header rows not counted: 0 to `maximumRows`.
  package var rows: Int
  /// Lines in the registry: 1 to `maximumLines`.
  package var lines: Int
  /// CDR files: 1 to `maximumFiles`. With more files than rows, some have a header only.
  package var files: Int
  /// Rows of `zones.csv`: 0 to `maximumPrefixes`.
  package var prefixes: Int
  /// Days the calls spread over: 1 to `maximumDays`.
  package var days: Int
  /// Rows of `plans.csv`: 1 to `maximumPlans`.
  package var plans: Int
  package var seed: UInt64
  /// Whether the CDR files are gzip; the registry never is.
  package var gzip: Bool
  /// The first local day of the calls, in the years 1970-2199.
  package var firstDay: CivilDate

  /// A row's sequence number is 8 hexadecimal digits.
  package static let maximumRows = 4_294_967_295
  /// The numbers of one area code are 20 million for lines, and the largest holds a sixth of all lines.
  package static let maximumLines = 10_000_000
  /// A directory of more entries helps nobody.
  package static let maximumFiles = 1_000_000
  /// Above that, prefixes of 9 digits would have to repeat.
  package static let maximumPrefixes = 1_000_000
  /// One year: what a busy switch keeps.
  package static let maximumDays = 366
  /// A plan's id has 3 digits.
  package static let maximumPlans = 999

  package static let defaultDays = 30
  package static let defaultPlans = 8
  package static let defaultFirstDay = CivilDate(year: 2026, month: 11, day: 1)

  package init(
    rows: Int, lines: Int, files: Int, prefixes: Int? = nil, days: Int = defaultDays, plans: Int = defaultPlans,
    seed: UInt64 = 1, gzip: Bool = false, firstDay: CivilDate = defaultFirstDay
  ) {
    self.rows = rows
    self.lines = lines
    self.files = files
    self.prefixes = prefixes ?? Self.defaultPrefixes(lines: lines)
    self.days = days
    self.plans = plans
    self.seed = seed
    self.gzip = gzip
    self.firstDay = firstDay
  }

  /// The prefixes of an operator with so many lines: 1,000 to 20,000.
  package static func defaultPrefixes(lines: Int) -> Int {
    min(20_000, max(1_000, lines))
  }

  /// Throws `GenerationError.option` for the first value out of its range.
  func validate() throws {
    let checks: [(name: String, value: Int, range: ClosedRange<Int>)] = [
      ("rows", rows, 0...Self.maximumRows),
      ("lines", lines, 1...Self.maximumLines),
      ("files", files, 1...Self.maximumFiles),
      ("prefixes", prefixes, 0...Self.maximumPrefixes),
      ("days", days, 1...Self.maximumDays),
      ("plans", plans, 1...Self.maximumPlans),
      ("first day's year", firstDay.components.year, 1970...2198),
    ]
    for check in checks where !check.range.contains(check.value) {
      throw GenerationError.option(name: check.name, value: check.value, range: check.range)
    }
  }
}
