import CallModel
import Foundation
import GRDB
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Synchronization

@testable import Console

/// A provider with the sample's registers and calls, and a console that serves it, in a directory of its own.
final class ConsoleSite: Sendable {
  let directory: URL
  let integration: Integration
  let server: ConsoleServer
  private let clock: Clock
  private let lines: Lines

  /// The clock that the server reads.
  final class Clock: Sendable {
    private let value = Mutex(Date())
    var date: Date { value.withLock { $0 } }
    func pass(_ seconds: Double) { value.withLock { $0 += seconds } }
  }

  final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  static let password = "uma senha bem longa"
  static let users: [(name: String, role: Role)] = [
    ("ana", .admin), ("rui", .reader), ("olga", .operating), ("beto", .billing),
  ]
  /// Hashed once for all tests: it takes a while.
  private static let hash = Password(Array(password.utf8)).hash() ?? PasswordHash(text: "")

  private init(_ directory: URL, _ integration: Integration, _ server: ConsoleServer, _ clock: Clock, _ lines: Lines) {
    self.directory = directory
    self.integration = integration
    self.server = server
    self.clock = clock
    self.lines = lines
  }

  /// - Parameters:
  ///   - imports: whether the sample's calls are imported.
  ///   - change: of the console's settings.
  static func start(
    imports: Bool = false, _ change: (inout ConsoleSettings) -> Void = { _ in }
  ) async throws -> ConsoleSite {
    let directory = FileManager.default.temporaryDirectory.appending(path: "summit-cdr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory.appending(path: "cdr"), withIntermediateDirectories: true)
    let yaml = """
      description: "Provedor <Exemplo> & Cia"
      gateway: summit-networks
      cdr: {source_directory: cdr, settle_seconds: 0}
      registry: database
      """
    try yaml.write(to: directory.appending(path: "integration.yml"), atomically: true, encoding: .utf8)
    let integration = try Integration.load(path: directory.path)
    try fill(integration, directory, imports: imports)
    let box = Lines()
    let clock = Clock()
    var settings = ConsoleSettings([integration])
    settings.port = 0
    settings.now = { clock.date }
    settings.log = { line in box.all.withLock { $0.append(line) } }
    // Beside tests that hold all processors an answer may wait for long.
    settings.limits.requestSeconds = 600
    settings.limits.stalledSeconds = 600
    change(&settings)
    let server = try await ConsoleServer.start(settings)
    return ConsoleSite(directory, integration, server, clock, box)
  }

  /// Starts one, and stops it in any case.
  static func with(
    imports: Bool = false, _ change: (inout ConsoleSettings) -> Void = { _ in },
    _ body: (ConsoleSite) async throws -> Void
  ) async throws {
    let site = try await start(imports: imports, change)
    do {
      try await body(site)
    } catch {
      await site.stop()
      throw error
    }
    await site.stop()
  }

  func pass(minutes: Double) { clock.pass(minutes * 60) }

  var log: [String] { lines.all.withLock { $0 } }

  func stop() async {
    await server.stop()
    try? FileManager.default.removeItem(at: directory)
  }

  func client() -> WebClient { WebClient(port: server.port) }

  /// A browser in which a user is logged in.
  func client(of user: String) async -> WebClient {
    let client = client()
    let page = await client.get("/entrar")
    _ = await client.post(
      "/entrar", [("usuario", user), ("senha", Self.password)], token: WebClient.token(page.body))
    return client
  }

  /// What stands in the access log, the last first.
  func accesses() throws -> [AccessEntry] {
    try integration.openLedger().read { try AccessLog($0).entries(user: nil, before: nil, limit: 1_000) }
  }

  private static func fill(_ integration: Integration, _ directory: URL, imports: Bool) throws {
    let author = Author(name: "teste", date: Date())
    let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../SampleCDR").standardized
    let files = try RegistryLoader.bytes(directory: sample.appending(path: "registry").path)
    _ = try integration.changeRegisters(by: author, action: "registry import") {
      try RegisterImport($0, $1, files: files).run()
    }
    try LedgerSession(integration.directory, for: .entering).ledger.changeUsers { database in
      for user in users { try UserStore(database).add(user.name, user.role, hash, by: author) }
    }
    guard imports else { return }
    for name in ["cdr-20261109.csv", "cdr-20261110.csv", "cdr-20261111.csv.gz"] {
      try FileManager.default.copyItem(
        at: sample.appending(path: "cdr").appending(path: name),
        to: directory.appending(path: "cdr").appending(path: name))
    }
    _ = try ImportRun(integration.importSettings(workers: 1)).run()
  }
}

extension Integration {
  /// The ledger, to look at it.
  func openLedger() throws -> Ledger { try LedgerSession(directory, for: .changingBesideRuns).ledger }
}
