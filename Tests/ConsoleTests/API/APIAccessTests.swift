import CallModel
import Foundation
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// Who is let into the API, and what it lets nobody do (spec 8.2, 8.3), over HTTP.
@Suite(.serialized) struct APIAccessTests {
  @Test func withoutATokenThatIsValidNothingIsAnswered() async throws {
    try await ConsoleSite.with { site in
      var program = try site.program()
      #expect(await program.get("integrations").status == 200)
      let valid = try #require(program.token)
      let forged = String(valid.dropLast()) + (valid.hasSuffix("0") ? "1" : "0")
      for wrong in [nil, "", "x", forged, valid + "0", valid.uppercased(), String(repeating: "a", count: 10_000)] {
        program.token = wrong
        let refused = await program.get("integrations")
        #expect(refused.status == 401 && refused.error == "unauthorised", "\(wrong ?? "none")")
        #expect(refused.reply.header("www-authenticate") == "Bearer realm=\"summit-cdr\"")
        #expect(await program.send("POST", "integrations/1/runs", [:]).status == 401)
      }
      program.token = nil
      for scheme in ["Basic \(valid)", "Bearer", "bearer\(valid)", valid] {
        #expect(await program.send("GET", "integrations", nil, ["Authorization": scheme]).status == 401)
      }
      #expect(await program.send("GET", "integrations", nil, ["Authorization": "bearer \(valid)"]).status == 200)
    }
  }

  @Test func aSessionIsNoTokenAndATokenNoSession() async throws {
    try await ConsoleSite.with { site in
      let browser = await site.client(of: "ana")
      #expect(await browser.get("/api/v1/integrations").status == 401)
      let program = try site.program()
      #expect(await program.send("GET", "/painel").status == 303)
    }
  }

  @Test func revokedExpiredAndOrphanedTokensEnd() async throws {
    try await ConsoleSite.with { site in
      let first = try site.token(of: "ana", scope: .admin, name: "um")
      let short = try site.token(of: "rui", scope: .reader, name: "curto", days: 1)
      let orphan = try site.token(of: "olga", scope: .operating, name: "dela")
      func status(_ token: String) async -> Int {
        await APIClient(client: site.client(), token: token).get("integrations").status
      }
      for token in [first, short, orphan] { #expect(await status(token.text) == 200) }
      let author = Author(name: "teste", date: Date())
      try site.integration.openLedger().changeUsers { database in
        try TokenStore(database).revoke(first.id, by: author)
        try UserStore(database).remove("olga", by: author)
      }
      #expect(await status(first.text) == 401)
      #expect(await status(orphan.text) == 401)
      site.pass(minutes: 24 * 60 + 1)
      #expect(await status(short.text) == 401)
    }
  }

  @Test func theDatabaseHasNoTokenAndItsUseIsNoted() async throws {
    try await ConsoleSite.with { site in
      let token = try site.token(of: "ana", scope: .reader, name: "painel")
      _ = await APIClient(client: site.client(), token: token.text).get("integrations")
      let kept = try site.integration.openLedger().read { try TokenStore($0).all() }
      #expect(kept.map(\.author) == ["ana/painel"] && kept[0].usedAt != nil)
      for name in ["summit.sqlite", "summit.sqlite-wal"] {
        let bytes = (try? Data(contentsOf: site.directory.appending(path: "data/\(name)"))) ?? Data()
        #expect(bytes.range(of: Data(token.text.dropFirst(7).utf8)) == nil)
      }
      #expect(try site.integration.openLedger().journal().contains { $0.action.hasPrefix("tokens add painel") })
      #expect(site.log.isEmpty)
    }
  }

  @Test func aTokenMayNoMoreThanItsScopeAndItsUser() async throws {
    try await ConsoleSite.with { site in
      for (user, scope) in [("rui", Role.operating), ("olga", .billing), ("beto", .admin), ("olga", .admin)] {
        #expect(throws: UserFailure.self) { try site.token(of: user, scope: scope, name: "demais") }
      }
      let may: [(scope: Role, contract: Int, holiday: Int, close: Int, users: Int, export: Int)] = [
        (.reader, 403, 403, 403, 403, 403), (.operating, 201, 403, 403, 403, 200), (.billing, 403, 201, 200, 403, 200),
        (.admin, 201, 201, 200, 200, 200),
      ]
      for row in may {
        let program = try site.program(scope: row.scope, name: "t-\(row.scope.rawValue)")
        let id = "X-\(row.scope.rawValue)"
        let contract: JSONValue = ["cells": ["id": .text(id), "customer": "Eva"]]
        #expect(
          await program.send("POST", "integrations/1/registers/contracts", contract).status == row.contract, "\(row)")
        let day = "2026-12-\(10 + Role.allCases.firstIndex(of: row.scope)!)"
        let holiday: JSONValue = ["cells": ["date": .text(day), "name": "Feriado"]]
        #expect(await program.send("POST", "integrations/1/registers/holidays", holiday).status == row.holiday)
        let closing: JSONValue = ["cycle_end_before": "2026-01-01", "dry_run": true]
        #expect(await program.send("POST", "integrations/1/services/close", closing).status == row.close)
        #expect(await program.get("users").status == row.users)
        #expect(await program.get("integrations/1/registers/lines/export").status == row.export)
      }
    }
  }

