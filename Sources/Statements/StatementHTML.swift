import CallModel
import Ledger

/// A statement as one HTML file that needs nothing else: for the screen, wide or narrow, and for print on A4.
///
/// Everything that comes from the registry or a call is escaped, and the page forbids itself scripts and all that would
/// have to be fetched.
package enum StatementHTML {
  /// Where the page's title begins: by that a bill is known.
  static let titleStart = "<title>Extrato de ligações – linha "

  package static func text(_ statement: Statement) -> String {
    let cycle = "\(BrazilianText.date(statement.cycleStart)) a \(BrazilianText.date(statement.cycleEnd))"
    let running = [statement.provider, "linha \(statement.line)", "ciclo de \(cycle)"]
      .map(BrazilianText.safe).joined(separator: " · ")
    var html = """
      <!DOCTYPE html>
      <html lang="pt-BR">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="robots" content="noindex">
      <meta name="referrer" content="no-referrer">
      <meta name="format-detection" content="telephone=no">
      \(titleStart)\(escape(statement.line)) – \(cycle)</title>
      <style>
      \(StatementStyle.css(running: running))
      </style>
      </head>
      <body>
      <a class="skip" href="#ligacoes">Ir para as ligações</a>
      <div class="page">

      """
    html += head(statement, cycle: cycle)
    html += "<main>\n"
    for (index, section) in statement.sections.enumerated() {
      html += StatementSectionHTML(section, index: index, isOnly: statement.sections.count == 1).html
    }
    html += "</main>\n"
    html += notes(statement)
    return html + "</div>\n</body>\n</html>\n"
  }

  /// Text for an element or a quoted attribute.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for character in BrazilianText.safe(text).unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  private static func head(_ statement: Statement, cycle: String) -> String {
    var fields: [(String, String)] = []
    if !statement.customer.isEmpty { fields.append(("Cliente", escape(statement.customer))) }
    fields.append(("Contrato", escape(statement.contract)))
    fields.append(("Linha", escape(statement.line)))
    if !statement.numbers.isEmpty {
      fields.append(
        (
          statement.numbers.count > 1 ? "Números" : "Número",
          statement.numbers.map { "<span class=\"nowrap\">\(escape(NumberText.text($0)))</span>" }.joined(
            separator: ", ")
        ))
    }
    if !statement.place.isEmpty { fields.append(("Local", escape(statement.place))) }
    fields.append(
      (
        statement.sections.count > 1 ? "Planos" : "Plano",
        statement.sections.map { escape($0.planName) }.joined(separator: ", ")
      ))
    let list = fields.map { name, value in
      let isWide = name == "Cliente" || name.hasPrefix("Plano")
      return "<div\(isWide ? " class=\"wide\"" : "")><dt>\(name)</dt><dd>\(value)</dd></div>\n"
    }.joined()
    let partial = statement.isPartial ? "<span class=\"badge\">em andamento</span>" : ""
    return """
      <header>
      <div class="masthead">
      <p class="provider">\(escape(statement.provider))</p>
      <p class="issued">Emitido em <time datetime="\(statement.issuedOn)">\(BrazilianText.date(statement.issuedOn))</time></p>
      </div>
      <h1>Extrato detalhado de ligações</h1>
      <p class="cycle">Ciclo de <time datetime="\(statement.cycleStart)">\(BrazilianText.date(statement.cycleStart))</time> a \
      <time datetime="\(statement.cycleEnd)">\(BrazilianText.date(statement.cycleEnd))</time> \(partial)</p>
      <div class="summary">
      <dl class="facts">
      \(list)</dl>
      <p class="due"><span>Total a cobrar</span> <strong>\(BrazilianText.reais(centavos: statement.totalCentavos))</strong></p>
      </div>
      </header>

      """
  }

  private static func notes(_ statement: Statement) -> String {
    let items = StatementWords.notes(statement).map { "<li>\(escape($0))</li>\n" }.joined()
    return """
      <footer>
      <h2>Observações</h2>
      <ol>
      \(items)</ol>
      </footer>

      """
  }
}
