import CallModel
import FileInput
import Importing
import RecordLayouts
import Scheduling
import Yams

/// Decodes one integration file, collecting its faults with their lines.
struct IntegrationDecoder {
  /// As it was named.
  let file: String
  /// Of relative paths.
  let directory: String
  var faults: [Problem] = []

  /// The file that is being read, for messages.
  var source: String
  /// Of the CDR files; nil until it is known.
  private var sourceDirectory: String?

  init(file: String, directory: String) {
    self.file = file
    self.directory = directory
    source = file
  }

  private static let keys = [
    "description", "active", "gateway", "cdr", "registry", "data_directory", "time_zone", "billing", "access",
    "summit_api", "erp", "alerts", "webhooks", "schedule",
  ]
  private static let sourceKeys = [
    "import_period", "source_directory", "delete_files", "layout", "settle_seconds", "delete_after_hours",
    "import_limit_minutes", "files",
  ]
  private static let billingKeys = [
    "active_lines_only", "additional_service", "late_limit_days", "late_limit_days_international", "contest_years",
    "nfcom", "provider_name", "credit_limit_action",
  ]

  /// A day: who waits longer reads yesterday's file tomorrow.
  private static let maximumSettleSeconds = 86_400
  /// Ten years: what is kept longer need not be deleted at all.
  private static let maximumHours = 87_600
  private static let maximumDays = 3_650
  private static let maximumContestYears = 100
  /// A week: a longer import would miss several daily ones.
  private static let maximumLimitMinutes = 10_080

  mutating func decode(_ yaml: String, scheduleFile: (path: String, text: String)?) -> Integration? {
    guard let top = top(yaml) else { return nil }
    checkKeys(top, Self.keys)
    checkGateway(top)
    let description = text(top, "description", default: "Summit Networks")
    let isActive = boolean(top, "active", default: true)
    let source = cdr(top)
    let timeZone = text(top, "time_zone", default: "America/Sao_Paulo")
    if TimeZoneRules(identifier: timeZone) == nil {
      fault(top["time_zone"], "time_zone", expected: SystemZones.expectation, found: "'\(timeZone)'")
    }
    let registry = registry(top)
    let data = path(top, "data_directory", default: "data")
    let billing = billing(top, provider: description)
    let access = access(top)
    let api = summitAPI(top)
    let erp = erp(top)
    let alerts = alerts(top)
    let webhooks = webhooks(top)
    let period = source?.importPeriod ?? .daily
    let agenda = agenda(top, scheduleFile, period)
    checkDirectories(top, source: sourceDirectory, registry: registry, data: data)
    guard let source, let agenda else { return nil }
    return Integration(
      path: file, description: description, isActive: isActive, source: source, registry: registry,
      dataDirectory: data, timeZone: timeZone, billing: billing, access: access, summitAPI: api, erp: erp,
      alerts: alerts, webhooks: webhooks, agenda: agenda)
  }

  private mutating func checkGateway(_ top: YAMLSection) {
    let gateway = text(top, "gateway", default: nil)
    if gateway != Integration.gateway, !gateway.isEmpty {
      fault(top["gateway"], "gateway", expected: Integration.gateway, found: "'\(gateway)'")
    }
  }

  /// The word `database`, or a directory: one of that name is written `./database`.
  private mutating func registry(_ top: YAMLSection) -> RegistrySource {
    let text = text(top, "registry", default: "registry")
    return text == Integration.databaseRegistry ? .database : .directory(Integration.joined(directory, text))
  }

  private mutating func cdr(_ top: YAMLSection) -> Integration.Source? {
    guard let section = section(top, "cdr") else {
      if top["cdr"] == nil {
        fault(
          nil, "cdr", expected: "a mapping with source_directory", found: "nothing",
          remedy: "name the directory of the CDR files")
      }
      return nil
    }
    checkKeys(section, Self.sourceKeys)
    let period = choice(section, "import_period", default: Integration.ImportPeriod.daily)
    let directory = path(section, "source_directory", default: nil)
    if section["source_directory"] != nil { sourceDirectory = directory }
    let deletes = boolean(section, "delete_files", default: false)
    let settle = integer(section, "settle_seconds", in: 0...Self.maximumSettleSeconds, default: 60)
    let hours = integer(section, "delete_after_hours", in: 0...Self.maximumHours, default: 24)
    let limit = integer(
      section, "import_limit_minutes", in: 1...Self.maximumLimitMinutes, default: TaskStatus.standardLimitMinutes)
    let files = files(section)
    guard let layout = layout(section) else { return nil }
    return Integration.Source(
      importPeriod: period, directory: directory, files: files, deletesFiles: deletes, layout: layout,
      settleSeconds: settle,
      deleteAfterHours: hours, importLimitMinutes: limit)
  }

  private mutating func layout(_ section: YAMLSection) -> RecordLayout? {
    var choice = "summit-1"
    var overrides = LayoutOverrides()
    if let mapping = section["layout"]?.mapping {
      // A layout's name, and keys that replace its own (spec 7.2).
      guard let name = mapping.first(where: { $0.key.scalar?.string == "name" })?.value.scalar?.string, !name.isEmpty
      else {
        fault(
          section["layout"], section.key("layout"), expected: "name: a layout's, beside the keys that replace its own",
          found: "no name")
        return nil
      }
      choice = name
      overrides = LayoutOverrides(mapping, source: source)
    } else {
      choice = text(section, "layout", default: choice)
    }
    do throws(Problems) {
      return try LayoutChoice.load(choice, overrides: overrides, source: "", relativeTo: directory)
    } catch {
      for found in error.faults {
        if found.place.isEmpty {
          fault(section["layout"], section.key("layout"), expected: found.expected, found: "'\(found.found)'")
        } else {
          faults.append(found)
        }
      }
      return nil
    }
  }

  private mutating func billing(_ top: YAMLSection, provider: String) -> Integration.Billing {
    let section = section(top, "billing") ?? YAMLSection(mapping: [:], path: "billing", line: nil)
    checkKeys(section, Self.billingKeys)
    return Integration.Billing(
      activeLinesOnly: boolean(section, "active_lines_only", default: true),
      additionalService: choice(section, "additional_service", default: .aggregated),
      lateLimitDays: integer(section, "late_limit_days", in: 1...Self.maximumDays, default: 90),
      lateLimitDaysInternational: integer(
        section, "late_limit_days_international", in: 1...Self.maximumDays, default: 150),
      contestYears: integer(section, "contest_years", in: 1...Self.maximumContestYears, default: 3),
      invoiceClasses: invoiceClasses(section),
      providerName: text(section, "provider_name", default: provider),
      creditLimitAction: choice(section, "credit_limit_action", default: .alert))
  }
}
