/// A layout and the columns its files have.
struct ScenarioLayout {
  var layout: ReferenceLayout
  /// How far the clock's column is from the starts, in seconds.
  var clockShift = 0
  /// The columns of a row: nil is one that no field is read from. Where there is a header each file has its own order.
  let columns: [(name: String, field: ReferenceField?)]

  /// summit-1 mostly; otherwise anything a layout may say (spec 2.3).
  init(_ random: inout SeededRandom) {
    var layout = ReferenceLayout.summit1
    var columns: [(name: String, field: ReferenceField?)] = ReferenceField.usual.map { ($0.rawValue, $0) }
    columns.insert(("answered_at", nil), at: 2)
    columns.insert(("ended_at", nil), at: 3)
    columns.insert(("duration", nil), at: 6)
    if random.chance(percent: 45) {
      layout = Self.oddLayout(&random)
      let left = Self.optionalFields.filter { _ in random.chance(percent: 25) }
      columns = columns.filter { column in
        if let field = column.field { return !left.contains(field) }
        return random.chance(percent: 50)
      }
      columns = random.shuffled(columns).enumerated().map { ("Col \($0.offset)", $0.element.field) }
      Self.place(columns, in: &layout)
    }
    self.layout = layout
    self.columns = columns
  }

  init(layout: ReferenceLayout, columns: [(name: String, field: ReferenceField?)]) {
    self.layout = layout
    self.columns = columns
  }

  static let optionalFields: [ReferenceField] = [.globalID, .direction, .disposition, .trunk, .accountCode]

  static func oddLayout(_ random: inout SeededRandom) -> ReferenceLayout {
    var layout = ReferenceLayout.summit1
    layout.delimiter = random.pick([UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x09])
    layout.quote = random.pick([nil, UInt8(ascii: "\""), UInt8(ascii: "\""), UInt8(ascii: "'")])
    layout.hasHeader = random.chance(percent: 60)
    layout.encoding = random.pick([.utf8, .utf8, .latin1])
    layout.timestampPattern = random.pick([
      "YYYY-MM-DD HH:MM:SS", "DD/MM/YYYY HH:MM:SS", "YYYYMMDDHHMMSS", "YYYY-MM-DDTHH:MM:SS",
    ])
    layout.timeZone = random.pick([
      "America/Sao_Paulo", "America/New_York", "UTC", "America/Noronha", "Asia/Kathmandu",
    ])
    layout.outboundValues = random.pick([["OUT"], ["out", "O"]])
    layout.inboundValues = random.pick([["IN"], ["in", "\u{E9}"]])
    layout.answeredValues = random.pick([["ANSWERED"], ["200", "OK"]])
    layout.unansweredValues = random.pick([["NO ANSWER", "BUSY"], ["404", "0"]])
    layout.decimalMark = UInt8(ascii: random.pick([".", ","]))
    return layout
  }

  static func place(_ columns: [(name: String, field: ReferenceField?)], in layout: inout ReferenceLayout) {
    layout.columns = [:]
    layout.columnCount = layout.hasHeader ? 0 : columns.count
    for (index, column) in columns.enumerated() {
      guard let field = column.field else { continue }
      layout.columns[field] = layout.hasHeader ? .name(column.name) : .position(index + 1)
    }
  }
}
