import CallModel

/// The row's cells as checked values. Each gives nil for a blank cell (the default holds) and for one at fault, which
/// it reports; `RegistryTables` is not given out while there is a fault, so that nil never passes for a default.
extension TableReader {
  /// Any text, blank if the cell is.
  mutating func text(_ column: TableColumn, expected: @autoclosure () -> FaultText = "a value") -> String {
    guard let field = cell(column, expected: expected()) else { return "" }
    return string(field)
  }

  /// The place of a name by which rows are found or refer to each other.
  mutating func name(_ column: TableColumn, expected: @autoclosure () -> FaultText) -> FieldRange {
    cell(column, expected: expected()) ?? .blank
  }

  /// ASCII digits, a number of `range`.
  mutating func wholeNumber(_ column: TableColumn, in range: ClosedRange<Int>) -> Int? {
    guard let field = cell(column, expected: Self.text(range)) else { return nil }
    guard let value = CellValue.wholeNumber(csv.bytes, field, maximum: range.upperBound), value >= range.lowerBound
    else {
      report(column, expected: Self.text(range))
      return nil
    }
    return value
  }

  /// Millionths of a decimal with a point, at most `maximum`.
  mutating func millionths(_ column: TableColumn, maximum: Int64, maximumDecimals: Int = Money.maximumDecimals)
    -> Int64?
  {
    guard let field = cell(column, expected: Self.decimalForm(maximumDecimals)) else { return nil }
    if let value = CellValue.millionths(csv.bytes, field, maximum: maximum, maximumDecimals: maximumDecimals) {
      return value
    }
    let isTooGreat = CellValue.isDecimal(csv.bytes, field, maximumDecimals: maximumDecimals)
    report(
      column,
      expected: isTooGreat ? "at most \(Money(micros: maximum).shortestText)" : Self.decimalForm(maximumDecimals))
    return nil
  }

  /// Reais, not negative.
  mutating func money(_ column: TableColumn, maximumMicros: Int64, maximumDecimals: Int = Money.maximumDecimals)
    -> Money?
  {
    millionths(column, maximum: maximumMicros, maximumDecimals: maximumDecimals).map(Money.init(micros:))
  }

  mutating func date(_ column: TableColumn) -> CivilDate? {
    let form = "a date of the form YYYY-MM-DD"
    guard let field = cell(column, expected: FaultText(form)) else { return nil }
    if let date = CellValue.date(csv.bytes, field) { return date }
    report(column, expected: FaultText(form))
    return nil
  }

  /// Both ends inclusive; a blank one is unbounded.
  mutating func period(_ first: TableColumn, _ last: TableColumn) -> DateRange {
    let firstDay = date(first) ?? .distantPast
    let lastDay = date(last) ?? .distantFuture
    if firstDay > lastDay {
      report(last, expected: "\(first.name) (\(firstDay)) or a later day")
    }
    return DateRange(first: firstDay, last: lastDay)
  }

  /// `yes` or `no`.
  mutating func yesNo(_ column: TableColumn) -> Bool? {
    guard let field = cell(column, expected: "yes or no") else { return nil }
    if matches(field, "yes") { return true }
    if matches(field, "no") { return false }
    report(column, expected: "yes or no")
    return nil
  }

  /// One of the enumeration's names.
  mutating func choice<Choice>(_ column: TableColumn, _: Choice.Type) -> Choice?
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    guard let field = cell(column, expected: Self.names(Choice.self)) else { return nil }
    for choice in Choice.allCases where matches(field, choice.rawValue) { return choice }
    report(column, expected: Self.names(Choice.self))
    return nil
  }

  /// `55`, a valid area code, 8 or 9 digits.
  mutating func brazilianNumber(_ column: TableColumn) -> PhoneNumber? {
    let form = "55, an area code and 8 or 9 digits"
    guard let field = cell(column, expected: FaultText(form)) else { return nil }
    if let number = CellValue.brazilianNumber(csv.bytes, field) { return number }
    report(column, expected: FaultText(form))
    return nil
  }

  /// The number of a subscriber: 8 or 9 digits.
  mutating func subscriberNumber(_ column: TableColumn) -> PhoneNumber? {
    let form = "8 or 9 digits"
    guard let field = cell(column, expected: FaultText(form)) else { return nil }
    if field.count == 8 || field.count == 9, let number = CellValue.digitString(csv.bytes, field) { return number }
    report(column, expected: FaultText(form))
    return nil
  }

  /// A zone's name: not empty, at most one `:`.
  mutating func zoneName(_ column: TableColumn) -> FieldRange? {
    guard let field = cell(column, expected: "the name of a zone") else { return nil }
    if isZoneName(field) { return field }
    report(column, expected: Self.zoneNameForm)
    return nil
  }

  /// The words of a cell that a space separates, at least one of them.
  mutating func words(_ column: TableColumn, expected: @autoclosure () -> FaultText) -> [FieldRange] {
    guard let field = cell(column, expected: expected()) else { return [] }
    let words = csv.bytes[field.indices].split(separator: UInt8(ascii: " "))
    if words.isEmpty { report(column, expected: expected()) }
    return words.map { FieldRange($0.indices) }
  }

  /// `none`, `all` or `minutes N`, the last for an allowance of time only.
  mutating func carryOver(_ column: TableColumn, isTime: Bool) -> CarryOver {
    let form: FaultText = isTime ? "none, all or minutes N" : "none or all"
    let words = words(column, expected: form)
    if words.isEmpty || (words.count == 1 && matches(words[0], "none")) { return .none }
    if words.count == 1, matches(words[0], "all") { return .all }
    guard isTime, words.count == 2, matches(words[0], "minutes"),
      let minutes = CellValue.millionths(
        csv.bytes, words[1], maximum: RegistryLimits.maximumAllowanceSeconds * Money.microsPerReal / 60,
        maximumDecimals: Money.maximumDecimals)
    else {
      report(column, expected: form)
      return .none
    }
    if minutes * 60 % Money.microsPerReal != 0 {
      report(column, expected: "minutes that come to whole seconds")
    }
    return .seconds(minutes * 60 / Money.microsPerReal)
  }

  static let zoneNameForm: FaultText = "the name of a zone, with at most one :"

  func isZoneName(_ field: FieldRange) -> Bool {
    var colons = 0
    for index in field.indices where csv.bytes[index] == UInt8(ascii: ":") { colons += 1 }
    return !field.isEmpty && colons <= 1
  }

  func string(_ field: FieldRange) -> String {
    String(decoding: csv.bytes[field.indices], as: UTF8.self)
  }

  func matches(_ field: FieldRange, _ text: String) -> Bool {
    guard field.count == text.utf8.count else { return false }
    var index = Int(field.start)
    for byte in text.utf8 {
      if csv.bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  private static func decimalForm(_ maximumDecimals: Int) -> FaultText {
    "digits with a decimal point and at most \(maximumDecimals) decimals, such as 0.05"
  }

  private static func text(_ range: ClosedRange<Int>) -> FaultText {
    "\(range.lowerBound) to \(range.upperBound)"
  }

  private static func names<Choice>(_: Choice.Type) -> FaultText
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    return "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
  }
}
