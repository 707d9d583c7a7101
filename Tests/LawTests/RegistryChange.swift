/// A change of the registry: what it makes of the provider, and the commands that say so where the registry is the
/// database.
enum RegistryChange: Sendable {
  /// `field` is a column of lines.csv; with `from` a new row begins that day.
  case line(id: String, field: String, value: String, from: String?)
  case endLine(id: String, until: String)
  case removeLine(id: String)
  case addLine(Provider.Line)
  /// The number of a line is another's from a day on.
  case passNumber(from: String, to: Provider.Line)
  case did(number: String, line: String?)
  case scope(plan: String, scope: String)
  case cutsFractions(plan: String, Bool)
  /// nil: the plan has no such rate any more.
  case rate(plan: String, zone: String, price: String?)
  /// A price from a day on.
  case price(plan: String, zone: String, price: String, from: String)
  /// A price of the band's hours; nil: none any more.
  case bandPrice(plan: String, zone: String, price: String?)
  case allowance(plan: String, amount: String)
  case grace(plan: String, seconds: String)
  /// nil: the prefix has its built-in zone again.
  case zone(prefix: String, zone: String?)
  case holiday(day: String, Bool)
  case proration(plan: String, String)
  case carryOver(plan: String, String)

  var words: String {
    switch self {
    case .line(let id, let field, let value, let from):
      "line \(id): \(field) is \(value)" + (from.map { " from \($0)" } ?? "")
    case .endLine(let id, let until): "line \(id) ends on \(until)"
    case .removeLine(let id): "line \(id) is removed"
    case .addLine(let line): "line is added: \(line)"
    case .passNumber(let id, let line): "the number of \(id) passes to a new line: \(line)"
    case .did(let number, let line): "DID \(number) \(line.map { "belongs to \($0)" } ?? "is removed")"
    case .scope(let plan, let scope): "plan \(plan): allowance_scope is \(scope)"
    case .cutsFractions(let plan, let isCut): "plan \(plan): charge_rounding is \(isCut ? "cut" : "exact")"
    case .rate(let plan, let zone, let price): "rate \(plan)/\(zone): \(price ?? "removed")"
    case .price(let plan, let zone, let price, let from): "rate \(plan)/\(zone): \(price) from \(from)"
    case .bandPrice(let plan, let zone, let price): "rate \(plan)/\(zone) in the band: \(price ?? "removed")"
    case .allowance(let plan, let amount): "allowance of \(plan): \(amount)"
    case .grace(let plan, let seconds): "plan \(plan): grace_s is \(seconds)"
    case .zone(let prefix, let zone): "prefix \(prefix): \(zone ?? "removed")"
    case .holiday(let day, let isHoliday): "\(day) is \(isHoliday ? "a holiday" : "no holiday")"
    case .proration(let plan, let how): "allowance of \(plan): proration \(how)"
    case .carryOver(let plan, let how): "allowance of \(plan): carry_over \(how)"
    }
  }

  /// The provider after it, and the commands; nil where it means nothing (any more).
  func applied(to provider: Provider) -> (provider: Provider, commands: [[String]])? {
    var after = provider
    guard let commands = change(&after), after != provider else { return nil }
    return (after, commands)
  }

