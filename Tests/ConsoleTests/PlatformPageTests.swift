import CallModel
import Foundation
import Integration
import Ledger
import Platform
import PlatformSimulator
import Provisioning
import RegistryStore
import Registry
import Testing

@testable import Console

/// Lines reach the platform from the page alone, and its answers come back (spec 6.3, 8.1).
@Suite(.serialized) struct PlatformPageTests {
  /// A console beside a simulated platform.
  ///
  /// - Parameter isAway: it has ended when `body` begins.
  private static func with(
    isAway: Bool = false, _ body: (ConsoleSite, PlatformSimulator) async throws -> Void
  ) async throws {
    let simulator = try await PlatformSimulator.start(PlatformSimulator.Settings())
    if isAway { await simulator.stop() }
    let client = simulator.clientSettings(timeoutSeconds: 2)
    do {
      try await ConsoleSite.with({ console in
        console.withPlatform = { _, body in try SummitHTTPClient.with(client) { try body($0) } }
        console.integrations[0].summitAPI = Integration.SummitAPI(
          host: "127.0.0.1", port: simulator.port, usesTLS: false, caFile: nil, mode: .stable, timeoutSeconds: 2)
      }) { try await body($0, simulator) }
    } catch {
      if !isAway { await simulator.stop() }
      throw error
    }
    if !isAway { await simulator.stop() }
  }

  private static func enter(_ client: WebClient, _ fields: [(String, String)] = []) async -> Reply {
    let token = WebClient.token(await client.get("/painel").body)
    let partition = [("code", "FLN"), ("description", "Florianópolis")]
    _ = await client.post("/1/cadastros/partitions/novo", partition, token: token)
    let line = [
      ("id", "L90"), ("contract", "1001"), ("number", "554833339090"), ("plan", "essencial"), ("reset_day", "10"),
      ("bid_type", "terminal"), ("partition", "FLN"), ("active_from", "2026-01-01"),
    ]
    return await client.post("/1/cadastros/lines/novo", line + fields, token: token)
  }

