/// The rows of `rates.csv` that price one zone in one plan, brought together by band and step.
struct ZonePrice {
  /// Whether a row's step or validity cannot be read; it is in none of the groups.
  private(set) var hasFaultyRow = false
  /// The rows of each band, those without band being one more group.
  private(set) var rowsByBand: [[Int]] = []
  /// The rows of each band and `from_s`.
  private(set) var rowsBySteps: [[Int]] = []
  /// The rows that have a band.
  private(set) var banded: [Int] = []

  /// - Parameter rows: the rows of one plan and zone.
  init(_ rows: [Int], _ checks: RegistryChecks) {
    let rates = checks.tables.rates
    let soundColumns = RatesTable.from.bit | RatesTable.band.bit | RatesTable.periodColumns
    var sound: [Int] = []
    for row in rows {
      let isBandKnown = rates.table.bands[row].isEmpty || checks.references.bandOfRate[row] >= 0
      // A row of a band that does not exist belongs to no other band either: it excuses none.
      if !rates.isSound(row, soundColumns) {
        hasFaultyRow = true
      } else if isBandKnown {
        sound.append(row)
      }
    }
    func band(_ row: Int) -> Int32 { checks.references.bandOfRate[row] }
    func step(_ row: Int) -> Int { rates.table.rows[row].fromSecond }
    sound.sort { (band($0), step($0), $0) < (band($1), step($1), $1) }
    rowsByBand = Self.runs(of: sound) { band($0) == band($1) }
    rowsBySteps = Self.runs(of: sound) { band($0) == band($1) && step($0) == step($1) }
    banded = sound.filter { band($0) >= 0 }
  }

  private static func runs(of rows: [Int], areTogether: (Int, Int) -> Bool) -> [[Int]] {
    var runs: [[Int]] = []
    for row in rows {
      if let last = runs.last?.last, areTogether(last, row) {
        runs[runs.count - 1].append(row)
      } else {
        runs.append([row])
      }
    }
    return runs
  }
}

/// Which bands hold at the same time: worked out for the pairs that are asked for, once.
struct BandClashes {
  private let checks: RegistryChecks
  private let windows: [[Int]]
  private var known: [UInt64: String?] = [:]

  init(_ checks: RegistryChecks) {
    self.checks = checks
    windows = checks.soundWindowsByBand()
  }

  /// A time at which both bands hold, or nil.
  mutating func commonTime(_ one: Int, _ other: Int) -> String? {
    let key = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    if let time = known[key] { return time }
    let time = checks.commonTime(windows[one], windows[other])
    known[key] = time
    return time
  }
}
