import CallModel
import Importing
import Integration
import Ledger
import Statements

/// Fechar ciclos: simulate, then make amounts final (spec 4.4).
enum ClosingPages {
  static let routes: [Route] = [
    .read(":site/servicos/fechar", .bill, closeForm),
    .write(":site/servicos/fechar", .bill, close),
  ]

  private static func closeForm(_ visit: Visit) throws -> WebAnswer {
    try closePage(visit, FormFields(), problem: nil)
  }

  private static func closePage(
    _ visit: Visit, _ fields: FormFields, problem: String?, result: [String: Any]? = nil
  ) throws -> WebAnswer {
    let site = try visit.site()
    var form = FormView(
      action: site.path("servicos/fechar"), submit: say("Fechar"),
      fields: [
        FormView.Field(
          "antes", say("Ciclos que terminaram antes de"), kind: .date, value: fields["antes"] ?? "", isRequired: true,
          problem: problem),
        FormView.Field("contrato", say("Só do contrato"), value: fields["contrato"] ?? ""),
        FormView.Field("linha", say("Só da linha"), value: fields["linha"] ?? ""),
        FormView.Field(
          "suspensas", say("Também ciclos com linhas suspensas"), kind: .yes, value: fields["suspensas"] ?? "",
          help: say("O que elas custarem depois será um serviço tardio.")),
      ])
    form.second = ("simular", say("Simular"))
    form.note =
      say(
        "Fechar torna definitivos os valores dos ciclos. Importe antes tudo o que falta; chamada que chegar depois vai para um serviço tardio."
      )
    var model: [String: Any] = ["forms": [form.model]]
    if let result { model.merge(result) { $1 } }
    return try visit.answer(Page(say("Fechar ciclos"), "detail", model, section: "servicos"))
  }

  private static func close(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let fields = visit.request.form
    guard let day = fields.text("antes").flatMap({ CivilDate(text: $0) ?? DayText.day($0) }) else {
      return try closePage(visit, fields, problem: say("Informe um dia, como 01/12/2026."))
    }
    var selection = CycleSelection()
    selection.endBefore = day
    selection.contract = fields.text("contrato")
    selection.line = fields.text("linha")
    let withSuspended = fields["suspensas"] == "yes"
    let isDryRun = fields["acao"] == "simular"
    let result = try site.close(selection, withSuspended: withSuspended, isDryRun: isDryRun, by: visit.author)
    return try closePage(visit, fields, problem: nil, result: ["facts": ["list": facts(result, isDryRun)]])
  }

  private static func facts(_ result: ClosingResult, _ isDryRun: Bool) -> [[String: Any]] {
    var facts = [
      fact(say("Resultado"), isDryRun ? say("simulação: nada foi alterado") : say("ciclos fechados")),
      fact(say("Ciclos"), Display.count(result.cycles)),
      fact(say("Serviços"), "\(Display.count(result.services)), \(BrazilianText.reais(centavos: result.centavos))"),
    ]
    if result.lateCycles > 0 {
      facts.append(fact(say("Serviços tardios de mais ciclos"), Display.count(result.lateCycles)))
    }
    if result.unended > 0 {
      facts.append(fact(say("Ficaram abertos: o último dia não passou"), Display.count(result.unended)))
    }
    if result.suspended > 0 {
      facts.append(fact(say("Ficaram abertos: têm linhas suspensas"), Display.count(result.suspended)))
    }
    if result.rowsWithoutLine > 0 {
      facts.append(fact(say("Linhas anteriores sem linha SIP conhecida"), Display.count(result.rowsWithoutLine)))
    }
    return facts
  }
}

extension Site {
  /// Closes cycles, or says what that would come to. First what is open is brought to the registry as it lies there.
  func close(
    _ selection: CycleSelection, withSuspended: Bool, isDryRun: Bool, by author: Author
  ) throws -> ClosingResult {
    try ClosingJob(integration.importSettings(workers: 1), selection, withSuspended: withSuspended, by: author)
      .run(isDryRun: isDryRun)
  }
}