  @Test func aLineIsActivatedAndItsTerminalComesBack() async throws {
    try await Self.with { site, simulator in
      let client = await site.client(of: "olga")
      let entered = await Self.enter(client)
      #expect(entered.status == 303, "\(entered.body)")
      var page = Reply()
      for _ in 0..<200 {
        page = await client.get("/1/cadastros/lines/ver?id=L90")
        if page.body.contains(">feito<") { break }
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(page.body.contains(">feito<"), "the wish is done: \(page.body)")
      let row = try #require(try site.integration.readRegisters { try $0.rows(of: .lines, id: "L90") }.last)
      let terminal = try #require(row["terminal"])
      #expect(page.body.contains(terminal))
      #expect(await simulator.lines.map(\.line.number) == ["554833339090"])
    }
  }

  @Test func whatAPlatformThatIsAwayWasAskedWaitsAndIsGivenUp() async throws {
    try await Self.with(isAway: true) { site, _ in
      let client = await site.client(of: "olga")
      #expect(await Self.enter(client).status == 303)
      let page = await client.get("/1/plataforma")
      #expect(page.body.contains(">esperando<") && page.body.contains("L90"))
      let token = WebClient.token(page.body)
      let dropped = [("linha", "1"), ("acao", "abandonar")]
      #expect(await client.post("/1/plataforma", dropped, token: token).status == 422)
      // The push in the background has its own wait for the platform.
      for _ in 0..<200 where await client.get("/1/plataforma").body.contains("http-equiv=\"refresh\"") {
        try await Task.sleep(for: .milliseconds(50))
      }
      let gone = await client.post("/1/plataforma", dropped + [("porque", "feito à mão")], token: token)
      #expect(gone.status == 303, "\(gone.body)")
      #expect(await client.get("/1/plataforma").body.contains(">abandonado<"))
      let again = await client.post("/1/plataforma", [("linha", "1")], token: token)
      #expect(again.status == 409)
    }
  }

  @Test func thePlatformsListsAreBroughtForBuscar() async throws {
    try await Self.with { site, _ in
      let client = await site.client(of: "olga")
      let token = WebClient.token(await client.get("/1/plataforma").body)
      let fetched = await client.post("/1/plataforma/listas", [], token: token)
      #expect(fetched.status == 200 && fetched.body.contains("Itens nas listas"))
      #expect(await client.get("/1/plataforma").body.contains("Atualizadas em"))
      let list = await client.post("/1/cadastros/lines/novo", [("acao", "buscar:summit_plan")], token: token)
      #expect(!PageReading.rows(list.body).isEmpty)
      let reader = await site.client(of: "rui")
      let readers = WebClient.token(await reader.get("/painel").body)
      #expect(await reader.post("/1/plataforma/enviar", [], token: readers).status == 403)
    }
  }

  @Test func aProgramAsksForTheListsSendsAndLiftsABlock() async throws {
    try await Self.with { site, _ in
      let program = try site.program(of: "olga", scope: .operating)
      #expect(await program.get("integrations/1/platform-lists").json["fetched_at"] == .null)
      let lists = await program.send("POST", "integrations/1/platform-lists/refresh")
      #expect(lists.status == 200 && lists.json["items"]?.items?.isEmpty == false, "\(lists.reply.body)")
      #expect(await program.get("integrations/1/platform-lists").json == lists.json)
      let sent = await program.send("POST", "integrations/1/platform-requests/send")
      #expect(sent.status == 200 && sent.json["problem"] == .null, "\(sent.reply.body)")
      let path = "integrations/1/credit-blocks"
      #expect(await program.send("POST", path + "/release", ["line": "L02"]).json["field"] == "line")
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.writeRegisters { ledger, settings in
        try ledger.write {
          try CreditLimitBlock.set(
            line: "L02", lastDay: settings.zone.day(of: author.date).advanced(by: 5), by: author, zone: settings.zone,
            isOnPlatform: false, $0)
        }
      }
      #expect(await program.get(path).items.map { $0["line"] } == ["L02"])
      #expect(await program.send("POST", path + "/release", ["line": "L02"]).status == 200)
      #expect(await program.get(path).items.isEmpty)
      let reader = try site.program(of: "rui", scope: .reader)
      for write in ["credit-blocks/release", "platform-lists/refresh", "platform-requests/send", "files/release"] {
        #expect(await reader.send("POST", "integrations/1/" + write).status == 403, "\(write)")
      }
    }
  }

  @Test func aProgramGivesARequestUp() async throws {
    try await Self.with(isAway: true) { site, _ in
      let client = await site.client(of: "olga")
      #expect(await Self.enter(client).status == 303)
      for _ in 0..<200 where await client.get("/1/plataforma").body.contains("http-equiv=\"refresh\"") {
        try await Task.sleep(for: .milliseconds(50))
      }
      let program = try site.program(of: "olga", scope: .operating)
      #expect(await program.send("POST", "integrations/1/platform-lists/refresh").status == 503)
      let path = "integrations/1/platform-requests/1/drop"
      #expect([400, 422].contains(await program.send("POST", path, [:]).status))
      let dropped = await program.send("POST", path, ["reason": "feito à mão"])
      #expect(dropped.status == 200, "\(dropped.reply.body)")
      let item = dropped.items.first
      #expect(item?["state"] == "dropped" && item?["reason"] == "feito à mão", "\(dropped.reply.body)")
      #expect(await program.send("POST", "integrations/1/platform-requests/99/drop", ["reason": "x"]).status == 404)
    }
  }

  @Test func whereThereIsNoPlatformThePageSaysSo() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "olga")
      let token = WebClient.token(await client.get("/painel").body)
      let sent = await client.post("/1/plataforma/enviar", [], token: token)
      #expect(sent.status == 409 && sent.body.contains("A plataforma não pôde ser chamada"))
    }
  }
}
