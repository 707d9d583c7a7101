import CallModel
import GRDB
import Registry

/// The registers of now, as far as the platform follows them: lines with what they refer to (spec 6.2).
struct RegisterView {
  let database: Database
  /// Today in the integration's time zone.
  let day: CivilDate
  private let partitions: [String: PartitionRules]
  private let ranges: [NumberRange]
  /// What lines without a cost centre get, in the spelling of the register.
  private let costCentre: String

  private struct NumberRange {
    var numbers: ClosedRange<UInt64>
    var quarantineDays: Int
  }

  /// Summit's own word, where no cost centre is registered.
  static let standardCostCentre = "Default"

  init(_ database: Database, on day: CivilDate) throws {
    self.database = database
    self.day = day
    partitions = try Self.partitions(database)
    // The narrowest range that holds a number is its range.
    ranges = try Row.fetchAll(
      database, sql: "SELECT area, first, last, auto_cancel_days FROM register_ranges WHERE closed IS NULL"
    ).compactMap(Self.range).sorted { $0.numbers.count < $1.numbers.count }
    let centres = try String.fetchAll(
      database, sql: "SELECT value FROM register_cost_centres WHERE closed IS NULL ORDER BY value")
    costCentre = centres.first { $0.lowercased() == Self.standardCostCentre.lowercased() } ?? Self.standardCostCentre
  }

