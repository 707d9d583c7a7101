import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// Imports, kept rows and services on pages (spec 8.1), over HTTP.
@Suite(.serialized) struct WorkPageTests {
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

  @Test func aFileThatFailsIsToldInPortuguese() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let files = site.directory.appending(path: "cdr")
      let whole = try Data(contentsOf: files.appending(path: "cdr-20261111.csv.gz"))
      try whole.prefix(300).write(to: files.appending(path: "cortado.csv.gz"))
      try Data("a;b\n1;2\n".utf8).write(to: files.appending(path: "outro.csv"))
      _ = await client.post("/1/importacoes", [], token: WebClient.token(await client.get("/1/importacoes").body))
      let texts = [
        "O arquivo está incompleto ou danificado: peça que seja entregue de novo.",
        "O arquivo não tem a forma do layout da integração",
      ]
      let report = await finished(client).body
      #expect(report.contains("cortado.csv.gz: Nenhuma linha dele conta; os outros foram importados."))
      for page in [report, await client.get("/painel").body, await client.get("/1/importacoes/arquivos").body] {
        for text in texts { #expect(page.contains(text), "\(page)") }
      }
      let panel = await client.get("/painel").body
      let link = try #require(panel.firstMatch(of: #/<li><a href="([^"]*)">outro.csv<\/a>/#)).1
      let list = await client.get(String(link)).body
      #expect(PageReading.rows(list).map { $0.prefix(2) } == [["outro.csv", "falhou"]])
      let all = await client.get("/1/importacoes/arquivos").body
      let kept = try #require(all.firstMatch(of: #/href="(\/1\/pendencias\?tipo=suspended&amp;arquivo=[^"]+)">(\d+)</#))
      let rows = await client.get(String(kept.1).replacing("&amp;", with: "&")).body
      #expect(PageReading.rows(rows).count == Int(kept.2), "a count leads to what it counts")
      // Who has looked at it ends it there.
      let path = "/1/importacoes/arquivos/liberar"
      #expect(!(await site.client(of: "rui").get(String(link)).body.contains(path)))
      #expect(list.contains("Já vi este arquivo"))
      let token = WebClient.token(list)
      #expect(await client.post(path, [("nome", "outro.csv")], token: token).status == 303)
      #expect(!(await client.get(String(link)).body.contains(path)))
      #expect(!(await client.get("/painel").body.contains(">outro.csv</a>")))
      #expect(await client.get("/painel").body.contains(">cortado.csv.gz</a>"))
      #expect(await client.post(path, [("nome", "outro.csv")], token: token).status == 409)
      let program = try site.program()
      let release = "integrations/1/files/release"
      #expect(await program.send("POST", release, ["name": "cortado.csv.gz"]).status == 204)
      #expect(await program.send("POST", release, ["name": "cortado.csv.gz"]).status == 422)
      #expect(!(await client.get("/painel").body.contains(">cortado.csv.gz</a>")))
    }
  }

  @Test func aCallWithoutARateSaysOfWhichKindItIs() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let list = await client.get("/1/pendencias?motivo=no-rate")
      let paths = list.body.matches(of: #/<a href="(\/1\/pendencias\/linha\/\d+)">\d+</a>/#).map { String($0.1) }
      var kinds: [String] = []
      for path in paths {
        let page = await client.get(path).body
        let kind = try #require(page.firstMatch(of: #/Tipo de ligação<\/dt>\s*<dd>([^<]*)</#), "\(page)").1
        let form = try #require(page.firstMatch(of: #/href="([^"]*rates\/novo[^"]*)"/#)).1
        let zone = await client.get(String(form).replacing("&amp;", with: "&")).body
          .firstMatch(of: #/name="zone"[^>]* value="([^"]+)"/#)
        kinds.append("\(kind) = \(zone.map { String($0.1) } ?? "")")
      }
      #expect(kinds.count == 7 && kinds.first == "Valor adicionado (0900): votacao = premium:votacao", "\(kinds)")
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

  @Test func aKeptRowsCauseIsRepairedOnThePage() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/pendencias?motivo=no-plan")
      #expect(PageReading.rows(page.body).count == 1)
      let token = WebClient.token(page.body)
      let row = try #require(page.body.firstMatch(of: #/name="linha" value="(\d+)"/#)).1
      let raw = try site.integration.openLedger().keptRow(Int64(row) ?? 0)
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
      #expect(PageReading.rows(await client.get("/1/pendencias?motivo=no-plan").body).isEmpty)
    }
  }

  @Test func rowsAreDiscardedWithAReasonAndRestored() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "olga")
      let page = await client.get("/1/pendencias")
      let token = WebClient.token(page.body)
      let before = PageReading.rows(page.body).count
      let row = String(try #require(page.body.firstMatch(of: #/name="linha" value="(\d+)"/#)).1)
      let marked = [("tipo", "suspended"), ("quais", "marcadas"), ("linha", row), ("acao", "descartar")]
      let without = await client.post("/1/pendencias", marked, token: token)
      #expect(without.body.contains("Escreva o motivo do descarte."))
      _ = await client.post("/1/pendencias", marked + [("porque", "teste da operadora")], token: token)
      #expect(await finished(client).body.contains("Linhas descartadas"))
      #expect(PageReading.rows(await client.get("/1/pendencias").body).count == before - 1)
      let discarded = await client.get("/1/pendencias?tipo=rejected&situacao=descartadas")
      #expect(discarded.body.contains("teste da operadora"))
      let journal = try site.integration.openLedger().journal()
      #expect(journal.contains { $0.user == "olga" && $0.action.contains("teste da operadora") })
      let back = [("tipo", "rejected"), ("situacao", "descartadas"), ("quais", "todas")]
      _ = await client.post("/1/pendencias", back, token: token)
      _ = await finished(client)
      #expect(PageReading.rows(await client.get("/1/pendencias").body).count == before)
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
      #expect(PageReading.rows(await client.get("/1/servicos?situacao=closed").body).isEmpty)
      #expect(await client.post("/1/servicos/fechar", close, token: token).body.contains("ciclos fechados"))
      let closed = PageReading.rows(await client.get("/1/servicos?situacao=closed").body)
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

  @Test func aCallIsContestedAndAnsweredWithReasons() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get("/1/servicos/fechar").body)
      _ = await client.post("/1/servicos/fechar", [("antes", "2026-11-20"), ("suspensas", "yes")], token: token)
      let service = try #require(
        try RecordedServices(try site.integration.openLedger()).list(states: [.closed]).first { $0.centavos > 5 })
      let calls = try RecordedServices(try site.integration.openLedger()).calls(of: service)
      let call = try #require(calls.max { $0.amountMicros < $1.amountMicros })
      // What cannot be contested has no link.
      let open = try #require(
        try RecordedServices(try site.integration.openLedger()).list(states: [.open]).first { $0.centavos > 5 })
      let running = try #require(
        try RecordedServices(try site.integration.openLedger()).calls(of: open).max {
          $0.amountMicros < $1.amountMicros
        })
      let early = await client.get("/1/chamadas/explicar?id=\(running.globalID)&linha=\(running.line)")
      #expect(early.body.contains("Serviço adicional") && !early.body.contains("contestacoes/nova"))

      // From the call's explanation.
      let explanation = "/1/chamadas/explicar?id=\(call.globalID)&linha=\(call.line)"
      let explained = await client.get(explanation)
      let link = try #require(explained.body.firstMatch(of: #/href="([^"]*contestacoes\/nova[^"]*)"/#)).1
      let form = await client.get(String(link).replacing("&amp;", with: "&"))
      #expect(form.status == 200 && form.body.contains(call.globalID))
      let subject = [("id", call.globalID), ("linha", call.line)]
      let path = "/1/servicos/contestacoes/nova"
      let blank = await client.post(path, subject + [("motivo", " ")], token: token)
      #expect(blank.status == 422 && blank.body.contains("Escreva o motivo."))
      #expect(await client.post(path, subject + [("motivo", "x")], token: "falso").status == 403)
      let opened = await client.post(path, subject + [("motivo", "não <reconhece>")], token: token)
      let contest = "/1/servicos/contestacoes/contestacao/\(service.id)-c1"
      #expect(opened.status == 303 && opened.header("location") == contest + "?feito=contestado")
      #expect(!(await client.get(explanation).body.contains("contestacoes/nova")))
      let again = await client.post(path, subject + [("motivo", "de novo")], token: token)
      #expect(again.status == 422 && again.body.contains("Já foi contestado."))
      let unknown = await client.post(path, [("id", "nenhuma"), ("motivo", "x")], token: token)
      #expect(unknown.status == 422 && unknown.body.contains("Nenhuma chamada"))

      let shown = await client.get(contest + "?feito=contestado")
      #expect(shown.body.contains("Contestação registrada.") && shown.body.contains("não &lt;reconhece&gt;"))
      #expect(shown.body.contains("por beto") && shown.body.contains("em análise"))
      #expect(await client.post(contest, [("resposta", "conferida")], token: token).status == 422)
      let answer = [("decisao", "recusada"), ("resposta", "ligação conferida")]
      #expect(await client.post(contest, answer, token: token).header("location") == contest + "?feito=respondida")
      let answered = await client.get(contest)
      #expect(answered.body.contains("recusada") && answered.body.contains("ligação conferida"))
      #expect(!answered.body.contains("name=\"decisao\""))
      let twice = await client.post(contest, answer, token: token)
      #expect(twice.status == 422 && twice.body.contains("uma resposta não muda"))
      let rows = PageReading.rows(await client.get("/1/servicos/contestacoes").body)
      #expect(rows.count == 1 && rows[0].contains("recusada") && rows[0].contains("ligação conferida"))
      let states = try RecordedServices(try site.integration.openLedger()).list(states: [.closed])
      #expect(states.contains { $0.kind == .contest && $0.id == "\(service.id)-c1" })
      let journal = try site.integration.openLedger().journal()
      #expect(journal.contains { $0.user == "beto" && $0.action.contains("não <reconhece>") })
      #expect(journal.contains { $0.user == "beto" && $0.action.hasPrefix("resolve") })
    }
  }

  @Test func aWholeServiceIsContestedByWhoBillsAlone() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get("/1/servicos/fechar").body)
      _ = await client.post("/1/servicos/fechar", [("antes", "2026-11-20"), ("suspensas", "yes")], token: token)
      let service = try #require(
        try RecordedServices(try site.integration.openLedger()).list(states: [.closed]).first { $0.centavos > 5 })
      let path = "/1/servicos/servico/\(service.id)"
      #expect(await client.get(path).body.contains("Contestar o serviço"))
      let new = "/1/servicos/contestacoes/nova?id=\(service.id)"
      for user in ["rui", "olga"] {
        let other = await site.client(of: user)
        #expect(!(await other.get(path).body.contains("Contestar o serviço")))
        #expect(await other.get(new).status == 403)
        let token = WebClient.token(await other.get("/painel").body)
        let reply = await other.post(
          "/1/servicos/contestacoes/nova", [("id", service.id), ("motivo", "x")], token: token)
        #expect(reply.status == 403)
      }
      #expect(await client.get(new).body.contains("R$"))
      let fields = [("id", service.id), ("motivo", "linha cancelada")]
      #expect(await client.post("/1/servicos/contestacoes/nova", fields, token: token).status == 303)
      #expect(!(await client.get(path).body.contains("Contestar o serviço")))
      let contest = "/1/servicos/contestacoes/contestacao/\(service.id)-c1"
      for user in ["rui", "olga"] {
        let other = await site.client(of: user)
        let page = await other.get(contest)
        #expect(page.status == 200 && !page.body.contains("name=\"decisao\""))
        let token = WebClient.token(await other.get("/painel").body)
        #expect(await other.post(contest, [("decisao", "aceita")], token: token).status == 403)
      }
      #expect(await client.post(contest, [("decisao", "aceita")], token: token).status == 303)
      #expect(await client.get("/1/servicos/contestacoes/contestacao/nenhuma").status == 404)
    }
  }
}
