import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// What holds of all pages, and the pages of who keeps the console (spec 8.1, 8.3), over HTTP.
@Suite(.serialized) struct PageTests {
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
        "/1/integracao/arquivo", [("texto", before + "\r\nbilling: {late_limit_days: -3}\r\n")], token: token)
      #expect(wrong.status == 422 && wrong.body.contains("billing.late_limit_days"))
      #expect(try String(contentsOf: file, encoding: .utf8) == before)
      let right = before.replacing("Cia\"", with: "Filhos\"")
      #expect(await client.post("/1/integracao/arquivo", [("texto", right)], token: token).status == 303)
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