  private static func partitions(_ database: Database) throws -> [String: PartitionRules] {
    var partitions: [String: PartitionRules] = [:]
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT code, block, default_category, block_category, partial_block_category, cancel_category
        FROM register_partitions WHERE closed IS NULL
        """)
    for row in rows {
      var rules = PartitionRules(code: row[0])
      rules.blocks = (row[1] as String?) == "yes"
      rules.defaultCategory = row[2]
      rules.blockCategory = row[3]
      rules.partialBlockCategory = row[4]
      rules.cancelCategory = row[5]
      partitions[rules.code] = rules
    }
    return partitions
  }

  private static func range(_ row: Row) -> NumberRange? {
    guard let area: String = row[0], let first: String = row[1], let last: String = row[2],
      let from = UInt64(area + first), let to = UInt64(area + last), from <= to
    else { return nil }
    return NumberRange(numbers: from...to, quarantineDays: (row[3] as String?).flatMap { Int($0) } ?? 0)
  }

  // MARK: - Lines

  private static let lineColumns = """
    l.id, l.active_from, l.active_until, l.contract, c.status, l.number, l.reset_day, l.active, l.bid_type,
    l.description, l.account_code, l.extension, l.partition, l.category, l.summit_plan, l.cost_centre, l.call_limit,
    l.licence, l.terminal
    """
  private static let lineTables = """
    register_lines AS l LEFT JOIN register_contracts AS c ON c.id = l.contract AND c.closed IS NULL
    """
  private static let didColumns = "line, number, priority, port, active_from, active_until"

  /// A line, regardless of what its rows say; one without rows if there is none.
  func line(_ id: String) throws -> RegisteredLine {
    var line = RegisteredLine(id: id)
    let rows = try database.cachedStatement(
      sql: "SELECT \(Self.lineColumns) FROM \(Self.lineTables) WHERE l.id = ? AND l.closed IS NULL")
    for row in try Row.fetchAll(rows, arguments: [id]) { add(row, to: &line) }
    let dids = try database.cachedStatement(
      sql: "SELECT \(Self.didColumns) FROM register_dids WHERE line = ? AND closed IS NULL")
    line.dids = try Row.fetchAll(dids, arguments: [id]).map(Self.did)
    return try completed(line)
  }

  /// Every line that has a row, in order of their ids.
  func forEachLine(_ body: (RegisteredLine) throws -> Void) throws {
    var dids: [String: [RegisteredLine.DID]] = [:]
    let didRows = try Row.fetchCursor(
      database, sql: "SELECT \(Self.didColumns) FROM register_dids WHERE closed IS NULL")
    while let row = try didRows.next() { dids[row[0], default: []].append(Self.did(row)) }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(Self.lineColumns) FROM \(Self.lineTables) WHERE l.closed IS NULL ORDER BY l.id")
    var line: RegisteredLine?
    while let row = try rows.next() {
      let id: String = row[0]
      if let finished = line, ID(finished.id) != ID(id) {
        try body(completed(finished))
        line = nil
      }
      var current = line ?? RegisteredLine(id: id)
      if line == nil { current.dids = dids[id] ?? [] }
      add(row, to: &current)
      line = current
    }
    if let line { try body(completed(line)) }
  }

  private func completed(_ line: RegisteredLine) throws -> RegisteredLine {
    var line = line
    line.periods.sort { $0.days.first < $1.days.first }
    let block = try database.cachedStatement(sql: "SELECT last_day FROM credit_block WHERE line = ?")
    line.creditBlockedUntil = try Int32.fetchOne(block, arguments: [line.id]).map(CivilDate.init(daysSinceEpoch:))
    if line.periods.contains(where: { $0.days.contains(day) }) { return line }
    if let last = line.periods.last(where: { $0.days.last < day }) {
      line.isNumberTaken = try isTaken(last.number, byOtherThan: line.id)
    } else if let first = line.periods.first {
      line.isNumberTaken =
        try isTaken(first.number, byOtherThan: line.id) || isAsked(first.number, forOtherThan: line.id)
      for index in line.dids.indices {
        line.dids[index].isTaken = try isTaken(line.dids[index].number, byOtherThan: line.id)
      }
    }
    return line
  }

  private func add(_ row: Row, to line: inout RegisteredLine) {
    line.periods.append(period(row))
    line.terminal = row[18] ?? line.terminal
  }

  private func period(_ row: Row) -> RegisteredLine.Period {
    var period = RegisteredLine.Period()
    period.days = Self.days(row[1], row[2])
    period.contract = row[3] ?? ""
    period.status = (row[4] as String?).flatMap(ContractStatus.init) ?? .active
    period.number = row[5] ?? ""
    period.resetDay = (row[6] as String?).flatMap { Int($0) } ?? 1
    period.isActive = (row[7] as String?) != "no"
    period.bidType = row[8] ?? "terminal"
    period.description = row[9]
    period.accountCode = row[10]
    period.extensionNumber = row[11]
    period.partition = (row[12] as String?).map { partitions[$0] ?? PartitionRules(code: $0) }
    period.category = row[13]
    period.summitPlan = row[14]
    period.costCentre = row[15] ?? costCentre
    period.callLimit = (row[16] as String?).flatMap { Int($0) }
    period.licence = row[17]
    if period.days.last != .distantFuture, let number = UInt64(period.number) {
      period.quarantineDays = ranges.first { $0.numbers.contains(number) }?.quarantineDays ?? 0
    }
    return period
  }

  private static func did(_ row: Row) -> RegisteredLine.DID {
    var did = RegisteredLine.DID(
      number: row[1] ?? "", priority: (row[2] as String?).flatMap { Int($0) },
      port: (row[3] as String?).flatMap { Int($0) })
    did.days = days(row[4], row[5])
    return did
  }

  private static func days(_ from: String?, _ until: String?) -> DateRange {
    DateRange(
      first: from.flatMap { CivilDate(text: $0) } ?? .distantPast,
      last: until.flatMap { CivilDate(text: $0) } ?? .distantFuture)
  }

  // MARK: - Numbers and references

  /// Whether another line, or a DID of another, has the number on this day.
  private func isTaken(_ number: String, byOtherThan line: String) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM register_lines WHERE number = :number AND id <> :line AND closed IS NULL
            AND coalesce(active_from, '') <= :day AND coalesce(active_until, '9999-12-31') >= :day)
        OR EXISTS (
          SELECT 1 FROM register_dids WHERE number = :number AND line <> :line AND closed IS NULL
            AND coalesce(active_from, '') <= :day AND coalesce(active_until, '9999-12-31') >= :day)
        """)
    return try Bool.fetchOne(statement, arguments: ["number": number, "line": line, "day": "\(day)"]) ?? false
  }

  /// Whether the platform was asked to have the number for another line.
  private func isAsked(_ number: String, forOtherThan line: String) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM platform_line WHERE number = ? AND line <> ?)")
    return try Bool.fetchOne(statement, arguments: [number, line]) ?? false
  }

  /// Lines that have the numbers of `line`, as the platform was asked: it may have to give them up.
  func holders(ofNumbersOf line: RegisteredLine) throws -> Set<ID> {
    var holders: Set<ID> = []
    let lines = try database.cachedStatement(sql: "SELECT line FROM platform_line WHERE number = ?")
    let dids = try database.cachedStatement(
      sql: "SELECT line FROM register_dids WHERE number = ? AND closed IS NULL")
    for number in Set(line.periods.map(\.number) + line.dids.map(\.number)) {
      holders.formUnion(try String.fetchAll(lines, arguments: [number]).map(ID.init))
      holders.formUnion(try String.fetchAll(dids, arguments: [number]).map(ID.init))
    }
    holders.remove(ID(line.id))
    return holders
  }

  func lines(ofContract contract: String) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT DISTINCT id FROM register_lines WHERE contract = ? AND closed IS NULL ORDER BY id",
      arguments: [contract])
  }
}
