import CallModel
import Foundation
import Output

#if XLSX
  import CXLSXWriter
#endif

/// Why a workbook could not be made.
package struct SpreadsheetFailure: Error, CustomStringConvertible {
  package let description: String

  init(expected: String, found: String, remedy: String) {
    description = "xlsx: expected \(expected), found \(found): \(remedy)"
  }

  package static let notBuiltIn = SpreadsheetFailure(
    expected: "a build with libxlsxwriter", found: "one without",
    remedy: "use --format csv-br, or install libxlsxwriter and build again")
}

/// A workbook of one table: texts as texts, amounts as numbers, days and times as such, the header frozen and with a
/// filter, sums below (spec 11.4). A table that is longer than a sheet goes on in the next.
///
/// The workbook grows in files of a directory of its own, and is handed on when it is whole.
package final class XLSXWriter: SheetWriter {
  /// Rows of a sheet, header and sums with them.
  package static let maximumRows = 1_048_576
  /// Characters of a cell.
  private static let maximumCharacters = 32_767

  #if XLSX
    private let columns: [SheetColumn]
    private let name: String
    private let write: (UnsafeRawBufferPointer) throws -> Void
    private let rowsOfSheet: Int
    private let workbook: Workbook
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var sheetCount = 0
    /// The next row of the sheet.
    private var row = 0
    private var sums: [Int128]
    private var decimals: [Int]

    /// - Parameters:
    ///   - name: of the sheets, in Portuguese.
    ///   - maximumRows: of a sheet; fewer than there can be only in tests.
    ///   - write: takes the next bytes of the file.
    package init(
      _ columns: [SheetColumn], name: String, head: SheetHead? = nil, maximumRows: Int = XLSXWriter.maximumRows,
      to write: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws {
      self.columns = columns
      self.name = name
      self.write = write
      rowsOfSheet = maximumRows
      workbook = try Workbook()
      sums = columns.map { _ in 0 }
      decimals = columns.map { _ in 2 }
      if let head { try add(head) }
      try beginSheet()
    }

    package func add(_ cells: [SheetCell]) throws {
      // One row is kept for the sums.
      if row == rowsOfSheet - 1 {
        try endSheet()
        try beginSheet()
      }
      for (column, cell) in cells.enumerated() { try put(cell, column) }
      row += 1
    }

    package func end() throws {
      try endSheet()
      try workbook.close()
      try workbook.read(write)
    }

    // MARK: - Sheets

    private func beginSheet() throws {
      sheetCount += 1
      let sheet = try workbook.addSheet(sheetCount == 1 ? name : "\(name) \(sheetCount)")
      self.sheet = sheet
      for (index, column) in columns.enumerated() {
        let place = lxw_col_t(index)
        worksheet_set_column(sheet, place, place, Double(column.width), nil)
        try Workbook.check(worksheet_write_string(sheet, 0, place, column.title, workbook.header))
      }
      worksheet_freeze_panes(sheet, 1, 0)
      row = 1
      sums = columns.map { _ in 0 }
      decimals = columns.map { _ in 2 }
    }

    private func endSheet() throws {
      guard let sheet else { return }
      worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(row - 1, 1)), lxw_col_t(columns.count - 1))
      guard row > 1, columns.contains(where: \.isSummed) else { return }
      try Workbook.check(worksheet_write_string(sheet, lxw_row_t(row), 0, "Total", workbook.bold))
      for (index, column) in columns.enumerated() where column.isSummed {
        let letter = Self.letters(index)
        // What the filter leaves, with the whole sum until it is counted anew.
        let formula = "=SUBTOTAL(109,\(letter)2:\(letter)\(row))"
        let isMoney = column.kind == .amount
        let value = isMoney ? Double(sums[index]) / 1_000_000 : Double(sums[index])
        let format = isMoney ? workbook.money(decimals[index], isBold: true) : workbook.boldCount
        try Workbook.check(
          worksheet_write_formula_num(sheet, lxw_row_t(row), lxw_col_t(index), formula, format, value))
      }
    }

    /// `A` to `ZZ`.
    private static func letters(_ column: Int) -> String {
      let last = String(UnicodeScalar(UInt8(65 + column % 26)))
      return column < 26 ? last : letters(column / 26 - 1) + last
    }

    // MARK: - Cells

    private func put(_ cell: SheetCell, _ column: Int) throws {
      let (row, place) = (lxw_row_t(row), lxw_col_t(column))
      switch cell {
      case .blank: break
      case .text(let text):
        // A NUL would end it.
        let shown = text.replacing("\0", with: "\u{FFFD}")
        try Workbook.check(
          worksheet_write_string(sheet, row, place, Self.cut(shown), workbook.text))
      case .count(let value):
        sums[column] += Int128(value)
        try Workbook.check(worksheet_write_number(sheet, row, place, Double(value), workbook.count))
      case .amount(let micros, let digits):
        sums[column] += micros
        decimals[column] = max(decimals[column], digits)
        try Workbook.check(
          worksheet_write_number(sheet, row, place, Double(micros) / 1_000_000, workbook.money(digits)))
      case .day(let day):
        var time = Self.time(day, secondOfDay: 0)
        try Workbook.check(worksheet_write_datetime(sheet, row, place, &time, workbook.day))
      case .moment(let day, let second):
        var time = Self.time(day, secondOfDay: second)
        try Workbook.check(worksheet_write_datetime(sheet, row, place, &time, workbook.moment))
      case .clock(let second):
        try Workbook.check(worksheet_write_number(sheet, row, place, Double(second) / 86_400, workbook.clock))
      }
    }

    private static func cut(_ text: String) -> String {
      text.utf16.count <= maximumCharacters ? text : String(text.prefix(maximumCharacters / 2)) + "…"
    }

    private static func time(_ date: CivilDate, secondOfDay: Int) -> lxw_datetime {
      let (year, month, day) = date.components
      return lxw_datetime(
        year: Int32(year), month: Int32(month), day: Int32(day), hour: Int32(secondOfDay / 3600),
        min: Int32(secondOfDay / 60 % 60), sec: Double(secondOfDay % 60))
    }

    // MARK: - What stands before the table

    private func add(_ head: SheetHead) throws {
      let sheet = try workbook.addSheet(head.name)
      worksheet_set_column(sheet, 0, 0, 44, nil)
      worksheet_set_column(sheet, 1, 5, 22, nil)
      for (index, cells) in head.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          self.sheet = sheet
          row = index
          if case .text(let text) = cell, head.boldRows.contains(index) {
            try Workbook.check(
              worksheet_write_string(sheet, lxw_row_t(index), lxw_col_t(column), Self.cut(text), workbook.bold))
          } else {
            try put(cell, column)
          }
        }
      }
    }
  #else
    package init(
      _ columns: [SheetColumn], name: String, head: SheetHead? = nil, maximumRows: Int = XLSXWriter.maximumRows,
      to write: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws {
      throw SpreadsheetFailure.notBuiltIn
    }

    package func add(_ cells: [SheetCell]) throws {}
    package func end() throws {}
  #endif

  /// Whether this build can make workbooks.
  package static var isBuiltIn: Bool {
    #if XLSX
      true
    #else
      false
    #endif
  }
}

/// A sheet of its own before the table: facts in rows.
package struct SheetHead: Sendable {
  package var name: String
  package var rows: [[SheetCell]] = []
  /// Rows that are headings.
  package var boldRows: Set<Int> = []

  package init(name: String) { self.name = name }

  package mutating func add(_ cells: [SheetCell]) { rows.append(cells) }

  package mutating func add(heading: String) {
    if !rows.isEmpty { rows.append([]) }
    boldRows.insert(rows.count)
    rows.append([.text(heading)])
  }
}
