import CallModel
import Foundation
import GRDB
import Integration
import Ledger
import Listing
import Provisioning
import Registers
import Registry
import Scheduling

/// Agenda de tarefas, the integration itself, and what the platform was asked.
enum SetupPages {
  static let routes: [Route] = [
    .read(":site/agenda", .look, agenda),
    .write(":site/agenda", .manageUsers, saveAgenda),
    .read(":site/integracao", .look, integration),
    .write(":site/integracao", .manageUsers, saveIntegration),
    .read(":site/plataforma", .look, wishes),
    .write(":site/plataforma", .keepRegisters, settleWish),
  ]

  // MARK: - Agenda

  private static func agenda(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    var values: [String: String] = [:]
    for field in AgendaField.allCases { values[field.rawValue] = AgendaWords.text(site.integration.agenda, field) }
    return try agendaPage(visit, FormFields(values.map { ($0.key, $0.value) }), problems: [:])
  }

  private static func agendaPage(
    _ visit: Visit, _ fields: FormFields, problems: [String: String], next agenda: Agenda? = nil
  ) throws -> WebAnswer {
    let site = try visit.site()
    let mayChange = visit.may(.manageUsers)
    var shown: [FormView.Field] = [
      FormView.Field("tarefa", "Tarefa", value: "Importar ligações VoIP", isReadOnly: true)
    ]
    for field in AgendaField.allCases {
      let isOpen = [.dayOfMonth, .month, .dayOfWeek].contains(field)
      shown.append(
        FormView.Field(
          field.rawValue, AgendaWords.label(field), value: fields[field.rawValue] ?? "", isReadOnly: !mayChange,
          help: (isOpen ? "Todos, ou um valor: " : "") + AgendaWords.help(field), problem: problems[field.rawValue]))
    }
    var form = FormView(action: site.path("agenda"), submit: "Salvar", fields: shown)
    if mayChange {
      form.second = ("conferir", "Ver as próximas cinco")
    } else {
      form.isQuery = true
      form.submit = "Atualizar"
    }
    let zone = try site.integration.zoneRules()
    let display = try visit.display()
    let times = (agenda ?? site.integration.agenda).next(5, after: visit.core.nowSeconds, in: zone)
    let listing = Listing<Int64>([ListingColumn("at", "Próximas execuções") { .instant($0) }])
    var page = Page(
      "Agenda de tarefas", "detail",
      [
        "intro": ["text": "A importação roda nos minutos em que todos os campos valem ao mesmo tempo."],
        "forms": [form.model],
        "sections": [
          [
            "heading": agenda == nil ? "Quando roda" : "Quando rodaria",
            "table": TableView(listing, times, display).model,
          ] as [String: Any]
        ],
      ], section: "agenda")
    if !problems.isEmpty { page.status = 422 }
    return try visit.answer(page)
  }

  private static func saveAgenda(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let form = visit.request.form
    var values: [AgendaField: AgendaValues] = [:]
    var problems: [String: String] = [:]
    for field in AgendaField.allCases {
      let text = AgendaWords.written(form.text(field.rawValue) ?? "todos")
      do throws(AgendaFault) {
        values[field] = try AgendaValues(field, text: text)
      } catch {
        problems[field.rawValue] = "«\(error.found)» não serve. " + AgendaWords.help(field)
      }
    }
    guard problems.isEmpty else { return try agendaPage(visit, form, problems: problems) }
    let agenda: Agenda
    do throws(AgendaFault) {
      agenda = try Agenda(values)
    } catch {
      return try agendaPage(
        visit, form, problems: [error.field.rawValue: "Nenhum dos meses escolhidos tem esse dia."])
    }
    if form["acao"] == "conferir" { return try agendaPage(visit, form, problems: [:], next: agenda) }
    let parts = AgendaField.allCases.map {
      "\($0.rawValue): \"\(AgendaWords.written(form.text($0.rawValue) ?? "todos"))\""
    }
    let file = IntegrationFile(site.integration)
    let own = PathOfSchedule.path(site.integration)
    if FileManager.default.fileExists(atPath: own) {
      throw PageFailure(
        status: 409,
        message: "A agenda desta integração está em \(own): altere esse arquivo, ou apague-o para que valha a daqui.")
    }
    try file.replace(
      with: IntegrationFile.replacing(
        section: "schedule", with: "schedule: {\(parts.joined(separator: ", "))}", in: try file.text()))
    try visit.core.reload(site.number - 1)
    return .redirect(site.path("agenda?feito=salvo"))
  }

