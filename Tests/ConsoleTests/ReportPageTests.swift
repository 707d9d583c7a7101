import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Pipeline
import RegistryStore
import Registry
import Statements
import Testing

@testable import Console

/// Totals, reports and the journal of the registers (spec 8.1), over HTTP.
@Suite(.serialized) struct ReportPageTests {
  /// Asks until what is summed is there.
  private func whole(_ client: WebClient, _ path: String) async -> Reply {
    for _ in 0..<200 {
      let page = await client.get(path)
      if page.status != 202, !page.body.contains("http-equiv=\"refresh\"") { return page }
      try? await Task.sleep(for: .milliseconds(25))
    }
    return Reply()
  }

  private func totals(_ page: String) -> [String: String] {
    let pairs = page.matches(of: #/<dt>([^<]*)</dt><dd>([^<]*)</dd>/#).map { (String($0.1), String($0.2)) }
    return Dictionary(pairs) { first, _ in first }
  }

  @Test func theOpenSurplusIsTheSumOfTheListThatItLeadsTo() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let page = await whole(client, "/painel").body
      let shown = try #require(page.firstMatch(of: #/Excedente em aberto</dt>\s*<dd><a href="([^"]*)">([^<]*)</a>/#))
      let list = shown.1.replacing("/servicos?", with: "/servicos/totais?")
      let sums = totals(await whole(client, String(list)).body)
      let open = try #require(sums.first { $0.key.hasPrefix("em aberto: ") })
      #expect(shown.2 == open.value && open.value != "R$ 0,00", "\(shown.2) \(sums)")
    }
  }

  @Test func aDayAndARunOfTheDashboardLeadToWhatTheyCount() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      for path in ["/painel", "/1/relatorios?de=2026-11-01"] {
        let page = await whole(client, path).body
        let days = page.matches(
          of: #/<a href="(\/1\/chamadas\?[^"]*ate=[^"]*)">([^<]*)<\/a><\/td>\s*<td[^>]*>(\d+)</#)
        #expect(days.count >= 3, "\(path) \(page)")
        for day in days {
          let list = await client.get(String(day.1).replacing("&amp;", with: "&")).body
          let rows = PageReading.rows(list)
          #expect(rows.count == min(50, Int(day.3) ?? 0) && rows.allSatisfy { $0[0].hasPrefix(day.2) }, "\(day.0)")
        }
      }
      #expect(await whole(client, "/painel").body.contains("<a href=\"/1/importacoes/execucao/1\">1</a>"))
    }
  }

  @Test func totalsArriveAfterTheListAndAreThoseOfItsExport() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let list = await client.get("/1/chamadas?linha=L02")
      let part = try #require(list.body.firstMatch(of: #/data-depois="([^"]*)"/#)).1.replacing("&amp;", with: "&")
      let found = totals(await whole(client, String(part)).body)
      var calls = 0
      var micros: Int128 = 0
      var billed = 0
      var selection = RecordSelection()
      selection.calls.line = "L02"
      try RecordedCalls(try site.integration.openLedger()).forEach(selection) { row, _ in
        calls += 1
        micros += Int128(row.micros(.amount) ?? 0)
        billed += row.integer(.billed) ?? 0
      }
      #expect(calls > 3)
      #expect(found["Chamadas"] == "\(calls)")
      #expect(found["Valor"] == "R$ " + Display.amount(Money.text(micros: micros, decimals: 4)))
      #expect(found["Tarifado"] == BrazilianText.duration(billed))
      // Known now: they stand in the list at once, until something is recorded.
      #expect(await client.get("/1/chamadas?linha=L02").body.contains("<dt>Chamadas</dt><dd>\(calls)</dd>"))
      #expect(totals(await whole(client, "/1/servicos/totais").body)["Todos"]?.hasPrefix("R$") == true)
    }
  }

  @Test func aReportBreaksTheSameSumDownByEachAxis() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "beto")
      let page = await whole(client, "/1/relatorios?de=2026-11-01")
      let all = totals(page.body)
      let count = try #require(all["Chamadas"].flatMap { Int($0) })
      #expect(count > 20)
      #expect(page.body.contains("<svg") && page.body.contains("09/11/2026"))
      for axis in ReportPages.Axis.allCases {
        #expect(page.body.contains(axis.heading))
        let export = await client.get("/1/relatorios/exportar?de=2026-11-01&por=\(axis.rawValue)")
        let rows = export.body.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        #expect(rows.reduce(0) { $0 + (Int($1[1]) ?? 0) } == count, "\(axis)")
      }
      #expect(await (await site.client(of: "rui")).get("/1/relatorios/exportar?por=dia").status == 403)
    }
  }

  @Test func zonesHaveTheRegistrysNames() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "zone-labels add") { transaction, _ in
        try transaction.add(.zoneLabels, ["zone": "vc1", "label": "Celular da cidade"])
      }
      let client = await site.client(of: "ana")
      for path in [
        "/1/chamadas?zona=vc1", "/1/chamadas/explicar?id=6e3d4309-00000011&linha=L03",
        "/1/extrato?linha=L03&ciclo=2026-11-09", "/1/cadastros/rates/novo",
      ] { #expect(await client.get(path).body.contains("Celular da cidade"), "\(path)") }
      #expect(await whole(client, "/1/relatorios?de=2026-11-01").body.contains("Celular da cidade"))
    }
  }

  @Test func whoChangedAPriceIsFoundFromTheMenu() async throws {
    try await ConsoleSite.with { site in
      for (name, price) in [("beto", "0.41"), ("eva", "0.42")] {
        _ = try site.integration.changeRegisters(
          by: Author(name: name, date: Date()), action: "rates change essencial/vc1"
        ) { transaction, _ in
          try transaction.change(.rates, id: "essencial/vc1", ["price_per_minute": price], from: nil)
        }
      }
      let client = await site.client(of: "ana")
      #expect(await client.get("/painel").body.contains("href=\"/1/alteracoes\""))
      let rows = PageReading.rows(await client.get("/1/alteracoes?cadastro=rates&qual=essencial/vc1").body)
      #expect(rows.count >= 3)
      #expect(rows[0][1] == "eva" && rows[0][5].contains("0,41 → 0,42"), "\(rows[0])")
      #expect(rows[1][1] == "beto")
      #expect(PageReading.rows(await client.get("/1/alteracoes?usuario=bet").body).count == 1)
      #expect(PageReading.rows(await client.get("/1/alteracoes?usuario=ninguem").body).isEmpty)
      let export = await client.get("/1/alteracoes/exportar?cadastro=rates&usuario=eva")
      #expect(export.body.contains(",rates,essencial/vc1,changed,price_per_minute,0.41,0.42"), "\(export.body)")
    }
  }

  @Test func thePagesOfTheJournalHaveEachChangeOnce() async throws {
    try await ConsoleSite.with { site in
      for index in 0..<120 {
        _ = try site.integration.changeRegisters(
          by: Author(name: "eva", date: Date()), action: "contracts add"
        ) { transaction, _ in try transaction.add(.contracts, ["id": "J\(index)", "customer": "x"]) }
      }
      let client = await site.client(of: "ana")
      var shown: [String] = []
      var path: String? = "/1/alteracoes?cadastro=contracts&usuario=eva"
      while let now = path, shown.count < 1_000 {
        let page = await client.get(now)
        shown += PageReading.rows(page.body).map { $0[3] }
        path = PageReading.next(page.body)
      }
      #expect(shown == (0..<120).reversed().map { "J\($0)" })
    }
  }

  @Test func aRunIsUndoneAfterALookAndBroughtBack() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "olga")
      let page = await client.get("/1/importacoes/execucao/1")
      let token = WebClient.token(page.body)
      #expect(page.body.contains("Desfazer esta execução"))
      let before = try site.integration.openLedger().recordedRowCount()
      _ = await client.post("/1/importacoes/execucao/1/desfazer", [("acao", "simular")], token: token)
      let tried = await whole(client, "/1/importacoes/andamento")
      #expect(
        tried.body.contains("simulação: nada foi alterado") && tried.body.contains("Serviços adicionais que mudaram"))
      #expect(try site.integration.openLedger().recordedRowCount() == before)
      _ = await client.post("/1/importacoes/execucao/1/desfazer", [], token: token)
      #expect(await whole(client, "/1/importacoes/andamento").body.contains("Execuções desfeitas"))
      #expect(try site.integration.openLedger().recordedRowCount() == 0)
      let undone = await client.get("/1/importacoes/execucao/1")
      #expect(undone.body.contains("Trazer de volta") && !undone.body.contains("Desfazer esta"))
      _ = await client.post("/1/importacoes/execucao/1/desfazer", [], token: token)
      #expect(await whole(client, "/1/importacoes/andamento").body.contains("Ela já foi desfeita."))
      _ = await client.post("/1/importacoes/execucao/1/restaurar", [], token: token)
      _ = await whole(client, "/1/importacoes/andamento")
      #expect(try site.integration.openLedger().recordedRowCount() == before)
    }
  }

  @Test func eachColumnOfEachRegisterHasWords() {
    for table in TableDescription.all {
      #expect(RegisterWords.table(table).title != table.name, "\(table.name)")
      for column in table.columns {
        #expect(RegisterWords.knownColumn(table, column.name) != nil, "\(table.name).\(column.name)")
      }
    }
  }
}
