/// Layouts with what switches of all kinds write (spec 7.2).
extension ScenarioLayout {
  private static let patterns = [
    "YYYY-MM-DD HH:MM:SS", "D/M/YYYY H:MM:SS", "MM/DD/YYYY hh:MM:SS AM", "DD.MM.YY HH:MM", "EEE MMM D HH:MM:SS YYYY",
    "YYYY-MM-DDTHH:MM:SSZZ", "YYYYMMDDHHMMSS.f", "YYYY-MM-DD HH:MM:SS.FFF", "DD 'de' MMM 'de' YYYY, HH'h'MM", "epoch",
    "epoch-ms", "epoch-us", "DD-MMM-YYYY HH:MM:SS ZZ", "h:M:SSAM D.MMM.YY",
  ]

  init(foreign random: inout SeededRandom) {
    var layout = Self.oddLayout(&random)
    var fields = ReferenceField.usual.filter { !Self.optionalFields.contains($0) || random.chance(percent: 75) }
    if random.chance(percent: 60) { fields.append(.endedAt) }
    if random.chance(percent: 60) { fields.append(.answeredAt) }
    if random.chance(percent: 40) { fields.append(.clock) }
    if random.chance(percent: 40) { fields.append(.leg) }
    Self.addForm(&layout, &random)
    Self.addTimes(&layout, &fields, &random)
    Self.addMeanings(&layout, fields, &random)
    let startsAtAnswer = fields.contains(.answeredAt) && random.chance(percent: 25)
    if startsAtAnswer { fields.removeAll { $0 == .startedAt || $0 == .startedTime } }
    var columns: [(name: String, field: ReferenceField?)] = fields.map { ("", $0) }
    for _ in 0..<random.int(0...3) { columns.append(("", nil)) }
    columns = random.shuffled(columns).enumerated().map { ("Col \($0.offset)", $0.element.field) }
    if layout.isFixed {
      layout.columns = [:]
      for (index, column) in columns.enumerated() {
        guard let field = column.field else { continue }
        layout.columns[field] = .bytes(from: 1 + index * Self.placeBytes, length: Self.placeBytes)
      }
    } else {
      Self.place(columns, in: &layout)
      Self.addCounts(&layout, columns.count, &random)
    }
    if startsAtAnswer { Self.startAtAnswer(&layout) }
    self.init(layout: layout, columns: columns)
    if random.chance(percent: 15) { clockShift = random.pick([10_800, -10_800, 3_600, 900]) }
    addRules(&random)
  }

  /// Bytes of a field in rows cut by places.
  static let placeBytes = 34

  private static func addForm(_ layout: inout ReferenceLayout, _ random: inout SeededRandom) {
    if random.chance(percent: 10) {
      layout.isFixed = true
      layout.quote = nil
    }
    layout.skippedLines = random.pick([0, 0, 0, 1, 2])
    layout.comment = random.pick(["", "", "#", "//", "\u{E9}"])
    if layout.isFixed { return }
    layout.trims = random.chance(percent: 30)
    layout.hasTrailingDelimiter = random.chance(percent: 20)
    guard layout.quote != nil else { return }
    layout.hasBackslashes = random.chance(percent: 20)
    layout.isMultiline = random.chance(percent: 35)
  }

  private static func addTimes(
    _ layout: inout ReferenceLayout, _ fields: inout [ReferenceField], _ random: inout SeededRandom
  ) {
    layout.timestampPattern = random.pick(patterns)
    for (field, timeOfDay) in ReferenceField.times {
      if random.chance(percent: 15) { layout.patterns[field] = random.pick(patterns) }
      guard fields.contains(field), random.chance(percent: 20) else { continue }
      fields.append(timeOfDay)
      if random.chance(percent: 60) {
        layout.pairs[field] = ReferencePair(
          date: random.pick(["DD/MM/YYYY", "YYYYMMDD", "D MMM YY"]),
          time: random.pick(["HH:MM:SS", "h:MM AM", "HH:MM:SS.f"]))
        layout.patterns[field] = nil
      } else {
        layout.patterns[field] = random.pick(["D/M/YYYY HH:MM:SS", "YYYY-MM-DD h:MM:SS AM"])
      }
    }
    if fields.contains(.answeredAt), fields.contains(.endedAt), random.chance(percent: 30) {
      layout.since = random.pick([.answeredAt, .answeredAt, .startedAt])
      layout.until = .endedAt
      fields.removeAll { $0 == .billable }
    }
  }

  /// Some systems write no start: the answer stands for it.
  private static func startAtAnswer(_ layout: inout ReferenceLayout) {
    layout.columns[.startedAt] = layout.columns[.answeredAt]
    layout.columns[.startedTime] = layout.columns[.answeredTime]
    layout.pairs[.startedAt] = layout.pairs[.answeredAt]
    layout.patterns[.startedAt] = layout.patterns[.answeredAt]
  }

  private static func addMeanings(
    _ layout: inout ReferenceLayout, _ fields: [ReferenceField], _ random: inout SeededRandom
  ) {
    layout.unit = random.pick(["seconds", "seconds", "milliseconds", "microseconds", "minutes", "clock"])
    layout.otherDisposition = random.pick(["rejected", "rejected", "answered", "unanswered"])
    if random.chance(percent: 20) { layout.directionWord = random.pick(["outbound", "inbound", "by-registry"]) }
    layout.rejectsContradictions = random.chance(percent: 30)
    layout.dialling = ReferenceDialling(
      carrierCode: random.pick([.optional, .optional, .required, .none]), hasOutsideZero: random.chance(percent: 25))
    layout.callerForm = random.pick([.dialled, .dialled, .e164])
    layout.calledForm = random.pick([.dialled, .dialled, .dialled, .e164])
    if random.chance(percent: 25) {
      layout.calledStrip = [
        ReferenceStrip(pattern: "55???", leaves: 10), ReferenceStrip(pattern: "0", leaves: 8),
        ReferenceStrip(pattern: "*55", leaves: 1),
      ]
    }
    if random.chance(percent: 15) { layout.callerStrip = [ReferenceStrip(pattern: "5?", leaves: 10)] }
  }

  private static func addCounts(_ layout: inout ReferenceLayout, _ count: Int, _ random: inout SeededRandom) {
    switch random.int(1...10) {
    case 1: layout.columnCounts = [count, count + 2]
    case 2: layout.columnCounts = [max(1, count - 1), count]
    case 3: layout.minimumColumns = random.int(1...count)
    default: break
    }
  }

  private mutating func addRules(_ random: inout SeededRandom) {
    guard random.chance(percent: 40) else { return }
    let choices: [(ReferenceField, [String], Bool)] = [
      (.called, ["190", "0800*", "*[!0-9 ()+-]*", "\\*55"], false), (.caller, ["anonymous", "", "9?9*"], false),
      (.trunk, ["TRK0[0-1]", ""], false), (.disposition, ["[A-Z]*", "2*", "40?"], true),
      (.accountCode, ["", "[!4]*"], false), (.globalID, ["6e3d*", "[ab]", ""], true),
    ]
    for (field, globs, isOnly) in random.some(random.int(1...2), of: choices) {
      guard let column = layout.columns[field] else { continue }
      layout.rules.append(ReferenceRule(isOnly: isOnly, column: column, globs: globs))
    }
    // What must match is asked first.
    layout.rules = layout.rules.filter(\.isOnly) + layout.rules.filter { !$0.isOnly }
  }
}
