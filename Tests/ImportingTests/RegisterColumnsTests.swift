import GRDB
import Registry
import Testing

@testable import Ledger

/// The columns are entered in the database as the files have them: one description for both.
@Suite("The registers' columns (spec 6.1)")
struct RegisterColumnsTests {
  @Test func `the database's registers have the columns of the tables' descriptions, in their order`() throws {
    let queue = try DatabaseQueue()
    try LedgerSchema.migrator.migrate(queue)
    for table in TableDescription.all {
      let columns = try queue.read { try $0.columns(in: table.registerName).map(\.name) }
      let described = table.columns.filter { $0.migration == nil } + table.columns.filter { $0.migration != nil }
      #expect(columns == ["row", "opened", "closed", "replaces"] + described.map(\.name), "\(table.name)")
    }
  }

  /// A published migration never changes: what a description says of a table of version 2 must be what it said then.
  @Test func `version 2 makes the registers that it was published with`() throws {
    let queue = try DatabaseQueue()
    try LedgerSchema.migrator.migrate(queue, upTo: "2")
    let made = try queue.read { database in
      try String.fetchAll(
        database,
        sql: "SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'register\\_%' ESCAPE '\\' ORDER BY rootpage")
    }
    let published = Self.published.flatMap { Self.statements($0.table, key: $0.key, columns: $0.columns) }
    #expect(Array(made.prefix(published.count)) == published)
    #expect(
      made.dropFirst(published.count) == [
        "CREATE INDEX register_lines_by_contract ON register_lines (contract) WHERE closed IS NULL",
        "CREATE INDEX register_dids_by_line ON register_dids (line) WHERE closed IS NULL",
        "CREATE INDEX register_lines_by_number ON register_lines (number) WHERE closed IS NULL",
      ])
  }

  @Test func `later columns and tables come by the migrations that they were published with`() {
    #expect(
      LedgerSchema.laterRegisters.map(\.migration) == [
        "contracts-erp-id", "charge-rounding", "proration", "carry-over", "lines-erp-id", "zone-labels",
        "hidden-numbers", "costs",
      ])
  }

  private static func statements(_ table: String, key: String, columns: String) -> [String] {
    let name = "register_\(table)"
    let columns = columns.split(separator: " ").map { "\"\($0)\" TEXT" }.joined(separator: ", ")
    return [
      """
      CREATE TABLE \(name) (
        row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
        -- The row whose place it took.
        replaces INTEGER, \(columns))
      """, "CREATE INDEX \(name)_now ON \(name) (\"\(key)\") WHERE closed IS NULL",
      "CREATE INDEX \(name)_was ON \(name) (\"\(key)\") WHERE closed IS NOT NULL",
      "CREATE INDEX \(name)_opened ON \(name) (opened)",
      "CREATE INDEX \(name)_closed ON \(name) (closed) WHERE closed IS NOT NULL",
    ]
  }

  private static let published: [(table: String, key: String, columns: String)] = [
    ("contracts", "id", "id customer status city"),
    ("plans", "id", "id name grace_s rounding decimals allowance_scope"),
    ("rates", "plan", "plan zone price_per_minute connection_fee minimum_s step_s from_s band valid_from valid_until"),
    ("allowances", "plan", "plan name kind amount zones priority"),
    ("zones", "prefix", "prefix zone"),
    ("bands", "band", "band days from until"),
    ("holidays", "date", "date name"),
    ("ranges", "name", "name area first last auto_cancel_days"),
    (
      "partitions", "code",
      "code description block default_category block_category partial_block_category cancel_category"
    ),
    ("categories", "abbreviation", "description abbreviation"),
    ("licences", "abbreviation", "description abbreviation"),
    ("cost_centres", "value", "value"),
    (
      "lines", "id",
      """
      id contract number plan reset_day active_from active_until active trunk account_code range_start range_end \
      credit_limit bid_type description extension partition category summit_plan cost_centre call_limit licence \
      terminal credential platform_state
      """
    ),
    ("dids", "number", "line number priority port active_from active_until terminal credential"),
  ]
}
