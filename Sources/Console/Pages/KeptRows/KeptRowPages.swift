import CallModel
import Foundation
import Importing
import Ledger
import Listing
import Statements

/// Pendências: rows that are not billed, with their raw text, why, and which step repairs it.
enum KeptRowPages {
  static let routes: [Route] = [
    .read(":site/pendencias", .look, list),
    .write(":site/pendencias", .settleKeptRows, settle),
  ]

  private static let pageRows = 50
  /// What is shown of a row of a file.
  private static let shownBytes = 200
  /// Rows that are discarded in one go: more are no slip of the hand but a layout that is wrong.
  static let maximumDiscarded = 10_000

  private static let listing = KeptRowListing.columns.page(
    [
      ("id", "Nº"), ("file", "Arquivo"), ("reason", "Por quê"), ("remedy", "O que resolve"), ("note", "Motivo"),
      ("raw", "Linha do arquivo"),
    ],
    words: [
      "file": { .text("\($0.fileName):\($0.line)") },
      "reason": { row in .text(row.knownReason.map(ReasonWords.title) ?? row.reason) },
      "remedy": { row in .text(row.knownReason.map(ReasonWords.remedy) ?? "") },
      "note": { .optionalFree($0.note) }, "raw": { .free(text($0)) },
    ])

  private static func text(_ row: KeptRowRecord) -> String {
    let text = String(decoding: row.raw.prefix(shownBytes), as: UTF8.self)
    return row.raw.count > shownBytes ? text + "…" : text
  }

  static func selection(_ fields: FormFields) -> KeptRowSelection {
    var selection = KeptRowSelection(fields["tipo"] == "rejected" ? .rejected : .suspended)
    selection.reason = fields.text("motivo").flatMap { name in
      KeptRowSelection.reasons(selection.outcome).first { $0.name == name }
    }
    selection.file = fields.text("arquivo")
    if fields["situacao"] == "descartadas" { selection.states = [.discarded] }
    return selection
  }

  private static func fields(_ selection: KeptRowSelection) -> FormFields {
    var pairs = [(name: "tipo", value: selection.outcome.name)]
    if let reason = selection.reason { pairs.append(("motivo", reason.name)) }
    if let file = selection.file { pairs.append(("arquivo", file)) }
    if selection.states == [.discarded] { pairs.append(("situacao", "descartadas")) }
    return FormFields(pairs)
  }

  private static func list(_ visit: Visit) throws -> WebAnswer { try page(visit, problem: nil) }

  private static func page(_ visit: Visit, problem: String?) throws -> WebAnswer {
    let site = try visit.site()
    let fields = visit.request.isWrite ? visit.request.form : visit.request.query
    let selection = selection(fields)
    var behind = selection
    behind.after = visit.request.query["apos"].flatMap { Int64($0) }
    behind.limit = pageRows + 1
    let rows = try site.ledger { try $0.keptRows(behind) }
    let shown = Array(rows.prefix(pageRows))
    var table = TableView(
      listing, shown, try visit.display(),
      links: ["id": { KeptRowPage.path(site, $0.id) }, "remedy": { KeptRowPage.path(site, $0.id) }])
    table.emptyText = say("Nenhuma pendência com esse filtro.")
    if behind.after != nil { table.first = site.path("pendencias?") + self.fields(selection).encoded }
    if rows.count > pageRows, let last = shown.last {
      table.next = site.path("pendencias?") + self.fields(selection).setting("apos", "\(last.id)").encoded
    }
    var page = Page(say("Pendências"), "list", section: "pendencias")
    if visit.may(.settleKeptRows), !shown.isEmpty {
      table.setMarks(shown.map { "\($0.id)" }, form: "marcadas")
      page.model["forms"] = [actions(site, selection, problem).model]
    }
    page.model["filter"] = filterForm(site, selection).model
    page.model["table"] = table.model
    if !visit.masksNumbers, !shown.isEmpty {
      try visit.note(.keptRows, "/\(site.number) \(self.fields(selection).encoded)", rows: shown.count)
    }
    return try visit.answer(page)
  }

