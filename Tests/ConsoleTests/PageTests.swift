import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Registers
import Registry
import Testing

@testable import Console

/// What the pages show and do (spec 8.1), over HTTP.
@Suite(.serialized) struct PageTests {
  /// The texts of the cells of a page's first table, by row.
  private func rows(_ page: String) -> [[String]] {
    guard let table = page.firstMatch(of: #/(?s)<tbody>(.*?)</tbody>/#) else { return [] }
    return table.1.split(separator: "</tr>").map { row in
      row.matches(of: #/(?s)<td data-label[^>]*>(.*?)</td>/#).map { cell in
        String(cell.1).replacing(#/<[^>]*>/#, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
      }
    }.filter { !$0.isEmpty }
  }

  private func next(_ page: String) -> String? {
    page.firstMatch(of: #/rel="next" href="([^"]*)"/#).map { String($0.1).replacing("&amp;", with: "&") }
  }

  // MARK: - Calls

  @Test func pagesByKeyShowEachCallOnceAndTheExportTheSame() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      var shown: [[String]] = []
      var path: String? = "/1/chamadas"
      var pages = 0
      while let now = path {
        let page = await client.get(now)
        #expect(page.status == 200)
        shown += rows(page.body)
        path = next(page.body)
        pages += 1
        if pages > 20 { break }
      }
      let export = await client.get("/1/chamadas/exportar?formato=csv")
      #expect(export.isWhole)
      #expect(export.header("content-disposition") == "attachment; filename=\"chamadas.csv\"")
      let lines = export.body.split(separator: "\n").dropFirst()
      #expect(pages > 1)
      #expect(shown.count == lines.count)
      let ledger = try site.integration.openLedger()
      #expect(try ledger.recordedRowCount() == lines.count)
      // In the same order: the start of each.
      for (row, line) in zip(shown, lines) {
        let found = line.firstMatch(of: #/(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/#)
        let start = try #require(found, "\(line)")
        #expect(row[0] == "\(start.3)/\(start.2)/\(start.1) \(start.4)")
      }
    }
  }

  @Test func aPageGoesOnWithinCallsOfOneInstant() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let ledger = try site.integration.openLedger()
      let all = try calls(ledger, nil)
      for start in all.indices {
        let same = all[...start].reversed().prefix { $0.line == all[start].line && $0.instant == all[start].instant }
          .count
        let key = CallKey(
          contract: all[start].contract, line: all[start].line, instant: all[start].instant, shown: same)
        let rest = try calls(ledger, CallKey(key.text))
        #expect(rest.first?.globalID == (start + 1 < all.count ? all[start + 1].globalID : nil))
      }
    }
  }

  private func calls(_ ledger: Ledger, _ key: CallKey?) throws -> [RecordedCall] {
    var found: [RecordedCall] = []
    var key = key
    while true {
      let page = try CallPage(ledger, RecordSelection(), after: key)
      found += page.calls.map(\.call)
      guard let next = page.next, found.count < 1_000 else { return found }
      key = next
    }
  }

