import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// The forms and lists of registers (spec 8.1), over HTTP.
@Suite(.serialized) struct RegisterPageTests {
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

  @Test func whatIsWrongIsSaidInPortugueseAlone() async throws {
    try await ConsoleSite.with { site in
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "ranges add") { transaction, _ in
        try transaction.add(.ranges, ["name": "centro", "area": "5548", "first": "33334443", "last": "33334446"])
      }
      let client = await site.client(of: "ana")
      let token = WebClient.token(await client.get("/painel").body)
      let line = [("contract", "1001"), ("number", "554833339090"), ("reset_day", "10")]
      let range = [("name", "sul"), ("area", "5548"), ("first", "33334440"), ("last", "33334449")]
      let cases: [(table: String, fields: [(String, String)], field: String, text: String)] = [
        ("lines", line + [("id", "L01")], "id", "«L01» já está cadastrado."),
        ("lines", [("id", "L90"), ("number", "554833334444")] + line, "number", "«554833334444» já é da linha L01."),
        ("lines", line + [("id", "L90"), ("plan", "nada")], "plan", "«nada» não está cadastrado."),
        (
          "lines", line + [("id", "L90"), ("account_code", "12")], "account_code",
          "«12» não serve. Callingcard de 6 dígitos."
        ),
        (
          "lines", line + [("id", "L90"), ("active_from", "2026-12-10"), ("active_until", "2026-12-01")],
          "active_until", "O último dia não pode ser antes do primeiro, 10/12/2026."
        ),
        ("ranges", range, "first", "Números destes já são do range centro."),
        ("ranges", [("last", "33330000")] + range, "last", "O último número não pode ser menor que o primeiro."),
        ("lines", line + [("id", "L90"), ("cost_centre", "QQ")], "cost_centre", "«QQ» não está cadastrado."),
        ("contracts", [("id", "1001")], "id", "«1001» já está cadastrado."),
        ("cost_centres", [("value", " ")], "value", "Preencha este campo."),
        (
          "rates", [("plan", "essencial"), ("zone", "vc1"), ("price_per_minute", "0,5")], "valid_from",
          "Já existe uma igual que vale nesses dias"
        ),
        (
          "rates", [("plan", "essencial"), ("zone", "intl:asia"), ("price_per_minute", "x")], "price_per_minute",
          "«x» não serve. Um valor como 0,05, com até 6 casas."
        ),
      ]
      for one in cases {
        let page = await client.post("/1/cadastros/\(one.table)/novo", one.fields, token: token)
        let said = page.body.matches(of: #/id="erro-([a-z_]+)">([^<]*)</#).map { (String($0.1), String($0.2)) }
        #expect(page.status == 422 && said.map(\.0) == [one.field], "\(one) \(said)")
        #expect(said.first?.1.hasPrefix(one.text) == true, "\(one) \(said)")
        #expect(!page.body.contains("which ") && !page.body.contains("(a "), "\(one) \(said)")
      }
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
      #expect(again.status == 422 && again.body.contains("alguém o alterou enquanto ela estava aberta"))
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
      #expect(PageReading.rows(list.body).map { $0[0] } == ["(48) 3333-4443", "(48) 3333-4445", "(48) 3333-4446"])
      let back = await client.post(
        "/1/cadastros/lines/novo", typed + [("number", "554833334445"), ("acao", "voltar")], token: token)
      #expect(back.body.contains("value=\"554833334445\"") && back.body.contains("value=\"a &quot;b&quot;\""))
      let numbers = await client.get("/1/numeros?range=centro&situacao=in-use")
      #expect(PageReading.rows(numbers.body).map { $0[1] } == ["Em uso"])
    }
  }

  @Test func listsOfRegistersPageByKey() async throws {
    try await ConsoleSite.with { site in
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "contracts add") { transaction, _ in
        for index in 0..<130 {
          try transaction.add(.contracts, ["id": "Z\(1_000 + index)", "customer": "Cliente Ç \(index)"])
        }
        try transaction.add(.contracts, ["id": "Y1", "customer": "100% Fibra_Sul \\ Áurea"])
        try transaction.add(.contracts, ["id": "Y2", "customer": "100 % Fibra-Sul / Éurea"])
      }
      let client = await site.client(of: "ana")
      var shown: [String] = []
      var path: String? = "/1/cadastros/contracts"
      while let now = path, shown.count < 1_000 {
        let page = await client.get(now)
        shown += PageReading.rows(page.body).map { $0[0] }
        path = PageReading.next(page.body)
      }
      let all = try site.integration.readRegisters { try $0.rows(of: .contracts, with: []) }.map(\.id)
      #expect(shown == all && all.count > 130)
      for (text, ids) in [
        ("cliente+%C3%A7+129", ["Z1129"]), ("z1129", ["Z1129"]), ("0%25+f", ["Y1"]), ("a_s", ["Y1"]), ("%5C", ["Y1"]),
        ("%C3%A1UREA", ["Y1"]), ("fibra", ["Y1", "Y2"]), ("Y1%0A100", []), ("%25%25", []),
      ] {
        let page = await client.get("/1/cadastros/contracts?busca=\(text)")
        #expect(PageReading.rows(page.body).map { $0[0] } == ids, "\(text)")
      }
    }
  }
}
