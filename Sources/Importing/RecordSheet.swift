import CallModel
import Output
import Pipeline
import Spreadsheets

/// Recorded calls as a table for a spreadsheet: the columns of `call-records.csv` (spec 11.4).
package enum RecordSheet {
  package static let name = "Ligações"

  package static let columns = [
    SheetColumn("global_id", "Identificador global", .text, width: 24),
    SheetColumn("started_at", "Início", .moment, width: 20), SheetColumn("direction", "Sentido", .text, width: 9),
    SheetColumn("caller", "Chamador", .text, width: 16), SheetColumn("called", "Chamado", .text, width: 16),
    SheetColumn("line", "Linha", .text, width: 14), SheetColumn("contract", "Contrato", .text, width: 14),
    SheetColumn("plan", "Plano", .text, width: 18), SheetColumn("zone", "Zona", .text, width: 20),
    SheetColumn("duration_s", "Duração (s)", .count, width: 12, isSummed: true),
    SheetColumn("billed_s", "Tarifado (s)", .count, width: 13, isSummed: true),
    SheetColumn("allowance_s", "Franquia (s)", .count, width: 13, isSummed: true),
    SheetColumn("surplus_s", "Excedente (s)", .count, width: 13, isSummed: true),
    SheetColumn("price_per_minute", "Preço por minuto (R$)", .amount, width: 20),
    SheetColumn("allowance_amount", "Abatido (R$)", .amount, width: 13, isSummed: true),
    SheetColumn("amount", "Valor (R$)", .amount, width: 13, isSummed: true),
    SheetColumn("cycle_start", "Início do ciclo", .day, width: 14), SheetColumn("source", "Origem", .text, width: 28),
  ]

  /// Behind the others where costs are asked for (spec 11.5).
  package static let costColumns = [
    SheetColumn("cost", "Custo (R$)", .amount, width: 13, isSummed: true),
    SheetColumn("margin", "Margem (R$)", .amount, width: 13, isSummed: true),
  ]

  package static func columns(withCosts: Bool) -> [SheetColumn] { withCosts ? columns + costColumns : columns }

  /// The cells of a row; those at fault as text.
  package static func cells(
    _ row: SegmentRow, masksNumbers: Bool = false, costs: CallCosts? = nil
  ) -> [SheetCell] {
    guard let costs else { return cells(row, masksNumbers) }
    let cost = costs.cost(row)
    return cells(row, masksNumbers)
      + [cost?.micros, cost?.margin].map { micros in
        micros.map { .amount(Int128($0), decimals: CallCosts.decimals) } ?? .blank
      }
  }

  private static func cells(_ row: SegmentRow, _ masksNumbers: Bool) -> [SheetCell] {
    func number(_ column: SegmentRow.Column) -> SheetCell {
      .text(masksNumbers ? NumberMask.mask(row.text(column)) : row.text(column))
    }
    func count(_ column: SegmentRow.Column) -> SheetCell { row.integer(column).map { .count($0) } ?? .blank }
    func amount(_ column: SegmentRow.Column) -> SheetCell {
      guard let micros = row.micros(column) else { return .blank }
      return .amount(Int128(micros), decimals: max(2, decimals(row[column])))
    }
    return [
      .text(row.text(.globalID)), moment(row.text(.startedAt)), .text(row.text(.direction)), number(.caller),
      number(.called), .text(row.text(.line)), .text(row.text(.contract)), .text(row.text(.plan)),
      .text(row.text(.zone)), count(.duration), count(.billed), count(.allowance), count(.surplus), amount(.price),
      amount(.allowanceAmount), amount(.amount), row.cycleStart.map { .day($0) } ?? .blank, .text(row.text(.source)),
    ]
  }

  /// The digits behind the point.
  private static func decimals(_ cell: UnsafeBufferPointer<UInt8>) -> Int {
    cell.lastIndex(of: UInt8(ascii: ".")).map { cell.count - 1 - $0 } ?? 0
  }

  /// `2026-11-01T08:15:30-03:00` as local time.
  private static func moment(_ text: String) -> SheetCell {
    let parts = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    guard let day = CivilDate(text: String(text.prefix(10))), parts.count == 3 else { return .text(text) }
    return .moment(day, secondOfDay: parts[0] * 3600 + parts[1] * 60 + parts[2])
  }
}
