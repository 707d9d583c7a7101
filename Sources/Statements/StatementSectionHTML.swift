import CallModel
import Ledger

/// What one plan came to, as HTML.
struct StatementSectionHTML {
  private let section: StatementSection
  private let index: Int
  private let isOnly: Bool

  /// - Parameter isOnly: whether the statement has no other section: then it needs no heading of its own.
  init(_ section: StatementSection, index: Int, isOnly: Bool) {
    self.section = section
    self.index = index
    self.isOnly = isOnly
  }

  var html: String {
    var html = ""
    if !isOnly { html += "<h2 class=\"plan\">Plano \(escape(section.planName))</h2>\n" }
    html += allowances
    html += totals
    html += services
    html += refunds
    html += contests
    html += part("ligacoes", "Ligações", callTable(section.calls, caption: "Ligações do ciclo, por data e hora"))
    if !section.lateCalls.isEmpty {
      html += part(
        "tardias", "Chamadas tardias",
        callTable(section.lateCalls, caption: "Ligações recebidas da plataforma depois do fechamento do ciclo"))
    }
    if let change = section.allowanceChangeMicros {
      let amount = BrazilianText.reais(micros: change, decimals: section.decimals)
      html += "<p>\(StatementWords.allowanceChange): \(escape(amount))</p>\n"
    }
    return html
  }

  private func escape(_ text: String) -> String { StatementHTML.escape(text) }

  private func id(_ name: String) -> String { index == 0 ? name : "\(name)-\(index + 1)" }

  private func part(_ name: String, _ title: String, _ body: String) -> String {
    """
    <section class="\(name)" aria-labelledby="\(id(name))">
    <h2 id="\(id(name))">\(title)</h2>
    \(body)</section>

    """
  }

  // MARK: - Allowances

  private var allowances: String {
    if section.allowances.isEmpty { return "" }
    let title = section.isPool ? "Franquia do contrato" : "Franquia"
    return part("franquia", title, "<ul class=\"allowances\">\n\(section.allowances.map(allowance).joined())</ul>\n")
  }

  private func allowance(_ use: AllowanceUse) -> String {
    let used = use.usedHere + use.usedElsewhere
    func amount(_ value: Int64) -> String { StatementWords.used(value, isTime: use.isTime, decimals: section.decimals) }
    let total = StatementWords.amount(use.total, isTime: use.isTime)
    var shares = ""
    if section.isPool || use.usedElsewhere > 0 {
      let others = section.isPool ? "Outras linhas do contrato" : "Em outro contrato"
      shares =
        "<p class=\"shares\"><span><i class=\"key here\"></i>Esta linha: \(amount(use.usedHere))</span>&emsp;"
        + "<span><i class=\"key others\"></i>\(others): \(amount(use.usedElsewhere))</span></p>\n"
    }
    if let granted = StatementWords.granted(use, decimals: section.decimals) {
      shares += "<p class=\"shares\">\(granted)</p>\n"
    }
    return """
      <li>
      <p class="name"><strong>\(escape(use.name))</strong> <span class="zones">\(escape(section.zoneWords.list(use.zones)))</span></p>
      <div class="bar" aria-hidden="true"><span class="here" style="width:\(percent(use.usedHere, use.total))%"></span>\
      <span class="others" style="width:\(percent(use.usedElsewhere, use.total))%"></span></div>
      <p class="use"><span>Usado <strong>\(amount(used))</strong> de \(total)</span> \
      <span>Restante <strong>\(amount(use.left))</strong></span></p>
      \(shares)</li>

      """
  }

