import ERP
import Importing
import Ledger
import Listing
import Statements

/// What is said of services and the ERP.
enum ERPWords {
  /// Where a service is on its way there; nil: it has none.
  static func state(_ listed: ListedService) -> String? {
    switch listed.push?.state {
    case nil: listed.isKeptApart ? say("à parte: negociar ou parcelar") : listed.awaitsERP ? say("a enviar") : nil
    case .claimed, .taken: say("sem resposta ainda")
    case .refused: say("recusado")
    case .confirmed: say("registro \(listed.push?.reference ?? "")")
    case .differs: say("registro \(listed.push?.reference ?? ""), difere")
    }
  }

  /// What is to be done about it; nil: nothing.
  static func remedy(_ state: ERPPushRow.State) -> String? {
    switch state {
    case .claimed, .taken:
      say("O próximo envio procura no ERP o que houve com ele, e só o envia de novo se não estiver lá.")
    case .refused: say("Corrija aqui ou no ERP o que ele diz, e envie de novo.")
    case .differs: say("Confira o registro no ERP: ele não guardou o que foi enviado.")
    case .confirmed: nil
    }
  }

  /// The same of a service, which may be kept apart.
  static func remedy(_ listed: ListedService) -> String? {
    if let push = listed.push { return remedy(push.state) }
    return listed.isKeptApart
      ? say("Combine com o cliente (negociar ou parcelar); depois envie com “Também os que passam do prazo”.") : nil
  }

  /// What is kept apart; empty: nothing.
  static func facts(_ apart: KeptApart) -> [[String: Any]] {
    apart.isEmpty
      ? []
      : [
        fact(
          say("Além do prazo, à parte"),
          "\(Display.count(apart.services)), \(BrazilianText.reais(centavos: apart.centavos))")
      ]
  }

  /// The same as a sentence.
  static func keptApart(_ apart: KeptApart) -> String {
    say(
      "Ficam à parte, além do prazo (negociar ou parcelar): \(Display.count(apart.services)), \(BrazilianText.reais(centavos: apart.centavos))."
    )
  }

  /// Whether what is kept apart is handed over, too.
  static func keptApartField(isSet: Bool) -> FormView.Field {
    FormView.Field(
      "alem-do-prazo", say("Também os que passam do prazo"), kind: .yes, value: isSet ? "yes" : "",
      help: say("Serviços tardios com chamadas além do prazo ficam à parte, para negociar ou parcelar."))
  }

  static func kind(_ kind: ERPDifference.Kind) -> String {
    switch kind {
    case .missing: say("falta no ERP")
    case .doubled: say("repetido no ERP")
    case .amount: say("outro valor")
    case .inactive: say("inativo no ERP")
    case .foreign: say("só no ERP")
    case .recurs: say("repete a cada mês")
    }
  }

  /// Sentences of the modules, and what they are here; `{}` stands for any text, which is worded in the same way.
  private static let sentences: [(said: String, words: String)] = [
    (
      "contract {} has no number at the ERP: fill in its erp_id (contracts)",
      "o contrato {} não tem número no ERP: preencha o erp_id dele em Contratos"
    ),
    ("the ERP does not answer: {}", "O ERP não responde: {}"),
    ("the ERP does not list record {}", "O ERP não lista o registro que acabou de dar: {}"),
    ("the time for it was up{}", "O tempo acabou."),
    ("it was stopped{}", "O servidor foi encerrado."),
    (
      "expected to be let in, found {}: check the token",
      "O ERP não deixou entrar ({}): confira o token em integration.yml, e se o ERP aceita o endereço deste servidor"
    ),
    ("not pushed yet{}", "ainda não enviado"),
    ("invoiced as {}", "faturado como {}"),
    ("sent, and no answer yet{}", "enviado, sem resposta ainda: o próximo envio o procura"),
    ("refused: {}", "recusado: {}"),
    ("it was there as record {}", "esteve lá como registro {}"),
    ("its status is {}", "a situação dele lá é {}"),
    ("{} active records: make all but one inactive", "{} registros ativos: deixe só um ativo"),
    ("repetir is S: it is charged again each month", "repetir está em S: é cobrado de novo a cada mês"),
  ]

  /// What a module says, in words for the person; what is not known is shown as it is.
  static func sentence(_ text: String) -> String {
    // It is English already.
    if Language.current == .english { return text }
    for (said, words) in sentences {
      let parts = said.split(separator: "{}", maxSplits: 1, omittingEmptySubsequences: false)
      guard text.hasPrefix(parts[0]) else { continue }
      let rest = text.dropFirst(parts[0].count)
      guard let end = parts[1].isEmpty ? rest.endIndex : rest.firstRange(of: parts[1])?.lowerBound else { continue }
      return words.replacing("{}", with: sentence(String(rest[..<end])))
    }
    return text
  }

  /// Why a push or a comparison came to nothing.
  static func failure(_ error: any Error) -> String {
    switch error {
    case let failure as LedgerFailure where failure.kind == .alreadyRunning:
      say("Outra execução ou outro envio está em andamento nesta integração. Tente de novo quando terminar.")
    case let failure as ERPFailure: say("O ERP não foi lido.") + " " + sentence(failure.description)
    default: RefusalWords.text(error)
    }
  }
}

extension ERPDifferenceListing {
  static let page = columns.page(
    [
      ("kind", "O que há"), ("service", "Serviço"), ("contract", "Contrato"), ("line", "Linha"),
      ("cycle_start", "Ciclo de"), ("amount", "R$ aqui"), ("references", "Registro no ERP"), ("erp_amount", "R$ lá"),
      ("remark", "Observação"),
    ],
    words: [
      "kind": { .text(ERPWords.kind($0.kind)) }, "cycle_start": { .optional($0.cycleStart) },
      "remark": { .free($0.kind == .foreign ? $0.remark : ERPWords.sentence($0.remark)) },
    ])
}
