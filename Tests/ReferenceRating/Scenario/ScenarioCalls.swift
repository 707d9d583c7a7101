import Foundation

/// What one row is to say, before it is spelled in the layout.
struct RowDraft {
  var fields: [ReferenceField: String]
  /// What is then done to its bytes.
  var damage = RowDamage.none
}

/// Faults of the row as a whole (spec 2.4).
enum RowDamage {
  case none
  case lastFieldDropped
  case fieldAdded
  case byteInserted(UInt8)
  /// Filled up to so many bytes.
  case filled(byteCount: Int)
  case replaced(String)
}

/// The calls of a scenario: new ones, the same again, the same a little changed, and broken ones.
struct ScenarioCalls {
  let era: Era
  let lines: ScenarioLines
  let layout: ReferenceLayout
  var random: SeededRandom
  private let forms: DialledForms
  private var count = 0
  private let times: ScenarioTimes?

  /// - Parameter times: how times are written in a layout of other switches; nil: in its one pattern.
  init(
    era: Era, lines: ScenarioLines, layout: ReferenceLayout, random: SeededRandom, times: ScenarioTimes? = nil
  ) {
    self.era = era
    self.lines = lines
    self.layout = layout
    self.times = times
    self.random = random
    forms = DialledForms(lines: lines)
  }

  mutating func drafts(_ rowCount: Int) -> [RowDraft] {
    let hasLongRows = random.chance(percent: 3)
    var drafts: [RowDraft] = []
    while drafts.count < rowCount {
      var draft = RowDraft(fields: newCall())
      if !drafts.isEmpty, random.chance(percent: 18) { draft.fields = again(random.pick(drafts).fields) }
      if random.chance(percent: 8) { breakField(&draft) }
      if random.chance(percent: 3) { draft.damage = damage() }
      if hasLongRows, random.chance(percent: 3) {
        draft.damage = .filled(byteCount: random.pick([65_535, 65_536, 65_537, 65_538, 70_000, 131_073]))
      }
      drafts.append(draft)
    }
    return drafts
  }

  private mutating func newCall() -> [ReferenceField: String] {
    count += 1
    let isOutbound = random.chance(percent: 80)
    let own = forms.caller(&random)
    let other = forms.called(&random)
    if let times { return times.call(foreignCall(isOutbound, own, other), era.someTimestamp(&random), &random) }
    return [
      .globalID: globalID(), .startedAt: timestamp(era.someTimestamp(&random)),
      .caller: isOutbound ? own : other, .called: isOutbound ? other : own, .billable: billable(),
      .direction: random.pick(isOutbound ? layout.outboundValues : layout.inboundValues),
      .disposition: random.pick(random.chance(percent: 95) ? layout.answeredValues : layout.unansweredValues),
      .trunk: random.chance(percent: 25) ? random.pick(lines.trunks + ["", "nobody", "TRK01 "]) : "",
      .accountCode: random.chance(percent: 25) ? random.pick(lines.accountCodes + ["", "42296"]) : "",
    ]
  }

  /// A call but for its times and seconds.
  private mutating func foreignCall(_ isOutbound: Bool, _ own: String, _ other: String) -> [ReferenceField: String] {
    let odd = random.pick(["", "-", "?", "HANGUP"])
    return [
      .globalID: random.chance(percent: 10) ? "two\nlines \(random.int(0...9))" : globalID(),
      .caller: isOutbound ? own : other, .called: isOutbound ? other : own,
      .direction: random.pick(isOutbound ? layout.outboundValues : layout.inboundValues),
      .disposition: random.pick(
        random.chance(percent: 90) ? layout.answeredValues : layout.unansweredValues + [odd]),
      .trunk: random.chance(percent: 25) ? random.pick(lines.trunks + ["", "TRK01 "]) : "",
      .accountCode: random.chance(percent: 25) ? random.pick(lines.accountCodes + [""]) : "",
      .leg: random.pick(Self.legs),
    ]
  }

  private static let legs = ["", "PJSIP/trunk-0000000b", "PJSIP/trunk-0000000c", "Local/9@x-01;1", "\u{E9}"]

  private mutating func globalID() -> String {
    guard random.chance(percent: 30) else { return "6e3d439f-\(padded(count, 8))" }
    return random.pick([
      "", "", "a", "b", "B", "\u{E9}", "e\u{301}", "=1+1", "+x", "-1", "@a", "\tx", "'", "a\"b", "a,b", "\rx", " ",
      "a;b",
      "\u{0}", "\u{1F600}",
    ])
  }

