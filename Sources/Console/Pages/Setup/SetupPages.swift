import CallModel
import Foundation
import GRDB
import Integration
import Ledger
import Listing
import Provisioning
import RegistryStore
import Registry
import Scheduling

/// Agenda de tarefas, and the integration itself.
enum SetupPages {
  static let routes: [Route] = [
    .read(":site/agenda", .look, agenda),
    .write(":site/agenda", .manageUsers, saveAgenda),
    .read(":site/integracao", .look, integration),
    .write(":site/integracao", .manageUsers, saveIntegration),
    .read(":site/integracao/arquivo", .manageUsers, file),
    .write(":site/integracao/arquivo", .manageUsers, saveFile),
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
      FormView.Field("tarefa", say("Tarefa"), value: say("Importar ligações VoIP"), isReadOnly: true)
    ]
    for field in AgendaField.allCases {
      let isOpen = [.dayOfMonth, .month, .dayOfWeek].contains(field)
      shown.append(
        FormView.Field(
          field.rawValue, AgendaWords.label(field), value: fields[field.rawValue] ?? "", isReadOnly: !mayChange,
          help: (isOpen ? say("Todos, ou um valor: ") : "") + AgendaWords.help(field), problem: problems[field.rawValue]
        ))
    }
    var form = FormView(action: site.path("agenda"), submit: say("Salvar"), fields: shown)
    if mayChange {
      form.second = ("conferir", say("Ver as próximas cinco"))
    } else {
      form.isQuery = true
      form.submit = say("Atualizar")
    }
    let zone = try site.integration.zoneRules()
    let display = try visit.display()
    let times = (agenda ?? site.integration.agenda).next(5, after: visit.core.nowSeconds, in: zone)
    let listing = Listing<Int64>([ListingColumn("at", "Próximas execuções") { .instant($0) }])
    var page = Page(
      say("Agenda de tarefas"), "detail",
      [
        "intro": ["text": say("A importação roda nos minutos em que todos os campos valem ao mesmo tempo.")],
        "forms": [form.model],
        "sections": [
          [
            "heading": agenda == nil ? say("Quando roda") : say("Quando rodaria"),
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
        problems[field.rawValue] = say("«\(error.found)» não serve. ") + AgendaWords.help(field)
      }
    }
    guard problems.isEmpty else { return try agendaPage(visit, form, problems: problems) }
    let agenda: Agenda
    do throws(AgendaFault) {
      agenda = try Agenda(values)
    } catch {
      return try agendaPage(
        visit, form, problems: [error.field.rawValue: say("Nenhum dos meses escolhidos tem esse dia.")])
    }
    if form["acao"] == "conferir" { return try agendaPage(visit, form, problems: [:], next: agenda) }
    let parts = AgendaField.allCases.map {
      say("\($0.rawValue): \"\(AgendaWords.written(form.text($0.rawValue) ?? "todos"))\"")
    }
    let file = IntegrationFile(site.integration)
    let own = PathOfSchedule.path(site.integration)
    if FileManager.default.fileExists(atPath: own) {
      throw PageFailure(
        status: 409,
        message: say(
          "A agenda desta integração está em \(own): altere esse arquivo, ou apague-o para que valha a daqui."))
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
    return try integrationPage(visit, IntegrationForm(site.integration))
  }

  private static func integrationPage(_ visit: Visit, _ form: IntegrationForm) throws -> WebAnswer {
    let site = try visit.site()
    var model: [String: Any] = [:]
    if visit.may(.manageUsers) {
      model["forms"] = [form.model(site).model]
      model["links"] = [
        "list": [["href": site.path("integracao/arquivo"), "label": say("integration.yml, com tudo o mais")]]
      ]
    } else {
      model["facts"] = ["list": IntegrationWords.facts(site.integration)]
    }
    var page = Page(say("Integração"), "detail", model, section: "integracao")
    if form.problem != nil || !form.problems.isEmpty { page.status = 422 }
    return try visit.answer(page)
  }

  private static func saveIntegration(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let before = IntegrationForm(site.integration)
    var form = before
    form.take(visit.request.form)
    let file = IntegrationFile(site.integration)
    var text = form.applied(to: try file.text(), was: before)
    do {
      try refuseForeign(text, site)
      if let password = visit.request.passwords[IntegrationForm.passwordField], !password.isBlank {
        guard site.integration.access != nil || !(visit.request.form["access.user"] ?? "").isEmpty else {
          form.problems["access.user"] = say("Informe o usuário a que a senha pertence.")
          return try integrationPage(visit, form)
        }
        text = try IntegrationForm.store(password, site.integration, in: text)
      }
      try file.replace(with: text)
    } catch let foreign as ForeignKeys {
      form.problem = foreign.sentence
      return try integrationPage(visit, form)
    } catch let faults as Problems {
      form.note(faults)
      return try integrationPage(visit, form)
    }
    try visit.core.reload(site.number - 1)
    return .redirect(site.path("integracao?feito=salvo"))
  }

  private static func file(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    return try filePage(visit, text: try IntegrationFile(site.integration).text(), problem: nil)
  }

  private static func filePage(_ visit: Visit, text: String, problem: String?) throws -> WebAnswer {
    let site = try visit.site()
    var form = FormView(
      action: site.path("integracao/arquivo"), submit: say("Salvar"),
      fields: [
        FormView.Field(
          "texto", "integration.yml", kind: .multiline, value: text, isRequired: true,
          help: say("É conferido antes de valer; o anterior fica ao lado, em integration.yml.previous."))
      ])
    form.note = say("A senha nunca fica neste arquivo: password_file ou password_env dizem onde ela está.")
    form.problem = problem
    var page = Page("integration.yml", "detail", ["forms": [form.model]], section: "integracao")
    if problem != nil { page.status = 422 }
    return try visit.answer(page)
  }

  private static func saveFile(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let text = (visit.request.form["texto"] ?? "").replacing("\r\n", with: "\n")
    do {
      try refuseForeign(text, site)
      try IntegrationFile(site.integration).replace(with: text)
    } catch let foreign as ForeignKeys {
      return try filePage(visit, text: text, problem: foreign.sentence)
    } catch let faults as Problems {
      let start = say("Não foi salvo.") + " " + say("Detalhe técnico:")
      return try filePage(visit, text: text, problem: "\(start)\n\(faults)")
    }
    try visit.core.reload(site.number - 1)
    return .redirect(site.path("integracao?feito=salvo"))
  }

  /// Who may log in here is not thereby someone who may run programs on the server, or read its files: what names those
  /// is changed on the server.
  private static let ofTheServer = [
    "alerts.command", "data_directory", "registry", "access.password_file", "summit_api.ca_file",
    // Where the ERP's token goes.
    "erp.host", "erp.port", "erp.tls", "erp.ca_file", "erp.token_file", "erp.token_env",
  ]

  /// What a text would change of it.
  private struct ForeignKeys: Error {
    var keys: [String]

    var sentence: String { keys.map { say("\($0): altere esta chave no servidor.") }.joined(separator: "\n") }
  }

  /// - Throws: `ForeignKeys` for a text that changes one of them.
  private static func refuseForeign(_ text: String, _ site: Site) throws {
    let old = IntegrationText(try IntegrationFile(site.integration).text())
    let new = IntegrationText(text)
    let changed = ofTheServer.filter { old.written($0) != new.written($0) }
    guard changed.isEmpty else { throw ForeignKeys(keys: changed) }
  }
}

enum PathOfSchedule {
  /// Where an agenda of its own would be.
  static func path(_ integration: Integration) -> String { sibling(integration, Integration.scheduleFileName) }

  /// A file beside integration.yml.
  static func sibling(_ integration: Integration, _ name: String) -> String {
    let parts = integration.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (parts.map(String.init) + [name]).joined(separator: "/")
  }
}
