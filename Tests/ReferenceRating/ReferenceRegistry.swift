/// A row of `lines.csv` (spec 2.2).
struct LineRow {
  let id: Text
  let contract: Text
  let number: String
  /// Blank: none (spec 6.2).
  let plan: Text
  let resetDay: Int
  let period: Period
  let isActive: Bool
  let trunk: Text
  let accountCode: Text
  /// nil: the line has none.
  let range: (start: String, end: String)?

  /// "The line's CN is that of its number" (spec 3.3).
  var areaCode: String { number.dropping(2).first(2) }
}

/// A row of `dids.csv`.
struct DID {
  let line: Text
  let number: String
  /// It is the line's on days of this on which the line is active (spec 6.2).
  let period: Period
}

struct Plan {
  let id: Text
  let graceSeconds: Int
  let rounding: Rounding
  let decimals: Int
  /// Allowances belong to the contract, not to the line (spec 3.6).
  let isPooled: Bool
  /// `charge_rounding` is `cut`, not `exact` (spec 11.1).
  var cutsFractions = false

  /// Of lines without a plan: their received calls are written with the default number of decimals (spec 6.2).
  static let none = Plan(id: "", graceSeconds: 0, rounding: .halfUp, decimals: 4, isPooled: false)
}

struct Allowance {
  let plan: Text
  let name: Text
  /// Of `minutes` and `seconds`; nil for `value`.
  let seconds: Int?
  /// Of `value`, in millionths; nil for the others.
  let value: Int128?
  let zones: [Text]
  let priority: Int
  /// `proration` is `days` (spec 11.1).
  var isProrated = false
  var carryOver = CarryOver.none

  enum CarryOver {
    case none, all
    case seconds(Int)
  }

  var passesOn: Bool { if case .none = carryOver { false } else { true } }
}

struct RateRow {
  let plan: Text
  let zone: Text
  /// Prices are in millionths.
  let pricePerMinute: Int128
  let connectionFee: Int128
  let minimumSeconds: Int
  let stepSeconds: Int
  let fromSecond: Int
  /// Blank: no band.
  let band: Text
  let validity: Period
}

struct BandWindow {
  let band: Text
  let days: [String]
  let fromSecondOfDay: Int
  let untilSecondOfDay: Int
}

/// The tables of spec 2.2, assumed valid.
struct ReferenceRegistry {
  let lines: [LineRow]
  let dids: [DID]
  let plans: [Text: Plan]
  let allowances: [Allowance]
  let rates: [RateRow]
  let bands: [BandWindow]
  let holidays: Set<Day>
  let zones: [(prefix: String, zone: Text)]

  /// - Parameter tables: CSV text by file name.
  init(_ tables: [String: String]) {
    func rows(_ name: String) -> [Cells] { CSVTable(tables[name]).rows.map { Cells(row: $0) } }
    lines = rows("lines.csv").map { LineRow($0) }
    dids = rows("dids.csv").map { DID($0) }
    plans = Dictionary(rows("plans.csv").map { Plan($0) }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    allowances = rows("allowances.csv").map { Allowance($0) }
    rates = rows("rates.csv").map { RateRow($0) }
    bands = rows("bands.csv").map { BandWindow($0) }
    holidays = Set(rows("holidays.csv").compactMap { $0.day("date") })
    zones = rows("zones.csv").map { ($0.string("prefix"), $0.text("zone")) }
  }
}

/// The cells of a registry row; a blank one has the column's default.
struct Cells {
  let row: [String: String]

  func string(_ column: String, default value: String = "") -> String {
    let cell = row[column] ?? ""
    return cell.isEmpty ? value : cell
  }

  func text(_ column: String) -> Text { Text(string(column)) }

  func integer(_ column: String, default value: Int) -> Int {
    let cell = string(column)
    guard let number = cell.isEmpty ? value : Int(cell) else {
      preconditionFailure("registry: \(column): expected a whole number, found \(cell)")
    }
    return number
  }

  func day(_ column: String) -> Day? { Day(iso: string(column)) }

  func words(_ column: String) -> [String] { string(column).split(separator: " ").map { String($0) } }

  /// `08:30` as seconds since midnight.
  func timeOfDay(_ column: String) -> Int {
    let parts = string(column).split(separator: ":").compactMap { Int($0) }
    return parts[0] * 3600 + parts[1] * 60
  }
}

extension LineRow {
  init(_ cells: Cells) {
    let start = cells.string("range_start")
    self.init(
      id: cells.text("id"), contract: cells.text("contract"), number: cells.string("number"),
      plan: cells.text("plan"), resetDay: cells.integer("reset_day", default: 1),
      period: Period(from: cells.day("active_from"), until: cells.day("active_until")),
      isActive: cells.string("active", default: "yes") == "yes", trunk: cells.text("trunk"),
      accountCode: cells.text("account_code"), range: start.isEmpty ? nil : (start, cells.string("range_end")))
  }
}

extension DID {
  init(_ cells: Cells) {
    self.init(
      line: cells.text("line"), number: cells.string("number"),
      period: Period(from: cells.day("active_from"), until: cells.day("active_until")))
  }
}

extension Plan {
  init(_ cells: Cells) {
    self.init(
      id: cells.text("id"), graceSeconds: cells.integer("grace_s", default: 3),
      rounding: Rounding(rawValue: cells.string("rounding")) ?? .halfUp,
      decimals: cells.integer("decimals", default: 4), isPooled: cells.string("allowance_scope") == "contract",
      cutsFractions: cells.string("charge_rounding") == "cut")
  }
}

extension Allowance {
  init(_ cells: Cells) {
    let amount = parseMillionths(cells.string("amount"))
    let secondsPerUnit: [String: Int128] = ["minutes": 60, "seconds": 1]
    let unit = secondsPerUnit[cells.string("kind")]
    self.init(
      plan: cells.text("plan"), name: cells.text("name"), seconds: unit.map { Int(amount * $0 / millionths) },
      value: unit == nil ? amount : nil, zones: cells.words("zones").map { Text($0) },
      priority: cells.integer("priority", default: 1), isProrated: cells.string("proration") == "days",
      carryOver: CarryOver(cells.words("carry_over")))
  }
}

extension Allowance.CarryOver {
  /// `none`, `all` or `minutes N`.
  init(_ words: [String]) {
    self = .none
    if words == ["all"] { self = .all }
    if words.count == 2 { self = .seconds(Int(parseMillionths(words[1]) * 60 / millionths)) }
  }
}

extension RateRow {
  init(_ cells: Cells) {
    self.init(
      plan: cells.text("plan"), zone: cells.text("zone"),
      pricePerMinute: parseMillionths(cells.string("price_per_minute")),
      connectionFee: parseMillionths(cells.string("connection_fee", default: "0")),
      minimumSeconds: cells.integer("minimum_s", default: 30), stepSeconds: cells.integer("step_s", default: 6),
      fromSecond: cells.integer("from_s", default: 0), band: cells.text("band"),
      validity: Period(from: cells.day("valid_from"), until: cells.day("valid_until")))
  }
}

extension BandWindow {
  init(_ cells: Cells) {
    self.init(
      band: cells.text("band"), days: cells.words("days"), fromSecondOfDay: cells.timeOfDay("from"),
      untilSecondOfDay: cells.timeOfDay("until"))
  }
}
