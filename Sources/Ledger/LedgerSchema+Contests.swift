/// What customers contest of closed services (spec 11.1).
extension LedgerSchema {
  static let contests = """
    -- Of a closed service: what of its amount is not charged while, and since, it is contested.
    ALTER TABLE service ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;

    -- id: the service's, '-c' and a number. call: of one call of the service, its part of ServiceID.call; NULL: all of it.
    -- is_withheld: the service was not handed over before, so that the amount is taken out of it.
    CREATE TABLE contest (
      id TEXT PRIMARY KEY, service TEXT NOT NULL, number INTEGER NOT NULL, call TEXT, global_id BLOB,
      started_at INTEGER, description TEXT NOT NULL,
      -- The call's amount, millionths, and what it is of the service.
      amount INTEGER NOT NULL, centavos INTEGER NOT NULL, is_withheld INTEGER NOT NULL, state TEXT NOT NULL,
      reason TEXT NOT NULL, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '',
      resolved_at TEXT, resolved_by TEXT) WITHOUT ROWID;
    CREATE INDEX contest_by_service ON contest (service, number);
    """

  /// Which answers late services follow (spec 11.1). Those of before are looked at by the next run.
  static let settledContests = """
    -- Whether the late services of its cycle were worked out with its answer.
    ALTER TABLE contest ADD COLUMN is_settled INTEGER NOT NULL DEFAULT 0;
    """

  /// Which services are in a state, and which cycles are open (spec 4.4): what `services list --state` looks for.
  static let serviceStates = """
    CREATE INDEX service_by_state ON service (state, contract, line);
    CREATE INDEX book_open ON book (is_pool, owner) WHERE is_closed = 0;
    """
}