  @Test func aReaderSeesNoWholeNumberAnywhere() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let reader = await site.client(of: "rui")
      let pages = [
        "/1/chamadas", "/1/chamadas?linha=L02", "/1/pendencias", "/1/pendencias?tipo=rejected",
        "/1/extrato?linha=L02&ciclo=2026-11-09", "/1/chamadas/explicar?id=6e3d4309-00000011", "/1/cadastros/lines",
        "/1/cadastros/lines/ver?id=L02", "/1/cadastros/dids", "/1/servicos/servico/21dda6fe0dfd681b",
        "/1/cadastros/contracts/ver?id=1002", "/1/servicos",
      ]
      // Numbers of the sample, in the ways they are written.
      let whole = [
        "3020-0001", "30200001", "99998-0003", "999980003", "3333-4444", "33334444", "32221111", "3222-1111",
      ]
      for path in pages {
        let page = await reader.get(path)
        #expect(page.status == 200, "\(path)")
        for number in whole { #expect(!page.body.contains(number), "\(path) has \(number)") }
      }
      #expect(await reader.get("/1/chamadas").body.contains("(48) 3020-****"))
      for path in [
        "/1/chamadas/exportar", "/1/extrato/baixar?linha=L02&ciclo=2026-11-09", "/1/cadastros/lines/exportar",
        "/usuarios", "/acessos", "/1/servicos/fechar", "/1/cadastros/lines/novo",
      ] {
        #expect(await reader.get(path).status == 403, "\(path)")
      }
    }
  }

  @Test func seeingWholeNumbersIsNoted() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "olga")
      _ = await client.get("/1/chamadas?linha=L01")
      _ = await client.get("/1/extrato?linha=L02&ciclo=2026-11-09")
      _ = await client.get("/1/chamadas/exportar?linha=L01&formato=json")
      let entries = try site.accesses().filter { $0.user == "olga" }
      #expect(entries.map(\.action) == [.export, .statement, .calls, .logIn])
      #expect(entries[2].subject == "/1 linha=L01" && entries[2].rows == 7)
      #expect(entries[0].subject == "/1 linha=L01&formato=json")
      #expect(entries.allSatisfy { $0.address == "127.0.0.1" })
      let reader = await site.client(of: "rui")
      _ = await reader.get("/1/chamadas?linha=L01")
      #expect(try site.accesses().filter { $0.user == "rui" }.map(\.action) == [.logIn])
      let admin = await site.client(of: "ana")
      #expect(await admin.get("/acessos").body.contains("linha=L01"))
    }
  }

  @Test func aCallIsExplainedInPortuguese() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/chamadas/explicar?id=6e3d4309-00000011&linha=L03")
      #expect(page.body.contains("O número (48) 3020-0002 é o da linha L03, contrato 1002, plano empresa."))
      #expect(page.body.contains("Os 100 s de conversa contam como 102 s: mínimo de 30 s, depois frações de 6 s."))
      #expect(page.body.contains("O plano empresa cobra R$ 0,35 por minuto para Celular local (VC1)."))
      #expect(await client.get("/1/chamadas/explicar?id=nenhuma").body.contains("Nenhuma chamada"))
    }
  }

  // MARK: - Registers

  @Test func customersNamesAreEscapedEverywhere() async throws {
    try await ConsoleSite.with { site in
      let evil = "<script>alert(1)</script>\"'&"
      let author = Author(name: "<b>x</b>", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "contracts add") { transaction, _ in
        try transaction.add(.contracts, ["id": "X\"><img src=x>", "customer": evil, "city": "<i>"])
      }
      let client = await site.client(of: "ana")
      let id = "X%22%3E%3Cimg%20src%3Dx%3E"
      for path in [
        "/1/cadastros/contracts", "/1/cadastros/contracts?busca=%3Cscript%3E", "/1/cadastros/contracts/ver?id=\(id)",
        "/1/cadastros/contracts/alterar?id=\(id)", "/1/cadastros/lines/novo?contract=\(id)",
        "/1/chamadas?linha=%22%3E%3Cimg", "/1/pendencias?arquivo=%22%3E%3Cimg", "/painel",
        "/entrar?volta=%22%3E%3Cimg", "/1/servicos?contrato=%22%3E%3Cimg", "/acessos?usuario=%22%3E%3Cimg",
      ] {
        let page = await client.get(path)
        #expect(!page.body.contains("<script>alert"), "\(path)")
        #expect(!page.body.contains("<img") && !page.body.contains("<i>") && !page.body.contains("<b>"), "\(path)")
      }
      #expect(await client.get("/painel").body.contains("Provedor &lt;Exemplo&gt; &amp; Cia"))
    }
  }

  @Test func aLineIsEnteredWrongThenRightAndFoundAgain() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "olga")
      let form = await client.get("/1/cadastros/lines/novo?contract=1001")
      #expect(form.body.contains("value=\"1001\""))
      let token = WebClient.token(form.body)
      var fields = [
        ("id", "L90"), ("contract", "1001"), ("number", "(48) 3333-9090"), ("plan", "essencial"), ("reset_day", "31"),
        ("active_from", "2026-12-01"), ("credit_limit", "1.050,00"),
      ]
      let wrong = await client.post("/1/cadastros/lines/novo", fields, token: token)
      #expect(wrong.status == 422)
      let message = wrong.body.firstMatch(of: #/id="erro-([a-z_]+)">([^<]*)</#)
      #expect(message?.1 == "reset_day")
      #expect(message?.2.contains("«31» não serve. Dia do mês em que a franquia recomeça, de 1 a 25.") == true)
      // What was typed is still there.
      #expect(wrong.body.contains("value=\"554833339090\"") && wrong.body.contains("value=\"1050.00\""))
      fields[4].1 = "10"
      let tried = await client.post("/1/cadastros/lines/novo", fields + [("acao", "simular")], token: token)
      #expect(tried.status == 200 && tried.body.contains("Simulação: nada foi alterado"))
      #expect(try site.integration.readRegisters { try $0.rows(of: .lines, id: "L90") }.isEmpty)
      let right = await client.post("/1/cadastros/lines/novo", fields, token: token)
      #expect(right.header("location") == "/1/cadastros/lines/ver?id=L90&feito=incluido")
      let page = await client.get("/1/cadastros/lines/ver?id=L90&feito=incluido")
      #expect(page.body.contains("Incluído.") && page.body.contains("(48) 3333-9090"))
      let row = try #require(try site.integration.readRegisters { try $0.rows(of: .lines, id: "L90") }.first)
      #expect(row["number"] == "554833339090" && row["reset_day"] == "10" && row["credit_limit"] == "1050.00")
      #expect(page.body.contains("olga"), "who did it is in the history")
    }
  }

  @Test func aPriceChangesFromADateAndTheOldOneStays() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "beto")
      let before = try site.integration.readRegisters { try $0.rows(of: .rates, id: "essencial/vc1") }
      let id = "essencial%2Fvc1"
      let form = await client.get("/1/cadastros/rates/alterar?id=\(id)")
      let row = try #require(form.body.firstMatch(of: #/name="_linha" value="(\d+)"/#)).1
      var fields = TableDescription.rates.entered.map { ($0.name, before[before.count - 1][$0.name] ?? "") }
      fields = fields.map { $0.0 == "price_per_minute" ? ($0.0, "0,42") : $0 }
      fields += [("_id", "essencial/vc1"), ("_linha", String(row)), ("_de", "2027-01-01")]
      let saved = await client.post("/1/cadastros/rates/alterar", fields, token: WebClient.token(form.body))
      #expect(saved.status == 303)
      let after = try site.integration.readRegisters { try $0.rows(of: .rates, id: "essencial/vc1") }
      #expect(after.count == before.count + 1)
      #expect(after.last?["price_per_minute"] == "0.42" && after.last?["valid_from"] == "2027-01-01")
      #expect(after.dropLast().last?["valid_until"] == "2026-12-31")
      // A page that shows what no longer stands changes nothing.
      let again = await client.post("/1/cadastros/rates/alterar", fields, token: WebClient.token(form.body))
      #expect(again.status == 422 && again.body.contains("alguém o alterou"))
    }
  }

  @Test func rolesAreRefusedWhatTheyMayNotDo() async throws {
    try await ConsoleSite.with { site in
      let holiday = [("date", "2026-12-25"), ("name", "Natal")]
      let contract = [("id", "77"), ("customer", "Eva")]
      let may: [(user: String, holiday: Int, contract: Int)] = [
        ("rui", 403, 403), ("olga", 403, 303), ("beto", 303, 403),
      ]
      for row in may {
        let client = await site.client(of: row.user)
        let token = WebClient.token(await client.get("/painel").body)
        #expect(await client.post("/1/cadastros/holidays/novo", holiday, token: token).status == row.holiday)
        #expect(await client.post("/1/cadastros/contracts/novo", contract, token: token).status == row.contract)
        #expect(await client.post("/usuarios/remover", [("usuario", "ana")], token: token).status == 403)
        #expect(await client.post("/1/agenda", [], token: token).status == 403)
        let imports = await client.post("/1/importacoes", [("acao", "simular")], token: token).status
        #expect(imports == (row.user == "olga" ? 303 : 403))
      }
    }
  }

  @Test func listarOffersFreeNumbersAndBringsTheFormBack() async throws {
    try await ConsoleSite.with { site in
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "ranges add") { transaction, _ in
        try transaction.add(.ranges, ["name": "centro", "area": "5548", "first": "33334443", "last": "33334446"])
      }
      let client = await site.client(of: "olga")
      let token = WebClient.token(await client.get("/1/cadastros/lines/novo").body)
      let typed = [("id", "L91"), ("contract", "1001"), ("description", "a \"b\"")]
      let list = await client.post("/1/cadastros/lines/novo", typed + [("acao", "listar:number")], token: token)
      // 3333-4444 is line L01's.
      #expect(rows(list.body).map { $0[0] } == ["(48) 3333-4443", "(48) 3333-4445", "(48) 3333-4446"])
      let back = await client.post(
        "/1/cadastros/lines/novo", typed + [("number", "554833334445"), ("acao", "voltar")], token: token)
      #expect(back.body.contains("value=\"554833334445\"") && back.body.contains("value=\"a &quot;b&quot;\""))
      let numbers = await client.get("/1/numeros?range=centro&situacao=in-use")
      #expect(rows(numbers.body).map { $0[1] } == ["Em uso"])
    }
  }

  @Test func listsOfRegistersPageByKey() async throws {
    try await ConsoleSite.with { site in
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "contracts add") { transaction, _ in
        for index in 0..<130 {
          try transaction.add(.contracts, ["id": "Z\(1_000 + index)", "customer": "Cliente Ç \(index)"])
        }
      }
      let client = await site.client(of: "ana")
      var shown: [String] = []
      var path: String? = "/1/cadastros/contracts"
      while let now = path, shown.count < 1_000 {
        let page = await client.get(now)
        shown += rows(page.body).map { $0[0] }
        path = next(page.body)
      }
      let all = try site.integration.readRegisters { try $0.rows(of: .contracts, with: []) }.map(\.id)
      #expect(shown == all && all.count > 130)
      #expect(rows(await client.get("/1/cadastros/contracts?busca=cliente+%C3%A7+129").body).count <= 1)
      #expect(rows(await client.get("/1/cadastros/contracts?busca=z1129").body).map { $0[0] } == ["Z1129"])
    }
  }

  // MARK: - Imports, held rows, services

  /// Waits until a run that was started on a page has ended; returns its page.
  private func finished(_ client: WebClient) async -> Reply {
    for _ in 0..<200 {
      let page = await client.get("/1/importacoes/andamento")
      if !page.body.contains("http-equiv=\"refresh\"") { return page }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return Reply()
  }

  @Test func anImportIsTriedThenStartedAndItsRowsAreSettled() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "olga")
      let token = WebClient.token(await client.get("/1/importacoes").body)
      let row =
        "novo-0001;2026-11-11 09:00:00;2026-11-11 09:00:08;2026-11-11 09:01:08;554833334444;32221111;68;60;OUT;ANSWERED;TRK01;\n"
      let sample = try String(contentsOf: site.directory.appending(path: "cdr/cdr-20261109.csv"), encoding: .isoLatin1)
      let header = try #require(sample.split(separator: "\n").first.map { $0 + "\n" })
      try (header + row).write(
        to: site.directory.appending(path: "cdr/novo.csv"), atomically: true, encoding: .isoLatin1)

      let tried = await client.post("/1/importacoes", [("acao", "simular")], token: token)
      #expect(tried.header("location") == "/1/importacoes/andamento")
      let difference = await finished(client)
      #expect(difference.body.contains("simulação: nada foi alterado"))
      #expect(try site.integration.openLedger().runCount() == 1)

      _ = await client.post("/1/importacoes", [], token: token)
      let done = await finished(client)
      #expect(done.body.contains("execução 2"))
      #expect(done.body.contains("novo.csv"))
      #expect(try site.integration.openLedger().runCount() == 2)
    }
  }

  @Test func anImportBesideAnotherIsASentence() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let token = WebClient.token(await client.get("/1/importacoes").body)
      let lock = try RunLock(site.integration.directory)
      _ = await client.post("/1/importacoes", [], token: token)
      #expect(await finished(client).body.contains("Outra execução está em andamento"))
      let closing = await client.post("/1/servicos/fechar", [("antes", "2026-12-31")], token: token)
      #expect(closing.status == 409 && closing.body.contains("Outra execução está em andamento"))
      withExtendedLifetime(lock) {}
    }
  }

  @Test func aHeldRowsCauseIsRepairedOnThePage() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/pendencias?motivo=no-plan")
      #expect(rows(page.body).count == 1)
      let token = WebClient.token(page.body)
      let row = try #require(page.body.firstMatch(of: #/name="linha" value="(\d+)"/#)).1
      let raw = try site.integration.openLedger().heldRow(Int64(row) ?? 0)
      let number = try #require(
        raw.flatMap { String(decoding: $0.raw, as: UTF8.self).split(separator: ";").dropFirst(4).first })
      let line = try #require(
        try site.integration.readRegisters { try $0.rows(of: .lines, with: [("number", String(number))]) }.first)
      var fields = TableDescription.lines.entered.map { ($0.name, line[$0.name] ?? "") }
      fields =
        fields.map { $0.0 == "plan" ? ("plan", "essencial") : $0 } + [("_id", line.id), ("_linha", "\(line.row)")]
      #expect(await client.post("/1/cadastros/lines/alterar", fields, token: token).status == 303)
      let retry = [("tipo", "suspended"), ("motivo", "no-plan"), ("quais", "todas")]
      #expect(await client.post("/1/pendencias", retry, token: token).status == 303)
      #expect(await finished(client).body.contains("1 resolvidas"))
      #expect(rows(await client.get("/1/pendencias?motivo=no-plan").body).isEmpty)
    }
  }

  @Test func rowsAreDiscardedWithAReasonAndRestored() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "olga")
      let page = await client.get("/1/pendencias")
      let token = WebClient.token(page.body)
      let before = rows(page.body).count
      let row = String(try #require(page.body.firstMatch(of: #/name="linha" value="(\d+)"/#)).1)
      let marked = [("tipo", "suspended"), ("quais", "marcadas"), ("linha", row), ("acao", "descartar")]
      let without = await client.post("/1/pendencias", marked, token: token)
      #expect(without.body.contains("Escreva o motivo do descarte."))
      _ = await client.post("/1/pendencias", marked + [("porque", "teste da operadora")], token: token)
      #expect(await finished(client).body.contains("Linhas descartadas"))
      #expect(rows(await client.get("/1/pendencias").body).count == before - 1)
      let discarded = await client.get("/1/pendencias?tipo=rejected&situacao=descartadas")
      #expect(discarded.body.contains("teste da operadora"))
      let journal = try site.integration.openLedger().journal()
      #expect(journal.contains { $0.user == "olga" && $0.action.contains("teste da operadora") })
      let back = [("tipo", "rejected"), ("situacao", "descartadas"), ("quais", "todas")]
      _ = await client.post("/1/pendencias", back, token: token)
      _ = await finished(client)
      #expect(rows(await client.get("/1/pendencias").body).count == before)
    }
  }

  @Test func aCycleIsClosedExportedInvoicedAndStays() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get("/1/servicos/fechar").body)
      #expect(
        await client.post("/1/servicos/fechar", [("antes", "ontem")], token: token).body.contains("Informe um dia"))
      let close = [("antes", "2026-11-20"), ("suspensas", "yes")]
      let tried = await client.post("/1/servicos/fechar", close + [("acao", "simular")], token: token)
      #expect(tried.body.contains("simulação: nada foi alterado"))
      #expect(rows(await client.get("/1/servicos?situacao=closed").body).isEmpty)
      #expect(await client.post("/1/servicos/fechar", close, token: token).body.contains("ciclos fechados"))
      let closed = rows(await client.get("/1/servicos?situacao=closed").body)
      #expect(!closed.isEmpty)
      let export = await client.post("/1/servicos/exportar", [("formato", "csv")], token: token)
      #expect(export.body.split(separator: "\n").count == closed.count + 1)
      #expect(await client.post("/1/servicos/exportar", [("formato", "csv")], token: token).status == 409)
      let id = closed[0][0]
      let invoice = await client.post("/1/servicos/servico/\(id)/faturar", [("referencia", "4711")], token: token)
      #expect(invoice.status == 303)
      let shown = await client.get("/1/servicos/servico/\(id)")
      #expect(shown.body.contains("4711") && shown.body.contains("faturado") && !shown.body.contains("/reabrir"))
      // What is closed and not invoiced may be opened again.
      if closed.count > 1 {
        _ = await client.post("/1/servicos/servico/\(closed[1][0])/reabrir", [], token: token)
        #expect(await finished(client).status == 200)
      }
    }
  }

  @Test func theAgendaIsSavedAndOfferedTimesFollow() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/agenda")
      #expect(page.body.contains("value=\"Todos\""))
      let token = WebClient.token(page.body)
      let wrong = [
        ("minute", "75"), ("hour", "7"), ("day_of_month", "Todos"), ("month", "Todos"), ("day_of_week", "1-5"),
      ]
      let refused = await client.post("/1/agenda", wrong, token: token)
      #expect(refused.status == 422 && refused.body.contains("id=\"erro-minute\""))
      let right = wrong.map { $0.0 == "minute" ? ($0.0, "30") : $0 }
      #expect(await client.post("/1/agenda", right + [("acao", "conferir")], token: token).body.contains("07:30:00"))
      #expect(await client.post("/1/agenda", right, token: token).status == 303)
      let text = try String(contentsOf: site.directory.appending(path: "integration.yml"), encoding: .utf8)
      #expect(
        text.contains(
          "schedule: {minute: \"30\", hour: \"7\", day_of_month: \"all\", month: \"all\", day_of_week: \"1-5\"}"))
      #expect(await client.get("/1/agenda").body.contains("value=\"1-5\""))
      let old = try String(contentsOf: site.directory.appending(path: "integration.yml.previous"), encoding: .utf8)
      #expect(!old.contains("schedule"))
    }
  }

  @Test func anIntegrationThatIsWrongIsNotSaved() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let file = site.directory.appending(path: "integration.yml")
      let before = try String(contentsOf: file, encoding: .utf8)
      let token = WebClient.token(await client.get("/1/integracao").body)
      let wrong = await client.post(
        "/1/integracao", [("texto", before + "\r\nbilling: {late_limit_days: -3}\r\n")], token: token)
      #expect(wrong.status == 422 && wrong.body.contains("billing.late_limit_days"))
      #expect(try String(contentsOf: file, encoding: .utf8) == before)
      let right = before.replacing("Cia\"", with: "Filhos\"")
      #expect(await client.post("/1/integracao", [("texto", right)], token: token).status == 303)
      #expect(await client.get("/painel").body.contains("Filhos"))
      let hidden = try FileManager.default.contentsOfDirectory(atPath: site.directory.path).filter { $0.hasPrefix(".") }
      #expect(hidden.isEmpty, "what was tried is gone")
    }
  }

  @Test func usersAreManagedAndTheLastAdministratorStays() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let token = WebClient.token(await client.get("/usuarios").body)
      let new = [("usuario", "eva"), ("papel", "admin"), ("senha", "mais uma senha longa")]
      #expect(await client.post("/usuarios", new, token: token).status == 303)
      #expect(await client.post("/usuarios", new, token: token).body.contains("Já há um usuário"))
      let short = [("usuario", "ivo"), ("papel", "reader"), ("senha", "curta")]
      #expect(await client.post("/usuarios", short, token: token).status == 422)
      let rui = await site.client(of: "rui")
      #expect(await client.post("/usuarios/remover", [("usuario", "rui")], token: token).status == 303)
      #expect(await rui.get("/painel").status == 303)
      #expect(await client.post("/usuarios/remover", [("usuario", "eva")], token: token).status == 303)
      let last = await client.post("/usuarios/remover", [("usuario", "ana")], token: token)
      #expect(last.status == 422 && last.body.contains("Administração"))
    }
  }

  @Test func eachMenuEntryAndLinkLeadsSomewhere() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      var seen: Set<String> = []
      var waiting = ["/painel"]
      while let path = waiting.popLast(), seen.count < 400 {
        guard seen.insert(path).inserted else { continue }
        let page = await client.get(path)
        #expect(page.status == 200 || page.status == 303, "\(path): \(page.status)")
        guard page.header("content-type")?.hasPrefix("text/html") == true else { continue }
        for link in page.body.matches(of: #/href="(\/[^"]*)"/#) {
          let target = String(link.1).replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
          if !seen.contains(target) { waiting.append(target) }
        }
      }
      #expect(seen.count > 100)
      #expect(site.log.isEmpty, "\(site.log)")
    }
  }
}
