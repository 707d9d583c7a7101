import Foundation
import Importing
import Integration
import Ledger
import Pipeline
import RegistryStore
import Registry
import Testing

@testable import Console

/// What holds of every answer: each page that links lead to is visited (spec 8.3).
@Suite(.serialized) struct SweepTests {
  struct Visited {
    var path: String
    var reply: Reply
  }

  /// Follows links from the dashboard, until there are no more or many have been.
  static func crawl(_ client: WebClient, also: [String] = []) async -> [Visited] {
    var seen: Set<String> = []
    var waiting = ["/painel"] + also
    var visited: [Visited] = []
    while let path = waiting.popLast(), visited.count < 500 {
      guard seen.insert(path).inserted else { continue }
      let reply = await client.get(path)
      visited.append(Visited(path: path, reply: reply))
      guard reply.header("content-type")?.hasPrefix("text/html") == true else { continue }
      for link in reply.body.matches(of: #/(?:href|data-depois)="(\/[^"]*)"/#) {
        let target = String(link.1).replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
        if !seen.contains(target) { waiting.append(target) }
      }
    }
    return visited
  }

  @Test(arguments: ["ana", "olga", "beto", "rui"])
  func everyAnswerOfEveryRoleHasItsHeaders(user: String) async throws {
    try await ConsoleSite.with(imports: true) { site in
      let visited = await Self.crawl(await site.client(of: user), also: ["/usuarios", "/nada", "/1/servicos/fechar"])
      #expect(visited.count > 100)
      for page in visited {
        let reply = page.reply
        #expect([200, 202, 303, 403, 404, 503].contains(reply.status), "\(page.path): \(reply.status)")
        let policy = reply.header("content-security-policy") ?? ""
        #expect(policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(page.path)")
        #expect(reply.header("x-content-type-options") == "nosniff", "\(page.path)")
        #expect(reply.header("referrer-policy") == "same-origin", "\(page.path)")
        #expect(reply.header("access-control-allow-origin") == nil, "\(page.path)")
        let type = reply.header("content-type")
        let isText = ![FileKind.workbook, .parquet].map(\.mediaType).contains(type ?? "") && type != "image/svg+xml"
        if !reply.body.isEmpty, isText {
          #expect(type?.hasSuffix("charset=utf-8") == true, "\(page.path): \(type ?? "none")")
        }
        if page.path.hasPrefix("/recursos/") { continue }
        #expect(reply.header("cache-control") == "no-store", "\(page.path)")
        if reply.status == 200, reply.body.hasPrefix("<!doctype html>") {
          #expect(reply.body.contains("action=\"/sair\""), "\(page.path) has no way out")
        }
        if let attached = reply.header("content-disposition") {
          #expect(attached.wholeMatch(of: #/attachment; filename="[A-Za-z0-9._-]+"/#) != nil, "\(page.path)")
        }
      }
    }
  }

  /// Telephone numbers of the sample's calls and registers, as the digits of their subscribers.
  private static func numbers(_ site: ConsoleSite) throws -> Set<String> {
    var numbers: Set<String> = []
    let ledger = try site.integration.openLedger()
    try RecordedCalls(ledger).forEach(RecordSelection()) { row, _ in
      for cell in [row.text(.caller), row.text(.called)] where cell.count >= 12 {
        numbers.insert(String(cell.suffix(8)))
      }
    }
    for table in [TableDescription.lines, .dids] {
      for row in try site.integration.readRegisters({ try $0.rows(of: table, with: []) }) {
        if let number = row["number"], number.count >= 12 { numbers.insert(String(number.suffix(8))) }
      }
    }
    return numbers
  }

