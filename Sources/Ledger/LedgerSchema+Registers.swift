/// The registers and what follows from them (spec 6): version 2 of the database.
extension LedgerSchema {
  /// A table, what names its rows, and its columns, as the files of the registry have them (`TableDescription`).
  typealias Register = (table: String, key: String, columns: String)

  /// The registers as they are: those of version 2 with what came later.
  static let registers: [Register] =
    registersOfVersion2.map { register in
      let later = laterColumns.filter { $0.table == register.table }.map { " " + $0.column }
      return (register.table, register.key, register.columns + later.joined())
    } + laterRegisters.map(\.register)

  /// Columns of registers that came after version 2, each by a migration of its name; behind the others.
  static let laterColumns: [(migration: String, table: String, column: String)] = [
    ("charge-rounding", "plans", "charge_rounding"), ("proration", "allowances", "proration"),
    ("carry-over", "allowances", "carry_over"),
  ]

  /// Registers that came after version 2, each by a migration of its name.
  static let laterRegisters: [(migration: String, register: Register)] = [
    ("zone-labels", ("zone_labels", "zone", "zone label")),
    ("hidden-numbers", ("hidden_numbers", "number", "number name")),
    (
      "costs",
      (
        "costs", "carrier", "carrier trunk prefix price_per_minute minimum_s step_s valid_from valid_until"
      )
    ),
  ]

  static func add(_ column: String, to table: String) -> String {
    "ALTER TABLE register_\(table) ADD COLUMN \"\(column)\" TEXT;"
  }

  static let registersOfVersion2: [Register] = [
    ("contracts", "id", "id customer status city"),
    ("plans", "id", "id name grace_s rounding decimals allowance_scope"),
    (
      "rates", "plan",
      "plan zone price_per_minute connection_fee minimum_s step_s from_s band valid_from valid_until"
    ),
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

  /// A row is never changed: a change closes it and opens another, both at the same row of `journal`. What stands now has
  /// no `closed`; what stood after change n was opened by n or before, and not closed by then.
  static func register(_ register: Register) -> String {
    let columns = register.columns.split(separator: " ").map { "\"\($0)\" TEXT" }.joined(separator: ", ")
    return """
      CREATE TABLE register_\(register.table) (
        row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
        -- The row whose place it took.
        replaces INTEGER, \(columns));
      CREATE INDEX register_\(register.table)_now ON register_\(register.table) ("\(register.key)") WHERE closed IS NULL;
      CREATE INDEX register_\(register.table)_was ON register_\(register.table) ("\(register.key)") WHERE closed IS NOT NULL;
      CREATE INDEX register_\(register.table)_opened ON register_\(register.table) (opened);
      CREATE INDEX register_\(register.table)_closed ON register_\(register.table) (closed) WHERE closed IS NOT NULL;

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

    -- What was told of a line once (spec 6.5), whatever becomes of the calls it follows from.
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
