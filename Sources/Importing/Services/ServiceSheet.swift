import CallModel
import Ledger
import Spreadsheets

/// Services as a table for a spreadsheet: the columns of `services export --format csv` (spec 11.4).
enum ServiceSheet {
  static let name = "Serviços adicionais"

  static let columns = [
    SheetColumn("contract", "Contrato", .text, width: 14), SheetColumn("line", "Linha", .text, width: 14),
    SheetColumn("plan", "Plano", .text, width: 18), SheetColumn("cycle_start", "Início do ciclo", .day, width: 14),
    SheetColumn("cycle_end", "Fim do ciclo", .day, width: 14),
    SheetColumn("calls", "Ligações", .count, width: 10, isSummed: true),
    SheetColumn("billed_s", "Tarifado (s)", .count, width: 13, isSummed: true),
    SheetColumn("allowance_s", "Franquia (s)", .count, width: 13, isSummed: true),
    SheetColumn("surplus_s", "Excedente (s)", .count, width: 13, isSummed: true),
    SheetColumn("amount", "Valor (R$)", .amount, width: 14, isSummed: true),
    SheetColumn("description", "Descrição", .text, width: 64), SheetColumn("id", "Código do serviço", .text, width: 20),
    SheetColumn("kind", "Espécie", .text, width: 10), SheetColumn("state", "Situação", .text, width: 10),
    SheetColumn("reference", "Referência", .text, width: 14),
  ]

  static func cells(_ service: ServiceRow) -> [SheetCell] {
    [
      .text(service.contract), .text(service.line), .text(service.plan), .day(service.cycleStart),
      .day(service.cycleEnd), .count(service.calls), .count(service.billedSeconds), .count(service.coveredSeconds),
      .count(service.surplusSeconds), .amount(service.centavos * 10_000, decimals: 2), .text(service.description),
      .text(service.id), .text(service.kind.rawValue), .text(service.state.rawValue), .text(service.reference ?? ""),
    ]
  }
}
