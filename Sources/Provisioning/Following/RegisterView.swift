import CallModel
import GRDB
import RegistryStore
import Registry

/// The registers of now, as far as the platform follows them: lines with what they refer to (spec 6.2).
struct RegisterView {
  /// For what the platform was asked, and which lines are blocked.
  private let database: Database
  private let registers: RegisterReader
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
    registers = RegisterReader(database)
    partitions = try Self.partitions(registers)
    var ranges: [NumberRange] = []
    try registers.forEachRow(of: .ranges) { row in Self.range(row).map { ranges.append($0) } }
    // The narrowest range that holds a number is its range.
    self.ranges = ranges.sorted { $0.numbers.count < $1.numbers.count }
    var centres: [String] = []
    try registers.forEachRow(of: .costCentres) { row in row["value"].map { centres.append($0) } }
    costCentre = centres.first { $0.lowercased() == Self.standardCostCentre.lowercased() } ?? Self.standardCostCentre
  }

  private static func partitions(_ registers: RegisterReader) throws -> [String: PartitionRules] {
    var partitions: [String: PartitionRules] = [:]
    try registers.forEachRow(of: .partitions) { row in
      var rules = PartitionRules(code: row["code"] ?? "")
      rules.blocks = row["block"] == "yes"
      rules.defaultCategory = row["default_category"]
      rules.blockCategory = row["block_category"]
      rules.partialBlockCategory = row["partial_block_category"]
      rules.cancelCategory = row["cancel_category"]
      partitions[rules.code] = rules
    }
    return partitions
  }

  private static func range(_ row: RegisterRow) -> NumberRange? {
    guard let area = row["area"], let first = row["first"], let last = row["last"],
      let from = UInt64(area + first), let to = UInt64(area + last), from <= to
    else { return nil }
    return NumberRange(numbers: from...to, quarantineDays: row["auto_cancel_days"].flatMap { Int($0) } ?? 0)
  }

  // MARK: - Lines

  /// A line, regardless of what its rows say; one without rows if there is none.
  func line(_ id: String) throws -> RegisteredLine {
    var line = RegisteredLine(id: id)
    for row in try registers.rows(of: .lines, id: id) {
      let contract = try row["contract"].flatMap { try registers.rows(of: .contracts, id: $0).last }
      add(row, status: contract?["status"], to: &line)
    }
    line.dids = try registers.rows(of: .dids, where: "line", is: id).map(Self.did)
    return try completed(line)
  }

  /// Every line that has a row, in order of their ids.
  func forEachLine(_ body: (RegisteredLine) throws -> Void) throws {
    var dids: [String: [RegisteredLine.DID]] = [:]
    try registers.forEachRow(of: .dids) { row in dids[row["line"] ?? "", default: []].append(Self.did(row)) }
    let statuses = try registers.values(of: .contracts, "status")
    var line: RegisteredLine?
    try registers.forEachRow(of: .lines) { row in
      let id = row.id
      if let finished = line, ID(finished.id) != ID(id) {
        try body(completed(finished))
        line = nil
      }
      var current = line ?? RegisteredLine(id: id)
      if line == nil { current.dids = dids[id] ?? [] }
      add(row, status: row["contract"].flatMap { statuses[$0] }, to: &current)
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
      line.isNumberTaken = try registers.isNumberHeld(last.number, byOtherThan: line.id, on: day)
    } else if let first = line.periods.first {
      line.isNumberTaken =
        try registers.isNumberHeld(first.number, byOtherThan: line.id, on: day)
        || isAsked(first.number, forOtherThan: line.id)
      for index in line.dids.indices {
        let number = line.dids[index].number
        line.dids[index].isTaken = try registers.isNumberHeld(number, byOtherThan: line.id, on: day)
      }
    }
    return line
  }

  private func add(_ row: RegisterRow, status: String?, to line: inout RegisteredLine) {
    line.periods.append(period(row, status: status))
    line.terminal = row["terminal"] ?? line.terminal
  }

  private func period(_ row: RegisterRow, status: String?) -> RegisteredLine.Period {
    var period = RegisteredLine.Period()
    period.days = row.period
    period.contract = row["contract"] ?? ""
    period.status = status.flatMap(ContractStatus.init) ?? .active
    period.number = row["number"] ?? ""
    period.resetDay = row["reset_day"].flatMap { Int($0) } ?? 1
    period.isActive = row["active"] != "no"
    period.bidType = row["bid_type"] ?? "terminal"
    period.description = row["description"]
    period.accountCode = row["account_code"]
    period.extensionNumber = row["extension"]
    period.partition = row["partition"].map { partitions[$0] ?? PartitionRules(code: $0) }
    period.category = row["category"]
    period.summitPlan = row["summit_plan"]
    period.costCentre = row["cost_centre"] ?? costCentre
    period.callLimit = row["call_limit"].flatMap { Int($0) }
    period.licence = row["licence"]
    if period.days.last != .distantFuture, let number = UInt64(period.number) {
      period.quarantineDays = ranges.first { $0.numbers.contains(number) }?.quarantineDays ?? 0
    }
    return period
  }

  private static func did(_ row: RegisterRow) -> RegisteredLine.DID {
    var did = RegisteredLine.DID(
      number: row["number"] ?? "", priority: row["priority"].flatMap { Int($0) }, port: row["port"].flatMap { Int($0) })
    did.days = row.period
    return did
  }

  // MARK: - Numbers and references

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
    for number in Set(line.periods.map(\.number) + line.dids.map(\.number)) {
      holders.formUnion(try String.fetchAll(lines, arguments: [number]).map(ID.init))
      holders.formUnion(
        try registers.rows(of: .dids, where: "number", is: number).compactMap { $0["line"].map(ID.init) })
    }
    holders.remove(ID(line.id))
    return holders
  }

  func lines(ofContract contract: String) throws -> [String] {
    Set(try registers.rows(of: .lines, where: "contract", is: contract).map { ID($0.id) }).sorted().map(\.text)
  }
}
