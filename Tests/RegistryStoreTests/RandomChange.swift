import CallModel
import ReferenceRating
import RegistryStore
import Registry

/// A change of small registers, with few names for everything, so that rows often meet.
struct RandomChange: CustomStringConvertible {
  enum Action { case add, change, end, remove }

  var action: Action
  var table: TableDescription
  var id = ""
  var values: [String: String] = [:]
  var day: CivilDate?

  var description: String {
    let cells = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    return "\(table.name) \(action) \(id) \(cells) \(day.map { "\($0)" } ?? "")"
  }

  func apply(_ transaction: RegisterTransaction) throws {
    switch action {
    case .add: try transaction.add(table, values)
    case .change: try transaction.change(table, id: id, values, from: day)
    case .end: try transaction.end(table, id: id, until: day ?? transaction.today)
    case .remove: try transaction.remove(table, id: id)
    }
  }

  /// One change, or a few that go together.
  static func some(_ random: inout SeededRandom) -> [RandomChange] {
    (0..<(random.chance(percent: 25) ? random.int(1...3) : 1)).map { _ in one(&random) }
  }

  private static func one(_ random: inout SeededRandom) -> RandomChange {
    // Lines and numbers most often: most rules are about them.
    let tables: [TableDescription] = TableDescription.all + [.lines, .lines, .lines, .dids, .rates, .plans, .bands]
    let table = random.pick(tables)
    var change = RandomChange(action: .change, table: table)
    switch random.int(0...7) {
    case 0, 1, 2: change.action = .add
    case 3 where table.until != nil: change.action = .end
    case 4: change.action = .remove
    default: break
    }
    let key = table.key.map { value(of: $0, table, &random) }
    change.id = idText(key)
    if change.action == .add {
      for column in table.entered where column.isRequired || random.chance(percent: 33) {
        change.values[column.name] = value(of: column, table, &random)
      }
    } else if change.action == .change {
      let column = random.pick(table.entered)
      change.values[column.name] = random.chance(percent: 15) ? "" : value(of: column, table, &random)
      if table.from != nil, random.chance(percent: 33) { change.day = CivilDate(text: day(&random)) }
    }
    if change.action == .end { change.day = CivilDate(text: day(&random)) }
    return change
  }

  private static func idText(_ key: [String]) -> String {
    var key = key
    while key.count > 1, ["", "0"].contains(key[key.count - 1]) { key.removeLast() }
    return key.joined(separator: "/")
  }

  private static func day(_ random: inout SeededRandom) -> String {
    random.pick(Array(days.dropFirst()))
  }

  /// A value that a column can have, now and then one that it cannot.
  private static func value(of column: TableColumn, _ table: TableDescription, _ random: inout SeededRandom) -> String {
    if random.chance(percent: 2) { return "?" }
    let choices = (byTable["\(table.name).\(column.name)"] ?? byColumn[column.name]) ?? ["a", "b"]
    return random.pick(choices)
  }

