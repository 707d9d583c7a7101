import GRDB
import Listing
import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RegistryStore
import Registry

/// The registers: one set of operations for all tables (spec 6.1).
enum RegisterResources {
  static let tables = TableDescription.all

  static let routes: [APIRoute] =
    [
      .read("tables", "listTables", "The tables of the registers, with their columns.", .json(.page(described.schema)))
      {
        _ in described.page(tables, next: nil)
      },
      .read(
        "integrations/{integration}/registers/{table}", "listRows", "Rows of a table, by key and first day.",
        query: [APIField("containing", .line(), "Only rows with that text in a cell.")] + APICall.paging,
        .json(.page(row(false).schema)), list),
      .read(
        "integrations/{integration}/registers/{table}/export", "exportTable", "A whole table as its file.",
        needs: .seeNumbers, .file(["text/csv"]), export),
      .read(
        "integrations/{integration}/registers/{table}/row", "getRow", "A row by its id: all its periods.", query: [id],
        .json(
          .object([
            APIField("id", .text, isRequired: true), APIField("periods", .list(row(false).schema), isRequired: true),
          ])), get),
      .read(
        "integrations/{integration}/registers/{table}/log", "getRowLog", "Who changed a row, the last change first.",
        query: [id, APICall.paging[1]], .json(.page(RegisterLogJSON.list(false).schema)), log),
      .read(
        "integrations/{integration}/numbers", "listNumbers",
        "The numbers of a range, free and in use; scope reader: those in use.",
        query: [
          APIField("range", .line(), isRequired: true, "Its name."),
          APIField("state", .choice(RangeNumber.State.allCases.map(\.rawValue))),
        ] + APICall.paging, .json(.page(numbers(false).schema)), listNumbers),
    ] + RegisterWrites.routes

  static let id = APIField("id", .line(), isRequired: true, "Its key; parts of it joined by /.")

  private static let described = APIList<TableDescription>([
    APIColumn("name", .text) { .text($0.name) }, APIColumn("summary", .text) { .text($0.summary) },
    APIColumn(
      "columns",
      .list(
        .object([
          APIField("name", .text, isRequired: true), APIField("entered", .flag, isRequired: true, "By people."),
          APIField("required", .flag, isRequired: true), APIField("key", .flag, isRequired: true),
          APIField("help", .text, isRequired: true),
        ]))
    ) { table in
      .list(
        table.columns.filter { $0.role != .secret }.map { column in
          [
            "name": .text(column.name), "required": .flag(column.isRequired), "key": .flag(column.role == .key),
            "entered": .flag(column.role != .platform), "help": .text(column.help),
          ]
        })
    },
  ])

  static func row(_ masksNumbers: Bool) -> APIList<RegisterRow> {
    APIList([
      APIColumn("id", .text, "What paths name it by.") { row in
        masksNumbers ? .text(NumberMask.maskAll(in: row.id)) : .text(row.id)
      },
      APIColumn("cells", .map(APISchema.text.orNull), "By column; null: blank.") { row in
        let shown = row.table.columns.filter { $0.role != .secret }
        return .object(
          Dictionary(
            shown.map { column in
              (column.name, cell(row.values[column.index], column, row.table, masksNumbers: masksNumbers))
            }, uniquingKeysWith: { $1 }))
      },
    ])
  }

  static func cell(
    _ text: String?, _ column: TableColumn, _ table: TableDescription, masksNumbers: Bool
  ) -> JSONValue {
    guard let text else { return .null }
    guard masksNumbers else { return .text(text) }
    let isTelephone = RegisterListing.isTelephone(table, column)
    return .text(isTelephone ? NumberMask.mask(text) : NumberMask.maskAll(in: text))
  }

  static func table(_ call: APICall) throws -> TableDescription {
    guard let table = TableDescription.named(call.parameter("table")) else { throw APIFailure.notFound("a table") }
    return table
  }

  /// - Throws: `APIFailure` if the registers of the integration are files.
  static func read<Value>(_ call: APICall, _ body: (RegisterReader) throws -> Value) throws -> Value {
    try RegisterPages.read(try site(call), body)
  }

  /// The integration of the path, which has registers.
  static func site(_ call: APICall) throws -> Site {
    let site = try call.site()
    guard site.integration.hasRegisters else {
      throw APIFailure(
        422, "refused", expected: "an integration with registry: database", found: "one whose registers are files",
        remedy: "bring them in: summit-cdr registry import")
    }
    return site
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    let table = try table(call)
    // The number of the row in the database.
    let after = try call.after()
    let found = try read(call) {
      try $0.page(
        of: table, containing: call.text("containing"),
        hiding: RegisterPages.hidden(table, masksNumbers: call.masksNumbers), after: after, limit: call.rows + 1)
    }
    let shown = Array(found.prefix(call.rows))
    return row(call.masksNumbers).page(shown, next: found.count > call.rows ? shown.last.map { "\($0.row)" } : nil)
  }

