import Importing
import Spreadsheets

/// A part of the report as a workbook, in Portuguese like each file (spec 8.1).
enum SumSheet {
  private static func columns(_ axis: ReportPages.Axis) -> [SheetColumn] {
    [
      SheetColumn(axis.rawValue, axis.heading, axis == .day ? .day : .text, width: 28),
      SheetColumn("calls", "Chamadas", .count, width: 12, isSummed: true),
      SheetColumn("duration_s", "Duração (s)", .count, width: 14, isSummed: true),
      SheetColumn("billed_s", "Tarifado (s)", .count, width: 14, isSummed: true),
      SheetColumn("allowance_s", "Franquia (s)", .count, width: 14, isSummed: true),
      SheetColumn("surplus_s", "Excedente (s)", .count, width: 14, isSummed: true),
      SheetColumn("amount", "Valor (R$)", .amount, width: 14, isSummed: true),
    ]
  }

  /// - Throws: `SpreadsheetFailure`, and what `sink` throws.
  static func write(_ rows: [SumRow], _ axis: ReportPages.Axis, to sink: ([UInt8]) throws -> Void) throws {
    try withoutActuallyEscaping(sink) { sink in
      let writer = try XLSXWriter(columns(axis), name: "Relatório") { try sink([UInt8]($0)) }
      for row in rows {
        let sum = row.sum
        try writer.add([
          row.day.map { .day($0) } ?? .text(row.name), .count(sum.calls), .count(sum.duration), .count(sum.billed),
          .count(sum.covered), .count(sum.billed - sum.covered), .amount(sum.micros, decimals: 4),
        ])
      }
      try writer.end()
    }
  }
}
