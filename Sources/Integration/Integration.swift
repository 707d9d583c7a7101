import FileInput
import Importing
import Pipeline
import RecordLayouts
import Scheduling

/// What `integration.yml` says (spec 2.1): where the calls come from, where they go, and how they are billed.
///
/// All paths are absolute, or relative to the working directory if the file's own path was.
package struct Integration: Sendable {
  /// How often the scheduled job runs, where no schedule says it.
  package enum ImportPeriod: String, CaseIterable, Sendable {
    case daily, monthly

    /// Spec 4.6.
    package var agenda: Agenda { self == .daily ? .daily : .monthly }
  }

  /// Where the files come from: `cdr`.
  package struct Source: Sendable {
    package var importPeriod: ImportPeriod
    package var directory: String
    /// Which of the directory's files are read: `files`.
    package var files = FileSelection.standard
    package var deletesFiles: Bool
    package var layout: RecordLayout
    /// Younger files may still be being written.
    package var settleSeconds: Int
    /// Since a file's last change, before it may be deleted.
    package var deleteAfterHours: Int
    /// An import that is under way for longer is told of by `status`.
    package var importLimitMinutes = TaskStatus.standardLimitMinutes
  }

  /// How the calls are billed: `billing`.
  package struct Billing: Sendable {
    /// One service a cycle, or one a call (spec 4.4).
    package enum AdditionalService: String, CaseIterable, Sendable {
      case aggregated
      case perCall = "per-call"
    }

    /// What passing a line's credit limit does (spec 6.5).
    package enum CreditLimitAction: String, CaseIterable, Sendable {
      /// It is told.
      case alert
      /// The line gets its shard's block category, too.
      case block
    }

    /// Whether calls of lines with active=no are suspended.
    package var activeLinesOnly: Bool
    package var additionalService: AdditionalService
    /// Calls that come later than that are flagged (spec 4.4). Days.
    package var lateLimitDays: Int
    package var lateLimitDaysInternational: Int
    /// How long after it was closed a service may be contested (spec 11.1).
    package var contestYears: Int
    /// How invoices class calls (spec 11.3).
    package var invoiceClasses = InvoiceClasses.standard
    /// As it stands on a customer's bill; the integration's description if the file does not say.
    package var providerName: String
    package var creditLimitAction: CreditLimitAction
  }

  /// A host and port.
  package struct Endpoint: Equatable, Sendable {
    package var host: String
    /// 1-65535.
    package var port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  /// The account at the platform: `access`. The password is never in the file.
  package struct Access: Equatable, Sendable {
    package enum Password: Equatable, Sendable {
      /// The name of an environment variable.
      case environment(String)
      /// The path of a file that only its owner can read.
      case file(String)
    }

    package var user: String
    package var endpoint: Endpoint
    /// Nil if the file names none.
    package var password: Password?

    package init(user: String, endpoint: Endpoint, password: Password?) {
      self.user = user
      self.endpoint = endpoint
      self.password = password
    }
  }

  /// The file, as it was named.
  package var path: String
  package var description: String
  /// Imports of an integration that is not active are refused.
  package var isActive: Bool
  package var source: Source
  package var registry: RegistrySource
  package var dataDirectory: String
  /// Of cycles, bands, output and agenda, an IANA name.
  package var timeZone: String
  package var billing: Billing
  package var access: Access?
  /// Nil: nothing is told to the platform.
  package var summitAPI: SummitAPI?
  /// Nil: services are handed over by files alone.
  package var erp: ERP?
  package var alerts: Alerts
  /// Who is told of events over HTTP.
  package var webhooks: [Webhook] = []
  /// When the import runs (spec 4.6), from `schedule`, `schedule.yml` or `import_period`.
  package var agenda: Agenda

  /// The only gateway there is.
  package static let gateway = "summit-networks"
  /// What `registry` says where the registers in the ledger's database are the registry.
  package static let databaseRegistry = "database"

  /// What the import job is told.
  ///
  /// - Parameters:
  ///   - workers: at least 1.
  ///   - memory: nil: a share of the machine's.
  package func importSettings(workers: Int, memory: MemoryBudget? = nil) -> ImportSettings {
    var settings = ImportSettings(
      sourceDirectory: source.directory, registry: registry, dataDirectory: dataDirectory,
      layout: source.layout)
    settings.files = source.files
    settings.timeZone = timeZone
    settings.activeLinesOnly = billing.activeLinesOnly
    settings.isPerCall = billing.additionalService == .perCall
    settings.deletesFiles = source.deletesFiles
    settings.deleteAfterHours = source.deleteAfterHours
    settings.settleSeconds = source.settleSeconds
    settings.workers = workers
    settings.watch = alertWatch()
    if let memory { settings.memory = memory }
    return settings
  }
}
