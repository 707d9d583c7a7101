import Foundation
import Integration
import Ledger
import ReferenceRating
import RegistryStore
import Registry
import Synchronization
import Testing

@testable import Console
import Glibc

/// The program that serves, killed at any moment: what was answered is there (spec 8.1).
@Suite(.serialized) struct ConsoleCrashTests {
  /// `summit-cdr serve` as a process of its own.
  private final class Served {
    let port: Int
    private let process = Process()

    /// - Returns: nil: it said no address.
    init?(_ site: String) throws {
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "summit-cdr")
      process.arguments = ["serve", "--config", site, "--listen", "127.0.0.1:0", "--quiet"]
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      var line: [UInt8] = []
      while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
      let url = String(decoding: line, as: UTF8.self)
      guard let port = url.firstMatch(of: #/:(\d+)\/?$/#).flatMap({ Int($0.1) }) else { return nil }
      self.port = port
    }

    func end() {
      // SAFETY: a process of our own that has not been waited for.
      _ = kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    deinit { if process.isRunning { end() } }
  }

  /// Contracts whose entering was answered.
  private final class Answered: Sendable {
    let ids = Mutex<Set<String>>([])
    let isOver = Atomic<Bool>(false)
  }

  private static let writers = 3
  private static let rounds = 6

  @Test func aKilledServerLosesNoChangeThatWasAnswered() async throws {
    // Its registers and users; the console in this process is ended at once.
    let site = try await ConsoleSite.start()
    await site.server.stop()
    defer { try? FileManager.default.removeItem(at: site.directory) }
    let answered = Answered()
    var random = SeededRandom(seed: 8_154)
    var cookies: [String: String] = [:]
    var token: String?
    for round in 0..<Self.rounds {
      let served = try #require(try Served(site.directory.path))
      if token == nil {
        let client = WebClient(port: served.port)
        let page = await client.get("/entrar")
        _ = await client.post(
          "/entrar", [("usuario", "ana"), ("senha", ConsoleSite.password)], token: WebClient.token(page.body))
        cookies = client.cookies
        token = WebClient.token(await client.get("/painel").body)
      }
      answered.isOver.store(false, ordering: .releasing)
      let (port, known, form) = (served.port, cookies, token)
      await withTaskGroup(of: Void.self) { group in
        for writer in 0..<Self.writers {
          group.addTask { await Self.write(round, writer, port, known, form, answered) }
        }
        try? await Task.sleep(for: .milliseconds(300 + Int(random.next() % 900)))
        served.end()
        answered.isOver.store(true, ordering: .releasing)
      }
      let there = Set(
        try site.integration.readRegisters { try $0.rows(of: .contracts, with: []) }.map(\.id))
      let lost = answered.ids.withLock { $0.subtracting(there) }
      #expect(lost.isEmpty, "round \(round): \(lost.sorted())")
    }
    #expect(answered.ids.withLock(\.count) > Self.rounds, "enough was written to lose something")
  }

  /// Enters contracts until the server is gone.
  private static func write(
    _ round: Int, _ writer: Int, _ port: Int, _ cookies: [String: String], _ token: String?, _ answered: Answered
  ) async {
    let client = WebClient(port: port)
    client.cookies = cookies
    for number in 0..<100_000 {
      if answered.isOver.load(ordering: .acquiring) { return }
      let id = "K\(round)-\(writer)-\(number)"
      let reply = await client.post("/1/cadastros/contracts/novo", [("id", id), ("customer", "Eva")], token: token)
      guard reply.status == 303 else { return }
      _ = answered.ids.withLock { $0.insert(id) }
    }
  }
}
