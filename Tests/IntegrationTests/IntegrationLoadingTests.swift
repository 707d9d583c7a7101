import CallModel
import Foundation
import Importing
import Integration
import RecordLayouts
import Registry
import Scheduling
import RunSupport
import Testing

@Suite("integration.yml: what it says (spec 2.1)")
struct IntegrationLoadingTests {
  /// The example of the specification.
  private static let example = """
    description: Summit Networks - Matriz
    active: true
    gateway: summit-networks
    cdr:
      import_period: monthly
      source_directory: cdr
      delete_files: true
      layout: ours.yml
      settle_seconds: 90
      delete_after_hours: 48
    registry: tables
    data_directory: /var/lib/summit/data
    time_zone: America/Manaus
    billing:
      active_lines_only: false
      additional_service: per-call
      late_limit_days: 60
      late_limit_days_international: 120
      provider_name: Provedor Exemplo
      credit_limit_action: block
    access: {user: provedor, host: 127.0.0.1, port: 8443, password_env: SUMMIT_PASSWORD}
    summit_api: {host: api.example, port: 8080, tls: true, ca_file: ours.pem, mode: stable, timeout_seconds: 30}
    alerts: {day_factor: 5, day_minimum_reais: 12.50, intl_price: 2, command: [hooks/notify, --mail, "a b"]}
    """

