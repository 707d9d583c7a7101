import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// What programs change (spec 8.2), and that each change is made once.
@Suite(.serialized) struct APIWriteTests {
  private static let contract: JSONValue = ["cells": ["id": "77", "customer": "Eva", "city": "Lages"]]
  private static let contracts = "integrations/1/registers/contracts"

  private func rows(_ site: ConsoleSite, _ id: String) throws -> [RegisterRow] {
    try site.integration.readRegisters { try $0.rows(of: .contracts, id: id) }
  }

  @Test func aRowIsAddedChangedAndRemoved() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program(of: "olga", scope: .operating)
      let tried = await program.send(
        "POST", Self.contracts, ["cells": ["id": "77", "customer": "Eva"], "dry_run": true])
      #expect(tried.status == 201 && tried.json["rows"] == 1)
      #expect(try rows(site, "77").isEmpty)
      #expect(await program.send("POST", Self.contracts, Self.contract).status == 201)
      #expect(await program.send("POST", Self.contracts, Self.contract).status == 422)
      let path = Self.contracts + "/row?id=77"
      let changed = await program.send("PATCH", path, ["cells": ["customer": "Eva Maria", "city": .null]])
      #expect(changed.status == 200 && changed.json["rows"] == 1)
      let row = await program.get(path)
      #expect(row.json["periods"]?.items?.first?["cells"]?["customer"] == "Eva Maria")
      #expect(row.json["periods"]?.items?.first?["cells"]?["city"] == .null)
      #expect(await program.send("PATCH", Self.contracts + "/row?id=78", ["cells": [:]]).status == 404)
      #expect(await program.send("DELETE", path).status == 200)
      #expect(await program.send("DELETE", path).status == 404)
      #expect(await program.get(path).status == 404)
      let journal = try site.integration.openLedger().journal().filter { $0.user == "olga/erp" }.map(\.action)
      #expect(journal == ["contracts remove 77", "contracts change 77", "contracts add"])
    }
  }

  @Test func aServiceIsContestedAndAnsweredOnce() async throws {
    try await ConsoleSite.with(imports: true) { site in
      try await site.closeCycles()
      let program = try site.program(of: "beto", scope: .billing)
      let id = try await site.contest(program)
      let path = "integrations/1/contests"
      #expect(await program.get(path + "?state=open").json["items"]?.items?.map { $0["id"] } == [.text(id)])
      #expect(await program.get(path + "?after=\(id)").json["items"] == [])
      #expect(await program.get(path + "?after=nada").status == 422)
      let subject = try #require(await program.get(path + "/" + id).json["service"])
      #expect(await program.send("POST", path, ["subject": subject, "reason": "de novo"]).status == 422)
      #expect(await program.send("POST", path, ["subject": "nada", "reason": "x"]).status == 422)
      let answer: JSONValue = ["accepted": true, "answer": "Tem razão."]
      let olga = try site.program(of: "olga", scope: .operating)
      #expect(await olga.send("POST", path + "/\(id)/answer", answer).status == 403)
      let answered = await program.send("POST", path + "/\(id)/answer", answer)
      #expect(answered.status == 200 && answered.json["state"] == "accepted" && answered.json["answer"] == "Tem razão.")
      #expect(await program.send("POST", path + "/\(id)/answer", answer).status == 422)
      #expect(await program.send("POST", path + "/nada/answer", answer).status == 404)
    }
  }

  @Test func aRepeatedKeyGetsTheFirstAnswer() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      let first = await program.send("POST", Self.contracts, Self.contract, key: "k-1")
      #expect(first.status == 201 && first.reply.header("idempotency-replayed") == nil)
      let again = await program.send("POST", Self.contracts, Self.contract, key: "k-1")
      #expect(again.status == 201 && again.reply.body == first.reply.body)
      #expect(again.reply.header("idempotency-replayed") == "true")
      #expect(try rows(site, "77").count == 1)
      let other = await program.send("POST", Self.contracts, ["cells": ["id": "78", "customer": "Ivo"]], key: "k-1")
      #expect(other.status == 422 && other.error == "key-reused")
      #expect(await program.send("DELETE", Self.contracts + "/row?id=77", key: "k-1").error == "key-reused")
      #expect(try rows(site, "78").isEmpty)
      // Another user's key is another.
      let olga = try site.program(of: "olga", scope: .operating)
      #expect(await olga.send("POST", Self.contracts, Self.contract, key: "k-1").status == 422)
      for key in ["a b", String(repeating: "k", count: 256)] {
        #expect(await program.send("POST", Self.contracts, Self.contract, key: key).error == "invalid-header")
      }
      site.pass(minutes: 24 * 60 + 1)
      #expect(await program.send("POST", Self.contracts, Self.contract, key: "k-1").status == 422, "it was forgotten")
    }
  }

  @Test func whatWasRefusedMayComeAgainUnderItsKey() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      let wrong: JSONValue = ["cells": ["id": "77", "customer": "Eva", "status": "nada"]]
      #expect(await program.send("POST", Self.contracts, wrong, key: "k").status == 422)
      #expect(await program.send("POST", Self.contracts, Self.contract, key: "k").status == 201)
    }
  }

  @Test func aWriteThatIsUnderWayOrUnknownIsNotDoneAgain() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      let digest = Sodium.digest(
        Array("POST /api/v1/\(Self.contracts)\n".utf8) + Array(Self.contract.written.utf8))
      // As a server left it that was killed before it could note the answer.
      let write = KeptWrite(
        user: "ana", key: "k", digest: digest, server: "another process", at: Int64(Date().timeIntervalSince1970))
      _ = try site.integration.openLedger().write { try WriteStore($0).begin(write) }
      let unknown = await program.send("POST", Self.contracts, Self.contract, key: "k")
      #expect(unknown.status == 409 && unknown.error == "outcome-unknown")
      #expect(try rows(site, "77").isEmpty)
      #expect(await program.send("POST", Self.contracts, Self.contract, key: "k-2").status == 201)
      // Many at a time: one does it, the others get its answer or are told to wait.
      let contract: JSONValue = ["cells": ["id": "88", "customer": "Ivo"]]
      let token = program.token
      let statuses = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<8 {
          group.addTask {
            await APIClient(client: site.client(), token: token).send("POST", Self.contracts, contract, key: "k-3")
              .status
          }
        }
        return await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.allSatisfy { $0 == 201 || $0 == 409 } && statuses.contains(201), "\(statuses)")
      #expect(try rows(site, "88").count == 1)
    }
  }

  @Test func importsAreBegunFollowedAndUndone() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program(of: "olga", scope: .operating)
      let before = try site.integration.openLedger().recordedRowCount()
      let begun = await program.send("POST", "integrations/1/runs", ["dry_run": true], key: "i")
      #expect(begun.status == 202 && begun.json["by"] == "olga/erp")
      #expect(try await site.ended(program).json["state"] == "done")
      #expect(await program.send("POST", "integrations/1/runs/1/undo", [:]).status == 202)
      let undone = try await site.ended(program)
      #expect(undone.json["state"] == "done" && undone.json["run"] != .null, "\(undone.reply.body)")
      #expect(try site.integration.openLedger().recordedRowCount() == 0)
      #expect(await program.send("POST", "integrations/1/runs/1/restore", [:]).status == 202)
      _ = try await site.ended(program)
      #expect(try site.integration.openLedger().recordedRowCount() == before)
      #expect(await program.send("POST", "integrations/1/runs/99/undo", [:]).status == 404)
    }
  }

  @Test func cyclesAreClosedExportedAndInvoiced() async throws {
    try await ConsoleSite.with(imports: true) { site in
      site.pass(minutes: 400 * 24 * 60)
      let program = try site.program(of: "beto", scope: .billing, days: 3_650)
      let all: JSONValue = ["cycle_end_before": "2027-06-01", "with_suspended": true]
      var trial = all.members ?? [:]
      trial["dry_run"] = true
      let would = await program.send("POST", "integrations/1/services/close", .object(trial))
      let done = await program.send("POST", "integrations/1/services/close", all, key: "c")
      #expect(done.status == 200 && done.json["cycles"] == would.json["cycles"], "\(done.reply.body)")
      #expect(done.json["amount"] == would.json["amount"] && done.json["cycles"] != 0)
      let totals = await program.get("integrations/1/services/totals")
      #expect(totals.json["states"]?["closed"]?["amount"] == done.json["amount"])
      let export = await program.send("POST", "integrations/1/services/export", ["format": "ixc"], key: "e")
      #expect(export.status == 200 && export.json.items?.isEmpty == false)
      // The answer got lost: under its key the same comes again, without it there is nothing left.
      let again = await program.send("POST", "integrations/1/services/export", ["format": "ixc"], key: "e")
      #expect(again.reply.body == export.reply.body)
      #expect(await program.send("POST", "integrations/1/services/export", ["format": "ixc"]).status == 204)
      let service = try #require(await program.get("integrations/1/services?state=closed").items.first?["id"]?.string)
      let path = "integrations/1/services/\(service)"
      let invoiced = await program.send("POST", path + "/invoice", ["reference": "F-1"])
      #expect(invoiced.json["state"] == "invoiced" && invoiced.json["reference"] == "F-1")
      #expect(await program.send("POST", path + "/invoice", ["reference": "F-2"]).status == 422)
      #expect(await program.send("POST", path + "/reopen").status == 202)
      #expect(try await site.ended(program).json["state"] == "failed", "an invoiced one stays")
      #expect(await program.send("POST", "integrations/1/services/nada/invoice", ["reference": "F"]).status == 404)
    }
  }

  @Test func keptRowsAreTriedAgainLetGoAndTakenBack() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let program = try site.program(of: "olga", scope: .operating)
      let path = "integrations/1/held-rows"
      let rows = await program.get(path + "?outcome=suspended").items
      let id = try #require(rows.first?["id"])
      let one: JSONValue = ["outcome": "suspended", "ids": [id]]
      #expect(await program.send("POST", path + "/retry", one).status == 202)
      #expect(try await site.ended(program).json["state"] == "done")
      let discard: JSONValue = ["outcome": "suspended", "ids": [id], "reason_given": "teste"]
      #expect(await program.send("POST", path + "/discard", discard).status == 202)
      #expect(try await site.ended(program).json["state"] == "done")
      #expect(await program.get(path + "?outcome=suspended").items.count == rows.count - 1)
      #expect(await program.send("POST", path + "/discard", discard).status == 422)
      #expect(await program.send("POST", path + "/restore", ["outcome": "rejected", "ids": [id]]).status == 202)
      #expect(try await site.ended(program).json["state"] == "done")
      #expect(await program.get(path + "?outcome=suspended").items.count == rows.count)
    }
  }

  @Test func theAgendaAndTheFileAreChecked() async throws {
    try await ConsoleSite.with { site in
      let program = try site.program()
      let set = await program.send("PUT", "integrations/1/agenda", ["minute": "30", "hour": "7", "day_of_week": "1-5"])
      #expect(set.status == 200 && set.json["hour"] == "7" && set.json["month"] == "all")
      #expect(await program.send("PUT", "integrations/1/agenda", ["minute": "75"]).json["field"] == "minute")
      let injected = await program.send("PUT", "integrations/1/agenda", ["minute": "0\"}\naccess: {user: x"])
      #expect(injected.status == 400)
      #expect(await program.send("PUT", "integrations/1/agenda", ["minute": "0\", hour: \"1"]).status == 422)
      let text = try #require(await program.get("integrations/1/file").json["text"]?.string)
      let wrong = await program.send("PUT", "integrations/1/file", ["text": .text(text + "\nnada: 1\n")])
      #expect(wrong.status == 422)
      let right = await program.send(
        "PUT", "integrations/1/file", ["text": .text(text.replacing("Cia\"", with: "Filhos\""))])
      #expect(right.status == 200)
      #expect(await program.get("integrations/1").json["description"]?.string?.contains("Filhos") == true)
      let operating = try site.program(of: "olga", scope: .operating)
      #expect(await operating.get("integrations/1/file").status == 403)
    }
  }
}

extension ConsoleSite {
  /// Contests a closed service; the contest's id.
  func contest(_ program: APIClient) async throws -> String {
    let services = await program.get("integrations/1/services?state=closed").json["items"]?.items ?? []
    let service = services.first { $0["amount"] != "0.00" && $0["kind"] == "cycle" }
    let subject = try #require(service?["id"])
    let opened = await program.send("POST", "integrations/1/contests", ["subject": subject, "reason": "não ligou"])
    #expect(opened.status == 201 && opened.json["state"] == "open", "\(opened.reply.body)")
    return try #require(opened.json["id"]?.string)
  }
}