  @Test func aReaderSeesNoWholeNumber() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program(of: "rui", scope: .reader)
      let whole = [
        "30200001", "999980003", "33334444", "32221111", "554830200001", "5548999980003", "3020-0001", "99998-0003",
      ]
      let paths = [
        "calls?limit=1000", "calls/explanation?global_id=6e3d4309-00000011", "held-rows?outcome=suspended",
        "held-rows?outcome=rejected", "statement?line=L02&cycle=2026-11-09", "services?limit=1000",
        "registers/lines?limit=1000", "registers/dids", "registers/hidden_numbers", "registers/lines/row?id=L02",
        "registers/lines/log?id=L02", "statement?line=L02&cycle=2026-11-09&format=html",
      ]
      for path in paths {
        let answer = await program.get("integrations/1/" + path)
        #expect(answer.status == 200, "\(path): \(answer.reply.body)")
        for number in whole { #expect(!answer.reply.body.contains(number), "\(path) has \(number)") }
      }
      let calls = await program.get("integrations/1/calls")
      #expect(calls.reply.body.contains("****"))
      #expect(await program.get("integrations/1/calls/export").status == 403)
      // Nor does asking for one tell whether it is there.
      for path in ["calls?called=554832221111", "calls?called=5", "calls/totals?called=554832221111"] {
        let asked = await program.get("integrations/1/" + path)
        #expect(asked.status == 422 && asked.json["field"] == "called", "\(path): \(asked.reply.body)")
      }
      let searched = await program.get("integrations/1/registers/lines?containing=554833334444")
      #expect(searched.json["items"] == [])
      for path in ["row?id=554833330031", "row?id=554833330032", "log?id=554833330031"] {
        #expect(await program.get("integrations/1/registers/dids/" + path).status == 403, "\(path)")
      }
      let held = try #require(try site.integration.openLedger().keptRow(1)).raw
      let caller = try #require(String(decoding: held, as: UTF8.self).firstMatch(of: #/\d{12,}/#)).0
      let mentioned = await program.get("integrations/1/calls/explanation?global_id=\(caller)")
      #expect(mentioned.json["rows"] == [], "\(mentioned.reply.body)")
      let other = try site.program(scope: .billing, name: "outro")
      #expect(await other.get("integrations/1/calls").reply.body.contains("30200001"))
    }
  }

  @Test func whatAProgramTakesIsNoted() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program(of: "beto", scope: .billing, name: "erp")
      _ = await program.get("integrations/1/calls?line=L01")
      _ = await program.get("integrations/1/calls/export?line=L01&format=json")
      let entries = try site.accesses().filter { $0.user == "beto" }
      #expect(entries.map(\.action) == [.export, .calls])
      #expect(entries[1].subject == "token erp: /1 calls line=L01" && entries[1].rows == 7)
      #expect(entries.allSatisfy { $0.address == "127.0.0.1" })
    }
  }

  @Test(arguments: [
    "/api/v1/../../etc/passwd", "/api/v1/integrations/../users", "/api/v1/integrations/%2e%2e", "/api/v1//users",
    "/api/v1/integrations/1/services/..%2f..%2fetc", "/api/v1/integrations/1/services/%00", "/api/v1/users/",
    "/api/v1/integrations/1/services/a%5cb", "/api/v1/integrations/%ff", "/api", "/api/", "/api/v1", "/api/v2/users",
    "/api/v1/integrations/01", "/api/v1/integrations/-1", "/api/v1/integrations/9999999999999999999",
    "/api/v1/integrations/1/registers/console_user", "/api/v1/integrations/1/registers/lines%27--",
  ])
  func pathTricksLeadNowhere(path: String) async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      let answer = await program.send("GET", path)
      #expect([400, 404].contains(answer.status), "\(answer.status)")
      #expect(answer.reply.header("content-type") == "application/problem+json")
      #expect(answer.error != nil && !answer.reply.body.contains("root:"))
      #expect(site.log.isEmpty)
    }
  }

  @Test func whatIsNoRequestOfTheDocumentIsRefused() async throws {
    try await ConsoleSite.with({ $0.limits.bodyBytes = 4_096 }) { site in
      let program = try site.program()
      let path = "integrations/1/registers/contracts"
      let right: JSONValue = ["cells": ["id": "77", "customer": "Eva"]]
      func status(_ method: String, _ path: String, _ body: JSONValue?, _ headers: [String: String] = [:]) async -> Int
      {
        await program.send(method, path, body, headers).status
      }
      #expect(await status("POST", path, right, ["Content-Type": "text/plain"]) == 415)
      #expect(await status("POST", path, right, ["Content-Type": "application/x-www-form-urlencoded"]) == 415)
      #expect(await status("POST", path, ["cells": .text(String(repeating: "x", count: 5_000))]) == 413)
      #expect(await status("POST", path, ["cells": ["id": 77]]) == 400)
      #expect(await status("POST", path, ["cells": ["id": "a\u{0}b"]]) == 400)
      #expect(await status("POST", path, ["cells": ["id": "7"], "nada": true]) == 400)
      #expect(await status("POST", path, ["cells": ["nada": "7"]]) == 422)
      #expect(await status("POST", path, [:]) == 400)
      #expect(await status("GET", path + "?nada=1", nil) == 400)
      #expect(await status("GET", path + "?limit=0", nil) == 400)
      #expect(await status("GET", path + "?limit=1&limit=2", nil) == 400)
      #expect(await status("GET", "integrations/2/calls", nil) == 404)
      let deep = String(repeating: "[", count: 4_000)
      let raw = await program.client.send(
        "POST", "/api/v1/" + path,
        ["Authorization": "Bearer \(program.token ?? "")", "Content-Type": "application/json"], body: deep)
      #expect(raw.status == 400)
      let wrong = await program.send("DELETE", path)
      #expect(wrong.status == 405 && wrong.reply.header("allow") == "GET, HEAD, POST")
      #expect(await program.send("TRACE", path).status == 405)
      #expect(await program.send("GET", path, nil, ["Host": "evil.example"]).status == 421)
      #expect(try site.integration.readRegisters { try $0.rows(of: .contracts, id: "77") }.isEmpty)
    }
  }

  @Test func everyAnswerHasTheHeaders() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      for path in ["integrations", "openapi.json", "nada", "integrations?x=%zz"] {
        let answer = await program.get(path).reply
        #expect(answer.header("content-security-policy")?.hasPrefix("default-src 'none'") == true)
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("cache-control") == "no-store")
        #expect(answer.all("set-cookie").isEmpty && answer.header("access-control-allow-origin") == nil)
      }
    }
  }

  @Test func tokensAreMadeAndRevokedOnTheirPage() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "olga")
      let page = await client.get("/tokens")
      #expect(!page.body.contains("value=\"admin\"") && page.body.contains("value=\"operator\""))
      let token = WebClient.token(page.body)
      let fields = [("programa", "discador"), ("papel", "operator"), ("dias", "30")]
      let made = await client.post("/tokens", fields, token: token)
      let text = try #require(made.body.firstMatch(of: /summit_[0-9a-f]{64}/).map { String($0.0) })
      #expect(!(await client.get("/tokens").body.contains(text)), "it is shown once")
      var program = APIClient(client: site.client(), token: text)
      #expect(await program.get("integrations").status == 200)
      #expect(await client.post("/tokens", fields, token: token).status == 422)
      #expect(
        await client.post("/tokens", [("programa", "x"), ("papel", "admin"), ("dias", "1")], token: token).status == 422
      )
      let foreign = try site.token(of: "ana", scope: .admin, name: "dela")
      #expect(await client.post("/tokens/revogar", [("token", "\(foreign.id)")], token: token).status == 422)
      let id = try site.integration.openLedger().read { try TokenStore($0).all(of: "olga")[0].id }
      #expect(await client.post("/tokens/revogar", [("token", "\(id)")], token: token).status == 303)
      #expect(await program.get("integrations").status == 401)
      program.token = foreign.text
      #expect(await program.get("integrations").status == 200)
    }
  }
}
