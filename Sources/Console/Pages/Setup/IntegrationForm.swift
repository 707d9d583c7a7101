import CallModel
import Foundation
import Integration
import Output
import Registry

/// The form "Cadastro da Integração" of the manual: its fields, and the keys of integration.yml they stand for.
struct IntegrationForm {
  private struct Entry {
    /// The key in the file, and the field's name.
    var key: String
    var label: String
    var help: String
    var kind = FormView.Field.Kind.text
    /// Whether its value is a text of people, in quotes.
    var isText = false
  }

  /// What is uploaded as the platform's password; never shown, and never in the file.
  static let passwordField = "senha-acesso"
  private static let passwordFileName = "senha-summit"

  private static var yesNo: FormView.Field.Kind {
    .choice([FormView.Choice("true", say("sim")), FormView.Choice("false", say("não"))])
  }

  private static var entries: [Entry] {
    [
      Entry(
        key: "description", label: say("Descrição"), help: say("Um nome curto, que aparece no alto das páginas."),
        isText: true),
      Entry(key: "active", label: say("Ativo"), help: say("Uma integração inativa não importa."), kind: yesNo),
      Entry(
        key: "cdr.import_period", label: say("Período de Importação CDR"),
        help: say("Sem outra agenda: todo dia às 2h, ou no dia 1 às 2h."),
        kind: .choice([FormView.Choice("daily", say("diária")), FormView.Choice("monthly", say("mensal"))])),
      Entry(key: "access.user", label: say("Usuário acesso"), help: say("Da conta na plataforma."), isText: true),
      Entry(key: "access.host", label: say("IP Acesso"), help: say("URL ou IP de acesso."), isText: true),
      Entry(key: "access.port", label: say("Porta acesso"), help: say("1 a 65535."), kind: .number),
      Entry(key: "summit_api.host", label: say("IP API Summit"), help: say("Do servidor da API."), isText: true),
      Entry(key: "summit_api.port", label: say("Porta API Summit"), help: say("1 a 65535."), kind: .number),
      Entry(
        key: "summit_api.mode", label: say("Versão"),
        help: say("Estável: categorias e licenças são cadastradas aqui; beta: são as da plataforma."),
        kind: .choice([
          FormView.Choice("", "—"), FormView.Choice("stable", say("Estável")), FormView.Choice("beta", say("Beta")),
        ])),
      Entry(
        key: "cdr.source_directory", label: say("Diretório origem cdr Summit"),
        help: say("Onde a plataforma deixa os arquivos."),
        isText: true),
      Entry(
        key: "cdr.delete_files", label: say("Deletar arquivos CDR"),
        help: say("Só depois que tudo neles está registrado e no disco."), kind: yesNo),
    ]
  }

  /// By key, as typed or as the file has it.
  private var values: [String: String] = [:]
  var problems: [String: String] = [:]
  var problem: String?
  private let password: String

  /// As the integration stands.
  init(_ integration: Integration) {
    values = [
      "description": integration.description, "active": "\(integration.isActive)",
      "cdr.import_period": integration.source.importPeriod == .daily ? "daily" : "monthly",
      "access.user": integration.access?.user ?? "", "access.host": integration.access?.endpoint.host ?? "",
      "access.port": integration.access.map { "\($0.endpoint.port)" } ?? "",
      "summit_api.host": integration.summitAPI?.host ?? "",
      "summit_api.port": integration.summitAPI.map { "\($0.port)" } ?? "",
      "summit_api.mode": integration.summitAPI.map { $0.mode == .beta ? "beta" : "stable" } ?? "",
      "cdr.source_directory": integration.source.directory, "cdr.delete_files": "\(integration.source.deletesFiles)",
    ]
    password = IntegrationWords.password(integration)
  }

  /// What was typed in place of it.
  mutating func take(_ fields: FormFields) {
    for entry in Self.entries { values[entry.key] = fields[entry.key]?.trimmingWhitespace ?? "" }
  }

  /// The text of the file with what differs from the integration as it stands.
  func applied(to text: String, was before: IntegrationForm) -> String {
    var written = IntegrationText(text)
    for entry in Self.entries where values[entry.key] != before.values[entry.key] {
      let value = values[entry.key] ?? ""
      written.set(entry.key, value.isEmpty ? nil : entry.isText ? IntegrationText.quoted(value) : value)
    }
    return written.text
  }

  mutating func note(_ faults: Problems) {
    for fault in faults.faults {
      guard let entry = Self.entries.first(where: { $0.key == fault.field }) else {
        problem = (problem.map { $0 + "\n" } ?? "") + fault.description
        continue
      }
      let value = values[entry.key] ?? ""
      let wrong = value.isEmpty ? say("Preencha este campo.") : say("«\(value)» não serve.")
      problems[entry.key] = wrong + " " + entry.help
    }
  }

  func model(_ site: Site) -> FormView {
    var fields = [FormView.Field("_gateway", say("Gateway"), value: say("Summit Networks"), isReadOnly: true)]
    for entry in Self.entries {
      var help = entry.help
      if entry.key == "access.port" { fields.append(passwordField) }
      if entry.key == "description" { help += " " + say("Na conta do cliente vale billing.provider_name, se houver.") }
      fields.append(
        FormView.Field(
          entry.key, entry.label, kind: entry.kind, value: values[entry.key] ?? "", help: help,
          problem: problems[entry.key]))
    }
    var form = FormView(action: site.path("integracao"), submit: say("Salvar"), fields: fields)
    form.heading = say("Cadastro da Integração")
    form.note = say("É conferido antes de valer; o arquivo anterior fica guardado.")
    form.problem = problem
    return form
  }

  private var passwordField: FormView.Field {
    FormView.Field(
      Self.passwordField, say("Senha acesso"), kind: .password,
      help: say("Em branco: fica a que há (\(password)). Nunca é mostrada, e não fica no integration.yml."))
  }

  /// Puts a password into a file that only its owner may read; returns the text that names the file.
  static func store(_ password: Password, _ integration: Integration, in text: String) throws -> String {
    var written = IntegrationText(text)
    var path = PathOfSchedule.sibling(integration, Self.passwordFileName)
    if case .file(let known) = integration.access?.password {
      path = known
    } else {
      written.set("access.password_env", nil)
      written.set("access.password_file", Self.passwordFileName)
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let directory = parts.dropLast().joined(separator: "/")
    let file = try OutputFile(
      directory: directory.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : directory, name: parts.last ?? path,
      isPrivate: true)
    try password.withBytes { try file.append($0) }
    try file.synchronise()
    try file.publish()
    return written.text
  }
}
