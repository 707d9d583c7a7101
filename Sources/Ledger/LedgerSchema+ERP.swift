/// What the ERP was given of closed services (spec 11.2).
extension LedgerSchema {
  static let erpPush = """
    -- A service on its way to the ERP, or there. claimed: a request may be on its way, and nobody knows what came of it;
    -- refused: the ERP said no; taken: it gave an id; confirmed: what it has was read and is what was sent; differs: it
    -- has something else.
    CREATE TABLE erp_push (
      service TEXT PRIMARY KEY, state TEXT NOT NULL,
      -- What was sent last: JSON.
      body TEXT NOT NULL, centavos INTEGER NOT NULL, attempts INTEGER NOT NULL,
      -- Seconds since 1970.
      claimed_at INTEGER NOT NULL,
      -- Whether a file of the format had it before: it may be at the ERP by that.
      was_exported INTEGER NOT NULL,
      reference TEXT, message TEXT) WITHOUT ROWID;
    CREATE INDEX erp_push_unfinished ON erp_push (service) WHERE state IN ('claimed', 'taken');
    CREATE INDEX erp_push_by_reference ON erp_push (reference) WHERE reference IS NOT NULL;
    CREATE INDEX service_closed ON service (contract, line) WHERE state = 'closed';
    """
}
