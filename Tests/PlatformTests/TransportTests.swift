import CCurl
import Foundation
import HTTPTypes
import Hummingbird
import PlatformSimulator
import RunSupport
import Testing

@testable import Platform

@Suite("Where the client's requests go, how often and how long, spec 6.3")
struct TransportTests {
  private static func settings(port: Int, isTLS: Bool = false, seconds: Double = 30) -> SummitHTTPClient.Settings {
    SummitHTTPClient.Settings(
      host: "127.0.0.1", port: port, isTLS: isTLS, timeoutSeconds: seconds, user: "ana",
      password: PlatformSecret("hunter2"))
  }

  @Test("the proxies of the environment are not used")
  func proxies() async {
    // In a process of its own, because of the environment.
    await #expect(processExitsWith: .success) {
      let proxy = try await ScriptedServer.start { .scripted(200, "[]") }
      let server = try await ScriptedServer.start { .scripted(200, "[]") }
      for name in ["http_proxy", "https_proxy", "all_proxy"] {
        setenv(name, proxy.url, 1)
        setenv(name.uppercased(), proxy.url, 1)
      }
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      // A request that heeds the environment goes to the proxy.
      let url = server.url
      let code = try await onThread { TransportTests.plainRequest(url) }
      precondition(code == CURLE_OK && proxy.requests == 1 && server.requests == 0)
      for isTLS in [false, true] {
        try await AwaitedClient.with(TransportTests.settings(port: server.port, isTLS: isTLS)) { client in
          let found = await failure { try await client.plans() }
          precondition((found == nil) == !isTLS)
        }
      }
      precondition(proxy.requests == 1 && server.requests == 1)
    }
  }

  /// A request as libcurl makes it if nobody says how.
  private static func plainRequest(_ url: String) -> CURLcode {
    guard summit_curl_start() == CURLE_OK, let curl = curl_easy_init() else { return CURLE_FAILED_INIT }
    defer { curl_easy_cleanup(curl) }
    _ = summit_curl_set_text(curl, CURLOPT_URL, url)
    _ = summit_curl_set_receiver(curl, { _, size, count, _ in size * count }, nil)
    return curl_easy_perform(curl)
  }

  @Test("a redirect is not followed", arguments: [301, 302, 303, 307, 308])
  func redirects(status: Int) async throws {
    let elsewhere = try await ScriptedServer.start { .scripted(200, "[]") }
    let server = try await ScriptedServer.start { .scripted(status, headers: [.location: elsewhere.url]) }
    try await AwaitedClient.with(Self.settings(port: server.port)) { client in
      for found in [
        await failure { try await client.plans() }, await failure { try await client.create(.sample(), key: "k") },
      ] {
        #expect(found?.isFinal == false)
        #expect("\(String(describing: found))".contains("a redirect, which is not followed"))
      }
    }
    #expect(server.requests == 2)
    #expect(elsewhere.requests == 0)
    await server.stop()
    await elsewhere.stop()
  }

  @Test("requests one after another share a connection")
  func connections() async throws {
    let server = try await ScriptedServer.start { .scripted(200, "[]") }
    try await AwaitedClient.with(Self.settings(port: server.port)) { client in
      for _ in 0..<20 {
        let plans = try await client.plans()
        #expect(plans == [])
      }
    }
    #expect(server.requests == 20)
    #expect(server.connections == 1)
    await server.stop()
  }

  @Test("each request is sent once, also if its connection closes")
  func once() async throws {
    var settings = PlatformSimulator.Settings()
    let recorder = ExchangeRecorder()
    settings.recorder = recorder
    let isKnown = settings.faults.add("lost-answer:0.3")
    #expect(isKnown)
    let (sent, lost) = try await withSimulator(settings) { client, _ in
      var (sent, lost) = (0, 0)
      for index in 0..<40 {
        let number = "\(554_800_000_000 + index)"
        let found =
          index.isMultiple(of: 2)
          ? await failure { try await client.create(.sample(number), key: number) }
          : await failure { try await client.plans() }
        sent += 1
        if let found {
          lost += 1
          #expect("\(found)".contains("the connection closed before an answer"))
        }
      }
      return (sent, lost)
    }
    #expect(recorder.count == sent)
    #expect(recorder.exchanges.count { !$0.isAnswered } == lost)
    #expect((1..<sent).contains(lost))
  }

  @Test("a server that takes no connection, or says nothing on it, is given up in time")
  func silence() async throws {
    let listener = try SilentListener()
    for isTLS in [false, true] {
      let found = try await Self.found(Self.settings(port: listener.port, isTLS: isTLS, seconds: 0.3))
      #expect("\(found)".contains("found none within 0.3 s (timeout_seconds)"), "\(found)")
    }
    listener.fill()
    let found = try await Self.found(Self.settings(port: listener.port, seconds: 0.3))
    #expect("\(found)".contains("found none within 0.3 s (timeout_seconds)"), "\(found)")
  }

  @Test("shutting down ends what is under way")
  func shutdown() async throws {
    let listener = try SilentListener()
    let client = SummitHTTPClient(Self.settings(port: listener.port, seconds: 600))
    let asking = Task { try await onThread { try client.plans() } }
    try await Task.sleep(for: .milliseconds(100))
    try await onThread { client.shutdown() }
    let found = await failure { _ = try await asking.value }
    #expect("\(try #require(found))".contains("found none: the program is ending"))
  }

  private static func found(_ settings: SummitHTTPClient.Settings) async throws -> PlatformFailure {
    let found = try await AwaitedClient.with(settings) { client in await failure { try await client.plans() } }
    return try #require(found)
  }
}

/// A port on loopback at which nobody answers.
private final class SilentListener {
  let port: Int
  private let descriptor: Int32
  private var address = sockaddr_in()
  private var waiting: [Int32] = []

  init() throws {
    descriptor = Self.makeSocket()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    // SAFETY: an address is as large as it says, and both are for the time of the calls.
    let isListening = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, size) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, address, &size) == 0
      }
    }
    try #require(isListening)
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit {
    for descriptor in waiting + [descriptor] { close(descriptor) }
  }

  private static func makeSocket() -> Int32 { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }

  /// Makes connections until the system takes no more.
  func fill() {
    for _ in 0..<16 {
      let descriptor = Self.makeSocket()
      waiting.append(descriptor)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      // SAFETY: as in `init`.
      withUnsafePointer(to: address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          _ = connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
  }
}
