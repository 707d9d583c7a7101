/// Times and seconds of calls, written as a foreign layout has them (spec 7.3, 7.4).
struct ScenarioTimes {
  private let layout: ReferenceLayout
  private let clockShift: Int
  private let clock: LocalClock

  init(_ layout: ScenarioLayout) {
    self.layout = layout.layout
    clockShift = layout.clockShift
    clock = LocalClock(layout.layout.timeZone)
  }

  /// The fields of a call that starts at `start`, with its times. Times that it has not are not among them.
  func call(
    _ fields: [ReferenceField: String], _ start: TimestampParts, _ random: inout SeededRandom
  ) -> [ReferenceField: String] {
    var fields = fields
    let seconds = random.pick([0, 0, 1, 3, 4, 30, 31, 61, 125, 570, 3_600, random.int(0...700)])
    let ringing = random.int(0...30)
    let answer = Self.later(start, ringing)
    // Now and then a switch counts otherwise.
    let end = Self.later(
      answer, random.pick([seconds, seconds, seconds, seconds + 2, seconds - 3, seconds * 3 + 9, -5]))
    write(start, .startedAt, into: &fields, &random)
    let instant = instant(start)
    if seconds > 0 || random.chance(percent: 40) { write(answer, .answeredAt, into: &fields, &random) }
    if random.chance(percent: 95) { write(end, .endedAt, into: &fields, &random) }
    fields[.billable] = spell(seconds: seconds, &random)
    let shift = random.chance(percent: 8) ? random.pick([3_600, -10_800, 61, 1_000, 900]) : clockShift
    let second = instant + shift + random.int(-3...3)
    fields[.clock] = random.pick([
      "\(second).17", "\(second).17", "pbx-1-\(second).9", "\(second)", "", "x.1", "a\(second).1",
    ])
    return fields
  }

  /// Writes a time in its column or its two.
  private func write(
    _ parts: TimestampParts, _ field: ReferenceField, into fields: inout [ReferenceField: String],
    _ random: inout SeededRandom
  ) {
    guard let timeOfDay = field.timeOfDay, layout.columns[timeOfDay] != nil else {
      fields[field] = spell(parts, field, &random)
      return
    }
    let whole = layout.patterns[field] ?? layout.timestampPattern
    // The hour begins the time of day.
    let cut = whole.firstIndex { $0 == "H" || $0 == "h" } ?? whole.endIndex
    let date = layout.pairs[field]?.date ?? String(whole[..<cut]).replacing(" ", with: "")
    fields[field] = Self.spelled(parts, date, &random)
    fields[timeOfDay] = Self.spelled(parts, layout.pairs[field]?.time ?? String(whole[cut...]), &random)
    // A system may write the day of a call that was not answered, and no time of day.
    if field == .answeredAt, random.chance(percent: 5) { fields[timeOfDay] = "" }
  }

  private func instant(_ parts: TimestampParts) -> Int {
    guard let day = Day(year: parts.year, month: parts.month, day: parts.day) else { return 0 }
    return clock.instant(day: day, secondOfDay: parts.hour * 3600 + parts.minute * 60 + parts.second)
  }

  private static func later(_ parts: TimestampParts, _ seconds: Int) -> TimestampParts {
    guard let day = Day(year: parts.year, month: parts.month, day: parts.day) else { return parts }
    let wall = day.number * 86_400 + parts.hour * 3600 + parts.minute * 60 + parts.second + seconds
    let number = floorDivide(wall, 86_400)
    let (year, month, dayOfMonth) = Day(number: number).civil
    let second = wall - number * 86_400
    return TimestampParts(
      year: year, month: month, day: dayOfMonth, hour: second / 3600, minute: second / 60 % 60, second: second % 60)
  }

  private func spell(_ parts: TimestampParts, _ field: ReferenceField, _ random: inout SeededRandom) -> String {
    let pattern = layout.patterns[field] ?? layout.timestampPattern
    switch pattern {
    case "epoch": return "\(instant(parts))" + random.pick(["", "", ".5", ".000"])
    case "epoch-ms": return "\(instant(parts))" + random.pick(["000", "001", "999"])
    case "epoch-us": return "\(instant(parts))" + random.pick(["000000", "000001", "500000"])
    default: return Self.spelled(parts, pattern, &random)
    }
  }

  private static func spelled(_ parts: TimestampParts, _ pattern: String, _ random: inout SeededRandom) -> String {
    var text = ""
    for piece in patternPieces(pattern) {
      switch piece {
      case .sign(" "): text += random.chance(percent: 5) ? "  " : " "
      case .sign(let sign): text.append(sign)
      case .token(let token): text += spelled(parts, token: token, &random)
      }
    }
    return text
  }

  private static func spelled(_ parts: TimestampParts, token: String, _ random: inout SeededRandom) -> String {
    func short(_ number: Int) -> String { random.chance(percent: 80) ? "\(number)" : padded(number, 2) }
    let half = parts.hour % 12 == 0 ? 12 : parts.hour % 12
    switch token {
    case "YYYY": return padded(parts.year, 4)
    case "YY": return padded(parts.year % 100, 2)
    case "MM": return padded(parts.month, 2)
    case "M": return short(parts.month)
    case "MMM":
      let word = random.pick(monthWords[parts.month - 1])
      return random.pick([word, word.uppercased(), word.replacing("marco", with: "Mar\u{E7}o"), word + "."])
    case "DD": return padded(parts.day, 2)
    case "D": return short(parts.day)
    case "EEE": return random.pick(["Mon", "ter", "S\u{E1}b.", "Segunda-feira"])
    case "HH": return padded(parts.hour, 2)
    case "H": return short(parts.hour)
    case "hh": return padded(half, 2)
    case "h": return short(half)
    case "mm": return padded(parts.minute, 2)
    case "m": return short(parts.minute)
    case "SS": return padded(parts.second, 2)
    case "AM": return (parts.hour < 12 ? ["AM", "am"] : ["PM", "pm"])[random.int(0...1)]
    case "F": return "\(random.int(0...9))"
    case "f": return random.digits(random.int(1...9))
    default: return random.pick(["-03:00", "-0300", "-03", "Z", "UTC", "+05:45", "GMT"])
    }
  }

  private func spell(seconds: Int, _ random: inout SeededRandom) -> String {
    let mark = String(decoding: [layout.decimalMark], as: UTF8.self)
    let rest = random.pick(["", "", "", mark + "5", mark + "0", mark + "001"])
    switch layout.unit {
    case "milliseconds": return seconds == 0 ? "0" : "\(seconds * 1_000 - random.pick([0, 0, 1, 999]))" + rest
    case "microseconds": return seconds == 0 ? "0" : "\(seconds * 1_000_000 - random.pick([0, 0, 1]))" + rest
    case "minutes":
      return random.pick([
        "\(seconds / 60)\(mark)\(padded(seconds % 60 * 100 / 60, 2))", "1\(mark)5", "0\(mark)008333333",
      ])
    case "clock":
      return random.pick([
        "\(seconds / 60):\(padded(seconds % 60, 2))",
        "\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))" + rest, "00:00:00", "1:60:00",
      ])
    default: return "\(seconds)" + rest
    }
  }
}