  private static func filterForm(_ site: Site, _ selection: KeptRowSelection) -> FormView {
    let reasons = KeptRowSelection.reasons(.suspended) + KeptRowSelection.reasons(.rejected)
    var form = FormView(
      action: site.path("pendencias"), submit: say("Filtrar"),
      fields: [
        FormView.Field(
          "tipo", say("Quais"),
          kind: .choice([
            FormView.Choice("suspended", say("suspensas")), FormView.Choice("rejected", say("rejeitadas")),
          ]),
          value: selection.outcome.name),
        FormView.Field(
          "motivo", say("Por quê"),
          kind: .choice(
            [FormView.Choice("", say("todos"))] + reasons.map { FormView.Choice($0.name, ReasonWords.title($0)) }),
          value: selection.reason?.name ?? ""),
        FormView.Field("arquivo", say("Arquivo"), value: selection.file ?? ""),
        FormView.Field(
          "situacao", say("Situação"),
          kind: .choice([FormView.Choice("", say("esperando")), FormView.Choice("descartadas", say("descartadas"))]),
          value: selection.states == [.discarded] ? "descartadas" : ""),
      ])
    form.isQuery = true
    return form
  }

  private static func actions(_ site: Site, _ selection: KeptRowSelection, _ problem: String?) -> FormView {
    let isDiscarded = selection.states == [.discarded]
    var shown = fields(selection).all.map { FormView.Field($0.name, $0.name, kind: .hidden, value: $0.value) }
    shown.append(
      FormView.Field(
        "quais", say("Linhas"),
        kind: .choice([
          FormView.Choice("marcadas", say("as marcadas")), FormView.Choice("todas", say("todas deste filtro")),
        ])))
    if !isDiscarded {
      shown.append(
        FormView.Field(
          "porque", say("Motivo do descarte"), help: say("Só para descartar: fica guardado com as linhas."),
          problem: problem))
    }
    var form = FormView(
      action: site.path("pendencias"), submit: isDiscarded ? say("Restaurar") : say("Reprocessar"), fields: shown)
    form.id = "marcadas"
    if !isDiscarded { form.second = ("descartar", say("Descartar")) }
    form.note =
      isDiscarded
      ? say("Restaurar faz as linhas valerem de novo, como se tivessem acabado de chegar.")
      : say(
        "Reprocessar tenta as linhas de novo com o cadastro de hoje. Descartar vale para a chamada inteira e nunca a cobra."
      )
    return form
  }

  private static func settle(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let form = visit.request.form
    var selection = selection(form)
    if form["quais"] != "todas" {
      let ids = form.values("linha").compactMap { Int64($0) }
      guard !ids.isEmpty else {
        return try page(visit, problem: say("Marque linhas na lista, ou escolha todas deste filtro."))
      }
      selection.ids = ids
    }
    if selection.states == [.discarded] {
      let request = ImportRequest.discard(try ids(selection, site), selection.outcome, because: nil, by: visit.user)
      return try ImportPages.begin(request, "Restauração de descartadas", visit, site)
    }
    guard form["acao"] == "descartar" else {
      return try ImportPages.begin(.retry(selection, by: visit.user), "Reprocessamento de pendências", visit, site)
    }
    guard let reason = form.text("porque") else {
      return try page(visit, problem: say("Escreva o motivo do descarte."))
    }
    let request = ImportRequest.discard(try ids(selection, site), selection.outcome, because: reason, by: visit.user)
    return try ImportPages.begin(request, "Descarte", visit, site)
  }

  private static func ids(_ selection: KeptRowSelection, _ site: Site) throws -> [Int64] {
    if let ids = selection.ids { return ids }
    var ids: [Int64] = []
    try site.ledger { ledger in
      try ledger.forEachKeptRow(selection) { row in
        ids.append(row.id)
        if ids.count > maximumDiscarded {
          throw PageFailure(
            status: 409,
            message: say("São mais de \(Display.count(maximumDiscarded)) linhas: escolha um filtro mais estreito."))
        }
      }
    }
    return ids
  }
}