  private static let days = ["", "2026-10-01", "2026-11-20", "2026-12-01", "2026-12-15", "2027-02-01"]
  private static let categories = ["A", "B", "C", ""]
  private static let byTable: [String: [String]] = [
    "contracts.id": ["C1", "C2", "C3", "7"], "plans.id": ["P1", "P2", "P3"], "lines.id": ["L1", "L2", "L3", "L4"],
    "partitions.code": ["F", "G"], "allowances.name": ["x", "y"], "ranges.name": ["r", "s"],
    "hidden_numbers.number": ["188", "190"], "bands.from": ["08:00", "12:00", "20:00"],
    "zones.zone": ["intl:a", "intl:b"],
    "dids.number": ["554833330001", "554833330002", "554833330011", "554833330012", "554833330013"],
    "lines.number": ["554833330001", "554833330002", "554833330003", "554833330011", "554833330012"],
    "partitions.category": categories,
  ]
  private static let byColumn: [String: [String]] = [
    "contract": ["C1", "C2", "C3"], "plan": ["P1", "P2", "P3"], "line": ["L1", "L2", "L3", "L4"],
    "partition": ["F", "G", ""], "category": categories, "default_category": categories, "block_category": categories,
    "partial_block_category": categories, "cancel_category": categories, "abbreviation": ["A", "B", "C"],
    "licence": ["A", "B", ""], "cost_centre": ["Default", "loja", ""], "value": ["Default", "default", "loja"],
    "summit_plan": ["S", "T", ""], "status": ["active", "cancelled", ""], "reset_day": ["5", "10", "05"],
    "active_from": days, "active_until": days, "valid_from": days, "valid_until": days, "active": ["yes", "no", ""],
    "account_code": ["000001", "12", ""], "credit_limit": ["10", ""], "call_limit": ["1", "2"],
    "bid_type": ["terminal", "trunk", ""], "priority": ["1", "2"], "port": ["0", "1", "2"],
    "range_start": ["554833330100", "554833330120", "554833330150", "5548999990100"],
    "range_end": ["554833330119", "554833330149", "554833330199", "5548999990199"],
    "zone": ["local", "vc1"], "price_per_minute": ["0.1", "0.2"], "connection_fee": ["0", "0.1"],
    "minimum_s": ["30", "6"], "step_s": ["6", "1"], "from_s": ["0", "60", ""], "band": ["night", "day", ""],
    "days": ["mon tue", "tue wed", "holiday"], "until": ["12:00", "20:00", "24:00"],
    "date": ["2026-12-25", "2026-11-02"], "prefix": ["351", "55489", "1"], "kind": ["minutes", "value"],
    "amount": ["10", "5.5"], "zones": ["*", "local vc1"], "grace_s": ["3", "6"], "rounding": ["up", "half-up"],
    "decimals": ["2", "4"], "allowance_scope": ["line", "contract"], "charge_rounding": ["cut", "exact"],
    "area": ["5548", "5511"], "first": ["33330000", "33330050"], "last": ["33330049", "33330099"],
    "auto_cancel_days": ["30", ""], "erp_id": ["7", "8", "07", ""], "block": ["yes", "no", ""],
  ]

  static func rules(_ random: inout SeededRandom) -> RegistryRules? {
    let today = CivilDate(text: "2026-11-25")
    switch random.int(0...3) {
    case 0: return nil
    case 1: return RegistryRules(mode: .stable, today: today)
    case 2: return RegistryRules(mode: .stable)
    default:
      return RegistryRules(
        mode: .beta,
        lists: PlatformLists(
          partitions: ["F", "G"], categories: ["F": ["A", "B"], "G": ["A", "C"]], plans: ["S"], licences: ["A"]),
        today: today)
    }
  }

  /// Sound in every mode.
  static let registers = [
    "contracts.csv": "id,customer\nC1,Ana\nC2,Bia\n",
    "plans.csv": "id,name,allowance_scope\nP1,Basic,line\nP2,Pool,contract\n",
    "rates.csv":
      "plan,zone,price_per_minute,from_s,band\nP1,local,0.05,,\nP1,local,0.04,60,\nP1,local,0.02,,night\nP2,local,0.04,,\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,x,minutes,10,local\n",
    "bands.csv": "band,days,from,until\nnight,mon tue,20:00,24:00\nday,mon tue,08:00,12:00\n",
    "holidays.csv": "date,name\n2026-11-02,Finados\n", "zones.csv": "prefix,zone\n351,intl:a\n",
    "ranges.csv": "name,area,first,last\nr,5548,33330000,33330049\n",
    "categories.csv": "description,abbreviation\nAll,A\nSome,B\nNone,C\n",
    "licences.csv": "description,abbreviation\nOne,A\nTwo,B\n",
    "partitions.csv":
      "code,description,block,default_category,block_category,cancel_category\nF,One,yes,A,B,B\nG,Two,no,,,\n",
    "lines.csv":
      "id,contract,number,plan,reset_day,range_start,range_end,partition,category,licence\n"
      + "L1,C1,554833330001,P1,10,554833330100,554833330199,F,A,A\nL2,C2,554833330002,P2,10,,,,,\n"
      + "L3,C2,554833330003,P2,10,,,,,\n",
    "dids.csv": "line,number,port\nL1,554833330011,1\nL2,554833330012,\n",
  ]
}
