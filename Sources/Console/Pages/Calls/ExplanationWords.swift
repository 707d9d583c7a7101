import CallModel
import Explaining
import Importing
import Statements

/// An explanation in the words of a clerk who has the customer on the telephone.
struct ExplanationWords {
  private let display: Display
  private let zones: ZoneWords

  init(_ display: Display, _ zones: ZoneWords) {
    self.display = display
    self.zones = zones
  }

  func model(_ explanation: CallExplanation) -> [String: Any] {
    let call = explanation.call
    let amount = Money.text(micros: Int128(call.amountMicros), decimals: call.decimals)
    var facts: [(String, String)] = [
      (say("Início"), display.instant(call.instant)), (say("Duração"), BrazilianText.duration(call.duration) + " min"),
      (say("De"), display.telephone(call.caller)), (say("Para"), display.telephone(call.called)),
      (say("Linha"), call.line), (say("Contrato"), call.contract), (say("Valor"), "R$ " + Display.amount(amount)),
      (say("Identificador"), call.globalID),
    ]
    if let raw = explanation.rawRow { facts.append((say("Como a plataforma escreveu"), masked(raw))) }
    return [
      "summary": call.isOutbound
        ? say("Chamada feita em \(display.instant(call.instant))")
        : say("Chamada recebida em \(display.instant(call.instant))"),
      "facts": facts.map { ["label": $0.0, "text": BrazilianText.safe($0.1)] },
      "rules": explanation.rules.map(model),
    ]
  }

  func model(_ row: ExplainedKeptRow) -> [String: Any] {
    let reason = Reason.allCases.first { $0.name == row.reason }
    return [
      "summary": say("Pendência: \(row.source)"), "text": reason.map { ReasonWords.remedy($0) } ?? row.reason,
      "raw": masked(row.raw),
    ]
  }

  private func masked(_ text: String) -> String {
    BrazilianText.safe(display.masked(text))
  }

  private func model(_ rule: ExplainedRule) -> [String: Any] {
    let rows = rule.rule == .source ? [] : rule.rows
    return [
      "name": Self.name(rule.rule), "text": BrazilianText.safe(sentence(rule)), "values": false,
      "rows": rows.isEmpty ? false : ["text": say("Cadastro: ") + rows.joined(separator: ", ")],
    ]
  }

  private static func name(_ rule: ExplainedRule.Name) -> String {
    switch rule {
    case .line: say("Linha")
    case .number: say("Número chamado")
    case .zone: say("Tipo de ligação")
    case .rate: say("Tarifa")
    case .billedSeconds: say("Tempo tarifado")
    case .cycle: say("Ciclo")
    case .allowance: say("Franquia")
    case .price: say("Cálculo")
    case .amount: say("A pagar")
    case .service: say("Serviço adicional")
    case .contest: say("Contestação")
    case .source: say("De onde veio")
    case .warning: say("Atenção")
    }
  }

