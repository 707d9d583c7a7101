import GRDB

/// The tables of `summit.sqlite`. A published migration never changes; a new version adds one.
enum LedgerSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: first) }
    migrator.registerMigration("2") { try $0.execute(sql: registersOfVersion2 + second) }
    migrator.registerMigration("3") { try $0.execute(sql: law) }
    migrator.registerMigration("young-files") { try $0.execute(sql: youngFiles) }
    for later in laterRegisters {
      migrator.registerMigration(later.migration) { try $0.execute(sql: later.sql) }
    }
    migrator.registerMigration("console") { try $0.execute(sql: console) }
    migrator.registerMigration("programs") { try $0.execute(sql: programs) }
    migrator.registerMigration("contests") { try $0.execute(sql: contests) }
    migrator.registerMigration("kept-allowances") { try $0.execute(sql: keptAllowances) }
    migrator.registerMigration("service-states") { try $0.execute(sql: serviceStates) }
    migrator.registerMigration("erp-push") { try $0.execute(sql: erpPush) }
    migrator.registerMigration("settled-contests") { try $0.execute(sql: settledContests) }
    return migrator
  }

  /// Instants are seconds since 1970, days count from 1970-01-01, amounts are millionths of a real.
  private static let first = """
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE run (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT NOT NULL,
      version TEXT NOT NULL, registry INTEGER, state TEXT NOT NULL DEFAULT 'committed', report TEXT NOT NULL,
      -- Starts of the calls that came, suspended ones included; NULL if none did.
      first_start INTEGER, last_start INTEGER);

    CREATE TABLE registry_table (digest TEXT PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE registry_version (
      id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, tables TEXT NOT NULL, time_zone TEXT NOT NULL);

    -- One row for each time a file, or what was new of it, was read.
    CREATE TABLE file (
      id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name BLOB NOT NULL, state TEXT NOT NULL,
      device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
      is_gzip INTEGER NOT NULL, digest BLOB, plain_bytes INTEGER NOT NULL, resume_bytes INTEGER NOT NULL,
      resume_lines INTEGER NOT NULL, resume_digest BLOB, is_pending INTEGER NOT NULL, header INTEGER, layout TEXT NOT NULL,
      error TEXT, is_released INTEGER NOT NULL DEFAULT 0,
      -- The reading that this one goes on from.
      earlier INTEGER,
      read INTEGER NOT NULL, rated INTEGER NOT NULL, free INTEGER NOT NULL, unanswered INTEGER NOT NULL,
      duplicate INTEGER NOT NULL, rejected INTEGER NOT NULL, suspended INTEGER NOT NULL);
    CREATE INDEX file_by_name ON file (name);
    CREATE INDEX file_by_digest ON file (digest);

    CREATE TABLE account (id INTEGER PRIMARY KEY, contract TEXT NOT NULL, line TEXT NOT NULL, UNIQUE (contract, line));
    CREATE INDEX account_by_line ON account (line, contract);

    -- The calls of one cycle that share an account of allowances: a line's, or a contract's for a pooled plan.
    CREATE TABLE book (
      id INTEGER PRIMARY KEY, is_pool INTEGER NOT NULL, owner TEXT NOT NULL, plan TEXT NOT NULL,
      cycle_start INTEGER NOT NULL, cycle_end INTEGER NOT NULL, first_start INTEGER NOT NULL,
      last_start INTEGER NOT NULL, balance BLOB NOT NULL, is_closed INTEGER NOT NULL, is_held INTEGER NOT NULL,
      registry INTEGER NOT NULL, terms BLOB NOT NULL, entry INTEGER NOT NULL);
    CREATE INDEX book_by_owner ON book (owner);
    CREATE INDEX book_by_cycle ON book (cycle_end);
    CREATE INDEX book_held ON book (id) WHERE is_held = 1;

    -- Live rows of one book and one (contract, line), together in a segment. entry 0: the cycle's own; n: its n-th late
    -- service.
    CREATE TABLE span (
      book INTEGER NOT NULL, sequence INTEGER NOT NULL, account INTEGER NOT NULL, entry INTEGER NOT NULL,
      run INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL, bytes INTEGER NOT NULL,
      rows INTEGER NOT NULL, first_start INTEGER NOT NULL, last_start INTEGER NOT NULL, calls INTEGER NOT NULL,
      billed INTEGER NOT NULL, allowance INTEGER NOT NULL, amount NOT NULL, number TEXT NOT NULL,
      PRIMARY KEY (book, account, sequence)) WITHOUT ROWID;
    CREATE INDEX span_by_segment ON span (segment, offset);
    CREATE INDEX span_late ON span (book, entry) WHERE entry > 0;

    CREATE TABLE segment (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, run INTEGER NOT NULL, bytes INTEGER NOT NULL,
      live_bytes INTEGER NOT NULL, digest BLOB, kind TEXT NOT NULL DEFAULT 'live');

    -- Final amounts: what was closed. Open ones follow from the spans.
    CREATE TABLE service (
      id TEXT PRIMARY KEY, book INTEGER NOT NULL, entry INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
      reference TEXT, contract TEXT NOT NULL, line TEXT NOT NULL, plan TEXT NOT NULL, cycle_start INTEGER NOT NULL,
      cycle_end INTEGER NOT NULL, calls INTEGER NOT NULL, billed INTEGER NOT NULL, allowance INTEGER NOT NULL,
      surplus INTEGER NOT NULL, centavos INTEGER NOT NULL, description TEXT NOT NULL, global_id BLOB,
      started_at INTEGER, closed_at TEXT NOT NULL, invoiced_at TEXT);
    CREATE INDEX service_by_book ON service (book);
    CREATE INDEX service_by_line ON service (contract, line, plan, cycle_start, entry);
    CREATE TABLE service_export (
      service TEXT NOT NULL, format TEXT NOT NULL, exported_at TEXT NOT NULL, centavos INTEGER NOT NULL,
      PRIMARY KEY (service, format)) WITHOUT ROWID;

    -- Rows that are not billed, as they came.
    CREATE TABLE held_row (
      id INTEGER PRIMARY KEY, file INTEGER NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL,
      state TEXT NOT NULL, layout TEXT NOT NULL, run INTEGER NOT NULL, note TEXT,
      -- The run that saw it last with another outcome: its starts include this row's, if it has one.
      seen INTEGER NOT NULL);
    CREATE INDEX held_row_by_place ON held_row (file, line);
    CREATE INDEX held_row_waiting ON held_row (reason) WHERE state = 'held';
    CREATE TABLE header (id INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE);

    -- What rows that were tried again were before, and became: so that they wait again if the run is withdrawn.
    CREATE TABLE held_change (
      held_row INTEGER NOT NULL, run INTEGER NOT NULL, reason TEXT NOT NULL, layout TEXT NOT NULL,
      outcome TEXT NOT NULL, became TEXT NOT NULL, PRIMARY KEY (run, held_row)) WITHOUT ROWID;

    -- What a run that withdrew others changed: of each run, file and held row the state it had.
    CREATE TABLE withdrawal (
      undo INTEGER NOT NULL, item TEXT NOT NULL, id INTEGER NOT NULL, state TEXT NOT NULL,
      PRIMARY KEY (undo, item, id)) WITHOUT ROWID;

    -- Which (contract, line) the calls of an own number were recorded for (spec 2.4, 4.3).
    CREATE TABLE own_number (
      own BLOB NOT NULL, trunk BLOB NOT NULL, account_code BLOB NOT NULL, account INTEGER NOT NULL,
      PRIMARY KEY (own, trunk, account_code, account)) WITHOUT ROWID;

    -- Calls of a run that repeat calls of an earlier file, or are that file again.
    CREATE TABLE repeat (
      run INTEGER NOT NULL, of_file INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (run, of_file)) WITHOUT ROWID;
    CREATE TABLE zone (name TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE journal (id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL);
    """
}
