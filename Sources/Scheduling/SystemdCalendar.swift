/// An agenda as systemd's `OnCalendar=` says it (systemd.time(7)): there, too, all parts must match.
package struct SystemdCalendar: Sendable {
  package let text: String

  /// - Parameter timeZone: an IANA name.
  package init(_ agenda: Agenda, timeZone: String) {
    func part(_ field: AgendaField) -> String { Self.part(agenda.values(of: field), field) }
    let days = part(.dayOfWeek)
    let date = "*-\(part(.month))-\(part(.dayOfMonth)) \(part(.hour)):\(part(.minute)):00 \(timeZone)"
    text = days == "*" ? date : "\(days) \(date)"
  }

  private static let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `*`, or a list with runs of three and more as ranges.
  private static func part(_ values: AgendaValues, _ field: AgendaField) -> String {
    if values == .all(of: field) { return "*" }
    // systemd's week begins with Monday.
    let numbers =
      field == .dayOfWeek
      ? values.sorted(in: field).map { ($0 + 6) % 7 }.sorted() : values.sorted(in: field)
    func name(_ number: Int) -> String {
      field == .dayOfWeek ? dayNames[number] : number < 10 ? "0\(number)" : "\(number)"
    }
    var items: [String] = []
    var index = 0
    while index < numbers.count {
      var end = index
      while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
      if end - index >= 2 {
        items.append("\(name(numbers[index]))..\(name(numbers[end]))")
        index = end + 1
      } else {
        items.append(name(numbers[index]))
        index += 1
      }
    }
    return items.joined(separator: ",")
  }
}
