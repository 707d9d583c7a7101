/// Contracts, lines and DIDs: few, so that they collide; valid by spec 2.2.
struct ScenarioLines {
  let areaCodes: [String]
  let planIDs: [String]
  /// Plans whose allowances the lines of a contract share.
  let pooledPlans: [String]
  /// Numbers of lines, DIDs and ranges, and neighbours that belong to nobody.
  let numberPool: [String]
  let trunks: [String]
  let accountCodes: [String]
  private(set) var contracts = ScenarioTable(name: "contracts.csv", columns: ["id", "customer", "status"])
  private(set) var lines = ScenarioTable(
    name: "lines.csv",
    columns: [
      "id", "contract", "number", "plan", "reset_day", "active_from", "active_until", "active", "trunk",
      "account_code", "range_start", "range_end", "credit_limit",
    ])
  private(set) var dids = ScenarioTable(
    name: "dids.csv", columns: ["line", "number", "priority", "port", "active_from", "active_until"])

  private var contractIDs: [String] = []
  private var periodsByLine: [String: [Period]] = [:]
  private var numberClaims: [(number: String, line: String, period: Period)] = []
  private var rangeClaims: [(start: String, period: Period, end: String)] = []
  private var resetDayByPool: [String: Int] = [:]

  var tables: [ScenarioTable] { [contracts, lines, dids] }

  /// Numbers that some line has on some day, its ranges' first and last ones too.
  var usedNumbers: [String] { numberClaims.map(\.number) + rangeClaims.flatMap { [$0.start, $0.end] } }

  init(era: Era, _ random: inout SeededRandom) {
    areaCodes = random.some(random.int(1...3), of: ["48", "47", "11", "21", "53", "99", "41"])
    planIDs = random.some(random.int(1...4), of: ["P1", "P10", "P2", "básico"])
    pooledPlans = planIDs.filter { _ in random.chance(percent: 40) }
    // Two spellings of é that are not the same bytes.
    trunks = random.some(3, of: ["TRK01", "TRK02", "trk01", "\u{E9}", "e\u{301}", "T 1"])
    accountCodes = random.some(2, of: ["042296", "000001", "422960", "999999"])
    numberPool = Self.numbers(areaCodes)
    makeContracts(&random)
    for id in random.some(random.int(2...6), of: ["L1", "L10", "L2", "l1", "Ramal 7", "\u{E9}1", "L-3", "0"]) {
      makeLine(id, era: era, &random)
    }
    makeDIDs(era: era, &random)
  }

  private static func numbers(_ areaCodes: [String]) -> [String] {
    areaCodes.flatMap { code in
      ["33334010", "33334012", "33334013", "33334015", "33334055", "33334444", "21110000", "999990001", "999990050"]
        .map { "55" + code + $0 }
    }
  }

  private mutating func makeContracts(_ random: inout SeededRandom) {
    contractIDs = random.some(random.int(1...4), of: ["C1", "C10", "C2", "c1", "Contrato, 5"])
    for id in contractIDs {
      contracts.append([
        "id": id, "customer": random.pick(["", "Cliente \"A\"", "B; C"]),
        "status": random.pick(["", "active", "blocked-manual", "overdue", "cancelled"]),
      ])
    }
  }

  private mutating func makeLine(_ id: String, era: Era, _ random: inout SeededRandom) {
    let periods = era.disjointPeriods(&random)
    periodsByLine[id] = periods
    let usualNumber = random.pick(numberPool)
    for period in periods {
      let plan = random.chance(percent: 8) ? "" : random.pick(planIDs)
      let contract = random.pick(contractIDs)
      let number = claimNumber(
        random.chance(percent: 70) ? usualNumber : random.pick(numberPool), id, [period], &random)
      let range = random.chance(percent: 35) ? claimRange(period, &random) : nil
      lines.append([
        "id": id, "contract": contract, "number": number ?? freshNumber(id, period), "plan": plan,
        "reset_day": String(resetDay(plan: plan, contract: contract, &random)),
        "active_from": period.from?.iso ?? "", "active_until": period.until?.iso ?? "",
        "active": random.pick(["", "", "", "", "yes", "yes", "yes", "yes", "no"]),
        "trunk": random.chance(percent: 40) ? random.pick(trunks) : "",
        "account_code": random.chance(percent: 40) ? random.pick(accountCodes) : "",
        "range_start": range?.start ?? "", "range_end": range?.end ?? "",
        "credit_limit": random.pick(["", "", "100.00"]),
      ])
    }
  }

  /// Lines of a pooled plan that share a contract share the reset day.
  private mutating func resetDay(plan: String, contract: String, _ random: inout SeededRandom) -> Int {
    let day = random.pick([1, 10, 10, 15, 25, random.int(1...25)])
    guard pooledPlans.contains(plan) else { return day }
    let pool = "\(plan)/\(contract)"
    resetDayByPool[pool] = resetDayByPool[pool] ?? day
    return resetDayByPool[pool] ?? day
  }

  /// A number belongs to one line on any day. nil: another line has it, or this line already.
  private mutating func claimNumber(
    _ number: String, _ line: String, _ periods: [Period], _ random: inout SeededRandom
  ) -> String? {
    for candidate in [number] + random.shuffled(numberPool).prefix(4) {
      let isTaken = numberClaims.contains { claim in
        claim.number == candidate && claim.line != line && periods.contains { $0.overlaps(claim.period) }
      }
      guard !isTaken else { continue }
      numberClaims += periods.map { (candidate, line, $0) }
      return candidate
    }
    return nil
  }

  private mutating func freshNumber(_ line: String, _ period: Period) -> String {
    let number = "55" + areaCodes[0] + "2222" + padded(numberClaims.count, 4)
    numberClaims.append((number, line, period))
    return number
  }

  /// Ranges nest: of two that overlap on the same days one holds the other and is wider.
  private mutating func claimRange(_ period: Period, _ random: inout SeededRandom) -> (start: String, end: String)? {
    let blocks = [
      ("33334000", "33334099"), ("33334010", "33334049"), ("33334010", "33334019"), ("33334012", "33334014"),
      ("33334013", "33334013"), ("33334050", "33334059"), ("999990000", "999990099"), ("999990050", "999990050"),
    ]
    let block = random.pick(blocks)
    let code = "55" + random.pick(areaCodes)
    let range = (start: code + block.0, end: code + block.1)
    let isTaken = rangeClaims.contains { $0.start == range.start && $0.end == range.end && $0.period.overlaps(period) }
    guard !isTaken else { return nil }
    rangeClaims.append((range.start, period, range.end))
    return range
  }

  private mutating func makeDIDs(era: Era, _ random: inout SeededRandom) {
    for id in periodsByLine.keys.sorted() where random.chance(percent: 50) {
      for _ in 0..<random.int(1...2) {
        let own = numberClaims.filter { $0.line == id }.map(\.number)
        let period =
          random.chance(percent: 50) ? Period(from: nil, until: nil) : random.pick(era.disjointPeriods(&random))
        let days = (periodsByLine[id] ?? []).compactMap { $0.intersection(period) }
        guard let number = claimNumber(random.pick(numberPool), id, days, &random) else { continue }
        if own.contains(number) { continue }
        dids.append([
          "line": id, "number": number, "priority": random.pick(["", "1"]), "port": random.pick(["", "1", "2"]),
          "active_from": period.from?.iso ?? "", "active_until": period.until?.iso ?? "",
        ])
      }
    }
  }
}