  private static func export(_ call: APICall) throws -> WebAnswer {
    let table = try table(call)
    let exported = try read(call) { try $0.exported(table, withSecrets: false) }
    try call.note(.export, "registers \(table.name)", rows: exported.rows)
    return .file(table.fileName, type: "text/csv; charset=utf-8") { try $0(exported.csv) }
  }

  private static func get(_ call: APICall) throws -> WebAnswer {
    try shown(call, try table(call), call.text("id") ?? "")
  }

  static func shown(_ call: APICall, _ table: TableDescription, _ id: String, status: Int = 200) throws -> WebAnswer {
    try checkMayName(call, table)
    let rows = try read(call) { try $0.rows(of: table, id: id) }
    guard let last = rows.last else { throw APIFailure.notFound("a row of that id") }
    let list = row(call.masksNumbers)
    return .json(
      ["id": list.json(last)["id"] ?? .null, "periods": .list(rows.map(list.json))], status: status)
  }

  /// Who may not see whole numbers cannot ask whether there is one.
  private static func checkMayName(_ call: APICall, _ table: TableDescription) throws {
    if call.masksNumbers, RegisterListing.hasTelephoneKey(table) { throw APIFailure.forbidden }
  }

  private static func log(_ call: APICall) throws -> WebAnswer {
    let table = try table(call)
    try checkMayName(call, table)
    let selection = RegisterLogSelection(table: table, id: call.text("id"))
    var entries: [RegisterLogEntry] = []
    try read(call) { reader in
      try RegisterLog(reader.database).forEach(selection) { entry in
        entries.append(entry)
        return entries.count < call.rows
      }
    }
    return RegisterLogJSON.list(call.masksNumbers).page(entries, next: nil)
  }

  // MARK: - Ranges

  private static func numbers(_ masksNumbers: Bool) -> APIList<RangeNumber> {
    APIList([
      APIColumn("number", .telephone) { JSONValue(.telephone($0.number), masksNumbers: masksNumbers) },
      APIColumn("state", .choice(RangeNumber.State.allCases.map(\.rawValue))) { .text($0.state.rawValue) },
      APIColumn("line", APISchema.text.orNull) { .optional($0.line) },
      APIColumn("kind", APISchema.choice(["line", "did"]).orNull) {
        $0.line == nil ? .null : .text($0.isDID ? "did" : "line")
      },
      APIColumn("since", APISchema.day.orNull) { .optional($0.since.map { "\($0)" }) },
      APIColumn("until", APISchema.day.orNull, "Of a waiting one.") { .optional($0.until.map { "\($0)" }) },
    ])
  }

  private static func listNumbers(_ call: APICall) throws -> WebAnswer {
    let site = try site(call)
    let today = try site.integration.zoneRules().day(of: call.core.nowSeconds)
    let state = call.text("state").flatMap { RangeNumber.State(rawValue: $0) }
    // Numbers that are passed over, so that no key of a page tells one.
    let skipped = try call.after() ?? 0
    var at: Int64 = 0
    var found: [RangeNumber] = []
    var next: Int64?
    do {
      try read(call) { reader in
        try RangeNumbers(reader, name: call.text("range") ?? "", on: today).forEach { number in
          if RangePages.hides(number, call.masksNumbers) { return true }
          defer { at += 1 }
          if at < skipped || (state != nil && number.state != state) { return true }
          if found.count == call.rows {
            next = at
            return false
          }
          found.append(number)
          return true
        }
      }
    } catch is Problem {
      throw APIFailure.notFound("a range")
    }
    return numbers(call.masksNumbers).page(found, next: next.map { "\($0)" })
  }
}

/// Changes of a row as JSON.
enum RegisterLogJSON {
  static func list(_ masksNumbers: Bool) -> APIList<RegisterLogEntry> {
    APIList([
      APIColumn("at", .instant) { .text($0.at) }, APIColumn("user", .text) { .text($0.user) },
      APIColumn("table", .text) { .text($0.table.name) },
      APIColumn("id", .text) { .text(masksNumbers ? NumberMask.maskAll(in: $0.id) : $0.id) },
      APIColumn("kind", .choice(["added", "changed", "removed"])) { .text($0.kind.rawValue) },
      APIColumn(
        "cells",
        .list(
          .object([
            APIField("column", .text, isRequired: true), APIField("before", APISchema.text.orNull, isRequired: true),
            APIField("after", APISchema.text.orNull, isRequired: true),
            APIField("secret", .flag, isRequired: true, "Its values are not shown."),
          ]))
      ) { entry in
        .list(
          entry.cells.map { cell in
            func text(_ value: String?) -> JSONValue {
              guard let column = entry.table.column(cell.column) else { return .optional(value) }
              return RegisterResources.cell(value, column, entry.table, masksNumbers: masksNumbers)
            }
            return [
              "column": .text(cell.column), "before": text(cell.before), "after": text(cell.after),
              "secret": .flag(cell.isSecret),
            ]
          })
      },
    ])
  }
}
