/// Zones for which a plan without a rate makes the call free (spec 2.4), and which `*` never stands for (3.3).
let zonesFreeWithoutRate: [Text] = ["toll-free", "special", "collect"]

extension ReferenceRegistry {
  /// The zone of an outbound call (spec 3.3); nil if no prefix gives one.
  func zone(of called: NormalisedNumber, line: LineRow, on day: Day) -> Text? {
    if called.kind == .collect { return "collect" }  // step 1
    if isOnNet(called, plan: line.plan, on: day) { return "on-net" }  // step 2
    guard let zone = prefixZone(of: called) else { return nil }  // step 3
    return local(zone, called: called, line: line)  // step 4
  }

  /// The called number is of a line active that day, and the plan has a row for `on-net` itself valid that day.
  private func isOnNet(_ called: NormalisedNumber, plan: Text, on day: Day) -> Bool {
    guard called.kind == .e164 else { return false }
    guard rates.contains(where: { $0.plan == plan && $0.zone == "on-net" && $0.validity.contains(day) }) else {
      return false
    }
    return line(ofNumber: called.digits, on: day) != nil
  }

  /// The longest prefix among `zones.csv` and the built-in table; at equal length `zones.csv` wins. Special and
  /// unified numbers are priced by their zone alone.
  private func prefixZone(of called: NormalisedNumber) -> Text? {
    switch called.kind {
    case .special: return "special"
    case .unified: return "unified"
    case .collect, .none: return nil
    case .e164, .national: break
    }
    // An E.164 number never starts with 0 and a 0PPP number always does, so no prefix crosses over.
    let configured = zones.filter { called.digits.hasPrefix($0.prefix) }
      .max { $0.prefix.utf8.count < $1.prefix.utf8.count }
    let builtIn = builtInPrefix(of: called)
    guard let configured else { return builtIn?.zone }
    guard let builtIn else { return configured.zone }
    return configured.prefix.utf8.count >= builtIn.prefix.utf8.count ? configured.zone : builtIn.zone
  }

  private func builtInPrefix(of called: NormalisedNumber) -> (prefix: String, zone: Text)? {
    let digits = called.digits
    if called.kind == .national {
      let zones: [String: Text] = [
        "0800": "toll-free", "0300": "shared-cost", "0303": "shared-cost", "0500": "donation", "0900": "premium",
      ]
      return zones[digits.first(4)].map { (digits.first(4), $0) }
    }
    if let areaCode = called.areaCode {
      guard areaCodes.contains(areaCode) else { return nil }
      let first = digits.dropping(4).first(1)
      if ["2", "3", "4", "5"].contains(first) { return (digits.first(5), "fixed") }
      return first == "9" ? (digits.first(5), "mobile") : nil
    }
    return countryCodes.filter { digits.hasPrefix($0) }.max { $0.utf8.count < $1.utf8.count }.map { ($0, "intl") }
  }

  private func local(_ zone: Text, called: NormalisedNumber, line: LineRow) -> Text {
    guard let areaCode = called.areaCode else { return zone }
    let sameArea = areaCode == line.areaCode
    if zone == "fixed" { return sameArea ? "local" : "ldn" }
    guard zone == "mobile" else { return zone }
    if sameArea { return "vc1" }
    return areaCode.first(1) == line.areaCode.first(1) ? "vc2" : "vc3"
  }
}

extension Text {
  /// The zone with its `:` part cut, `intl` for `intl:europe` (spec 3.3); nil if it has none.
  var parentZone: Text? {
    guard let colon = string.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return Text(String(string[..<colon]))
  }
}
