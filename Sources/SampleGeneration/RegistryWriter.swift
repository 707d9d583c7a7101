import CallModel

/// Writes the tables of spec 2.2.
struct RegistryWriter {
  let directory: String
  let options: GenerationOptions
  let catalog: PlanCatalog
  let roster: LineRoster
  let prefixes: ZonePrefixes

  /// The last day of the first half: rates of `.firstHalf` end with it.
  private var middleDay: CivilDate {
    CivilDate(daysSinceEpoch: options.firstDay.daysSinceEpoch + Int32(options.days / 2))
  }

  func write() throws {
    try writeContracts()
    try writeLines()
    try writeDIDs()
    try writePlans()
    try writeRates()
    try writeBandsAndHolidays()
    try writeZones()
  }

  /// Writes one table: `body` appends rows and calls `flush` between them.
  func writeTable(
    _ name: String, header: String, _ body: (inout ByteBuffer, (inout ByteBuffer) throws -> Void) throws -> Void
  ) throws {
    let file = try OutputFile(path: "\(directory)/\(name)", gzip: false)
    var buffer = ByteBuffer()
    buffer.append(header)
    buffer.append(0x0A)
    try body(&buffer) { buffer in
      guard buffer.isFull else { return }
      try file.write(buffer.bytes)
      buffer.removeAll()
    }
    try file.write(buffer.bytes)
    try file.finish()
  }

  /// A table of few rows.
  private func writeTable(_ name: String, header: String, rows: [String]) throws {
    try writeTable(name, header: header) { buffer, flush in
      for row in rows {
        buffer.append(row)
        buffer.append(0x0A)
        try flush(&buffer)
      }
    }
  }

  private func writePlans() throws {
    let plans = catalog.plans
    try writeTable(
      "plans.csv", header: "id,name,grace_s,rounding,decimals,allowance_scope,charge_rounding",
      rows: plans.map { plan in
        let kind = plan.kind
        return [
          plan.id, kind.name, String(kind.graceSeconds), kind.rounding ?? "", String(kind.decimals),
          kind.isPooled ? "contract" : "line", kind.rounding == nil ? "cut" : "exact",
        ].joined(separator: ",")
      })
    try writeTable(
      "allowances.csv", header: "plan,name,kind,amount,zones,priority",
      rows: plans.flatMap { plan in plan.kind.allowances.map { "\(plan.id),\($0)" } })
  }

  private func writeRates() throws {
    try writeTable(
      "rates.csv",
      header: "plan,zone,price_per_minute,connection_fee,minimum_s,step_s,from_s,band,valid_from,valid_until",
      rows: catalog.plans.flatMap { plan in plan.kind.rates.map { row(of: $0, plan: plan) } })
  }

  private func row(of rate: PlanKind.Rate, plan: PlanCatalog.Plan) -> String {
    let price = rate.price * plan.pricePercent / 100
    let from = rate.validity == .secondHalf ? middleDay.advanced(by: 1).description : ""
    let until = rate.validity == .firstHalf ? middleDay.description : ""
    return [
      plan.id, rate.zone, Self.money(price), Self.money(rate.connectionFee), String(rate.minimumSeconds),
      String(rate.stepSeconds), String(rate.fromSecond), rate.band, from, until,
    ].joined(separator: ",")
  }

  /// Hundredths of a centavo as `0.0000`.
  private static func money(_ amount: Int) -> String {
    "\(amount / 10_000)." + String(String(10_000 + amount % 10_000).dropFirst())
  }

  private func writeBandsAndHolidays() throws {
    try writeTable(
      "bands.csv", header: "band,days,from,until",
      rows: [
        "night,mon tue wed thu fri,00:00,06:00", "night,mon tue wed thu fri,22:00,24:00",
        "weekend,sat sun,00:00,24:00", "holiday,holiday,00:00,24:00",
      ])
    let year = options.firstDay.components.year
    try writeTable(
      "holidays.csv", header: "date,name",
      rows: (year...year + 1).flatMap { year in
        Holidays.all.map { "\(CivilDate(year: year, month: $0.month, day: $0.day)),\($0.name)" }
      })
  }

  private func writeZones() throws {
    try writeTable("zones.csv", header: "prefix,zone") { buffer, flush in
      func add(_ prefix: String, _ zone: String) throws {
        buffer.append(prefix)
        buffer.append(0x2C)
        buffer.append(zone)
        buffer.append(0x0A)
        try flush(&buffer)
      }
      for (prefix, zone) in prefixes.national { try add(prefix, zone) }
      for (prefix, zone) in prefixes.international { try add(String(prefix), zone) }
      for area in AreaCode.all {
        for (table, isMobile) in [(prefixes.fixed, false), (prefixes.mobile, true)] {
          for prefix in table[area] {
            try add(String(prefix), ZonePrefixes.zone(ofBrazilian: prefix, isMobile: isMobile, area: area))
          }
        }
      }
    }
  }
}
