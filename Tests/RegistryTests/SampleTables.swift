import CallModel
import Registry
import Testing

/// A registry in memory: sound as it stands, with tables replaced or left out for a test.
struct SampleTables {
  var tables: [String: String] = [
    "contracts.csv": "id\nC1\nC2\n",
    "plans.csv": "id\nP1\nP2\n",
    "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\nL2,C2,5548933330002,P2,20\n",
    "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\nP2,*,0.39\n",
  ]

  /// `text` stands for the whole file; nil leaves it out.
  func with(_ file: String, _ text: String?) -> SampleTables {
    var copy = self
    copy.tables[file] = text
    return copy
  }

  func load(_ rules: RegistryRules? = nil) throws(Problems) -> RegistryTables {
    try RegistryLoader.load(tables: tables.mapValues { Array($0.utf8) }, rules: rules)
  }

  /// Every fault's text, none if the registry is sound.
  var faults: [String] { faults(nil) }

  func faults(_ rules: RegistryRules?) -> [String] {
    do {
      _ = try load(rules)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  // MARK: Tables with a header and rows that a test gives

  static let lineHeader =
    "id,contract,number,plan,reset_day,active_from,active_until,active,trunk,account_code,range_start,range_end,"
    + "credit_limit"

  /// `lines.csv` with every column.
  func lines(_ rows: String...) -> SampleTables {
    with("lines.csv", ([Self.lineHeader] + rows).joined(separator: "\n"))
  }

  /// `rates.csv` with every column; P2 has the row of the sample.
  func rates(_ rows: String...) -> SampleTables {
    let header =
      "plan,zone,price_per_minute,connection_fee,minimum_s,step_s,from_s,band,valid_from,valid_until"
    return with("rates.csv", ([header] + rows + ["P2,*,0.39,,,,,,,"]).joined(separator: "\n"))
  }

  /// `lines.csv` with what the platform has of a line, one row a text: partition, category, summit_plan, cost_centre,
  /// licence, bid_type, call_limit.
  func platformLines(_ rows: String..., active: String = ",") -> SampleTables {
    let header =
      "id,contract,number,plan,reset_day,active_from,active_until,partition,category,summit_plan,cost_centre,licence,"
      + "bid_type,call_limit"
    let lines = rows.enumerated().map { "L\($0),C1,55483333000\($0),P1,10,\(active),\($1)" }
    return with("lines.csv", ([header] + lines).joined(separator: "\n"))
  }

  func plans(_ rows: String...) -> SampleTables {
    let header = "id,name,grace_s,rounding,decimals,allowance_scope,charge_rounding"
    return with("plans.csv", ([header] + rows).joined(separator: "\n"))
  }

  func table(_ file: String, _ rows: String...) -> SampleTables {
    with(file, rows.joined(separator: "\n") + "\n")
  }
}

/// A row of a table of cases: an input and the faults that it must give, none if it is sound.
struct Case: CustomTestStringConvertible, Sendable {
  var input: String
  var faults: [String]

  init(_ input: String, _ faults: String...) {
    self.input = input
    self.faults = faults
  }

  var testDescription: String { input }
}
