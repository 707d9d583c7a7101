import Foundation
import Testing

@testable import Platform

@Suite(
  "With TLS the certificate must be trusted: nothing is sent else, spec 6.3",
  .enabled(if: TLSServer.isInstalled, "needs the program openssl, which dev/setup installs"))
struct CertificateTests {
  private static func settings(_ server: TLSServer, caFile: String?) -> SummitHTTPClient.Settings {
    SummitHTTPClient.Settings(
      host: "127.0.0.1", port: server.port, isTLS: true, caFile: caFile, timeoutSeconds: 10, user: "ana",
      password: PlatformSecret("hunter2"))
  }

  /// What asking for the plans throws.
  private static func found(_ settings: SummitHTTPClient.Settings) async throws -> PlatformFailure? {
    try await AwaitedClient.with(settings) { client in await failure { try await client.plans() } }
  }

  @Test("a server of one's own authority is asked if that is in ca_file, and not else")
  func authority() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    #expect(try await Self.found(Self.settings(server, caFile: server.caFile)) == nil)
    let strange = try #require(try await Self.found(Self.settings(server, caFile: nil)))
    #expect(!strange.isFinal)
    #expect("\(strange)".contains("found a certificate that is not accepted: "), "\(strange)")
    // The authorities of the system are no help where a file names others, and neither is another of that name.
    let other = try TLSServer(name: "IP:127.0.0.1")
    let foreign = try #require(try await Self.found(Self.settings(server, caFile: other.caFile)))
    #expect("\(foreign)".contains("found a certificate that is not accepted: "), "\(foreign)")
  }

  @Test(
    "a certificate of another host is refused", arguments: ["IP:127.0.0.2", "DNS:localhost", "DNS:127.0.0.1.example"])
  func host(name: String) async throws {
    let server = try TLSServer(name: name)
    let found = try #require(try await Self.found(Self.settings(server, caFile: server.caFile)))
    #expect(!found.isFinal)
    #expect("\(found)".contains("found a certificate that is not accepted: "), "\(found)")
    #expect("\(found)".contains("check host and ca_file of summit_api"), "\(found)")
  }

  @Test("a ca_file that is not there, or has no certificate, trusts nobody")
  func file() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    let directory = try ScratchDirectory()
    try Data("no certificate\n".utf8).write(to: directory.url.appending(path: "words.pem"))
    for name in ["words.pem", "none.pem"] {
      let path = directory.path(name)
      let found = try #require(try await Self.found(Self.settings(server, caFile: path)))
      #expect(!found.isFinal)
      #expect("\(found)".contains("found no certificate of an authority in \(path) (ca_file"), "\(found)")
    }
  }

  @Test("without TLS a server that speaks it is not understood, and the other way round")
  func plain() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    var settings = Self.settings(server, caFile: nil)
    settings.isTLS = false
    #expect(try await Self.found(settings)?.isFinal == false)
    let talker = try await ScriptedServer.start { .scripted(200, "[]") }
    settings.isTLS = true
    settings.port = talker.port
    #expect(try await Self.found(settings)?.isFinal == false)
    #expect(talker.requests == 0)
    await talker.stop()
  }
}
