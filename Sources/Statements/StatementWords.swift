import CallModel
import Ledger

/// The words a statement is made of, in any form.
enum StatementWords {
  static func state(_ service: ServiceRow) -> String {
    switch service.state {
    case .open: "Em aberto"
    case .closed: "Fechado"
    case .invoiced: "Faturado"
    }
  }

  static func kind(_ service: ServiceRow) -> String {
    switch service.kind {
    case .cycle: "Excedente do ciclo"
    case .late: "Chamadas tardias"
    case .call: "Chamada"
    case .credit: "Crédito de contestação"
    case .contest: "Contestação recusada"
    }
  }

  static func rounding(_ mode: RoundingMode) -> String {
    switch mode {
    case .halfUp: "arredondado para o valor mais próximo (a metade, para cima)"
    case .up: "arredondado para cima"
    case .down: "arredondado para baixo"
    case .halfEven: "arredondado para o valor mais próximo (a metade, para o algarismo par)"
    }
  }

  static func amount(_ value: Int64, isTime: Bool) -> String {
    isTime ? BrazilianText.duration(Int(value)) + " min" : BrazilianText.reais(micros: Int128(value), decimals: 2)
  }

  /// Of a value allowance, whose calls have more decimals than its amount.
  static func used(_ value: Int64, isTime: Bool, decimals: Int) -> String {
    isTime ? amount(value, isTime: true) : BrazilianText.reais(micros: Int128(value), decimals: decimals)
  }

  /// How an allowance of this cycle came about, if it is not the plan's; nil if it is (spec 11.1).
  static func granted(_ use: AllowanceUse, decimals: Int) -> String? {
    var parts: [String] = []
    if let part = use.part { parts.append("proporcional a \(part.days) de \(part.of) dias") }
    if use.carried > 0 {
      parts.append("inclui \(used(use.carried, isTime: use.isTime, decimals: decimals)) do ciclo anterior")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// What stands at the end of a statement.
  static func notes(_ statement: Statement) -> [String] {
    var notes = [
      "Horários locais (\(BrazilianText.safe(statement.timeZone))). Durações em minutos e segundos (mm:ss).",
      "Tarifado: o tempo cobrado da ligação, conforme o mínimo e a fração do plano. Franquia: a parte do tempo tarifado "
        + "coberta pela franquia do plano. Excedente: o restante, que tem preço.",
      "Local: a cidade do número fixo, pela faixa de numeração, ou a área (DDD) e o estado; o país, nas ligações "
        + "internacionais.",
    ]
    for section in statement.sections {
      let plan = statement.sections.count > 1 ? " no plano \(BrazilianText.safe(section.planName))" : ""
      notes.append(money(section, inPlan: plan))
    }
    let uses = statement.sections.flatMap(\.allowances)
    if uses.contains(where: { $0.part != nil }) {
      notes.append(
        "Franquia proporcional: a linha teve o plano em parte dos dias do ciclo e recebe a franquia desses dias.")
    }
    if uses.contains(where: { $0.carried > 0 }) {
      notes.append(
        "Franquia do ciclo anterior: o que não foi usado nele vale só neste ciclo e é usado antes da franquia deste.")
    }
    if statement.sections.contains(where: \.isPool) {
      notes.append("A franquia é compartilhada pelas linhas do contrato; o uso das outras linhas está somado à parte.")
    }
    if statement.sections.contains(where: { !$0.lateCalls.isEmpty }) {
      notes.append(
        "Chamadas tardias: ligações deste ciclo recebidas da plataforma depois do fechamento. Usam a franquia na ordem "
          + "em que as ligações foram feitas e são cobradas à parte.")
    }
    if statement.sections.contains(where: { $0.allowanceChangeMicros != nil }) {
      notes.append(
        "\(allowanceChange): o que as chamadas tardias mudam no valor das ligações já cobradas, que passam a usar outra "
          + "parte da franquia. O total é o que se pagaria se todas tivessem chegado a tempo."
          + (hasAcceptedContests(statement) ? " O que uma contestação aceita já tirou não é restituído de novo." : ""))
    }
    if statement.isPartial {
      notes.append("O ciclo ainda não terminou: ligações, franquia e valores podem mudar.")
    }
    return notes
  }

  private static func hasAcceptedContests(_ statement: Statement) -> Bool {
    statement.sections.contains { $0.contests.contains { $0.state == .accepted } }
  }

  /// How the amounts of calls came about, and what they are summed to.
  private static func money(_ section: StatementSection, inPlan plan: String) -> String {
    if section.cutsCentavoFractions {
      return "\(cut). O valor de cada ligação\(plan) está em centavos inteiros; "
        + (section.isPerCall ? "cada ligação é cobrada à parte." : "o valor a cobrar é a soma deles.")
    }
    return "Arredondamento: o valor de cada ligação\(plan) tem \(section.decimals) casas decimais, "
      + rounding(section.rounding) + ". " + (section.isPerCall ? perCallTotal : total)
  }

  /// What the customer is to be told of it.
  private static let cut = "Frações de centavo foram desprezadas (RGC, art. 49)"

  static let allowanceChange = "Ajuste da franquia"

  private static let total =
    "O valor a cobrar é a soma exata dos valores das ligações, arredondada uma única vez para centavos (meio centavo, "
    + "para cima)."
  private static let perCallTotal =
    "Cada ligação é cobrada à parte, com o seu valor arredondado para centavos (meio centavo, para cima); as que dão "
    + "menos de um centavo são cobradas juntas."

  /// In place of a list of services that is the list of calls.
  static let perCall = "Um serviço adicional por ligação"

  /// What calls that are not listed came to, if anything.
  static let unlisted = "Outros serviços de telefonia"
}
