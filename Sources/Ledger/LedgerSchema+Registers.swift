import Registry

/// The registers and what follows from them (spec 6): version 2 of the database.
extension LedgerSchema {
  /// The registers of version 2, with the columns that they had then.
  static var registersOfVersion2: String {
    TableDescription.all.filter { $0.migration == nil }.map(register).joined()
  }

  /// What came to the registers later, each by a migration of its name: columns, then tables.
  static var laterRegisters: [(migration: String, sql: String)] {
    let tables = TableDescription.all
    return tables.flatMap { table in
      table.columns.compactMap { column in
        column.migration.map { ($0, "ALTER TABLE \(table.registerName) ADD COLUMN \(column.quoted) TEXT;") }
      }
    } + tables.compactMap { table in table.migration.map { ($0, register(table)) } }
  }

  /// A row is never changed: a change closes it and opens another, both at the same row of `journal`. What stands now
  /// has no `closed`; what stood after change n was opened by n or before, and not closed by then.
  private static func register(_ table: TableDescription) -> String {
    let name = table.registerName
    let columns = table.columns.filter { $0.migration == nil }.map { "\($0.quoted) TEXT" }.joined(separator: ", ")
    // That by which a row is looked for.
    let key = table.key[0].quoted
    return """
      CREATE TABLE \(name) (
        row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
        -- The row whose place it took.
        replaces INTEGER, \(columns));
      CREATE INDEX \(name)_now ON \(name) (\(key)) WHERE closed IS NULL;
      CREATE INDEX \(name)_was ON \(name) (\(key)) WHERE closed IS NOT NULL;
      CREATE INDEX \(name)_opened ON \(name) (opened);
      CREATE INDEX \(name)_closed ON \(name) (closed) WHERE closed IS NOT NULL;

      """
  }

  static let second = """
    CREATE INDEX register_lines_by_contract ON register_lines (contract) WHERE closed IS NULL;
    CREATE INDEX register_dids_by_line ON register_dids (line) WHERE closed IS NULL;

    CREATE INDEX register_lines_by_number ON register_lines (number) WHERE closed IS NULL;

    -- Of each line: what the platform was asked to have (wished) and is known to have (confirmed), as JSON; NULL: nothing.
    -- A wish leads from what was wished to what the registers say.
    CREATE TABLE platform_line (
      line TEXT PRIMARY KEY, terminal TEXT, confirmed TEXT, wished TEXT,
      -- That of wished.
      number TEXT,
      -- Days since 1970: when what the registers say may be otherwise, by dates alone.
      due INTEGER) WITHOUT ROWID;
    CREATE INDEX platform_line_by_number ON platform_line (number) WHERE number IS NOT NULL;
    CREATE INDEX platform_line_due ON platform_line (due) WHERE due IS NOT NULL;

    -- Wishes to the platform, each sent until it is answered: in order for each line and each number.
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, line TEXT NOT NULL, number TEXT, action TEXT NOT NULL,
      content TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending', journal INTEGER NOT NULL, created_at TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      -- Seconds since 1970: not to be sent before.
      next_at INTEGER NOT NULL DEFAULT 0, settled_at TEXT,
      -- What the platform said last.
      status INTEGER, error TEXT, message TEXT, field TEXT,
      -- Why it was dropped.
      reason TEXT);
    CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('pending', 'failed');
    CREATE INDEX outbox_waiting_by_line ON outbox (line, id) WHERE state IN ('pending', 'failed');
    CREATE INDEX outbox_waiting_by_number ON outbox (number, id) WHERE state IN ('pending', 'failed');

    -- What the platform listed last: partitions, categories of a partition, plans, licences.
    CREATE TABLE platform_list (
      list TEXT NOT NULL, partition TEXT NOT NULL, code TEXT NOT NULL, description TEXT NOT NULL,
      fetched_at TEXT NOT NULL, PRIMARY KEY (list, partition, code)) WITHOUT ROWID;

    -- What was told of a line once (spec 6.5), regardless of the calls it follows from.
    CREATE TABLE alert (
      id INTEGER PRIMARY KEY, run INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
      line TEXT NOT NULL, contract TEXT NOT NULL,
      -- What it is about: the cycle's first day, the day, or the zone.
      subject TEXT NOT NULL,
      -- The sums and limits that it follows from: JSON.
      facts TEXT NOT NULL,
      -- Whether the program that is told has taken it; of no program: none.
      delivery TEXT NOT NULL, acknowledged_at TEXT, acknowledged_by TEXT, note TEXT,
      UNIQUE (line, kind, subject, level));
    CREATE INDEX alert_by_contract ON alert (contract);
    CREATE INDEX alert_open ON alert (id) WHERE acknowledged_at IS NULL;
    CREATE INDEX alert_waiting ON alert (id) WHERE delivery = 'waiting';

    -- Lines that are blocked because they passed their credit limit, to the last day of the cycle (days since 1970).
    CREATE TABLE credit_block (line TEXT PRIMARY KEY, last_day INTEGER NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
    """
}