  @Test func aReaderSeesNoWholeNumberOnAnyPageNorInAnyLink() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let numbers = try Self.numbers(site)
      #expect(numbers.count > 5)
      let also = ["/1/chamadas/exportar", "/1/cadastros/lines/exportar", "/1/alteracoes/exportar", "/1/cadastros/dids"]
      for page in await Self.crawl(await site.client(of: "rui"), also: also) {
        for number in numbers {
          let dashed = number.prefix(4) + "-" + number.suffix(4)
          #expect(!page.reply.body.contains(number) && !page.reply.body.contains(dashed), "\(page.path): \(number)")
        }
      }
      // Nor does looking for one tell whether it is there.
      let reader = await site.client(of: "rui")
      let whole = try #require(numbers.sorted().first)
      #expect(await reader.get("/1/chamadas?chamado=5548\(whole)").body.contains("Só quem vê números inteiros"))
      #expect(PageReading.rows(await reader.get("/1/cadastros/lines?busca=\(whole)").body).isEmpty)
      let operatorClient = await site.client(of: "olga")
      let line = try site.integration.readRegisters { try $0.rows(of: .lines, id: "L01") }.last?["number"]
      let known = try #require(line)
      #expect(!PageReading.rows(await operatorClient.get("/1/cadastros/lines?busca=\(known)").body).isEmpty)
      #expect(PageReading.rows(await reader.get("/1/cadastros/lines?busca=\(known)").body).isEmpty)
      let did = try #require(try site.integration.readRegisters { try $0.rows(of: .dids, with: []) }.first).id
      #expect(await operatorClient.get("/1/cadastros/dids/ver?id=\(did)").status == 200)
      #expect(await reader.get("/1/cadastros/dids/ver?id=\(did)").status == 404)
      for path in ["qual=\(did)", "qual=\(did)&cadastro=dids"] {
        #expect(!PageReading.rows(await operatorClient.get("/1/alteracoes?\(path)").body).isEmpty)
        #expect(PageReading.rows(await reader.get("/1/alteracoes?\(path)").body).isEmpty)
      }
      // Of a range a reader sees what is in use: by the free ones one would count to it, and links name none.
      _ = try site.integration.changeRegisters(by: Author(name: "teste", date: Date()), action: "ranges add") {
        transaction, _ in
        try transaction.add(.ranges, ["name": "todos", "area": "5548", "first": "33334000", "last": "33334999"])
      }
      let range = "/1/numeros?range=todos"
      let all = await operatorClient.get(range)
      #expect(PageReading.rows(all.body).count == 100 && PageReading.next(all.body)?.hasSuffix("&apos=100") == true)
      let following = await operatorClient.get(range + "&apos=100")
      #expect(PageReading.rows(following.body).first?.first == "(48) 3333-4100")
      let shown = PageReading.rows(await reader.get(range).body)
      #expect(!shown.isEmpty && shown.allSatisfy { $0[0].hasPrefix("(**) ****-") && $0[1] == "Em uso" }, "\(shown)")
    }
  }

  @Test func whatComesFromOutsideIsEscapedOnEveryPage() async throws {
    try await ConsoleSite.with { site in
      let evil = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>&"
      let author = Author(name: "<b>autor</b>", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "contracts add") { transaction, _ in
        try transaction.add(.contracts, ["id": "X\(evil)", "customer": evil, "city": evil])
        _ = try transaction.change(.plans, id: "essencial", ["name": evil], from: nil)
        try transaction.add(.zoneLabels, ["zone": "vc1", "label": evil])
        try transaction.add(.holidays, ["date": "2026-12-25", "name": evil])
        try transaction.add(
          .lines,
          [
            "id": "LX", "contract": "X\(evil)", "number": "554833339999", "plan": "essencial", "reset_day": "1",
            "description": evil,
          ])
      }
      let sample = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../SampleCDR/cdr/cdr-20261109.csv").standardized
      let text = try String(contentsOf: sample, encoding: .isoLatin1)
      let changed = text.replacing("6e3d4309-", with: "<img src=x>").replacing("ANSWERED;TRK", with: "ANSWERED;<b>T")
      try changed.write(
        to: site.directory.appending(path: "cdr/a<img src=x>.csv"), atomically: true, encoding: .isoLatin1)
      _ = try ImportRun(site.integration.importSettings(workers: 1)).run()
      let visited = await Self.crawl(await site.client(of: "ana"), also: ["/1/chamadas?linha=%3Cimg%20src%3Dx%3E"])
      #expect(visited.count > 100)
      for page in visited where page.reply.header("content-type")?.hasPrefix("text/html") == true {
        for bad in ["<img", "<b>", "<script>alert", "onerror=alert(1)>"] {
          let isText = bad.hasPrefix("onerror") && page.reply.body.contains("onerror=alert(1)&gt;")
          #expect(isText || !page.reply.body.contains(bad), "\(page.path) has \(bad)")
        }
      }
      #expect(visited.contains { $0.reply.body.contains("&lt;img src=x") })
    }
  }

  @Test func noSecretAndNoWholeNumberIsLogged() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      _ = await Self.crawl(client)
      let token = WebClient.token(await client.get("/painel").body) ?? ""
      _ = await client.post("/1/plataforma/enviar", [], token: token)
      _ = await client.post(
        "/usuarios", [("usuario", "eva"), ("papel", "x"), ("senha", ConsoleSite.password)], token: token)
      let secrets = client.cookies.values + [token, ConsoleSite.password]
      for line in site.log {
        for secret in secrets { #expect(!line.contains(secret), "\(line)") }
        for number in try Self.numbers(site) { #expect(!line.contains(number), "\(line)") }
      }
    }
  }

  @Test func whatIsRefusedIsNoted() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "rui")
      #expect(await client.get("/usuarios").status == 403)
      #expect(await client.post("/1/agenda", [], token: "0").status == 403)
      let refused = try site.accesses().filter { $0.action == .refused }
      #expect(refused.map(\.subject) == ["POST /1/agenda", "/usuarios"])
      #expect(refused.allSatisfy { $0.user == "rui" && $0.address == "127.0.0.1" })
    }
  }
}