  private func change(_ provider: inout Provider) -> [[String]]? {
    switch self {
    case .line(let id, let field, let value, let from):
      return Self.changeLine(&provider, id, field, value, from)
    case .endLine(let id, let until):
      guard let place = Self.onlyRow(provider, id), provider.lines[place].from <= until else { return nil }
      provider.lines[place].until = until
      return [["lines", "end", id, "--until", until]]
    case .removeLine(let id):
      guard Self.onlyRow(provider, id) != nil, provider.lines.count > 2 else { return nil }
      provider.lines.removeAll { $0.id == id }
      let dids = provider.dids.filter { $0.value == id }.keys.sorted()
      for number in dids { provider.dids[number] = nil }
      return dids.map { ["dids", "remove", $0, "--yes"] } + [["lines", "remove", id, "--yes"]]
    case .addLine(let line):
      guard !provider.lines.contains(where: { $0.id == line.id }) else { return nil }
      provider.lines.append(line)
      return [Self.adding(line)]
    case .passNumber(let id, let line):
      guard let place = Self.onlyRow(provider, id), !provider.lines.contains(where: { $0.id == line.id }) else {
        return nil
      }
      let until = Self.dayBefore(line.from)
      guard provider.lines[place].from <= until else { return nil }
      provider.lines[place].until = until
      var line = line
      line.number = provider.lines[place].number
      provider.lines.append(line)
      return [["lines", "end", id, "--until", until], Self.adding(line)]
    case .scope, .cutsFractions, .grace: return changePlan(&provider)
    case .rate, .price, .bandPrice: return changeRate(&provider)
    case .did, .allowance, .proration, .carryOver, .zone, .holiday: return changeOther(&provider)
    }
  }

  private func changePlan(_ provider: inout Provider) -> [[String]]? {
    switch self {
    case .scope(let plan, let scope):
      provider.plans[plan] = scope
      return [["plans", "change", plan, "--allowance-scope", scope]]
    case .cutsFractions(let plan, let isCut):
      if isCut { provider.cutPlans.insert(plan) } else { provider.cutPlans.remove(plan) }
      return [["plans", "change", plan, "--charge-rounding", isCut ? "cut" : "exact"]]
    case .grace(let plan, let seconds):
      provider.graces[plan] = seconds
      return [["plans", "change", plan, "--grace-s", seconds]]
    default: return nil
    }
  }

  private func changeRate(_ provider: inout Provider) -> [[String]]? {
    switch self {
    case .rate(let plan, let zone, let price): return Self.setRate(&provider, plan, zone, price, band: "")
    case .bandPrice(let plan, let zone, let price):
      return Self.setRate(&provider, plan, zone, price, band: Provider.band)
    case .price(let plan, let zone, let price, let from):
      guard let place = provider.rates.lastIndex(where: { $0.plan == plan && $0.zone == zone && $0.band.isEmpty })
      else { return nil }
      let row = provider.rates[place]
      guard row.from < from, row.price != price else { return nil }
      provider.rates[place].until = Self.dayBefore(from)
      provider.rates.insert(Provider.Rate(plan: plan, zone: zone, price: price, from: from), at: place + 1)
      return [["rates", "change", row.key, "--price-per-minute", price, "--from", from]]
    default: return nil
    }
  }

  /// Of a rate with one row only.
  private static func setRate(
    _ provider: inout Provider, _ plan: String, _ zone: String, _ price: String?, band: String
  ) -> [[String]]? {
    let places = provider.rates.indices.filter {
      provider.rates[$0].plan == plan && provider.rates[$0].zone == zone && provider.rates[$0].band == band
    }
    guard places.count < 2 else { return nil }
    let rate = Provider.Rate(plan: plan, zone: zone, price: price ?? "", band: band)
    guard let price else {
      guard let place = places.first else { return nil }
      provider.rates.remove(at: place)
      return [["rates", "remove", rate.key, "--yes"]]
    }
    guard let place = places.first else {
      provider.rates.append(rate)
      return [
        ["rates", "add", "--plan", plan, "--zone", zone, "--price-per-minute", price]
          + (band.isEmpty ? [] : ["--band", band])
      ]
    }
    provider.rates[place].price = price
    return [["rates", "change", rate.key, "--price-per-minute", price]]
  }

