import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Listing
import Pipeline
import Statements

/// Importações: runs, files, a run from the page with its progress.
enum ImportPages {
  static let routes: [Route] = [
    .read(":site/importacoes", .look, list),
    .read(":site/importacoes/arquivos", .look, files),
    .write(":site/importacoes/arquivos/liberar", .runImports, release),
    .read(":site/importacoes/andamento", .look, progress),
    .write(":site/importacoes", .runImports, start),
    .read(":site/importacoes/execucao/:run", .look, run),
  ]

  private static let pageRows = 50

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    var page = Page(say("Importações"), "list", section: "importacoes")
    var links: [[String: Any]] = [["href": site.path("importacoes/arquivos"), "label": say("Arquivos")]]
    if visit.core.imports.job(of: site.number) != nil {
      links.append(["href": site.path("importacoes/andamento"), "label": say("Última execução pela página")])
    }
    page.model["links"] = ["list": links]
    if visit.may(.runImports) { page.model["forms"] = [startForm(site).model] }
    guard site.integration.directory.exists else {
      page.model["intro"] = ["text": say("Nada foi importado ainda.")]
      return try visit.answer(page)
    }
    let before = visit.request.query["antes"].flatMap { Int64($0) }
    let runs = try site.ledger { try $0.runs(limit: pageRows + 1, before: before ?? .max) }
    let shown = Array(runs.reversed().prefix(pageRows))
    let listing = shown.allSatisfy { $0.state == "committed" } ? RunListing.page.without(["state"]) : RunListing.page
    var table = TableView(
      listing, shown, try visit.display(),
      links: [
        "run": { site.path("importacoes/execucao/\($0.id)") },
        // Its files are there, each with a link to its own rows.
        "suspended": {
          $0.outcomes[Int(Outcome.suspended.rawValue)] > 0 ? site.path("importacoes/execucao/\($0.id)") : nil
        },
        "rejected": {
          $0.outcomes[Int(Outcome.rejected.rawValue)] > 0 ? site.path("importacoes/execucao/\($0.id)") : nil
        },
      ])
    if runs.count > pageRows, let last = shown.last { table.next = site.path("importacoes?antes=\(last.id)") }
    if before != nil { table.first = site.path("importacoes") }
    page.model["table"] = table.model
    return try visit.answer(page)
  }

  private static func startForm(_ site: Site) -> FormView {
    var form = FormView(action: site.path("importacoes"), submit: say("Importar agora"), fields: [])
    form.second = ("simular", say("Simular"))
    form.note =
      say(
        "Lê o que há de novo em \(site.integration.source.directory). A simulação mostra o que mudaria e não muda nada."
      )
    return form
  }

  private static func start(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard site.integration.isActive else {
      throw PageFailure(status: 409, message: say("A integração não está ativa: nada foi importado."))
    }
    let isDryRun = visit.request.form["acao"] == "simular"
    let title: Words = isDryRun ? "Simulação da importação" : "Importação"
    return try begin(.files(), title, visit, site, isDryRun: isDryRun)
  }

  /// Starts a run and leads to its progress.
  static func begin(
    _ request: ImportRequest, _ title: Words, _ visit: Visit, _ site: Site, isDryRun: Bool = false
  ) throws -> WebAnswer {
    guard visit.core.imports.start(request, title, site, by: visit.user, isDryRun: isDryRun) else {
      throw PageFailure(
        status: 409, message: say("Outra execução está em andamento nesta integração. Nada foi alterado."))
    }
    return .redirect(site.path("importacoes/andamento"))
  }

  private static func files(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    var filter = FileFilter()
    filter.state = visit.request.query.text("situacao").flatMap { FileRow.State(rawValue: $0) }
    filter.name = visit.request.query.text("nome")
    filter.before = visit.request.query["antes"].flatMap { Int64($0) }
    var form = FormView(
      action: site.path("importacoes/arquivos"), submit: say("Filtrar"),
      fields: [
        FormView.Field("nome", say("Nome"), value: filter.name ?? "", help: say("* vale por qualquer texto")),
        FormView.Field(
          "situacao", say("Situação"),
          kind: .choice(
            [FormView.Choice("", say("todas"))]
              + FileRow.State.allCases.map { FormView.Choice($0.rawValue, RunWords.file($0)) }),
          value: filter.state?.rawValue ?? ""),
      ])
    form.isQuery = true
    let files = try site.ledger { try $0.files(filter, limit: pageRows + 1) }
    let shown = Array(files.reversed().prefix(pageRows))
    var table = TableView(
      FileListing.page, shown.map { ListedFile($0) }, try visit.display(),
      links: keptLinks(site).merging([
        "name": { site.path("importacoes/arquivos?") + FormFields([("nome", $0.file.displayName)]).encoded },
        "run": { site.path("importacoes/execucao/\($0.file.run)") },
      ]) { $1 })
    table.emptyText = say("Nenhum arquivo com esse filtro.")
    if files.count > pageRows, let last = shown.last {
      let fields = FormFields([("nome", filter.name ?? ""), ("situacao", filter.state?.rawValue ?? "")])
      table.next = site.path("importacoes/arquivos?") + fields.setting("antes", "\(last.id)").encoded
    }
    var page = Page(say("Arquivos"), "list", ["filter": form.model, "table": table.model], section: "importacoes")
    if visit.may(.runImports), let name = filter.name, let release = try releaseForm(name, site) {
      page.model["forms"] = [release.model]
    }
    return try visit.answer(page)
  }

  /// From a file's counts to those of its rows that are kept.
  private static func keptLinks(_ site: Site) -> [String: (ListedFile) -> String?] {
    func link(_ outcome: Outcome) -> (ListedFile) -> String? {
      { file in
        guard file.file.outcomes[Int(outcome.rawValue)] > 0 else { return nil }
        return site.path("pendencias?")
          + FormFields([("tipo", outcome.name), ("arquivo", file.file.displayName)]).encoded
      }
    }
    return ["suspended": link(.suspended), "rejected": link(.rejected)]
  }

  /// Ends what is told of a file, as `files release` does (spec 7.1); nil if nothing is.
  private static func releaseForm(_ name: String, _ site: Site) throws -> FormView? {
    let concerns = try site.ledger { try KnownFiles.concerns($0, named: name) }
    if concerns.isEmpty { return nil }
    var form = FormView(
      action: site.path("importacoes/arquivos/liberar"), submit: say("Já vi este arquivo"),
      fields: [FormView.Field("nome", "", kind: .hidden, value: name)])
    form.heading = say("O que se diz deste arquivo")
    let isHeld = site.integration.source.deletesFiles && concerns.contains { $0.kind == .mostlyRejected }
    var words = concerns.map { RunWords.attention(ImportReport.Attention($0)) }
    words.append(say("Depois de visto, ele sai do painel."))
    if isHeld { words.append(say("A próxima importação o exclui da pasta.")) }
    form.note = words.joined(separator: " ")
    return form
  }

  private static func release(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let name = visit.request.form.text("nome") else { throw PageFailure.notFound }
    do {
      _ = try site.integration.withLedger(.changing) { try KnownFiles.release([name], $0, by: visit.author) }
    } catch is Problem {
      throw PageFailure(status: 409, message: say("Deste arquivo já não se diz nada. Nada foi alterado."))
    }
    return .redirect(site.path("importacoes/arquivos?") + FormFields([("nome", name)]).encoded)
  }

  private static func run(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = Int64(visit.parameter("run")), let row = try site.ledger({ try $0.run(id) }) else {
      throw PageFailure.notFound
    }
    var filter = FileFilter()
    filter.run = id
    let files = try site.ledger { try $0.files(filter, limit: 500) }
    let display = try visit.display()
    let report = try site.ledger { try $0.report(ofRun: id) }.flatMap { ImportReport(json: $0) }
    var sections: [[String: Any]] = [
      [
        "heading": say("Arquivos"),
        "table": TableView(
          FileListing.page.without(["run"]), files.map { ListedFile($0) }, display, links: keptLinks(site)
        ).model,
      ]
    ]
    if let report, !report.serviceChanges.isEmpty { sections.append(ReportView.changes(report, display)) }
    let table = TableView(RunListing.page, [row], display)
    sections.insert(["heading": say("Contagem"), "table": table.model], at: 0)
    var model: [String: Any] = ["sections": sections]
    if visit.may(.runImports), let form = UndoPages.form(site, row) { model["formsBelow"] = [form.model] }
    return try visit.answer(Page(say("Execução \(id)"), "detail", model, section: "importacoes"))
  }

  private static func progress(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let job = visit.core.imports.job(of: site.number) else { return .redirect(site.path("importacoes")) }
    let display = try visit.display()
    switch job.outcome {
    case nil:
      var page = Page(
        say(job.title), "progress", ["running": ReportView.running(job, display)], section: "importacoes")
      page.refreshSeconds = 2
      return try visit.answer(page)
    case .failed(let error):
      return try visit.answer(
        Page(say(job.title), "detail", ["problem": ["text": RefusalWords.text(error)]], section: "importacoes"))
    case .done(let report):
      return try visit.answer(
        Page(say(job.title), "detail", ReportView.model(report, job, site, display), section: "importacoes"))
    }
  }
}
