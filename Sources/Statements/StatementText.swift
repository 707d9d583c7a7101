import CallModel
import Ledger
import Listing

/// A statement as plain text, for a wide terminal or a printer: 132 columns, but for long names.
package enum StatementText {
  private static let width = 132
  /// Before the day of issue, at the end of the first line.
  static let issuedOn = "Emitido em "

  package static func lines(_ statement: Statement) -> [String] {
    var lines = head(statement)
    for section in statement.sections {
      if statement.sections.count > 1 { lines += ["", rule("="), "PLANO \(safe(section.planName))"] }
      lines += block("FRANQUIA", allowances(section))
      lines += block("TOTAIS POR TIPO DE LIGAÇÃO", totals(section))
      lines += block("VALORES A COBRAR", services(section))
      lines += block("VALORES RESTITUÍDOS", section.isPerCall ? [] : section.refunds.map(service))
      lines += block("CONTESTAÇÕES", section.contests.flatMap(contest))
      lines += block("LIGAÇÕES", calls(section.calls, section))
      if !section.lateCalls.isEmpty { lines += block("CHAMADAS TARDIAS", calls(section.lateCalls, section)) }
      if let change = section.allowanceChangeMicros {
        let amount = BrazilianText.reais(micros: change, decimals: section.decimals)
        lines += ["", sides(StatementWords.allowanceChange, amount)]
      }
    }
    lines += ["", rule("=")]
    lines.append(sides("TOTAL A COBRAR", BrazilianText.reais(centavos: statement.totalCentavos)))
    lines += ["", "Observações"]
    for (index, note) in StatementWords.notes(statement).enumerated() { lines += wrapped("\(index + 1). ", note) }
    return lines.map { $0.replacing("\u{A0}", with: " ") }
  }

  private static func safe(_ text: String) -> String { BrazilianText.safe(text) }
  private static func rule(_ character: String) -> String { String(repeating: character, count: width) }

  private static func sides(_ left: String, _ right: String) -> String {
    left.padded(to: max(left.count + 1, width - right.count)) + right
  }

  private static func block(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title, rule("-")] + lines
  }

  private static func head(_ statement: Statement) -> [String] {
    let plans = statement.sections.map { safe($0.planName) }.joined(separator: ", ")
    let cycle = "\(BrazilianText.date(statement.cycleStart)) a \(BrazilianText.date(statement.cycleEnd))"
    var fields: [(String, String)] = []
    if !statement.customer.isEmpty { fields.append(("Cliente", safe(statement.customer))) }
    fields.append(("Contrato", safe(statement.contract)))
    fields.append(("Linha", safe(statement.line)))
    if !statement.numbers.isEmpty {
      fields.append(("Número", statement.numbers.map { NumberText.text($0) }.joined(separator: ", ")))
    }
    if !statement.place.isEmpty { fields.append(("Local", statement.place)) }
    fields.append(("Plano", plans))
    fields.append(("Ciclo", cycle + (statement.isPartial ? " (em andamento)" : "")))
    let label = fields.map(\.0.count).max() ?? 0
    return [
      sides(safe(statement.provider), issuedOn + BrazilianText.date(statement.issuedOn)),
      "EXTRATO DETALHADO DE LIGAÇÕES", rule("="),
    ] + fields.map { ($0.0 + ":").padded(to: label + 2) + $0.1 }
  }

  private static func allowances(_ section: StatementSection) -> [String] {
    section.allowances.flatMap { use in
      let decimals = section.decimals
      let used = StatementWords.used(use.usedHere + use.usedElsewhere, isTime: use.isTime, decimals: decimals)
      var lines = [
        "\(safe(use.name)): \(safe(section.zoneWords.list(use.zones)))",
        "  total \(StatementWords.amount(use.total, isTime: use.isTime)), usado \(used), "
          + "restante \(StatementWords.used(use.left, isTime: use.isTime, decimals: decimals))",
      ]
      if let granted = StatementWords.granted(use, decimals: decimals) { lines.append("  \(granted)") }
      if section.isPool || use.usedElsewhere > 0 {
        let here = StatementWords.used(use.usedHere, isTime: use.isTime, decimals: decimals)
        let others = StatementWords.used(use.usedElsewhere, isTime: use.isTime, decimals: decimals)
        lines.append(
          "  esta linha \(here), \(section.isPool ? "outras linhas do contrato" : "em outro contrato") \(others)")
      }
      return lines
    }
  }

  private static func totals(_ section: StatementSection) -> [String] {
    var table = AlignedTable(
      [.text("Tipo")] + ["Ligações", "Duração", "Tarifado", "Franquia", "Excedente"].map { .number($0) })
    if section.hasValueAllowance { table.add(column: .number("Abatido R$")) }
    table.add(column: .number("Valor R$"))
    for total in section.zoneTotals { table.append(cells(safe(section.zoneWords.words(total.zone)), total, section)) }
    if section.unlistedMicros != 0 {
      var other = ZoneTotal(zone: "")
      other.amountMicros = section.unlistedMicros
      var cells = cells(StatementWords.unlisted, other, section)
      for index in cells.indices.dropFirst().dropLast() { cells[index] = "" }
      table.append(cells)
    }
    var sum = section.total
    sum.amountMicros = section.callMicros
    table.append(cells("Total", sum, section))
    return table.lines
  }

  private static func cells(_ name: String, _ total: ZoneTotal, _ section: StatementSection) -> [String] {
    var cells = [
      name, BrazilianText.count(total.calls), BrazilianText.duration(total.duration),
      BrazilianText.duration(total.billed), BrazilianText.duration(total.covered),
      BrazilianText.duration(total.surplus),
    ]
    if section.hasValueAllowance {
      cells.append(BrazilianText.amount(micros: total.allowanceMicros, decimals: section.decimals))
    }
    return cells + [BrazilianText.amount(micros: total.amountMicros, decimals: section.decimals)]
  }

  private static func services(_ section: StatementSection) -> [String] {
    if section.isPerCall ? section.services.isEmpty : section.charges.isEmpty { return ["Nenhum valor a cobrar."] }
    if section.isPerCall {
      return [sides(StatementWords.perCall, BrazilianText.reais(centavos: section.totalCentavos))]
    }
    return section.charges.map(service)
  }

  private static func service(_ service: ServiceRow) -> String {
    let state = StatementWords.state(service)
    return sides(
      "\(safe(service.description)) (\(state.lowercased()))", BrazilianText.reais(centavos: service.centavos))
  }

  private static func contest(_ contest: StatementContest) -> [String] {
    var lines = wrapped("", contest.text)
    let amount = BrazilianText.reais(centavos: contest.centavos)
    if let last = lines.last, last.count + amount.count < width {
      lines.removeLast(); return lines + [sides(last, amount)]
    }
    return lines + [sides("", amount)]
  }

  private static func calls(_ calls: [StatementCall], _ section: StatementSection) -> [String] {
    if calls.isEmpty { return ["Nenhuma ligação."] }
    var table = AlignedTable([.text("Data"), .text("Hora")])
    if section.hasSeveralOwnNumbers { table.add(column: .text("Da linha")) }
    if section.hasSeveralOwnPlaces { table.add(column: .text("Local da linha")) }
    for title in ["Número", "Local", "Tipo"] { table.add(column: .text(title)) }
    for title in ["Duração", "Tarifado", "Franquia", "Excedente"] { table.add(column: .number(title)) }
    if section.hasValueAllowance { table.add(column: .number("Abatido R$")) }
    table.add(column: .number("Valor R$"))
    for call in calls {
      var cells = [BrazilianText.date(call.date), call.time]
      if section.hasSeveralOwnNumbers { cells.append(call.ownNumber) }
      if section.hasSeveralOwnPlaces { cells.append(call.ownPlace) }
      cells += [
        (call.isOutbound ? "" : "de ") + call.shownNumber, call.otherPlace, safe(section.zoneWords.words(call.zone)),
        BrazilianText.duration(call.duration),
        BrazilianText.duration(call.billed), BrazilianText.duration(call.covered),
        BrazilianText.duration(call.surplus),
      ]
      if section.hasValueAllowance {
        cells.append(BrazilianText.amount(micros: Int128(call.allowanceMicros), decimals: section.decimals))
      }
      table.append(cells + [BrazilianText.amount(micros: Int128(call.amountMicros), decimals: section.decimals)])
    }
    return table.lines
  }

  /// A note in lines of the width, those after the first below its text.
  private static func wrapped(_ mark: String, _ text: String) -> [String] {
    var lines: [String] = []
    var line = mark
    for word in text.split(separator: " ") {
      if line.count + word.count > width, line.count > mark.count {
        lines.append(line)
        line = "".padded(to: mark.count)
      }
      line += (line.count > mark.count ? " " : "") + word
    }
    return lines + [line]
  }
}
