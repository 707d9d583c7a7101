import CallModel
import GRDB

/// An additional service: what is put on a contract for the surplus of one line and cycle (spec 3.7, 4.4).
package struct ServiceRow: Sendable {
  package enum Kind: String, Sendable {
    /// A cycle's own.
    case cycle
    /// For calls that came after the cycle was closed.
    case late
    /// For one call.
    case call
  }

  package enum State: String, Sendable, CaseIterable {
    /// The amount may change.
    case open
    /// The amount is final.
    case closed
    /// The ERP took it.
    case invoiced
  }

  package var id: String
  package var book: Int64
  package var entry: Int
  package var kind: Kind
  package var state: State
  package var reference: String?
  package var contract: String
  package var line: String
  package var plan: String
  package var cycleStart: CivilDate
  package var cycleEnd: CivilDate
  package var calls: Int
  package var billedSeconds: Int
  package var coveredSeconds: Int
  package var surplusSeconds: Int
  package var centavos: Int128
  package var description: String

  package init(
    id: String, book: Int64, entry: Int, kind: Kind, state: State, contract: String, line: String, plan: String,
    cycleStart: CivilDate, cycleEnd: CivilDate, calls: Int, billedSeconds: Int, coveredSeconds: Int,
    surplusSeconds: Int, centavos: Int128, description: String
  ) {
    self.id = id
    self.book = book
    self.entry = entry
    self.kind = kind
    self.state = state
    self.contract = contract
    self.line = line
    self.plan = plan
    self.cycleStart = cycleStart
    self.cycleEnd = cycleEnd
    self.calls = calls
    self.billedSeconds = billedSeconds
    self.coveredSeconds = coveredSeconds
    self.surplusSeconds = surplusSeconds
    self.centavos = centavos
    self.description = description
  }

  init(_ row: Row) {
    id = row["id"]
    book = row["book"]
    entry = row["entry"]
    kind = Kind(rawValue: row["kind"]) ?? .cycle
    state = State(rawValue: row["state"]) ?? .closed
    reference = row["reference"]
    contract = row["contract"]
    line = row["line"]
    plan = row["plan"]
    cycleStart = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row["cycle_start"] as Int64))
    cycleEnd = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row["cycle_end"] as Int64))
    calls = row["calls"]
    billedSeconds = row["billed"]
    coveredSeconds = row["allowance"]
    surplusSeconds = row["surplus"]
    centavos = Int128(row["centavos"] as Int64)
    description = row["description"]
  }
}

extension Ledger {
  /// The services whose amounts are final.
  package func finalServices() throws(LedgerFailure) -> [ServiceRow] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM service ORDER BY id").map { ServiceRow($0) } }
  }

  package func service(_ id: String) throws(LedgerFailure) -> ServiceRow? {
    try read { try Row.fetchOne($0, sql: "SELECT * FROM service WHERE id = ?", arguments: [id]).map { ServiceRow($0) } }
  }

  /// What was exported before: the service's id to the amount it had, in centavos.
  package func exportedServices(format: String) throws(LedgerFailure) -> [String: (centavos: Int64, at: String)] {
    try read { database in
      var exported: [String: (centavos: Int64, at: String)] = [:]
      let rows = try Row.fetchAll(
        database, sql: "SELECT service, centavos, exported_at FROM service_export WHERE format = ?", arguments: [format]
      )
      for row in rows { exported[row[0]] = (row[1], row[2]) }
      return exported
    }
  }
}

extension LedgerWriter {
  package func add(_ service: ServiceRow, closedAt: String) throws {
    guard let centavos = Int64(exactly: service.centavos) else {
      throw LedgerFailure(
        path: service.id, expected: "an amount below R$ 90 trillion", found: "more",
        remedy: "correct the registry's prices")
    }
    try database.execute(
      sql: """
        INSERT INTO service (id, book, entry, kind, state, contract, line, plan, cycle_start, cycle_end, calls, billed,
          allowance, surplus, centavos, description, closed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        service.id, service.book, service.entry, service.kind.rawValue, service.state.rawValue, service.contract,
        service.line, service.plan, Int64(service.cycleStart.daysSinceEpoch), Int64(service.cycleEnd.daysSinceEpoch),
        service.calls, service.billedSeconds, service.coveredSeconds, service.surplusSeconds, centavos,
        service.description, closedAt,
      ])
  }

  package func removeService(_ id: String) throws {
    try database.execute(sql: "DELETE FROM service WHERE id = ?", arguments: [id])
  }

  package func invoice(_ id: String, reference: String, at: String) throws {
    try database.execute(
      sql: "UPDATE service SET state = 'invoiced', reference = ?, invoiced_at = ? WHERE id = ?",
      arguments: [reference, at, id])
  }

  /// Closes a book: later calls of it go to late services. Closes its late service, too.
  package func close(book: Int64) throws {
    try database.execute(
      sql: """
        UPDATE book SET is_closed = 1, entry = max(entry, 1 + coalesce(
          (SELECT max(entry) FROM span WHERE book = ?), 0)) WHERE id = ?
        """,
      arguments: [book, book])
  }

  package func reopen(book: Int64) throws {
    try database.execute(sql: "UPDATE book SET is_closed = 0 WHERE id = ?", arguments: [book])
    // Its late calls are calls of the cycle now.
    try database.execute(sql: "UPDATE span SET entry = 0 WHERE book = ?", arguments: [book])
    // So that the next run rates all of them in the order of their starts.
    try database.execute(
      sql: "UPDATE book SET entry = 1, terms = zeroblob(0) WHERE id = ?", arguments: [book])
  }

  package func noteExport(_ id: String, format: String, at: String, centavos: Int64) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO service_export (service, format, exported_at, centavos) VALUES (?, ?, ?, ?)",
      arguments: [id, format, at, centavos])
  }

  /// Notes who changed what by hand.
  package func journal(at: String, user: String, action: String) throws {
    try database.execute(
      sql: "INSERT INTO journal (at, user, action) VALUES (?, ?, ?)", arguments: [at, user, action])
  }
}
