import ReferenceRating

/// A small made-up provider: the registry as rows, and its tables as CSV text.
struct Provider: Equatable, Sendable {
  struct Line: Equatable, Sendable {
    var id: String
    var contract: String
    var number: String
    var plan: String
    var resetDay: Int
    var from = ""
    var until = ""
    var active = "yes"
    var trunk = ""
    var accountCode = ""
    var rangeStart = ""
    var rangeEnd = ""
  }

  struct Allowance: Equatable, Sendable {
    let plan: String
    let name: String
    let kind: String
    var amount: String
    let zones: String
    var proration = ""
    var carryOver = ""
  }

  struct Rate: Equatable, Sendable {
    let plan: String
    let zone: String
    var price: String
    /// Blank: whenever no band holds.
    var band = ""
    var from = ""
    var until = ""

    /// As the commands name it.
    var key: String { band.isEmpty ? "\(plan)/\(zone)" : "\(plan)/\(zone)//\(band)" }
  }

  var contracts: [String] = []
  var lines: [Line] = []
  /// Number to line.
  var dids: [String: String] = [:]
  /// Plan to scope.
  var plans: [String: String] = [:]
  /// Plans whose calls have no fraction of a centavo (spec 11.1).
  var cutPlans: Set<String> = []
  /// Seconds that cost nothing, by plan; of others the usual ones.
  var graces: [String: String] = [:]
  /// Prefix to zone.
  var zones: [String: String] = [:]
  var holidays: Set<String> = []
  var allowances: [Allowance] = []
  var rates: [Rate] = []

  var tables: [String: String] {
    func table(_ header: String, _ rows: [[String]]) -> String {
      ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n"
    }
    return [
      "contracts.csv": table("id", contracts.map { [$0] }),
      "lines.csv": table(
        "id,contract,number,plan,reset_day,active_from,active_until,active,trunk,account_code,range_start,range_end",
        lines.map {
          [
            $0.id, $0.contract, $0.number, $0.plan, String($0.resetDay), $0.from, $0.until, $0.active, $0.trunk,
            $0.accountCode, $0.rangeStart, $0.rangeEnd,
          ]
        }),
      "dids.csv": table("line,number", dids.sorted { $0.key < $1.key }.map { [$0.value, $0.key] }),
      "plans.csv": table(
        "id,decimals,allowance_scope,charge_rounding,grace_s",
        plans.sorted { $0.key < $1.key }.map {
          [$0.key, "4", $0.value, cutPlans.contains($0.key) ? "cut" : "", graces[$0.key] ?? ""]
        }),
      "allowances.csv": table(
        "plan,name,kind,amount,zones,proration,carry_over",
        allowances.map { [$0.plan, $0.name, $0.kind, $0.amount, $0.zones, $0.proration, $0.carryOver] }),
      "rates.csv": table(
        "plan,zone,price_per_minute,band,valid_from,valid_until",
        rates.map { [$0.plan, $0.zone, $0.price, $0.band, $0.from, $0.until] }),
      "zones.csv": table("prefix,zone", zones.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }),
      "holidays.csv": table("date", holidays.sorted().map { [$0] }),
      "bands.csv": table(
        "band,days,from,until",
        [[Self.band, "sat sun holiday", "00:00", "24:00"], [Self.band, "mon tue wed thu fri", "00:00", "12:00"]]),
    ]
  }
}

extension Provider {
  /// Numbers that lines, DIDs and callers take.
  static let numbers = [
    "554833330001", "554833330002", "554833330003", "551133330004", "554833330005", "554799990006",
  ]
  static let didNumbers = ["554833330101", "551133330102"]
  /// Weekends, holidays and mornings.
  static let band = "off"
  /// Prefixes that take calls out of their built-in zones.
  static let prefixes = ["5548333344", "5511", "1415", "55489999"]

  /// Two to four contracts, three to six lines, DIDs, a range, trunks and account codes; plans of each kind.
  static func random(_ random: inout SeededRandom) -> Provider {
    var provider = Provider()
    provider.contracts = (1...random.int(2...4)).map { "C\($0)" }
    provider.plans = ["P1": "line", "P2": random.chance(percent: 75) ? "contract" : "line", "P3": "line"]
    provider.cutPlans = Set(provider.plans.keys.sorted().filter { _ in random.chance(percent: 40) })
    let resetDay = random.pick([1, 10, 25])
    for place in 1...random.int(3...6) {
      var line = Line(
        id: "L\(place)", contract: random.pick(provider.contracts + ["C1"]), number: numbers[place - 1],
        plan: random.pick(["P1", "P1", "P2", "P2", "P2", "P3"]), resetDay: resetDay)
      if random.chance(percent: 25) && line.plan != "P2" { line.resetDay = random.pick([1, 10, 25]) }
      if random.chance(percent: 40) { line.trunk = random.pick(["T1", "T2"]) }
      if random.chance(percent: 40) { line.accountCode = "77777\(place)" }
      if random.chance(percent: 8) { line.active = "no" }
      if place == 3 && random.chance(percent: 50) {
        line.rangeStart = "554833330200"
        line.rangeEnd = "554833330209"
      }
      provider.lines.append(line)
    }
    for number in didNumbers where random.chance(percent: 60) {
      provider.dids[number] = random.pick(provider.lines).id
    }
    provider.addTariffs(&random)
    return provider
  }

  private mutating func addTariffs(_ random: inout SeededRandom) {
    for (plan, price) in [("P1", "0.10"), ("P2", "0.20"), ("P3", "0.35")] {
      rates.append(Rate(plan: plan, zone: "local", price: price))
      rates.append(Rate(plan: plan, zone: "vc1", price: random.pick(["0.39", "0.7"])))
      if random.chance(percent: 80) { rates.append(Rate(plan: plan, zone: "ldn", price: "0.40")) }
      if random.chance(percent: 50) { rates.append(Rate(plan: plan, zone: "vc2", price: "0.8")) }
      if random.chance(percent: 40) { rates.append(Rate(plan: plan, zone: "intl", price: "1.5")) }
    }
    if random.chance(percent: 50) { rates.append(Rate(plan: "P3", zone: "on-net", price: "0.01")) }
    if random.chance(percent: 30) { rates.append(Rate(plan: "P1", zone: "on-net", price: "0")) }
    if random.chance(percent: 30) { rates.append(Rate(plan: "P2", zone: "local", price: "0.02", band: Self.band)) }
    if random.chance(percent: 30) { zones[random.pick(Self.prefixes)] = random.pick(["local", "vip"]) }
    if random.chance(percent: 40) { holidays.insert("2024-04-\(random.int(11...20))") }
    let minutes = random.pick(["1", "3", "10"])
    allowances.append(Allowance(plan: "P1", name: "min", kind: "minutes", amount: minutes, zones: "local ldn"))
    if random.chance(percent: 70) {
      allowances.append(Allowance(plan: "P2", name: "all", kind: "seconds", amount: "240", zones: "*"))
    }
    if random.chance(percent: 60) {
      allowances.append(Allowance(plan: "P3", name: "val", kind: "value", amount: "1.5", zones: "*"))
    }
    // Numbers of their own: what else a seed makes stays.
    var apart = random
    for place in allowances.indices {
      if apart.chance(percent: 40) { allowances[place].proration = "days" }
      let ways = allowances[place].kind == "value" ? ["all"] : ["all", "minutes 2", "minutes 0.5"]
      if apart.chance(percent: 50) { allowances[place].carryOver = apart.pick(ways) }
    }
  }
}