  /// Whole hundredths of a per cent, as CSS writes them.
  private func percent(_ value: Int64, _ total: Int64) -> String {
    guard total > 0 else { return "0" }
    let hundredths = Int(min(Int128(10_000), Int128(value) * 10_000 / Int128(total)))
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  // MARK: - Totals

  private var totals: String {
    var rows = section.zoneTotals.map { "<tr>\(totalCells(escape(section.zoneWords.words($0.zone)), $0))</tr>\n" }
      .joined()
    if section.unlistedMicros != 0 {
      let blank = String(repeating: "<td class=\"n\"></td>", count: section.hasValueAllowance ? 6 : 5)
      rows +=
        "<tr><th scope=\"row\">\(StatementWords.unlisted)</th>\(blank)"
        + "<td class=\"n\">\(money(section.unlistedMicros))</td></tr>\n"
    }
    var sum = section.total
    sum.amountMicros = section.callMicros
    let covered = section.hasValueAllowance ? number("Abatido R$") : ""
    return part(
      "totais", "Totais por tipo de ligação",
      """
      <div class="scroll" role="region" aria-labelledby="\(id("totais"))" tabindex="0">
      <table>
      <thead><tr><th scope="col">Tipo</th>\(number("Ligações"))\(number("Duração"))\(number("Tarifado"))\
      \(number("Franquia"))\(number("Excedente"))\(covered)\(number("Valor R$"))</tr></thead>
      <tbody>
      \(rows)</tbody>
      <tfoot><tr>\(totalCells("Total", sum))</tr></tfoot>
      </table>
      </div>

      """)
  }

  private func number(_ title: String) -> String { "<th scope=\"col\" class=\"n\">\(title)</th>" }

  private func money(_ micros: Int128) -> String { BrazilianText.amount(micros: micros, decimals: section.decimals) }

  private func totalCells(_ name: String, _ total: ZoneTotal) -> String {
    var cells = "<th scope=\"row\">\(name)</th><td class=\"n\">\(BrazilianText.count(total.calls))</td>"
    for seconds in [total.duration, total.billed, total.covered, total.surplus] {
      cells += "<td class=\"n\">\(BrazilianText.duration(seconds))</td>"
    }
    if section.hasValueAllowance { cells += "<td class=\"n\">\(money(total.allowanceMicros))</td>" }
    return cells + "<td class=\"n\">\(money(total.amountMicros))</td>"
  }

  // MARK: - Services

  private var services: String {
    if section.isPerCall ? section.services.isEmpty : section.charges.isEmpty {
      return part("valores", "Valores a cobrar", "<p class=\"none\">Nenhum valor a cobrar neste ciclo.</p>\n")
    }
    if section.isPerCall {
      let total = BrazilianText.reais(centavos: section.totalCentavos)
      let rows =
        "<tr><th scope=\"row\">\(StatementWords.perCall)</th><td></td><td class=\"n\">\(total)</td></tr>\n"
      return part("valores", "Valores a cobrar", serviceTable(rows, section.services))
    }
    return part("valores", "Valores a cobrar", serviceTable(section.charges.map(row).joined(), section.charges))
  }

  /// Credits: what late calls take back of what was charged (RGC, art. 47).
  private var refunds: String {
    if section.isPerCall || section.refunds.isEmpty { return "" }
    return part(
      "restituidos", "Valores restituídos", serviceTable(section.refunds.map(row).joined(), section.refunds))
  }

  private var contests: String {
    if section.contests.isEmpty { return "" }
    let rows = section.contests.map {
      "<tr><th scope=\"row\">\(escape($0.text))</th><td class=\"n\">\(BrazilianText.reais(centavos: $0.centavos))</td></tr>\n"
    }.joined()
    return part(
      "contestacoes", "Contestações",
      """
      <table>
      <thead><tr><th scope="col">Contestação</th>\(number("Valor"))</tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """)
  }

  private func row(_ service: ServiceRow) -> String {
    "<tr><th scope=\"row\">\(escape(service.description))</th>"
      + "<td><span class=\"state \(service.state.rawValue)\">\(StatementWords.state(service))</span></td>"
      + "<td class=\"n\">\(BrazilianText.reais(centavos: service.centavos))</td></tr>\n"
  }

  private func serviceTable(_ rows: String, _ services: [ServiceRow]) -> String {
    let total = BrazilianText.reais(centavos: services.reduce(0) { $0 + $1.centavos })
    return """
      <table>
      <thead><tr><th scope="col">Serviço adicional</th><th scope="col">Situação</th>\(number("Valor"))</tr></thead>
      <tbody>
      \(rows)</tbody>
      <tfoot><tr><th scope="row" colspan="2">Total</th><td class="n">\(total)</td></tr></tfoot>
      </table>

      """
  }

  // MARK: - Calls

  /// Roles are said again where a style makes blocks of rows: that takes them away.
  private func callTable(_ calls: [StatementCall], caption: String) -> String {
    if calls.isEmpty { return "<p class=\"none\">Nenhuma ligação.</p>\n" }
    var titles = [("Data", ""), ("Hora", "")]
    if section.hasSeveralOwnNumbers { titles.append(("Da linha", "")) }
    titles += [
      ("Número, origem e destino", ""), ("Tipo", ""), ("Duração", "n"), ("Tarifado", "n"), ("Franquia", "n"),
      ("Excedente", "n"),
    ]
    if section.hasValueAllowance { titles.append(("Abatido R$", "n")) }
    titles.append(("Valor R$", "n"))
    let head = titles.map { "<th scope=\"col\" role=\"columnheader\" class=\"\($0.1)\">\($0.0)</th>" }.joined()
    var rows = ""
    for call in calls { rows += row(call) }
    return """
      <table class="calls" role="table">
      <caption>\(caption)</caption>
      <thead role="rowgroup"><tr role="row">\(head)</tr></thead>
      <tbody role="rowgroup">
      \(rows)</tbody>
      </table>

      """
  }

  private func row(_ call: StatementCall) -> String {
    var cells = cell(
      "d", "", "<time datetime=\"\(call.date)T\(escape(call.time))\">\(BrazilianText.date(call.date))</time>")
    cells += cell("h", "", escape(call.time))
    if section.hasSeveralOwnNumbers { cells += cell("o", "Da linha", escape(call.ownNumber)) }
    let direction = call.isOutbound ? "" : "<span class=\"in\">de </span>"
    let number = "<span class=\"nowrap\">\(direction)\(escape(call.shownNumber))</span>"
    cells += cell("p", "", "\(number)<span class=\"places\">\(places(call))</span>")
    cells += cell("z", "", escape(section.zoneWords.words(call.zone)))
    cells += cell("n t", "Duração", BrazilianText.duration(call.duration))
    cells += cell(call.billed == 0 ? "n b zero" : "n b", "Tarifado", BrazilianText.duration(call.billed))
    cells += cell(call.covered == 0 ? "n f zero" : "n f", "Franquia", BrazilianText.duration(call.covered))
    cells += cell(call.surplus == 0 ? "n x zero" : "n x", "Excedente", BrazilianText.duration(call.surplus))
    if section.hasValueAllowance {
      cells += cell(call.allowanceMicros == 0 ? "n a zero" : "n a", "Abatido R$", money(Int128(call.allowanceMicros)))
    }
    cells += cell("n v", "Valor R$", money(Int128(call.amountMicros)))
    return "<tr role=\"row\"\(call.amountMicros == 0 ? " class=\"free\"" : "")>\(cells)</tr>\n"
  }

  /// `Florianópolis - SC → Portugal`; the arrow is read out as "para". A state stays with its city.
  private func places(_ call: StatementCall) -> String {
    func shown(_ place: String) -> String { escape(place.replacing(" - ", with: "\u{A0}-\u{A0}")) }
    if call.origin.isEmpty || call.destination.isEmpty { return shown(call.origin + call.destination) }
    return "\(shown(call.origin)) <span role=\"img\" aria-label=\"para\">→</span> "
      + shown(call.destination)
  }

  private func cell(_ name: String, _ label: String, _ text: String) -> String {
    let label = label.isEmpty ? "" : " data-t=\"\(label)\""
    return "<td role=\"cell\" class=\"\(name)\"\(label)>\(text)</td>"
  }
}
