import Foundation
import Integration
import Ledger
import Testing

@testable import Console

/// What is let in at all: hosts, paths, proxies, sizes, slow clients (spec 8.3).
@Suite(.serialized) struct GateTests {
  @Test func everyAnswerHasTheHeaders() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let asset = try #require(await client.get("/painel").body.firstMatch(of: /href="(\/recursos\/[^"]+\.css)"/))
      var answers = [
        await client.get("/painel"), await client.get("/nada"), await client.get("/healthz"),
        await client.get(String(asset.1)), await client.get("/1/cadastros/contracts/exportar"),
        await client.post("/sair", [], token: nil), await client.send("DELETE", "/painel"),
        await client.get("/a/../b"), await client.get("/", ["Host": "evil.example"]),
      ]
      answers.append(await site.client().get("/painel"))
      for answer in answers {
        let csp = try #require(answer.header("content-security-policy"), "\(answer.status)")
        #expect(csp.hasPrefix("default-src 'none'") && !csp.contains("unsafe") && !csp.contains("*"))
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("x-frame-options") == "DENY")
        #expect(answer.header("referrer-policy") == "same-origin")
        #expect(answer.header("cross-origin-opener-policy") == "same-origin")
        #expect(answer.header("server") == nil)
        let isAsset = answer.header("content-type")?.hasPrefix("text/css") == true
        #expect(answer.header("cache-control") == (isAsset ? "public, max-age=31536000, immutable" : "no-store"))
      }
    }
  }

  @Test func pagesHaveNoScriptAndNoStyleOfTheirOwn() throws {
    for source in PageTemplates.sources {
      let text = String(decoding: source.text, as: UTF8.self)
      #expect(!text.contains("{{{") && !text.contains("{{&"), "\(source.name) would not escape")
      #expect(!text.contains("<style") && !text.contains(" style="), "\(source.name)")
      #expect(!text.contains("javascript:") && text.firstMatch(of: #/ on[a-z]+=/#) == nil, "\(source.name)")
      let scripts = text.matches(of: /<script[^>]*>/).map { String($0.0) }
      #expect(scripts.allSatisfy { $0.contains("src=\"{{js}}\"") }, "\(source.name)")
      #expect(!text.contains("http://") && !text.contains("https://"), "\(source.name) asks another host")
    }
  }

  @Test(arguments: ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""])
  func otherHostsNamesAreRefused(host: String) async throws {
    try await ConsoleSite.with { site in
      let answer = await site.client().get("/entrar", ["Host": host])
      #expect(answer.status == 421 || answer.status == 400)
      #expect(!answer.body.contains("senha"))
    }
  }

  @Test func namesThatAreGivenAreLetIn() async throws {
    try await ConsoleSite.with({ $0.names = ["console.exemplo.com.br"] }) { site in
      for host in ["console.exemplo.com.br", "Console.Exemplo.com.br:443", "localhost:\(site.server.port)"] {
        #expect(await site.client().get("/entrar", ["Host": host]).status == 200)
      }
      #expect(await site.client().get("/healthz", ["Host": "10.0.0.9"]).status == 200)
      #expect(await site.client().get("/readyz", ["Host": "10.0.0.9"]).status == 200)
    }
  }

  @Test(arguments: [
    "/../etc/passwd", "/recursos/../../etc/passwd", "/%2e%2e/x", "/1/cadastros/%2e%2e", "/a//b", "/a/%00", "/a\\b",
    "/%", "/1/cadastros/%ff", "/1/chamadas?x=%zz", "/./painel", "/painel/",
  ])
  func pathTricksLeadNowhere(path: String) async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let answer = await client.get(path)
      #expect(answer.status == 400 || answer.status == 404, "\(answer.status)")
      #expect(!answer.body.contains("root:"))
    }
  }

  @Test func methodsAndTypesThatAreNotServed() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      for method in ["PUT", "TRACE", "OPTIONS", "PATCH", "CONNECT", "BREW"] {
        let refused = await client.send(method, "/painel")
        #expect(refused.status == 405 || refused.status == 400, "\(method)")
        #expect(!refused.body.contains("Painel"))
      }
      #expect(await client.get("/sair").status == 405)
      let head = await client.send("HEAD", "/painel")
      #expect(head.status == 200 && head.body.isEmpty)
      let token = WebClient.token(await client.get("/painel").body)
      let json = ["Content-Type": "application/json"]
      #expect(await client.post("/sair", [], token: token, json).status == 415)
      #expect(
        await client.post("/sair", [], token: token, ["Content-Type": "multipart/form-data; boundary=x"]).status == 415)
    }
  }

  @Test func aFormThatIsTooLargeIsRefused() async throws {
    try await ConsoleSite.with({ $0.limits.bodyBytes = 4_096 }) { site in
      let client = await site.client(of: "ana")
      let token = WebClient.token(await client.get("/painel").body)
      let big = String(repeating: "x", count: 5_000)
      #expect(await client.post("/sair", [("a", big)], token: token).status == 413)
      // Without a length, in chunks.
      let cookies = client.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      let chunked = await client.raw(
        "POST /sair HTTP/1.1\r\nHost: 127.0.0.1:\(site.server.port)\r\nCookie: \(cookies)\r\nTransfer-Encoding: chunked\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n\r\n1388\r\n\(big)\r\n0\r\n\r\n")
      #expect(chunked.status == 413)
      #expect(await client.get("/painel").status == 200)
    }
  }

  @Test func aClientThatIsTooSlowIsLetGo() async throws {
    try await ConsoleSite.with({ $0.limits.requestSeconds = 1 }) { site in
      for begun in [
        "", "GET /entrar HTTP/1.1\r\nHost: x",
        "POST /entrar HTTP/1.1\r\nHost: 127.0.0.1:\(site.server.port)\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nx=",
      ] {
        let answer = await site.client().raw(begun)
        #expect(answer.status == 0 || answer.status >= 400)
        #expect(answer.isClosed)
      }
      #expect(await site.client().get("/entrar").status == 200)
    }
  }

  @Test func aThousandIdleConnectionsDoNotKeepOthersOut() async throws {
    // Both ends of each are files of this process.
    // Enough for the tests beside it, too.
    try #require(OpenFiles.raise(to: 20_000) >= 3_000, "the system lets this process open too few files")
    try await ConsoleSite.with { site in
      let idle = (0..<1_000).map { _ in RawSocket(port: site.server.port) }
      #expect(await site.client().get("/entrar").status == 200)
      let client = await site.client(of: "ana")
      #expect(await client.get("/painel").status == 200)
      withExtendedLifetime(idle) {}
    }
  }

  @Test func lengthsThatContradictAreRefused() async throws {
    try await ConsoleSite.with { site in
      let head = "POST /entrar HTTP/1.1\r\nHost: 127.0.0.1:\(site.server.port)\r\nConnection: close\r\n"
      let type = "Content-Type: application/x-www-form-urlencoded\r\n"
      for lengths in [
        "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n", "Content-Length: +5\r\n", "Content-Length: 5 5\r\n",
      ] {
        let reply = await site.client().raw(
          head + type + lengths + "\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(reply.status >= 400 || reply.status == 0, "\(lengths)")
        #expect(!reply.body.contains("summit_"), "\(lengths): what followed was taken for a request")
      }
    }
  }

  @Test func ofTwoCookiesOfOneNameNeitherCounts() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let session = try #require(client.cookies["__Host-summit-sessao"])
      let stranger = site.client()
      let twice = "__Host-summit-sessao=\(session); __Host-summit-sessao=\(session)"
      #expect(await stranger.get("/painel", ["Cookie": twice]).status == 303)
      #expect(await stranger.get("/painel", ["Cookie": "__Host-summit-sessao=\(session)"]).status == 200)
    }
  }

  @Test func addressesAreBelievedFromTrustedProxiesAlone() async throws {
    let told = ["X-Forwarded-For": "203.0.113.7, 127.0.0.1", "X-Forwarded-Proto": "https"]
    try await ConsoleSite.with { site in
      let client = site.client()
      let page = await client.get("/entrar", told)
      #expect(page.header("strict-transport-security") == nil)
      let wrong = [("usuario", "ana"), ("senha", "não é a senha")]
      _ = await client.post("/entrar", wrong, token: WebClient.token(page.body), told)
      let accesses = try site.accesses()
      #expect(accesses.first?.address == "127.0.0.1")
    }
    try await ConsoleSite.with({ $0.trustedProxies = AddressBlock.loopback }) { site in
      let client = site.client()
      let page = await client.get("/entrar", told)
      #expect(page.header("strict-transport-security") == "max-age=31536000; includeSubDomains")
      let wrong = [("usuario", "ana"), ("senha", "não é a senha")]
      _ = await client.post("/entrar", wrong, token: WebClient.token(page.body), told)
      let accesses = try site.accesses()
      #expect(accesses.first?.address == "203.0.113.7")
    }
  }

  @Test func severalIntegrationsHaveTheirOwnPaths() async throws {
    try await ConsoleSite.with({ $0.integrations.append($0.integrations[0]) }) { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/2/cadastros/contracts")
      #expect(page.body.contains("href=\"/2/cadastros/lines\"") && !page.body.contains("href=\"/1/cadastros/lines\""))
      #expect(page.body.contains("href=\"/1/chamadas\""), "the other one is in the menu")
      for path in ["/3/chamadas", "/0/chamadas", "/02/chamadas", "/-1/chamadas"] {
        #expect(await client.get(path).status == 404, "\(path)")
      }
    }
  }

  @Test func aFileThatIsChangedMeanwhileIsFollowed() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let file = site.directory.appending(path: "integration.yml")
      let before = try String(contentsOf: file, encoding: .utf8)
      try before.replacing("Cia\"", with: "Netos\"").write(to: file, atomically: true, encoding: .utf8)
      #expect(await client.get("/painel").body.contains("Netos"))
      try "gateway: [".write(to: file, atomically: true, encoding: .utf8)
      #expect(await client.get("/painel").body.contains("Netos"), "one that is wrong changes nothing")
      #expect(site.log.count { $0.contains("cannot be read; it holds as it was") } == 1)
    }
  }

  @Test func requestsUnderWayAreAnsweredWhenItEnds() async throws {
    let site = try await ConsoleSite.start()
    let client = site.client()
    let token = WebClient.token(await client.get("/entrar").body)
    let login = [("usuario", "ana"), ("senha", ConsoleSite.password)]
    // A hash takes a good while.
    async let answer = client.post("/entrar", login, token: token)
    try await Task.sleep(for: .milliseconds(60))
    await site.stop()
    #expect(await answer.status == 303)
    #expect(await site.client().get("/healthz").status == 0, "nobody listens any longer")
  }

  @Test func metricsAreInPrometheusFormAndOfThisMachineAlone() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = site.client()
      _ = await client.get("/nada")
      let page = await client.get("/metrics")
      #expect(page.status == 200)
      #expect(page.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
      var types: [String: String] = [:]
      var values: [String: Double] = [:]
      for line in page.body.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        if let type = line.wholeMatch(of: #/# TYPE ([a-z_]+) (counter|gauge)/#) {
          #expect(types.updateValue(String(type.2), forKey: String(type.1)) == nil)
        } else if line.wholeMatch(of: #/# HELP [a-z_]+ [^\n]+/#) == nil {
          let sample = #/([a-z_]+)(\{[a-z]+="(?:[^"\\]|\\.)*"(?:,[a-z]+="(?:[^"\\]|\\.)*")*\})? ([0-9.]+)/#
          let match = try #require(line.wholeMatch(of: sample), "\(line)")
          let name = String(match.1)
          #expect(types[name] == (name.hasSuffix("_total") ? "counter" : "gauge"), "\(line)")
          let key = name + (match.2.map(String.init) ?? "")
          #expect(values.updateValue(Double(match.3) ?? -1, forKey: key) == nil, "\(line) stands twice")
        }
      }
      let of = "integration=\"Provedor <Exemplo> & Cia\""
      #expect(values["summit_runs_total{\(of)}"] == 1)
      let ledger = try site.integration.openLedger()
      let read = try ledger.runs().reduce(0) { $0 + $1.read }
      let rows = values.filter { $0.key.hasPrefix("summit_rows_total") }.values.reduce(0, +)
      #expect(rows == Double(read))
      #expect((values["summit_requests_total{status=\"4xx\"}"] ?? 0) >= 1)
      #expect(await client.get("/metrics", ["X-Forwarded-For": "127.0.0.1"]).status == 403)
    }
  }

  @Test func anotherAddressThanLoopbackNeedsTLSInFront() throws {
    var settings = ConsoleSettings([try Self.integration()])
    #expect(settings.fault == nil)
    settings.host = "10.0.0.2"
    #expect(settings.fault?.contains("--plain-http") == true)
    settings.trustedProxies = [try #require(AddressBlock("10.0.0.1"))]
    #expect(settings.fault == nil)
    settings.host = "0.0.0.0"
    #expect(settings.fault?.contains("--host") == true)
    settings.names = ["console.exemplo.com.br"]
    #expect(settings.fault == nil)
    settings.trustedProxies = []
    settings.isPlainHTTP = true
    #expect(settings.fault == nil)
  }

  private static func integration() throws -> Integration {
    let directory = FileManager.default.temporaryDirectory.appending(path: "summit-cdr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory.appending(path: "cdr"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appending(path: "integration.yml")
    try "gateway: summit-networks\ncdr: {source_directory: cdr}\nregistry: database\n".write(
      to: file, atomically: true, encoding: .utf8)
    return try Integration.load(path: file.path)
  }
}

struct AddressBlockTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.9.8.7", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.1", "10.0.0.1", true),
    ("10.0.0.1", "10.0.0.2", false), ("127.0.0.0/8", "::ffff:127.0.0.1", true), ("::1", "::1", true),
    ("2001:db8::/32", "2001:db8:1::5", true), ("2001:db8::/32", "2001:db9::5", false), ("0.0.0.0/0", "1.2.3.4", true),
    ("10.0.0.0/12", "10.15.255.1", true), ("10.0.0.0/12", "10.16.0.1", false),
  ])
  func blocksContain(block: String, address: String, contains: Bool) throws {
    #expect(try #require(AddressBlock(block)).contains(address) == contains)
  }

  @Test(arguments: ["", "10.0.0", "10.0.0.256", "10.0.0.0/33", "x", ":::", "1:2:3:4:5:6:7:8:9", "10.0.0.0/-1"])
  func whatIsNoAddressIsNone(text: String) { #expect(AddressBlock(text) == nil) }
}
