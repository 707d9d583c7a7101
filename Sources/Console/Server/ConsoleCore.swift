import Foundation
import Integration
import Ledger
import Synchronization

/// What all requests share.
final class ConsoleCore: Sendable {
  let settings: ConsoleSettings
  let templates: PageTemplates
  let throttle = LogInThrottle()
  let requests = RequestCounts()
  let imports: ImportDesk
  let pushes: PushDesk
  let erp: ERPDesk
  let sums: SumDesk
  let sessionUses: SessionUses
  /// By integration.
  let ledgers: [LedgerPool]
  /// The users' ledger, to change users and sessions.
  let users: LedgerPool
  private let current: Mutex<[Integration]>
  /// What the files of the integrations were when they were read.
  private let marks: Mutex<[FileMark?]>

  /// A file as it stood.
  private struct FileMark: Equatable {
    var modified: Date
    var size: UInt64

    init?(_ path: String) {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let modified = attributes[.modificationDate] as? Date, let size = attributes[.size] as? NSNumber
      else { return nil }
      self.modified = modified
      self.size = size.uint64Value
    }
  }

  init(_ settings: ConsoleSettings) throws {
    self.settings = settings
    templates = try PageTemplates()
    ledgers = settings.integrations.map { LedgerPool($0.directory, for: .looking) }
    users = LedgerPool(settings.integrations[0].directory, for: .changingBesideRuns)
    imports = ImportDesk(settings)
    pushes = PushDesk(settings)
    erp = ERPDesk(settings)
    sums = SumDesk(log: settings.log)
    sessionUses = SessionUses(log: settings.log)
    current = Mutex(settings.integrations)
    marks = Mutex(settings.integrations.map { FileMark($0.path) })
  }

  /// As their files were last read.
  var integrations: [Integration] { current.withLock { $0 } }

  /// Reads an integration's file again, after it was changed.
  func reload(_ index: Int) throws {
    let path = integrations[index].path
    let mark = FileMark(path)
    let integration = try Integration.load(path: path)
    current.withLock { $0[index] = integration }
    marks.withLock { $0[index] = mark }
  }

  /// Reads the files again that someone changed meanwhile. One that is wrong is told, and the integration stays as it
  /// was.
  func followFiles() {
    for (index, integration) in integrations.enumerated() {
      let mark = FileMark(integration.path)
      let isSame = marks.withLock { marks in
        if marks[index] == mark { return true }
        marks[index] = mark
        return false
      }
      if isSame { continue }
      do {
        try reload(index)
      } catch {
        settings.log("error: \(integration.path) was changed and cannot be read; it holds as it was: \(error)")
      }
    }
  }

  var now: Date { settings.now() }
  var nowSeconds: Int64 { Int64(now.timeIntervalSince1970.rounded(.down)) }

  /// The name of the cookie: one that no other host or path can set, where the browser can be held to that.
  var cookieName: String { settings.isPlainHTTP ? "summit-sessao" : "__Host-summit-sessao" }
  /// The same of the chosen language's.
  var languageCookieName: String { settings.isPlainHTTP ? "summit-idioma" : "__Host-summit-idioma" }
  /// The same of the cookie before the log-in.
  var visitorCookieName: String { settings.isPlainHTTP ? "summit-visita" : "__Host-summit-visita" }
}
