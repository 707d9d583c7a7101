import ERP
import ERPSimulator
import Foundation
import Importing
import Integration
import Ledger
import Testing

@testable import Console

/// Services to the ERP for programs (spec 8.2, 11.2): what `services push` and `services reconcile` do.
@Suite(.serialized) struct APIERPTests {
  private static let push = "integrations/1/services/push"
  private static let compare = "integrations/1/services/reconciliation"

  /// Waits until what was begun has ended, and holds its answer against the document.
  private static func ended(_ program: APIClient, _ path: String) async throws -> APIReply {
    let document = await program.get("openapi.json").json
    let template = "/" + path.replacing("integrations/1", with: "integrations/{integration}")
    let responses = document["paths"]?[template]?["get"]?["responses"]
    let schema = try #require(responses?["200"]?["content"]?["application/json"]?["schema"])
    for _ in 0..<200 {
      let reply = await program.get(path)
      #expect(SchemaReading(document: document).faults(reply.json, schema) == [], "\(reply.reply.body)")
      if reply.json["state"] != "running" { return reply }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return await program.get(path)
  }

  @Test func servicesArePreviewedPushedOnceAndCompared() async throws {
    try await ERPPageTests.with { site, erp in
      let program = try site.program(of: "beto", scope: .billing)
      #expect(await program.get(Self.push).status == 404)
      #expect(await program.get(Self.compare).status == 404)
      let preview = await program.get(Self.push + "/preview")
      let count = try #require(preview.json["services"]?.whole)
      #expect(count > 2 && preview.items.count == Int(count) && erp.records.isEmpty, "\(preview.reply.body)")
      let first = try #require(preview.items.first)
      #expect(first["gaps"] == [] && first["body"]?["observacao"] == first["service"])

      let body: JSONValue = ["contract": "1002"]
      let begun = await program.send("POST", Self.push, body, key: "p")
      #expect(begun.status == 202 && begun.json["by"] == "beto/erp", "\(begun.reply.body)")
      let one = try await Self.ended(program, Self.push)
      let sent = erp.records.count
      #expect(one.json["state"] == "done" && one.json["report"]?["done"] == .count(sent) && sent > 0)
      #expect(one.json["answered"] == .count(sent) && one.json["report"]?["amount"]?.string != "0.00")
      // The answer got lost: under its key nothing is begun again.
      let again = await program.send("POST", Self.push, body, key: "p")
      #expect(again.reply.body == begun.reply.body && again.reply.header("idempotency-replayed") == "true")
      #expect(await program.send("POST", Self.push, [:], key: "q").status == 202)
      let rest = try await Self.ended(program, Self.push)
      #expect(rest.json["report"]?["done"] == .integer(count - Int64(sent)) && erp.records.count == Int(count))
      #expect(await program.get("integrations/1/services?state=closed").items.isEmpty)
      let journal = try site.integration.openLedger().journal()
      #expect(journal.contains { $0.user == "beto/erp" && $0.action.hasPrefix("push ") })

      #expect(await program.send("POST", Self.compare, [:]).status == 202)
      let same = try await Self.ended(program, Self.compare)
      #expect(same.json["differences"] == 0 && same.json["records"] == .integer(count) && same.items.isEmpty)
      erp.change { records in
        records[0]["valor_total"] = "999.00"
        records[1]["status"] = "I"
        records[2]["repetir"] = "S"
      }
      #expect(await program.send("POST", Self.compare, [:]).status == 202)
      let found = try await Self.ended(program, Self.compare)
      #expect(found.json["differences"] == 3 && Set(found.items.compactMap { $0["kind"]?.string }).count == 3)
      let page = await program.get(Self.compare + "?limit=2")
      let next = await program.get(Self.compare + "?limit=2&after=\(page.json["next"]?.string ?? "")")
      #expect(page.items + next.items == found.items && next.json["next"] == .null)
    }
  }

  @Test func whatIsBeyondTheLimitIsKeptApart() async throws {
    try await ERPPageTests.with { site, erp in
      let program = try site.program(of: "ana")
      _ = await program.send("POST", Self.push, [:])
      _ = try await Self.ended(program, Self.push)
      let sent = erp.records.count
      try await ERPPageTests.bringLate(site)
      let apart = await program.get("integrations/1/services?state=closed").items.filter { $0["kept_apart"] == true }
      #expect(!apart.isEmpty && apart.contains { ($0["overdue_calls"]?.whole ?? 0) > 0 })
      let preview = await program.get(Self.push + "/preview")
      #expect(preview.json["kept_apart"]?["services"] == .count(apart.count), "\(preview.reply.body)")
      let asked = await program.get(Self.push + "/preview?beyond_limit=true")
      #expect(asked.json["kept_apart"]?["services"] == 0)
      #expect(asked.items.count == preview.items.count + apart.count)
      _ = await program.send("POST", Self.push, [:])
      let left = try await Self.ended(program, Self.push)
      #expect(left.json["report"]?["kept_apart"]?["services"] == .count(apart.count))
      _ = await program.send("POST", Self.compare, [:])
      let same = try await Self.ended(program, Self.compare)
      #expect(same.json["differences"] == 0 && same.json["kept_apart"]?["services"] == .count(apart.count))
      // A list has it, and changes nothing of that.
      let list = await program.send("POST", "integrations/1/services/export", ["format": "csv"])
      #expect(list.status == 200 && list.reply.body.contains(",late,closed,"), "\(list.reply.body)")
      _ = await program.send("POST", Self.push, ["beyond_limit": true])
      #expect(try await Self.ended(program, Self.push).json["report"]?["done"] == .count(apart.count))
      #expect(erp.records.count == sent + preview.items.count + apart.count)
    }
  }

  @Test func onlyWhoBillsMayAndOnlyWhereThereIsAnERP() async throws {
    try await ERPPageTests.with { site, erp in
      for (user, scope) in [("rui", Role.reader), ("olga", .operating)] {
        let program = try site.program(of: user, scope: scope)
        for path in [Self.push, Self.push + "/preview", Self.compare] {
          #expect(await program.get(path).status == 403, "\(user) \(path)")
        }
        #expect(await program.send("POST", Self.push, [:]).status == 403)
        #expect(await program.send("POST", Self.compare, [:]).status == 403)
      }
      let program = try site.program(of: "beto", scope: .billing)
      #expect(await program.send("POST", Self.push, ["contract": ""]).status == 400)
      #expect(await program.send("DELETE", Self.push).reply.header("allow") == "GET, HEAD, POST")
      #expect(erp.records.isEmpty)
    }
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program()
      let none = await program.send("POST", Self.push, [:])
      #expect(none.status == 422 && none.json["field"] == "erp", "\(none.reply.body)")
      #expect(await program.send("POST", Self.compare, [:]).status == 422)
      #expect(await program.get(Self.push + "/preview").status == 422)
    }
  }