  // MARK: - Integration

  private static func integration(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    return try integrationPage(visit, text: try IntegrationFile(site.integration).text(), problem: nil)
  }

  private static func integrationPage(_ visit: Visit, text: String, problem: String?) throws -> WebAnswer {
    let site = try visit.site()
    var model: [String: Any] = ["facts": ["list": IntegrationWords.facts(site.integration)]]
    if visit.may(.manageUsers) {
      var form = FormView(
        action: site.path("integracao"), submit: "Salvar",
        fields: [
          FormView.Field(
            "texto", "integration.yml", kind: .multiline, value: text, isRequired: true,
            help: "É conferido antes de valer; o anterior fica ao lado, em integration.yml.previous.")
        ])
      form.heading = "Cadastro da Integração"
      form.note = "A senha nunca fica neste arquivo: password_file ou password_env dizem onde ela está."
      form.problem = problem
      model["forms"] = [form.model]
    }
    var page = Page("Integração", "detail", model, section: "integracao")
    if problem != nil { page.status = 422 }
    return try visit.answer(page)
  }

  private static func saveIntegration(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let text = (visit.request.form["texto"] ?? "").replacing("\r\n", with: "\n")
    do {
      try IntegrationFile(site.integration).replace(with: text)
    } catch let faults as Problems {
      return try integrationPage(
        visit, text: text, problem: faults.faults.map(\.description).joined(separator: "\n"))
    }
    try visit.core.reload(site.number - 1)
    return .redirect(site.path("integracao?feito=salvo"))
  }

  // MARK: - Platform

  private static func wishes(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let state = visit.request.query.text("situacao").flatMap { OutboxItem.State(rawValue: $0) }
    let items = try RegisterPages.read(site) {
      try Outbox($0.database).items(states: state.map { [$0] } ?? [], limit: 200)
    }.reversed()
    var table = TableView(
      PlatformListing.wishes, Array(items), try visit.display(),
      links: ["line": { RegisterPages.rowPath(site, .lines, "ver", $0.line) }])
    if visit.may(.keepRegisters) {
      table.setActions(
        items.map { item in
          guard item.state.isUnfinished else { return [] }
          let id = "\(item.id)"
          return [
            TableView.Action(path: site.path("plataforma"), label: "Tentar de novo", fields: [("pedido", id)])
          ]
        })
    }
    table.emptyText = "Nenhum pedido à plataforma."
    var filter = FormView(
      action: site.path("plataforma"), submit: "Filtrar",
      fields: [
        FormView.Field(
          "situacao", "Situação",
          kind: .choice(
            [FormView.Choice("", "todas")]
              + OutboxItem.State.allCases.map { FormView.Choice($0.rawValue, PlatformListing.state($0)) }),
          value: state?.rawValue ?? "")
      ])
    filter.isQuery = true
    return try visit.answer(
      Page(
        "Pedidos à Summit", "list",
        [
          "intro": [
            "text":
              "O que se pediu à plataforma, e o que ela respondeu. A importação e o agendador enviam o que espera."
          ],
          "filter": filter.model, "table": table.model,
        ], section: "plataforma"))
  }

  private static func settleWish(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = visit.request.form["pedido"].flatMap({ Int64($0) }) else { throw PageFailure.notFound }
    _ = try site.integration.withLedger(.changingBesideRuns) {
      try $0.write { try OutboxActions($0, by: visit.author).retry([id]) }
    }
    return .redirect(site.path("plataforma?feito=salvo"))
  }
}

enum PathOfSchedule {
  /// Where an agenda of its own would be.
  static func path(_ integration: Integration) -> String {
    let parts = integration.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (parts.map(String.init) + [Integration.scheduleFileName]).joined(separator: "/")
  }
}