  private func sentence(_ rule: ExplainedRule) -> String {
    let values = rule.values
    func value(_ key: String) -> String { values[key] ?? "" }
    switch rule.rule {
    case .line: return line(values)
    case .contest:
      let state = ["accepted": say("aceita"), "refused": say("recusada")][value("state")] ?? say("em análise")
      return say("Contestação \(value("contest")) de R$ \(Display.amount(value("amount"))): \(state).")
    case .number:
      guard let dialled = values["dialled"] else {
        return
          say(
            "O número chamado está registrado como \(display.telephone(value("called"))); a linha original já não está no diretório dos arquivos."
          )
      }
      return say("Foi discado \(masked(dialled)), que é o número \(display.telephone(value("called"))).")
    case .zone: return say("É uma ligação do tipo \(zones.said(value("zone"))).")
    case .rate: return rate(values)
    case .billedSeconds:
      return
        say(
          "Os \(value("duration_s")) s de conversa contam como \(value("billed_s")) s: mínimo de \(value("minimum_s")) s, depois frações de \(value("step_s")) s."
        )
    case .cycle:
      return
        say(
          "Pertence ao ciclo de \(day(value("cycle_start"))) a \(day(value("cycle_end"))); a franquia recomeça no dia \(value("reset_day"))."
        )
    case .allowance: return allowance(values)
    case .price:
      return value("surplus_s") == "0"
        ? say("Tudo coube na franquia: nada fica para cobrar.")
        : say("Ficam \(value("surplus_s")) s fora da franquia: R$ \(Display.amount(value("gross"))).")
    case .amount:
      return value("amount") == "0" ? free(values) : say("Esta chamada custa R$ \(Display.amount(value("amount"))).")
    case .service:
      guard let service = values["service"] else {
        return say("Nada há a cobrar por ela, e nenhum serviço adicional a contém.")
      }
      let reference = values["reference"].map { " " + say("No ERP: \($0).") } ?? ""
      let late = value("kind") == "late" ? " " + say("Ela chegou depois do fechamento do ciclo.") : ""
      return say("Está no serviço adicional \(service), de R$ \(Display.amount(value("amount"))).\(late)\(reference)")
    case .source: return say("Veio em \(value("source")), na execução \(value("run")).")
    case .warning: return say("Este valor não pôde ser conferido; rode summit-cdr verify.")
    }
  }

  private func line(_ values: [String: String]) -> String {
    let line = values["line"] ?? ""
    let contract = values["contract"] ?? ""
    let number = display.telephone(values["number"] ?? "")
    let plan = values["plan"].map { $0.isEmpty ? say(", sem plano de cobrança") : say(", plano \($0)") } ?? ""
    let cause =
      switch values["found_by"] {
      case "number": say("O número \(number) é o da linha \(line)")
      case "did": say("O número \(number) é um DID da linha \(line)")
      case "range": say("O número \(number) está no range da linha \(line)")
      case "trunk": say("O tronco identifica a linha \(line)")
      case "account_code": say("O código da conta identifica a linha \(line)")
      default: say("Está registrada para a linha \(line)")
      }
    return say("\(cause), contrato \(contract)\(plan).")
  }

  private func rate(_ values: [String: String]) -> String {
    let steps = (values["price_per_minute"] ?? "").split(separator: " ").map { step in
      let parts = step.split(separator: "@")
      let price = say("R$ \(Display.amount(String(parts[0]))) por minuto")
      return parts.count > 1 ? say("\(price) a partir do segundo \(parts[1])") : price
    }
    let prices = steps.joined(separator: say(", depois "))
    var text = say("O plano \(values["plan"] ?? "") cobra \(prices)")
    if let fee = values["connection_fee"], fee != "0" { text += say(", mais R$ \(Display.amount(fee)) por ligação") }
    text += say(" para \(zones.said(values["zone"] ?? ""))")
    if let band = values["band"] { text += say(", na faixa de horário \(band)") }
    return text + "."
  }

  private func allowance(_ values: [String: String]) -> String {
    func amount(_ key: String) -> String {
      let value = Int64(values[key] ?? "") ?? 0
      return values["unit"] == "s"
        ? BrazilianText.duration(Int(value)) + " min"
        : "R$ " + Display.amount(Money.text(micros: Int128(value), decimals: 4))
    }
    let name = values["allowance"] ?? ""
    if values["total"] == nil { return say("O plano não tem franquia para este tipo de ligação.") }
    if values["before"] == "0" { return say("A franquia \(name), de \(amount("total")) por ciclo, já tinha acabado.") }
    return
      say(
        "A franquia \(name) tinha \(amount("before")); a chamada usou \(amount("taken")) e sobraram \(amount("after"))."
      )
  }

  private func free(_ values: [String: String]) -> String {
    values["grace_s"].map { say("Até \($0) s a ligação é gratuita neste plano.") }
      ?? say("Esta chamada não custa nada.")
  }

  private func day(_ text: String) -> String { CivilDate(text: text).map(BrazilianText.date) ?? text }
}