  @Test func aRefusalAndAWrongTokenAreTold() async throws {
    try await ERPPageTests.with(.error) { site, erp in
      let program = try site.program(of: "beto", scope: .billing)
      _ = await program.send("POST", Self.push, ["contract": "1002"])
      let refused = try await Self.ended(program, Self.push)
      #expect(refused.json["report"]?["refusals"]?.items?.first?["message"] == "Registro em uso, tente novamente!")
    }
    try await ERPPageTests.with(token: "1:other") { site, erp in
      let program = try site.program(of: "beto", scope: .billing)
      _ = await program.send("POST", Self.compare, [:])
      let failed = try await Self.ended(program, Self.compare)
      #expect(failed.json["state"] == "failed" && failed.json["error"]?.string?.contains("401") == true)
      #expect(failed.json["differences"] == .null)
    }
  }

  @Test func anExportHasTheTypeOfItsFormat() async throws {
    try await ERPPageTests.with { site, erp in
      let program = try site.program(of: "beto", scope: .billing)
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get("/1/servicos").body)
      let types: [ServiceFormat: (type: String, begins: String)] = [
        .csv: ("text/csv; charset=utf-8", "contract,line"), .csvBR: ("text/csv; charset=utf-8", "contract;line"),
        .json: ("application/json; charset=utf-8", "["), .ixc: ("application/json; charset=utf-8", "["),
        .events: ("application/json; charset=utf-8", "["), .nfcomItems: ("application/json; charset=utf-8", "["),
        .xlsx: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"),
        .parquet: ("application/vnd.apache.parquet", "PAR1"),
      ]
      for format in ServiceFormat.built {
        let wanted = try #require(types[format])
        let file = await client.post(
          "/1/servicos/exportar", [("formato", format.rawValue), ("quais", "todos")], token: token)
        #expect(file.header("content-type") == wanted.type, "\(format)")
        #expect(file.body.hasPrefix(wanted.begins), "\(format): \(file.body.prefix(20))")
        #expect(file.header("content-disposition")?.contains(".\(format.kind.fileExtension)\"") == true)
        let answer = await program.send(
          "POST", "integrations/1/services/export", ["format": .text(format.rawValue), "which": "all"])
        #expect(answer.reply.header("content-type") == wanted.type && answer.status == 200, "\(format)")
        #expect(answer.reply.body.hasPrefix(wanted.begins), "\(format)")
      }
      #expect(await client.post("/1/servicos/exportar", [("formato", "doc")], token: token).status == 404)
    }
  }
}
