import CallModel
import Output

/// CSV as a spreadsheet with Brazilian settings opens it by a double click: `;` between cells, decimal comma, days
/// `YYYY-MM-DD`, times `YYYY-MM-DD HH:MM:SS`, which it takes for what they are in every language (spec 11.4).
///
/// Texts that it would run, or read as another thing than what stands there, have a `'` before them.
package enum BrazilianCSV {
  package static func header(_ columns: [SheetColumn]) -> String {
    columns.map(\.name).joined(separator: ";") + "\n"
  }

  /// A row with its line end.
  package static func append(_ cells: [SheetCell], to buffer: TextBuffer) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ";")) }
      append(cell, to: buffer)
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  private static func append(_ cell: SheetCell, to buffer: TextBuffer) {
    switch cell {
    case .blank: break
    case .text(let text): append(text, to: buffer)
    case .count(let value): buffer.append("\(value)")
    case .amount(let micros, let decimals):
      buffer.append(Money.text(micros: micros, decimals: decimals).replacing(".", with: ","))
    case .day(let day): buffer.append("\(day)")
    case .moment(let day, let second): buffer.append("\(day) \(clock(second))")
    case .clock(let second): buffer.append(clock(second))
    }
  }

  /// `HH:MM:SS`
  static func clock(_ secondOfDay: Int) -> String {
    [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }

  private static func append(_ text: String, to buffer: TextBuffer) {
    let guarded = isRead(text) ? "'" + text : text
    guard guarded.utf8.contains(where: { [34, 59, 10, 13].contains($0) }) else { return buffer.append(guarded) }
    buffer.append("\"" + guarded.replacing("\"", with: "\"\"") + "\"")
  }

  /// Whether a spreadsheet would run the text, or make another value of it: a number that has a zero in front or more than
  /// eleven digits (which it shows as 5,54833E+11 and rounds after the fifteenth), one with a dot, a comma or an exponent,
  /// a date or a time.
  static func isRead(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    if "=+-@\t\r".utf8.contains(first) { return true }
    guard let digit = text.utf8.first(where: { $0 != 32 }), (48...57).contains(digit) else { return false }
    if text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return text.utf8.count > maximumDigits || (first == 48 && text.utf8.count > 1)
    }
    return text.utf8.allSatisfy { (48...57).contains($0) || " .,:/-eE%+".utf8.contains($0) }
  }

  private static let maximumDigits = 11
}
