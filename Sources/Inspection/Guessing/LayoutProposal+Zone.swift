import CallModel
import FileInput
import Pipeline
import RecordLayouts

extension LayoutProposal {
  mutating func adoptZone() {
    guard times.started != nil else { return }
    let (found, notes) = zoneRemarks(usual: layout.timeZone)
    layout.timeZone = found
    self.notes += notes
  }

  /// The time zone that the file proves or `usual`, and what is to be said of it.
  func zoneRemarks(usual: String) -> (zone: String, notes: [Note]) {
    switch zone.finding {
    case .absolute: return (usual, [Note(key: "time_zone", text: "the times say it themselves; this is not used")])
    case .named(let name): return ("UTC", [Note(key: "time_zone", text: "the header says so: \(Self.quoted(name))")])
    case .clock(let offset, let zone, let column, let rows): return clockRemarks(offset, zone, column, rows, usual)
    case .apart(let column, let text):
      let remark =
        "\(table.profiles[column].label) has an offset of its own (\(text)): are the times in UTC, or local by it?"
      return ("UTC", [Note(key: "time_zone", text: remark, mustBeChecked: true, readings: offsetReadings(column))])
    case .none:
      return (
        usual,
        [
          Note(
            key: "time_zone",
            text: "nothing in the file tells it: which is the zone of the switch's clock?", mustBeChecked: true,
            readings: zoneReadings([usual, usual == "UTC" ? Self.usualZone : "UTC"]))
        ]
      )
    }
  }

  private func clockRemarks(
    _ offset: Int, _ zone: String?, _ column: Int, _ rows: Int, _ usual: String
  ) -> (zone: String, notes: [Note]) {
    let proof =
      "\(table.profiles[column].label) has the Unix time of the start: \(OffsetZone.text(offset)) in "
      + "\(rows == 1 ? "1 row" : "\(rows) rows")"
    guard let zone else {
      let text = "\(proof): name a region that has this offset"
      return (usual, [Note(key: "time_zone", text: text, mustBeChecked: true, readings: zoneReadings([usual, "UTC"]))])
    }
    let instant = (times.started?.values.compactMap { $0 }.first ?? 0) / 1_000_000 - Int64(offset)
    if TimeZoneRules(identifier: usual)?.offset(at: instant) == offset {
      return (usual, [Note(key: "time_zone", text: proof)])
    }
    if zone.hasPrefix("Etc/") {
      let text = "\(proof); \(zone) has that all the year: name the region if its clocks change"
      return (zone, [Note(key: "time_zone", text: text, mustBeChecked: true, readings: zoneReadings([zone, usual]))])
    }
    return (zone, [Note(key: "time_zone", text: proof)])
  }

  /// One row as each zone has it: one on which they differ by a day, if there is any.
  private func zoneReadings(_ zones: [String]) -> [Reading] {
    let rules = zones.compactMap { zone in TimeZoneRules(identifier: zone).map { (zone, $0) } }
    guard let local = TimeZoneRules(identifier: Self.usualZone), let started = times.started else { return [] }
    func days(_ value: Int64) -> Set<String> {
      Set(rules.map { String(TimeText(local).text($0.1.instant(localSeconds: value / 1_000_000)).prefix(10)) })
    }
    let rows = started.values.indices.filter { started.values[$0] != nil }
    let row = rows.first { row in started.values[row].map { days($0).count > 1 } ?? false } ?? rows.first
    guard let row, let value = started.values[row] else { return [] }
    let texts = rules.map { TimeText(local).text($0.1.instant(localSeconds: value / 1_000_000)) }
    return zip(rules, texts).map { rule, text in
      let isOtherDay = text.prefix(10) != texts[0].prefix(10)
      return Reading(
        line: table.lineNumbers[row], choice: rule.0,
        value: text + (isOtherDay ? ", another day, perhaps another cycle" : ""))
    }
  }

  /// A row whose offset stands in a column of its own, in UTC and local by it.
  private func offsetReadings(_ column: Int) -> [Reading] {
    guard let local = TimeZoneRules(identifier: Self.usualZone), let started = times.started,
      let row = started.values.indices.first(where: {
        started.values[$0] != nil && !table.profiles[column].values[$0].isEmpty
      }),
      let value = started.values[row]
    else { return [] }
    let text = String(decoding: table.profiles[column].values[row], as: UTF8.self)
    guard let sign = text.firstIndex(where: { $0 == "-" || $0 == "+" }) else { return [] }
    let digits = text[text.index(after: sign)...].filter { ("0"..."9").contains($0) }
    let seconds = (Int64(digits.prefix(2)) ?? 0) * 3600 + (Int64(digits.dropFirst(2).prefix(2)) ?? 0) * 60
    let offset = text[sign] == "-" ? -seconds : seconds
    let line = table.lineNumbers[row]
    return [
      Reading(line: line, choice: "UTC", value: TimeText(local).text(value / 1_000_000)),
      Reading(
        line: line, choice: "at \(text[sign])\(digits.prefix(4))",
        value: TimeText(local).text(value / 1_000_000 - offset)),
    ]
  }
}