  @Test func `every key is read, relative paths are relative to the file`() throws {
    let files = try IntegrationFiles(Self.example)
    let layout = try #require(BuiltInLayouts.yaml(named: "asterisk")).replacing("name: asterisk", with: "name: ours")
    try files.write("ours.yml", layout)
    let found = try files.load()
    #expect(found.description == "Summit Networks - Matriz")
    #expect(found.isActive)
    #expect(found.source.importPeriod == .monthly)
    #expect(found.source.directory == files.directory.path + "/cdr")
    #expect(found.source.deletesFiles)
    #expect(found.source.layout.name == "ours")
    #expect(found.source.settleSeconds == 90)
    #expect(found.source.deleteAfterHours == 48)
    #expect(found.registry == .directory(files.directory.path + "/tables"))
    #expect(found.dataDirectory == "/var/lib/summit/data")
    #expect(found.timeZone == "America/Manaus")
    #expect(!found.billing.activeLinesOnly)
    #expect(found.billing.additionalService == .perCall)
    #expect(found.billing.lateLimitDays == 60)
    #expect(found.billing.lateLimitDaysInternational == 120)
    #expect(found.billing.providerName == "Provedor Exemplo")
    let endpoint = Integration.Endpoint(host: "127.0.0.1", port: 8_443)
    #expect(
      found.access
        == Integration.Access(user: "provedor", endpoint: endpoint, password: .environment("SUMMIT_PASSWORD")))
    #expect(
      found.summitAPI
        == Integration.SummitAPI(
          host: "api.example", port: 8_080, usesTLS: true, caFile: files.directory.path + "/ours.pem", mode: .stable,
          timeoutSeconds: 30))
    #expect(found.summitAPI?.baseURL == "https://api.example:8080")
    #expect(found.billing.creditLimitAction == .block)
    #expect(
      found.alerts
        == Integration.Alerts(
          dayFactor: 5, dayMinimum: Money(micros: 12_500_000), internationalPrice: Money(micros: 2_000_000),
          command: [files.directory.path + "/hooks/notify", "--mail", "a b"]))
    #expect(found.agenda == .monthly)
  }

  @Test func `what need not be there has the documented defaults`() throws {
    let found = try IntegrationFiles().load()
    #expect(found.isActive)
    #expect(found.source.importPeriod == .daily)
    #expect(!found.source.deletesFiles)
    #expect(found.source.layout.name == "summit-1")
    #expect(found.source.settleSeconds == 60)
    #expect(found.source.deleteAfterHours == 24)
    #expect(found.registry == .directory(found.source.directory.dropLast(3) + "registry"))
    #expect(found.dataDirectory.hasSuffix("/data"))
    #expect(found.timeZone == "America/Sao_Paulo")
    #expect(found.billing.activeLinesOnly)
    #expect(found.billing.additionalService == .aggregated)
    #expect(found.billing.lateLimitDays == 90)
    #expect(found.billing.lateLimitDaysInternational == 150)
    #expect(found.billing.providerName == found.description)
    #expect(found.access == nil)
    #expect(found.summitAPI == nil)
    #expect(found.billing.creditLimitAction == .alert)
    #expect(
      found.alerts
        == Integration.Alerts(
          dayFactor: 10, dayMinimum: Money(micros: 20_000_000), internationalPrice: Money(micros: 3_000_000),
          command: []))
    #expect(found.agenda == .daily)
  }

  @Test("a built-in layout with keys of the site's own", arguments: BuiltInLayouts.names)
  func layoutKeys(_ name: String) throws {
    let layout = "{name: \(name), time_zone: UTC, rows: {skip: {called: [\"s\", \"\\\\*97\"]}}}"
    let yaml = IntegrationFiles.least.replacing("cdr: {", with: "cdr: {layout: \(layout), ")
    let found = try IntegrationFiles(yaml).load().source.layout
    #expect(found.name == name && found.timeZone == "UTC")
    #expect(found.rows.map(\.label) == ["called"] && found.rows.first?.globs.count == 2)
  }

  @Test func `the import is told what the file says`() throws {
    let files = try IntegrationFiles(Self.example.replacing("ours.yml", with: "summit-1"))
    let settings = try files.load().importSettings(workers: 3)
    #expect(settings.sourceDirectory == files.directory.path + "/cdr")
    #expect(settings.registry == .directory(files.directory.path + "/tables"))
    #expect(settings.dataDirectory == "/var/lib/summit/data")
    #expect(settings.timeZone == "America/Manaus")
    #expect(!settings.activeLinesOnly)
    #expect(settings.isPerCall)
    #expect(settings.deletesFiles)
    #expect(settings.deleteAfterHours == 48)
    #expect(settings.settleSeconds == 90)
    #expect(settings.workers == 3)
    #expect(settings.layout.name == "summit-1")
  }

  @Test(
    "registry: the database, or a directory",
    arguments: [("database", nil), ("./database", "DIR/./database"), ("/srv/tables", "/srv/tables"), ("x", "DIR/x")])
  func registry(_ text: String, _ directory: String?) throws {
    let files = try IntegrationFiles(IntegrationFiles.least + "registry: \(text)\n")
    let expected = directory.map { RegistrySource.directory($0.replacing("DIR", with: files.directory.path)) }
    #expect(try files.load().registry == expected ?? .database)
    #expect(try files.load().importSettings(workers: 1).registry == expected ?? .database)
  }

  @Test func `what summit_api need not say: plain HTTP, beta, ten seconds`() throws {
    let files = try IntegrationFiles(IntegrationFiles.least + "summit_api: {host: \"::1\", port: 8080}\n")
    let found = try #require(try files.load().summitAPI)
    #expect(
      found == Integration.SummitAPI(host: "::1", port: 8_080, usesTLS: false, mode: .beta, timeoutSeconds: 10))
    #expect(found.baseURL == "http://[::1]:8080")
  }

  @Test(
    "the program of alerts: a name is looked for in PATH, a path is relative to the file",
    arguments: [("notify", "notify"), ("./notify", "DIR/./notify"), ("/usr/bin/mail", "/usr/bin/mail")])
  func alertProgram(_ text: String, _ expected: String) throws {
    let files = try IntegrationFiles(IntegrationFiles.least + "alerts: {command: \(text)}\n")
    #expect(try files.load().alerts.command == [expected.replacing("DIR", with: files.directory.path)])
  }

  @Test func `a directory stands for the integration.yml in it`() throws {
    let files = try IntegrationFiles()
    #expect(try Integration.load(path: files.directory.path).path == files.path)
    #expect(try Integration.load(path: files.directory.path + "/").source.directory.hasSuffix("cdr"))
  }

  @Test(
    "the agenda: fields not given are those of import_period",
    arguments: [
      ("schedule: {hour: 7, minute: 30}", "daily", [AgendaField.minute: "30", .hour: "7"]),
      ("schedule: {hour: 7, minute: 30}", "monthly", [.minute: "30", .hour: "7", .dayOfMonth: "1"]),
      ("schedule: {day_of_week: 1-5}", "daily", [.minute: "0", .hour: "2", .dayOfWeek: "1-5"]),
      ("schedule: {day_of_month: [1, 15], month: all}", "monthly", [.minute: "0", .hour: "2", .dayOfMonth: "1,15"]),
      ("schedule: {minute: \"*/15\", hour: \"*\"}", "daily", [.minute: "*/15", .hour: "all"]),
    ])
  func agenda(_ schedule: String, _ period: String, _ expected: [AgendaField: String]) throws {
    let files = try IntegrationFiles(
      "gateway: summit-networks\ncdr: {source_directory: cdr, import_period: \(period)}\n\(schedule)\n")
    var values: [AgendaField: AgendaValues] = [:]
    for (field, text) in expected { values[field] = try AgendaValues(field, text: text) }
    #expect(try files.load().agenda == Agenda(values))
  }

  @Test func `schedule.yml beside the file is its agenda, but not both`() throws {
    let files = try IntegrationFiles()
    try files.write("schedule.yml", "hour: 5\nminute: 10\n")
    let expected = try Agenda([
      .hour: AgendaValues(.hour, text: "5"), .minute: AgendaValues(.minute, text: "10"),
    ])
    #expect(try files.load().agenda == expected)
    try files.write("schedule.yml", "hour: 25\n")
    #expect(try files.faults().first?.hasPrefix("schedule.yml:1: hour: expected all, or numbers from 0 to 23") == true)
    try files.write("integration.yml", IntegrationFiles.least + "schedule: {hour: 5}\n")
    #expect(
      try files.faults() == [
        "integration.yml:3: schedule: expected a schedule here or in schedule.yml, found both: remove one; it would not be "
          + "clear which holds (schedule.yml)"
      ])
  }
}
