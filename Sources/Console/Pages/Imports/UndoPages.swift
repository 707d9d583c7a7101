import Foundation
import Importing
import Integration
import Ledger

/// Desfazer: takes out what came with a run, or brings it back; what that changes is shown first (spec 4.5).
enum UndoPages {
  static let routes: [Route] = [
    .write(":site/importacoes/execucao/:run/desfazer", .runImports, undo),
    .write(":site/importacoes/execucao/:run/restaurar", .runImports, restore),
  ]

  /// What may be done with a run; nil: nothing.
  static func form(_ site: Site, _ run: RunRow) -> FormView? {
    guard run.kind == "import" else { return nil }
    let path = site.path("importacoes/execucao/\(run.id)")
    if run.state == "committed" {
      var form = FormView(
        action: path + "/desfazer", submit: say("Desfazer"),
        fields: [
          FormView.Field(
            "posteriores", say("Também execuções posteriores que continuaram estes arquivos"), kind: .yes)
        ])
      form.heading = say("Desfazer esta execução")
      form.note =
        say(
          "Tira as linhas que vieram com ela, como se nunca tivessem chegado; ficam guardadas, e podem voltar. Chamadas de ciclos fechados impedem."
        )
      form.second = ("simular", say("Simular"))
      form.isGrave = true
      return form
    }
    var form = FormView(action: path + "/restaurar", submit: say("Trazer de volta"), fields: [])
    form.heading = say("Trazer de volta")
    form.note = say("As linhas que vieram com ela valem de novo, e as execuções desfeitas junto com ela também voltam.")
    form.second = ("simular", say("Simular"))
    return form
  }

  private static func undo(_ visit: Visit) throws -> WebAnswer {
    let includesLater = visit.request.form["posteriores"] == "yes"
    return try begin(
      visit, includesLater: includesLater,
      { $0 ? "Simulação de desfazer a execução \($1)" : "Desfazer a execução \($1)" }
    ) {
      .undo($0)
    }
  }

  private static func restore(_ visit: Visit) throws -> WebAnswer {
    try begin(
      visit, includesLater: false,
      { $0 ? "Simulação de trazer de volta a execução \($1)" : "Trazer de volta a execução \($1)" }
    ) {
      .restore($0)
    }
  }

  private static func begin(
    _ visit: Visit, includesLater: Bool,
    _ title: (Bool, Int64) -> Words,
    _ request: (UndoRequest) -> ImportRequest
  ) throws -> WebAnswer {
    let site = try visit.site()
    guard let run = Int64(visit.parameter("run")) else { throw PageFailure.notFound }
    let isDryRun = visit.request.form["acao"] == "simular"
    return try ImportPages.begin(
      request(UndoRequest(run: run, includesLater: includesLater, user: visit.user)), title(isDryRun, run), visit, site,
      isDryRun: isDryRun)
  }
}