  private mutating func billable() -> String {
    let mark = String(decoding: [layout.decimalMark], as: UTF8.self)
    if random.chance(percent: 15) {
      return random.pick(["12", "3", "2", "0", "30", "000", "5"]) + mark
        + random.pick(["0", "1", "000", "999999", "5"])
    }
    if random.chance(percent: 20) { return String(random.int(0...700)) }
    return random.pick([
      "0", "1", "2", "3", "4", "5", "6", "7", "29", "30", "31", "36", "37", "60", "61", "66", "120", "121", "125",
      "570",
      "3600", "003", "100000", random.chance(percent: 10) ? "999999999" : "45",
    ])
  }

  private func timestamp(_ parts: TimestampParts) -> String {
    var text = layout.timestampPattern
    // The first MM is the month in every pattern used here, and the second the minutes.
    let tokens = [
      ("YYYY", padded(parts.year, 4)), ("MM", padded(parts.month, 2)), ("DD", padded(parts.day, 2)),
      ("HH", padded(parts.hour, 2)), ("MM", padded(parts.minute, 2)), ("SS", padded(parts.second, 2)),
    ]
    for (token, value) in tokens {
      guard let range = text.range(of: token) else { continue }
      text.replaceSubrange(range, with: value)
    }
    return text
  }

  /// A row that came before: just so, or with one thing changed (interim and final records, other legs).
  private mutating func again(_ fields: [ReferenceField: String]) -> [ReferenceField: String] {
    var fields = fields
    switch random.int(1...(layout.columns[.leg] == nil ? 11 : 13)) {
    case ...4: break
    case 5: fields[.billable] = times == nil ? billable() : random.pick(["0", "-1", "1", "12", "00:00:07", "1.5"])
    case 6: fields[.called] = forms.called(&random)
    case 7: fields[.caller] = forms.caller(&random)
    case 8: fields[.trunk] = random.pick(lines.trunks + [""])
    case 9: fields[.accountCode] = random.pick(lines.accountCodes + [""])
    case 10:
      // Where clocks are set forward these are one instant, so the call may still be the same one.
      fields[.startedAt] = fields[.startedAt]?.replacingOccurrences(of: "00:30", with: "01:30")
    case 12, 13: fields[.leg] = random.pick(Self.legs)
    default:
      let field = random.pick([ReferenceField.disposition, .direction, .startedAt, .globalID])
      fields[field] = newCall()[field]
    }
    return fields
  }

  private mutating func breakField(_ draft: inout RowDraft) {
    let start = draft.fields[.startedAt] ?? ""
    let bad: [ReferenceField: [String]] = [
      .startedAt: [
        "", start + " ", start.first(max(0, start.utf8.count - 1)), start + "0", "2026-02-30 00:00:00",
        "1969-12-31 23:59:59",
        "2200-01-01 00:00:00", "2026-11-01 24:00:00", "2026-11-01 23:59:60", "2026-13-01 00:00:00",
        "0000-00-00 00:00:00",
        "2026-11-01T00:00:00", "2026-11-0\u{663} 00:00:00",
      ],
      .billable: ["", "x", "-1", "1.", ".5", "1e3", "1234567890", "1.5.5", " 5", "5 ", "5,5", "5.5", "\u{665}", "+5"],
      .direction: ["", "OUT ", "Out", "INOUT", "in"],
      .disposition: ["", "answered", "ANSWERED ", "NOANSWER", "\u{E9}"],
    ]
    for _ in 0..<random.pick([1, 1, 1, 2]) {
      let field =
        times == nil
        ? random.pick([ReferenceField.startedAt, .billable, .direction, .disposition, .called])
        : random.pick([ReferenceField.startedAt, .answeredAt, .endedAt, .billable, .direction, .disposition, .called])
      if times != nil, random.chance(percent: 50), field == .billable || field == .answeredAt || field == .endedAt {
        draft.fields[field] = random.pick(["", "0", "-1", "0000-00-00 00:00:00", "00:00", "x", "1e3"])
        continue
      }
      draft.fields[field] = field == .called ? forms.bad(&random) : random.pick(bad[field] ?? [""])
    }
  }

  private mutating func damage() -> RowDamage {
    switch random.int(1...6) {
    case 1: return .lastFieldDropped
    case 2: return .fieldAdded
    case 3: return .byteInserted(random.pick([0xFF, 0xC3, 0x80, 0xED]))
    case 4: return .byteInserted(random.pick([0x00, 0x0D, 0x22, 0x27, 0x20]))
    default:
      return .replaced(
        random.pick([" ", ";", "\r", "\"", "\"\"", "=cmd", "\u{0}", ";;;;;;;;;;;", ",,,,,", "a\"b;\"c"]))
    }
  }
}
