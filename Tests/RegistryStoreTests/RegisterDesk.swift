import CallModel
import Foundation
import GRDB
import Ledger
import RegistryStore
import Registry
import Testing

/// Registers in a ledger of their own, which goes when this does.
final class RegisterDesk {
  let ledger: Ledger
  let settings: RegisterSettings
  private let directory: URL
  /// Of the next change; each is a minute after the last.
  var now = RegisterDesk.instant("2026-11-25T12:00:00Z")

  init(rules: RegistryRules? = nil) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "registers-\(UUID().uuidString)")
    let data = DataDirectory(path: directory.path)
    try data.prepare()
    ledger = try Ledger.openForWriting(data)
    settings = RegisterSettings(zone: try #require(TimeZoneRules(builtIn: "America/Sao_Paulo")), rules: rules)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  static func instant(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }

  @discardableResult
  func change<Value>(
    by name: String = "ana", isDryRun: Bool = false, also: (RegisterTransaction) throws -> Void = { _ in },
    _ body: (RegisterTransaction) throws -> Value
  ) throws -> Value {
    now += 60
    return try ledger.changeRegisters(
      by: Author(name: name, date: now), settings, action: "test", isDryRun: isDryRun, also: also, body)
  }

  /// Two customers with a line each, and a plan with prices, an allowance, a band and a zone.
  func furnish() throws {
    try importing([
      "contracts.csv": "id,customer\nC1,Ana\nC2,Bia\n", "plans.csv": "id,name\nP1,Basic\nP2,Other\n",
      "rates.csv": "plan,zone,price_per_minute,band\nP1,local,0.05,\nP1,local,0.02,night\nP2,local,0.04,\n",
      "allowances.csv": "plan,name,kind,amount,zones\nP1,min,minutes,10,local\n",
      "bands.csv": "band,days,from,until\nnight,mon tue,20:00,24:00\n",
      "holidays.csv": "date,name\n2026-11-02,Finados\n",
      "zones.csv": "prefix,zone\n351,intl:europe\n",
      "lines.csv":
        "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\nL2,C2,554833330002,P2,10\n",
      "dids.csv": "line,number,port\nL1,554833330011,1\n",
    ])
  }

  @discardableResult
  func importing(_ files: [String: String], isDryRun: Bool = false) throws -> [RegisterImportCounts] {
    try change(isDryRun: isDryRun) { transaction in
      try RegisterImport(transaction, settings, files: files.mapValues { Array($0.utf8) }).run()
    }
  }

  /// Records calls of L1 of contract C1 in plan P1 as the ledger has them: what starts at these instants.
  func recordCalls(from first: String, until last: String) throws {
    let starts = [first, last].map { Int64(Self.instant($0).timeIntervalSince1970) }
    try ledger.write { database in
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO account (id, contract, line) VALUES (1, 'C1', 'L1');
          INSERT OR IGNORE INTO zone (name) VALUES ('intl:europe');
          """)
      try database.execute(
        sql: """
          INSERT INTO book (is_pool, owner, plan, cycle_start, cycle_end, first_start, last_start, balance, is_closed,
            is_held, registry, terms, entry) VALUES (0, 'L1', 'P1', 0, 0, ?, ?, x'', 0, 0, 1, x'', 1)
          """, arguments: [starts[0], starts[1]])
      try database.execute(
        sql: """
          INSERT INTO span (book, sequence, account, entry, run, segment, offset, bytes, rows, first_start, last_start,
            calls, billed, allowance, amount, number) VALUES (?, 1, 1, 0, 1, 1, 0, 1, 1, ?, ?, 1, 1, 0, 0, '')
          """, arguments: [database.lastInsertedRowID, starts[0], starts[1]])
    }
  }

  func read<Value>(asOf day: CivilDate? = nil, _ body: (RegisterReader) throws -> Value) throws -> Value {
    try ledger.readRegisters(asOf: day, zone: settings.zone, body)
  }

  /// The cells of the rows of an id, in order of period, as `column=value`; blank ones left out.
  func rows(_ table: TableDescription, _ id: String, asOf day: CivilDate? = nil) throws -> [String] {
    try read(asOf: day) { try $0.rows(of: table, id: id) }.map(Self.text)
  }

  static func text(_ row: RegisterRow) -> String {
    row.table.columns.compactMap { column in row.values[column.index].map { "\(column.name)=\($0)" } }
      .joined(separator: " ")
  }

  /// Every row of every table that ever stood, so that nothing at all can change unseen.
  func everything() throws -> [String] {
    try ledger.read { database in
      try TableDescription.all.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM register_\(table.name) ORDER BY row").map { "\($0)" }
      } + Row.fetchAll(database, sql: "SELECT * FROM journal ORDER BY id").map { "\($0)" }
    }
  }

  func exported(withSecrets: Bool = false) throws -> [String: String] {
    try read { reader in
      try TableDescription.all.reduce(into: [:]) { files, table in
        let content = try reader.exported(table, withSecrets: withSecrets)
        if content.rows > 0 || table.isRequired { files[table.fileName] = String(decoding: content.csv, as: UTF8.self) }
      }
    }
  }

  /// The changes of rows, the first first: `ana lines L1 changed: plan P1 → P2`.
  func log(_ selection: RegisterLogSelection = RegisterLogSelection()) throws -> [String] {
    var lines: [String] = []
    try ledger.forEachRegisterChange(selection) { entry in
      let cells = entry.cells.map { "\($0.column) \($0.before ?? "-") → \($0.after ?? "-")" }
      lines.append("\(entry.user) \(entry.table.name) \(entry.id) \(entry.kind): \(cells.joined(separator: ", "))")
      return true
    }
    return lines
  }
}

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }
