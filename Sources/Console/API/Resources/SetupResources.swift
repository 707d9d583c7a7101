import Ledger
import CallModel
import Foundation
import Integration
import Scheduling

/// The agenda, and integration.yml.
enum SetupResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/agenda", "getAgenda", "When the import runs, and the next five times.",
      .json(.object(agenda)), getAgenda),
    .write(
      .put, "integrations/{integration}/agenda", "setAgenda",
      "Sets when the import runs; the scheduler reads it when it starts.", needs: .manageUsers,
      body: AgendaField.allCases.map { APIField($0.rawValue, .line(100), "all, or as `1-5`, `0,30`, `*/15`.") },
      .json(.object(agenda)), setAgenda),
    .read(
      "integrations/{integration}/file", "getFile", "integration.yml.", needs: .manageUsers, .json(.object(file)),
      getFile),
    .write(
      .put, "integrations/{integration}/file", "setFile",
      "Replaces integration.yml, once it is found to be right; the old one is kept beside it.", needs: .manageUsers,
      body: [APIField("text", APISchema(["type": "string", "minLength": 1, "maxLength": 200_000]), isRequired: true)],
      .json(.object(file))
    ) { call in
      let site = try call.site()
      let text = (call.text("text") ?? "").replacing("\r\n", with: "\n")
      try IntegrationFile(site.integration).replace(with: text)
      try call.core.reload(site.number - 1)
      return try getFile(call)
    },
  ]

  private static let file = [APIField("text", .text, isRequired: true)]

  private static let agenda =
    AgendaField.allCases.map { APIField($0.rawValue, .text, isRequired: true) } + [
      APIField("next", .list(.instant), isRequired: true)
    ]

  private static func getFile(_ call: APICall) throws -> WebAnswer {
    .json(["text": .text(try IntegrationFile(try call.site().integration).text())])
  }

  private static func getAgenda(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    let agenda = site.integration.agenda
    var members: [String: JSONValue] = [:]
    for field in AgendaField.allCases {
      members[field.rawValue] = .text(AgendaWords.written(AgendaWords.text(agenda, field)))
    }
    let times = agenda.next(5, after: call.core.nowSeconds, in: try site.integration.zoneRules())
    members["next"] = .list(times.map { .text(JSONValue.instant($0)) })
    return .json(.object(members))
  }

  private static func setAgenda(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    var values: [AgendaField: AgendaValues] = [:]
    var parts: [String] = []
    for field in AgendaField.allCases {
      let text = call.text(field.rawValue) ?? "all"
      values[field] = try parsed(field, text)
      parts.append("\(field.rawValue): \"\(text)\"")
    }
    do throws(AgendaFault) {
      _ = try Agenda(values)
    } catch {
      throw refused(error)
    }
    guard !FileManager.default.fileExists(atPath: PathOfSchedule.path(site.integration)) else {
      throw APIFailure(
        422, "refused", expected: "no \(Integration.scheduleFileName) beside integration.yml", found: "one",
        remedy: "change that file, or remove it")
    }
    let file = IntegrationFile(site.integration)
    try file.replace(
      with: IntegrationFile.replacing(
        section: "schedule", with: "schedule: {\(parts.joined(separator: ", "))}", in: try file.text()))
    try call.core.reload(site.number - 1)
    return try getAgenda(call)
  }

  private static func parsed(_ field: AgendaField, _ text: String) throws -> AgendaValues {
    do throws(AgendaFault) {
      return try AgendaValues(field, text: text)
    } catch {
      throw refused(error)
    }
  }

  private static func refused(_ fault: AgendaFault) -> APIFailure {
    APIFailure(
      422, "refused", field: fault.field.rawValue, expected: fault.expected, found: fault.found,
      remedy: "see getAgenda for the form")
  }
}
