import Foundation

/// How a statement is written.
package enum StatementFormat: String, CaseIterable, Sendable {
  case text
  /// A row a call, for machines.
  case csv
  /// One file for screen and print.
  case html
  /// The columns of `csv` for a spreadsheet with Brazilian settings.
  case csvBR = "csv-br"
  /// A workbook: no text.
  case xlsx

  package func bytes(_ statement: Statement) throws -> [UInt8] {
    switch self {
    case .text: Array((StatementText.lines(statement).joined(separator: "\n") + "\n").utf8)
    case .csv: StatementCSV.bytes(statement)
    case .csvBR: StatementSheet.csv(statement)
    case .xlsx: try StatementSheet.xlsx(statement)
    case .html: Array(StatementHTML.text(statement).utf8)
    }
  }

  /// Whether a file that begins so is a statement, in any of the formats that are text.
  package static let isStatement: @Sendable (_ head: String) -> Bool = { head in
    if head.hasPrefix(StatementCSV.header) || head.hasPrefix(StatementSheet.csvHeader) { return true }
    if head.contains(StatementHTML.titleStart) { return true }
    // The first line of the text ends in the day of issue.
    guard let line = head.split(separator: "\n").first, let mark = line.range(of: " " + StatementText.issuedOn) else {
      return false
    }
    return line[mark.upperBound...].allSatisfy { $0.isASCII && $0.isNumber || $0 == "/" }
  }
}
