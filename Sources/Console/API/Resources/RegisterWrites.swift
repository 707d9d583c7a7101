import Ledger
import CallModel
import Foundation
import Integration
import Provisioning
import RegistryStore
import Registry

/// What programs do to a register: add, change, end, remove. All of it is the registers' own.
enum RegisterWrites {
  private static let path = "integrations/{integration}/registers/{table}"
  private static let dryRun = APIField("dry_run", .flag, "Only what it would change.")
  private static let cells = APIField(
    "cells",
    .map(APISchema(["type": ["string", "null"], "maxLength": 1_000, "pattern": "^[^\\x00-\\x1F\\x7F]*$"])),
    isRequired: true, "By column, as the table's file has them; null or blank: a blank cell.")

  static let routes: [APIRoute] = [
    write(.post, path, "addRow", "Adds a row, a line or a further period of one, say.", body: [cells, dryRun], 201) {
      call, table, transaction in
      _ = try transaction.add(table, try values(call, table).filter { !$0.value.isEmpty })
    },
    write(
      .patch, path + "/row", "changeRow", "Changes cells of a row.", query: [RegisterResources.id],
      body: [
        cells, APIField("from", .day, "The day from which they hold; without it the row itself is corrected."), dryRun,
      ]
    ) { call, table, transaction in
      _ = try transaction.change(
        table, id: try known(call, table, transaction), try values(call, table), from: call.day("from"))
    },
    write(
      .post, path + "/row/end", "endRow", "Gives the last row of an id its last day.", query: [RegisterResources.id],
      body: [APIField("until", .day, isRequired: true), dryRun]
    ) { call, table, transaction in
      guard let until = call.day("until") else { return }
      _ = try transaction.end(table, id: try known(call, table, transaction), until: until)
    },
    write(
      .delete, path + "/row", "removeRow", "Removes a row as if it had never been entered.",
      query: [
        RegisterResources.id, APIField("even_if_used", .flag, "Though recorded calls refer to it."), dryRun,
      ], body: nil
    ) { call, table, transaction in
      try transaction.remove(
        table, id: try known(call, table, transaction), evenIfUsed: call.isSet("even_if_used"))
    },
  ]

  private static let change = APISchema.object([
    APIField("dry_run", .flag, isRequired: true), APIField("rows", .integer, isRequired: true, "That changed."),
    APIField("changes", .list(RegisterLogJSON.list(false).schema), isRequired: true, "The first of them."),
    APIField("platform_requests", .integer, isRequired: true, "That follow from it."),
  ])

  private static func write(
    _ method: APIRoute.Method, _ path: String, _ id: String, _ summary: String, query: [APIField] = [],
    body: [APIField]?, _ status: Int = 200,
    _ run: @escaping @Sendable (APICall, TableDescription, RegisterTransaction) throws -> Void
  ) -> APIRoute {
    // Which capability depends on the table.
    .write(
      method, path, id, summary + " Prices and plans need scope billing, other tables operator.", needs: .seeNumbers,
      query: query, body: body, status: status, .json(change)
    ) { call in
      let table = try RegisterResources.table(call)
      guard call.visit.may(RegisterPages.capability(table)) else { throw APIFailure.forbidden }
      let site = try RegisterResources.site(call)
      let words = [table.commandName, id.prefix { $0.isLowercase }.description, call.text("id")]
      let isDryRun = call.isSet("dry_run")
      let (_, changes) = try site.integration.changeRegisters(
        by: call.author, action: words.compactMap(\.self).joined(separator: " "), isDryRun: isDryRun
      ) { transaction, _ in try run(call, table, transaction) }
      if !isDryRun, !changes.following.lines.isEmpty { call.core.pushes.start(site) }
      let list = RegisterLogJSON.list(call.masksNumbers)
      return .json(
        [
          "dry_run": .flag(isDryRun), "rows": .count(changes.count), "changes": .list(changes.first.map(list.json)),
          "platform_requests": .count(changes.following.lines.reduce(0) { $0 + $1.requests.count }),
        ], status: status)
    }
  }

  /// The id that is asked for.
  ///
  /// - Throws: `APIFailure` if no row has it.
  private static func known(
    _ call: APICall, _ table: TableDescription, _ transaction: RegisterTransaction
  ) throws -> String {
    let id = call.text("id") ?? ""
    guard try !transaction.rows(of: table, id: id).isEmpty else { throw APIFailure.notFound("a row of that id") }
    return id
  }

  private static func values(_ call: APICall, _ table: TableDescription) throws -> [String: String] {
    let cells = call.body["cells"]?.members ?? [:]
    if let unknown = cells.keys.sorted().first(where: { name in !table.entered.contains { $0.name == name } }) {
      throw APIFailure(
        422, "refused", field: "cells.\(unknown)",
        expected: "one of the columns \(table.entered.map(\.name).joined(separator: ", "))", found: "another",
        remedy: "see /api/v1/tables")
    }
    return cells.mapValues { $0.string ?? "" }
  }
}
