import CallModel
import Ledger
import Output
import Spreadsheets

/// A statement for a spreadsheet: the calls in the columns of its CSV, and in a workbook a sheet before them with what the
/// page says besides (spec 11.4).
package enum StatementSheet {
  private static let columns = [
    SheetColumn("contract", "Contrato", .text, width: 12), SheetColumn("line", "Linha", .text, width: 12),
    SheetColumn("plan", "Plano", .text, width: 16), SheetColumn("cycle_start", "Início do ciclo", .day, width: 14),
    SheetColumn("cycle_end", "Fim do ciclo", .day, width: 14), SheetColumn("entry", "Lançamento", .text, width: 12),
    SheetColumn("date", "Data", .day, width: 12), SheetColumn("time", "Hora", .clock, width: 10),
    SheetColumn("direction", "Sentido", .text, width: 9), SheetColumn("number", "Número", .text, width: 16),
    SheetColumn("zone", "Zona", .text, width: 16), SheetColumn("zone_name", "Tipo", .text, width: 24),
    SheetColumn("duration_s", "Duração (s)", .count, width: 12, isSummed: true),
    SheetColumn("billed_s", "Tarifado (s)", .count, width: 13, isSummed: true),
    SheetColumn("allowance_s", "Franquia (s)", .count, width: 13, isSummed: true),
    SheetColumn("surplus_s", "Excedente (s)", .count, width: 13, isSummed: true),
    SheetColumn("allowance_amount", "Abatido (R$)", .amount, width: 13, isSummed: true),
    SheetColumn("amount", "Valor (R$)", .amount, width: 13, isSummed: true),
    SheetColumn("service", "Código do serviço", .text, width: 20), SheetColumn("origin", "Origem", .text, width: 26),
    SheetColumn("destination", "Destino", .text, width: 26),
  ]

  static let csvHeader = BrazilianCSV.header(columns)

  /// `csv-br`.
  package static func csv(_ statement: Statement) -> [UInt8] {
    let buffer = TextBuffer(capacity: 1 << 16)
    buffer.append(csvHeader)
    forEachRow(statement) { BrazilianCSV.append($0, to: buffer) }
    return Array(buffer.bytes)
  }

  /// - Throws: `SpreadsheetFailure`.
  package static func xlsx(_ statement: Statement) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = try XLSXWriter(columns, name: "Ligações", head: head(statement)) { bytes += $0 }
    try forEachRow(statement) { try writer.add($0) }
    try writer.end()
    return bytes
  }

  private static func forEachRow(_ statement: Statement, _ body: ([SheetCell]) throws -> Void) rethrows {
    for section in statement.sections {
      for call in section.calls + section.lateCalls { try body(cells(call, section, statement)) }
    }
  }

  private static func cells(
    _ call: StatementCall, _ section: StatementSection, _ statement: Statement
  ) -> [SheetCell] {
    let clock = call.time.split(separator: ":").compactMap { Int($0) }
    return [
      .text(statement.contract), .text(statement.line), .text(section.plan), .day(statement.cycleStart),
      .day(statement.cycleEnd), .text(StatementCSV.entry(call)), .day(call.date),
      clock.count == 3 ? .clock(secondOfDay: clock[0] * 3600 + clock[1] * 60 + clock[2]) : .text(call.time),
      .text(StatementCSV.direction(call)), .text(call.number), .text(call.zone),
      .text(section.zoneWords.words(call.zone)), .count(call.duration), .count(call.billed), .count(call.covered),
      .count(call.surplus), .amount(Int128(call.allowanceMicros), decimals: section.decimals),
      .amount(Int128(call.amountMicros), decimals: section.decimals), .text(StatementCSV.service(call, section)),
      .text(call.origin), .text(call.destination),
    ]
  }

  // MARK: - The sheet before

  private static func head(_ statement: Statement) -> SheetHead {
    var head = SheetHead(name: "Resumo")
    head.add(heading: "Extrato detalhado de ligações")
    func fact(_ name: String, _ value: String) {
      if !value.isEmpty { head.add([.text(name), .text(value)]) }
    }
    fact("Prestadora", statement.provider)
    fact("Cliente", statement.customer)
    fact("Contrato", statement.contract)
    fact("Linha", statement.line)
    fact("Número", statement.numbers.map { NumberText.text($0) }.joined(separator: ", "))
    fact("Local", statement.place)
    head.add([.text("Ciclo"), .day(statement.cycleStart), .day(statement.cycleEnd)])
    head.add([.text("Emitido em"), .day(statement.issuedOn)])
    for section in statement.sections { add(section, to: &head) }
    head.add(heading: "Total a cobrar")
    head.add([.text("R$"), .amount(statement.totalCentavos * 10_000, decimals: 2)])
    head.add(heading: "Observações")
    for note in StatementWords.notes(statement) { head.add([.text(note)]) }
    return head
  }

  private static func add(_ section: StatementSection, to head: inout SheetHead) {
    head.add(heading: "Plano \(section.planName)")
    for use in section.allowances {
      let used = StatementWords.used(
        use.usedHere + use.usedElsewhere, isTime: use.isTime, decimals: section.decimals)
      head.add([
        .text("Franquia \(use.name)"), .text(section.zoneWords.list(use.zones)),
        .text("total \(StatementWords.amount(use.total, isTime: use.isTime)), usado \(used)"),
      ])
      if let granted = StatementWords.granted(use, decimals: section.decimals) {
        head.add([.blank, .blank, .text(granted)])
      }
    }
    head.add(heading: "Totais por tipo de ligação")
    head.add(["Tipo", "Ligações", "Tarifado (s)", "Franquia (s)", "Excedente (s)", "Valor (R$)"].map { .text($0) })
    for total in section.zoneTotals {
      head.add([
        .text(section.zoneWords.words(total.zone)), .count(total.calls), .count(total.billed), .count(total.covered),
        .count(total.surplus), .amount(total.amountMicros, decimals: section.decimals),
      ])
    }
    if section.unlistedMicros != 0 {
      head.add([
        .text(StatementWords.unlisted), .blank, .blank, .blank, .blank,
        .amount(section.unlistedMicros, decimals: section.decimals),
      ])
    }
    add(section.charges, "Valores a cobrar", to: &head)
    add(section.refunds, "Valores restituídos", to: &head)
    if section.contests.isEmpty { return }
    head.add(heading: "Contestações")
    for contest in section.contests {
      head.add([.text(contest.text), .blank, .amount(contest.centavos * 10_000, decimals: 2)])
    }
  }

  private static func add(_ services: [ServiceRow], _ title: String, to head: inout SheetHead) {
    if services.isEmpty { return }
    head.add(heading: title)
    for service in services {
      head.add([
        .text(service.description), .text(StatementWords.state(service)),
        .amount(service.centavos * 10_000, decimals: 2),
      ])
    }
  }
}
