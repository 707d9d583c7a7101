/// Plans, allowances, rates, bands, holidays and zones: valid by spec 2.2.
struct ScenarioTariffs {
  private var plans = ScenarioTable(
    name: "plans.csv", columns: ["id", "name", "grace_s", "rounding", "decimals", "allowance_scope", "charge_rounding"])
  private var allowances = ScenarioTable(
    name: "allowances.csv",
    columns: ["plan", "name", "kind", "amount", "zones", "priority", "proration", "carry_over"])
  private var rates = ScenarioTable(
    name: "rates.csv",
    columns: [
      "plan", "zone", "price_per_minute", "connection_fee", "minimum_s", "step_s", "from_s", "band", "valid_from",
      "valid_until",
    ])
  private var bands = ScenarioTable(name: "bands.csv", columns: ["band", "days", "from", "until"])
  private var holidays = ScenarioTable(name: "holidays.csv", columns: ["date", "name"])
  private var zones = ScenarioTable(name: "zones.csv", columns: ["prefix", "zone"])

  var tables: [ScenarioTable] { [plans, allowances, rates, bands, holidays, zones] }

  private static let zoneNames = [
    "local", "ldn", "vc1", "vc2", "vc3", "toll-free", "shared-cost", "donation", "premium", "unified", "special",
    "collect", "intl", "intl:europe", "intl:america", "on-net", "satellite", "*",
  ]

  init(era: Era, lines: ScenarioLines, _ random: inout SeededRandom) {
    for plan in lines.planIDs {
      plans.append([
        "id": plan, "name": random.pick(["", "Plano \(plan)", "a, \"b\""]),
        "grace_s": random.pick(["", "0", "1", "3", "5", "30"]),
        "rounding": random.pick(["", "half-up", "up", "down", "half-even"]),
        "decimals": random.pick(["", "2", "3", "4", "5", "6"]),
        "allowance_scope": lines.pooledPlans.contains(plan) ? "contract" : random.pick(["", "line"]),
        "charge_rounding": random.pick(["", "exact", "cut", "cut"]),
      ])
      makeAllowances(plan, &random)
      let count = random.pick([1, 8, 14, 17, 17])
      for zone in random.some(count, of: Self.zoneNames) { makeRates(plan, zone, era: era, &random) }
    }
    makeBands(&random)
    for day in random.some(random.int(0...4), of: era.days) { holidays.append(["date": day.iso, "name": "Feriado"]) }
    makeZones(lines.areaCodes, &random)
  }

  private mutating func makeAllowances(_ plan: String, _ random: inout SeededRandom) {
    for name in random.some(random.int(0...4), of: ["a", "B", "franquia", "\u{E9}", "z"]) {
      let kind = random.pick(["minutes", "seconds", "value", "value"])
      let amounts: [String: [String]] = [
        "minutes": ["10", "1.5", "0.1", "100", "2"], "seconds": ["30", "90", "600", "7", "1000"],
        "value": ["1", "0.5", "10.00", "0.01", "5.25", "100"],
      ]
      let listed = random.chance(percent: 30) ? ["*"] : random.some(random.int(1...4), of: Self.zoneNames)
      // Numbers of their own: what else a seed makes stays.
      var apart = random
      allowances.append([
        "plan": plan, "name": name, "kind": kind, "amount": random.pick(amounts[kind] ?? ["1"]),
        "zones": listed.joined(separator: " "), "priority": random.pick(["", "1", "2", "10"]),
        "proration": apart.pick(["", "none", "days", "days"]),
        "carry_over": apart.pick(["", "none", "all"] + (kind == "value" ? ["all"] : ["minutes 1", "minutes 0.25"])),
      ])
    }
  }

  /// The rows of one zone: in each valid period, for each band, a row from 0 and perhaps further steps.
  private mutating func makeRates(_ plan: String, _ zone: String, era: Era, _ random: inout SeededRandom) {
    let bandSets = [
      [""], [""], [""], ["", "peak"], ["peak"], ["", "night", "peak"], ["night", "feast"], ["always"], ["", "always"],
      ["", "weekend", "peak"],
    ]
    let bands = random.pick(bandSets)
    for period in random.chance(percent: 60) ? [Period(from: nil, until: nil)] : era.disjointPeriods(&random) {
      for band in bands {
        for step in random.pick([["0"], ["0"], [""], ["0", "30"], ["0", "60", "120"], ["", "6", "7"]]) {
          rates.append([
            "plan": plan, "zone": zone, "band": band, "from_s": step,
            "price_per_minute": random.pick([
              "0", "0.05", "0.39", "0.390000", "1", "0.000001", "0.333333", "2.5", "12.345678", "0.07", "60", "999.99",
            ]),
            "connection_fee": random.pick(["", "0", "0", "0.1", "0.005", "0.000001"]),
            "minimum_s": random.pick(["", "30", "0", "1", "6", "60"]),
            "step_s": random.pick(["", "6", "1", "60", "30", "7"]),
            "valid_from": period.from?.iso ?? "", "valid_until": period.until?.iso ?? "",
          ])
        }
      }
    }
  }

  /// No two of them match the same moment, but for `always`, which stands with none of the others.
  private mutating func makeBands(_ random: inout SeededRandom) {
    let all = "mon tue wed thu fri sat sun holiday"
    let windows = [
      ("peak", "mon tue wed thu fri", "09:00", "12:00"), ("peak", "fri mon tue wed thu", "14:00", "18:00"),
      ("night", all, "00:00", "06:00"), ("night", all, "22:00", "24:00"), ("feast", "holiday", "08:00", "20:00"),
      ("weekend", "sat sun", "06:00", "22:00"), ("always", random.pick([all, "mon sun holiday"]), "00:00", "24:00"),
    ]
    for (band, days, from, until) in random.shuffled(windows) {
      bands.append(["band": band, "days": days, "from": from, "until": until])
    }
  }

  private mutating func makeZones(_ areaCodes: [String], _ random: inout SeededRandom) {
    let code = "55" + random.pick(areaCodes)
    let overrides = [
      (code, "premium"), (code + "3333", "fixed"), (code + "33334", random.pick(["mobile", "local", "intl"])),
      (code + "99", "mobile"), (code + "999990", random.pick(["fixed", "vc3", "satellite"])), (code + "3", "ldn"),
      ("5520", random.pick(["fixed", "mobile", "ldn"])), ("55", "premium"), ("351", "intl:europe"),
      ("44", "intl:europe"), ("447", "intl:mobile"), ("1", "intl:america"), ("1212", "satellite"), ("881", "satellite"),
      ("40", "intl:europe"), ("90", "intl:europe"), ("7", "intl:asia"), ("48", "intl:europe"), ("0800", "premium"),
      ("0800123", "shared-cost"), ("0300", "toll-free"), ("0", "premium"), ("080", "donation"), ("0500", "satellite"),
      ("05001", "intl:europe"), ("190", "premium"), ("4004", "premium"), ("35191", "toll-free"),
    ]
    guard random.chance(percent: 70) else { return }
    for (prefix, zone) in random.some(random.int(1...16), of: overrides) {
      zones.append(["prefix": prefix, "zone": zone])
    }
  }
}
