import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Platform

@Suite("What the client makes of answers: final, or to be asked again, spec 6.3")
struct ClientFailureTests {
  private static let password = "hunter2-secret"

  private static func settings(port: Int, seconds: Double = 30) -> SummitHTTPClient.Settings {
    SummitHTTPClient.Settings(
      host: "127.0.0.1", port: port, timeoutSeconds: seconds, user: "ana", password: PlatformSecret(password))
  }

  private static func ask(
    _ settings: SummitHTTPClient.Settings, _ answer: @escaping @Sendable () async throws -> Response
  ) async throws -> PlatformFailure? {
    let server = try await ScriptedServer.start(answer)
    var settings = settings
    settings.port = server.port
    let found = try await AwaitedClient.with(settings) { client in
      await failure { try await client.create(.sample(), key: "k") }
    }
    await server.stop()
    return found
  }

  static let ours = #"{"error":"no-way","message":"expected more","field":"plan"}"#

  @Test(
    "a status and body are final, or not",
    arguments: [
      (400, ours, true, "the platform refuses it (400 no-way): plan: expected more"),
      (404, ours, true, "(404 no-way)"), (409, ours, true, "(409 no-way)"), (422, ours, true, "(422 no-way)"),
      (401, "", true, "expected to be let in as ana, found 401: check access in integration.yml"),
      (403, "<html>", true, "expected to be let in as ana, found 403: check access in integration.yml"),
      (408, ours, false, "found 408 no-way: expected more"), (429, ours, false, "found 429 no-way"),
      (500, ours, false, "found 500 no-way"), (503, "", false, "found 503"), (599, "x", false, "found 599"),
      (404, "<html>not here</html>", false, "found 404 without a reason in our format"),
      (301, "", false, "found 301, a redirect, which is not followed: check host, port and tls of summit_api"),
      (201, "", false, "found an answer that is not in our format"),
      (201, #"{"terminal":"1"}"#, false, "found an answer that is not in our format"),
      (201, #"{"terminal":"1","credential":7}"#, false, "found an answer that is not in our format"),
      (200, #"{"terminal":"1","credential":"c"}"#, false, "found 200"), (204, "", false, "found 204"),
    ])
  func answers(status: Int, body: String, isFinal: Bool, words: String) async throws {
    let found = try #require(
      try await Self.ask(Self.settings(port: 0)) {
        .scripted(status, body, headers: [.location: "http://127.0.0.1:1/elsewhere"])
      })
    #expect(found.isFinal == isFinal)
    #expect("\(found)".contains(words), "\(found)")
  }

  @Test(
    "a list in which a line has no terminal, or that of another, is no answer",
    arguments: [
      (["T1", ""], "a line without a terminal"), (["T1", "T2", "T1"], "two lines with the terminal T1"),
      ([" "], "a line without"),
    ])
  func terminals(terminals: [String], words: String) async throws {
    let lines = terminals.map { PlatformLine(terminal: $0, line: .sample()) }
    let body = String(decoding: try SummitWireFormat.encode(lines), as: UTF8.self)
    let server = try await ScriptedServer.start { .scripted(200, body, headers: [:]) }
    let found = try await AwaitedClient.with(Self.settings(port: server.port)) { client in
      await failure { _ = try await client.lines() }
    }
    await server.stop()
    #expect("\(try #require(found))".contains(words))
  }

  @Test("an answer that comes too late, or never ends, is none")
  func timeout() async throws {
    let late = try await Self.ask(Self.settings(port: 0, seconds: 0.3)) {
      try await Task.sleep(for: .seconds(60))
      return .scripted(201, #"{"terminal":"1","credential":"c"}"#)
    }
    #expect("\(try #require(late))".contains("found none within 0.3 s (timeout_seconds)"))
    let endless = try await Self.ask(Self.settings(port: 0, seconds: 0.3)) {
      Response(
        status: .created,
        body: ResponseBody { writer in
          // Something now and then, so that only the time of the whole request ends it.
          while true {
            try await writer.write(ByteBuffer(string: " "))
            try await Task.sleep(for: .milliseconds(20))
          }
        })
    }
    #expect("\(try #require(endless))".contains("found none within 0.3 s (timeout_seconds)"))
  }

  @Test("an answer without bound is given up")
  func tooLarge() async throws {
    let found = try await Self.ask(Self.settings(port: 0)) {
      .scripted(201, String(repeating: " ", count: SummitWireFormat.maximumAnswerBytes + 1))
    }
    #expect("\(try #require(found))".contains("found an answer larger than expected"))
  }

  @Test("nobody there, and no such host, are no answer")
  func nobody() async throws {
    let server = try await ScriptedServer.start { .scripted(200) }
    await server.stop()
    let refused = try await AwaitedClient.with(Self.settings(port: server.port)) { client in
      await failure { try await client.plans() }
    }
    #expect(
      "\(try #require(refused))".contains("found no connection: Connection refused"), "\(String(describing: refused))")
    #expect(refused?.isFinal == false)
    for host in ["nobody.invalid", "not a host"] {
      var settings = Self.settings(port: 80, seconds: 5)
      settings.host = host
      let unknown = try await AwaitedClient.with(settings) { client in await failure { try await client.plans() } }
      #expect(unknown?.isFinal == false, "\(host)")
    }
  }

  @Test("neither password nor credential is in an error, a print or a dump, regardless of what the platform repeats")
  func secrets() async throws {
    let token = Data("ana:\(Self.password)".utf8).base64EncodedString()
    let repeated = #"{"error":"no-way","message":"you said \#(Self.password) and \#(token)\u001b[31m"}"#
    for status in [400, 401, 500] {
      let found = try await Self.ask(Self.settings(port: 0)) { .scripted(status, repeated) }
      let text = "\(try #require(found)) \(String(reflecting: found))"
      #expect(!text.contains(Self.password) && !text.contains(token) && !text.contains("\u{1B}"), "\(text)")
    }
    let half = try await Self.ask(Self.settings(port: 0)) { .scripted(201, #"{"credential":"c4edential"}"#) }
    #expect(!"\(try #require(half))".contains("c4edential"))
    var dumped = ""
    dump(Self.settings(port: 1), to: &dumped)
    #expect(!dumped.contains(Self.password) && !"\(Self.settings(port: 1))".contains(Self.password))
    #expect(!"\(PlatformAccount(terminal: "1", credential: "c4edential"))".contains("c4edential"))
  }
}
