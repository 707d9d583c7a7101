import CallModel
import Foundation
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// The OpenAPI document against what is answered (spec 8.2), over HTTP.
@Suite(.serialized) struct APIContractTests {
  /// Of operations that need one: the query.
  private static let queries = [
    "explainCall": "global_id=6e3d4309-00000011", "getStatement": "line=L02&cycle=2026-11-09", "getRow": "id=L02",
    "getRowLog": "id=L02", "listNumbers": "range=centro", "listHeldRows": "outcome=rejected",
  ]
  private static let values = ["{integration}": "1", "{run}": "1", "{table}": "lines", "{service}": "21dda6fe0dfd681b"]

  private static func filled(_ path: String, _ values: [String: String]) -> String {
    values.reduce(String(path.dropFirst())) { $0.replacing($1.key, with: $1.value) }
  }

  @Test func theDocumentIsTheOneInTheDocs() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/api.openapi.json")
    if ProcessInfo.processInfo.environment["WRITE_API_DOCUMENT"] != nil {
      try OpenAPIDocument.text.write(to: file.standardized, atomically: true, encoding: .utf8)
    }
    let text = try String(contentsOf: file.standardized, encoding: .utf8)
    #expect(text == OpenAPIDocument.text, "write it anew: WRITE_API_DOCUMENT=1, and this test again")
  }

  @Test func eachReadAnswersWhatTheDocumentSays() async throws {
    try await ConsoleSite.with(imports: true) { site in
      _ = try site.integration.changeRegisters(by: Author(name: "teste", date: Date()), action: "ranges add") {
        transaction, _ in
        try transaction.add(
          .ranges, ["name": "centro", "area": "5548", "first": "33334440", "last": "33334459"])
      }
      try await site.closeCycles()
      let contest = try await site.contest(try site.program(of: "beto", scope: .billing))
      let values = Self.values.merging(["{contest}": contest]) { $1 }
      // Nobody listens there: a push and a comparison end with that.
      try site.connectERP(port: 1, token: "1:none")
      let program = try site.program()
      _ = await program.send("POST", "integrations/1/runs", ["dry_run": true])
      _ = try await site.ended(program)
      for work in ["push", "reconciliation"] {
        let path = "integrations/1/services/\(work)"
        #expect(await program.send("POST", path, [:]).status == 202)
        while await program.get(path).json["state"] == "running" { try? await Task.sleep(for: .milliseconds(50)) }
      }
      let served = await program.get("openapi.json")
      let reading = SchemaReading(document: served.json)
      let paths = try #require(served.json["paths"]?.members)
      var count = 0
      for (path, operations) in paths {
        guard let operation = operations["get"], let id = operation["operationId"]?.string else { continue }
        let query = Self.queries[id].map { "?" + $0 } ?? ""
        let answer = await program.get(Self.filled(path, values) + query)
        #expect(answer.status == 200, "\(path): \(answer.reply.body)")
        let content = operation["responses"]?["200"]?["content"]?.members ?? [:]
        let type = answer.reply.header("content-type")?.prefix { $0 != ";" }.description ?? ""
        let schema = try #require(content[type]?["schema"], "\(path): \(type)")
        if type == "application/json", !path.hasSuffix("export") {
          #expect(reading.faults(answer.json, schema) == [], "\(path)")
        }
        count += 1
      }
      #expect(count > 25)
      for table in TableDescription.all {
        let rows = await program.get("integrations/1/registers/\(table.name)")
        let schema = paths["/integrations/{integration}/registers/{table}"]?["get"]?["responses"]?["200"]?["content"]
        #expect(
          reading.faults(rows.json, schema?["application/json"]?["schema"] ?? .null) == [], "\(table.name)")
      }
      #expect(site.log.allSatisfy { $0.contains(": erp: ") }, "\(site.log)")
    }
  }

  @Test func refusalsAreWhatTheDocumentSays() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      let served = await program.get("openapi.json")
      let reading = SchemaReading(document: served.json)
      let problem: JSONValue = ["$ref": "#/components/schemas/Problem"]
      let wrong: JSONValue = ["cells": ["id": "L99", "contract": "nada", "number": "1", "reset_day": "77"]]
      let refusals = [
        await program.get("nada"), await program.get("integrations/9"), await program.get("integrations/1?x=1"),
        await program.send("POST", "integrations/1/registers/lines", wrong),
        await APIClient(client: site.client()).get("users"),
      ]
      #expect(refusals.map(\.status) == [404, 404, 400, 422, 401])
      for refusal in refusals {
        #expect(reading.faults(refusal.json, problem) == [], "\(refusal.reply.body)")
        for key in ["error", "expected", "found", "remedy"] { #expect(refusal.json[key]?.string?.isEmpty == false) }
      }
      #expect(refusals[3].json["more"] != nil || refusals[3].json["field"]?.string != nil)
    }
  }

  @Test func thePagesOfAListAreItsExport() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program()
      var shown: [JSONValue] = []
      var path: String? = "integrations/1/calls?limit=7"
      while let now = path {
        let page = await program.get(now)
        #expect(page.items.count <= 7)
        shown += page.items
        path = page.json["next"]?.string.map { "integrations/1/calls?limit=7&after=" + PercentCoding.encode($0) }
      }
      let export = await program.get("integrations/1/calls/export?format=json")
      #expect(export.reply.isWhole)
      let all = try #require(export.json.items)
      #expect(all.count == shown.count && all.count > 20)
      for (one, other) in zip(shown, all) { #expect(one == other) }
    }
  }

  @Test func listsGoOnBehindTheLastRow() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program()
      let lists = [
        "held-rows?outcome=rejected", "services?", "files?", "registers/rates?", "registers/zones?", "alerts?",
      ]
      for list in lists {
        let all = await program.get("integrations/1/\(list)&limit=1000".replacing("?&", with: "?")).items
        var shown: [JSONValue] = []
        var after = ""
        for _ in 0...all.count {
          let page = await program.get("integrations/1/\(list)&limit=2\(after)".replacing("?&", with: "?"))
          shown += page.items
          guard let next = page.json["next"]?.string else { break }
          after = "&after=" + PercentCoding.encode(next)
        }
        #expect(shown == all, "\(list)")
      }
      #expect(await program.get("integrations/1/calls?after=nada").status == 422)
      #expect(await program.get("integrations/1/files?after=nada").status == 422)
    }
  }
}
