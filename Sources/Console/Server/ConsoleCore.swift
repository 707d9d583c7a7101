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
  /// By integration.
  let ledgers: [LedgerPool]
  private let current: Mutex<[Integration]>

  init(_ settings: ConsoleSettings) throws {
    self.settings = settings
    templates = try PageTemplates()
    ledgers = settings.integrations.map { LedgerPool($0.directory) }
    imports = ImportDesk(settings)
    current = Mutex(settings.integrations)
  }

  /// As their files were last read.
  var integrations: [Integration] { current.withLock { $0 } }

  /// Reads an integration's file again, after it was changed.
  func reload(_ index: Int) throws {
    let integration = try Integration.load(path: integrations[index].path)
    current.withLock { $0[index] = integration }
  }

  /// The users' ledger.
  var users: LedgerPool { ledgers[0] }

  var now: Date { settings.now() }
  var nowSeconds: Int64 { Int64(now.timeIntervalSince1970.rounded(.down)) }

  /// The name of the cookie: one that no other host or path can set, where the browser can be held to that.
  var cookieName: String { settings.isPlainHTTP ? "summit-sessao" : "__Host-summit-sessao" }
  /// The same of the cookie before the log-in.
  var visitorCookieName: String { settings.isPlainHTTP ? "summit-visita" : "__Host-summit-visita" }
}