  private func changeOther(_ provider: inout Provider) -> [[String]]? {
    switch self {
    case .did(let number, let line):
      let before = provider.dids[number]
      if let line, !provider.lines.contains(where: { $0.id == line }) { return nil }
      provider.dids[number] = line
      guard let line else { return before == nil ? nil : [["dids", "remove", number, "--yes"]] }
      if before == nil { return [["dids", "add", "--line", line, "--number", number]] }
      return [["dids", "change", number, "--line", line]]
    case .allowance(let plan, let amount):
      guard let place = provider.allowances.firstIndex(where: { $0.plan == plan }) else { return nil }
      provider.allowances[place].amount = amount
      return [["allowances", "change", "\(plan)/\(provider.allowances[place].name)", "--amount", amount]]
    case .zone(let prefix, let zone):
      let before = provider.zones[prefix]
      provider.zones[prefix] = zone
      guard let zone else { return before == nil ? nil : [["zones", "remove", prefix, "--yes"]] }
      if before == nil { return [["zones", "add", "--prefix", prefix, "--zone", zone]] }
      return [["zones", "change", prefix, "--zone", zone]]
    case .holiday(let day, let isHoliday):
      if isHoliday { provider.holidays.insert(day) } else { provider.holidays.remove(day) }
      return [isHoliday ? ["holidays", "add", "--date", day] : ["holidays", "remove", day, "--yes"]]
    case .proration(let plan, let how):
      guard let place = provider.allowances.firstIndex(where: { $0.plan == plan }) else { return nil }
      provider.allowances[place].proration = how
      return [["allowances", "change", "\(plan)/\(provider.allowances[place].name)", "--proration", how]]
    case .carryOver(let plan, let how):
      guard let place = provider.allowances.firstIndex(where: { $0.plan == plan }) else { return nil }
      if provider.allowances[place].kind == "value", how.hasPrefix("minutes") { return nil }
      provider.allowances[place].carryOver = how
      return [["allowances", "change", "\(plan)/\(provider.allowances[place].name)", "--carry-over", how]]
    default: return nil
    }
  }
}

extension RegistryChange {
  private static func onlyRow(_ provider: Provider, _ id: String) -> Int? {
    let places = provider.lines.indices.filter { provider.lines[$0].id == id }
    return places.count == 1 ? places[0] : nil
  }

  private static func changeLine(
    _ provider: inout Provider, _ id: String, _ field: String, _ value: String, _ from: String?
  ) -> [[String]]? {
    let options = ["--" + String(field.map { $0 == "_" ? "-" : $0 }), value]
    guard let from else {
      guard let place = onlyRow(provider, id) else { return nil }
      set(&provider.lines[place], field, value)
      return [["lines", "change", id] + options]
    }
    // The last row is split.
    guard let place = provider.lines.lastIndex(where: { $0.id == id }) else { return nil }
    let row = provider.lines[place]
    guard row.from < from, row.until.isEmpty || row.until >= from else { return nil }
    provider.lines[place].until = dayBefore(from)
    var later = row
    later.from = from
    set(&later, field, value)
    if later == with(row, from: from) { return nil }
    provider.lines.insert(later, at: place + 1)
    return [["lines", "change", id] + options + ["--from", from]]
  }

  private static func with(_ line: Provider.Line, from: String) -> Provider.Line {
    var line = line
    line.from = from
    return line
  }

  private static func set(_ line: inout Provider.Line, _ field: String, _ value: String) {
    switch field {
    case "plan": line.plan = value
    case "contract": line.contract = value
    case "number": line.number = value
    case "active": line.active = value
    case "reset_day": line.resetDay = Int(value) ?? 1
    case "trunk": line.trunk = value
    case "account_code": line.accountCode = value
    default: preconditionFailure("no column \(field)")
    }
  }

  private static func adding(_ line: Provider.Line) -> [String] {
    let cells = [
      ("id", line.id), ("contract", line.contract), ("number", line.number), ("plan", line.plan),
      ("reset-day", String(line.resetDay)), ("active-from", line.from), ("active-until", line.until),
      ("active", line.active), ("trunk", line.trunk), ("account-code", line.accountCode),
      ("range-start", line.rangeStart), ("range-end", line.rangeEnd),
    ]
    return ["lines", "add"] + cells.filter { !$0.1.isEmpty }.flatMap { ["--" + $0.0, $0.1] }
  }

  /// The days of the driver are the 2nd to the 28th of a month, so the day before is in it.
  private static func dayBefore(_ day: String) -> String {
    let number = (Int(day.suffix(2)) ?? 2) - 1
    return day.prefix(8) + (number < 10 ? "0\(number)" : "\(number)")
  }
}
