/// What programs have: tokens, answers to their writes, and what they are told (spec 8.2).
extension LedgerSchema {
  static let programs = """
    -- A bearer token: the digest of it alone. scope: the role it has. Instants are seconds since 1970.
    CREATE TABLE console_token (
      id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, name TEXT NOT NULL, user TEXT NOT NULL, scope TEXT NOT NULL,
      created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER);
    CREATE INDEX console_token_by_user ON console_token (user);

    -- Writes with an Idempotency-Key. server: which process began it; status: NULL until it was answered.
    CREATE TABLE console_write (
      user TEXT NOT NULL, key TEXT NOT NULL, digest BLOB NOT NULL, at INTEGER NOT NULL, server TEXT NOT NULL,
      status INTEGER, type TEXT, body BLOB, PRIMARY KEY (user, key)) WITHOUT ROWID;
    CREATE INDEX console_write_by_time ON console_write (at);

    -- Each time cycles were closed, and what that came to.
    CREATE TABLE closing (
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, selection TEXT NOT NULL, cycles INTEGER NOT NULL,
      late_cycles INTEGER NOT NULL, services INTEGER NOT NULL, amount TEXT NOT NULL);

    -- Up to which run, alert or closing a receiver's events were put into its outbox.
    CREATE TABLE webhook_position (
      url TEXT NOT NULL, event TEXT NOT NULL, subject INTEGER NOT NULL, PRIMARY KEY (url, event)) WITHOUT ROWID;

    -- Events on their way to a receiver, each sent until it is taken. subject: the number of the run, alert or closing.
    CREATE TABLE webhook_delivery (
      id INTEGER PRIMARY KEY, url TEXT NOT NULL, event TEXT NOT NULL, subject INTEGER NOT NULL, key TEXT NOT NULL,
      body BLOB NOT NULL, state TEXT NOT NULL DEFAULT 'pending', created_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      -- Not to be sent before.
      next_at INTEGER NOT NULL DEFAULT 0, settled_at INTEGER,
      -- What came of the last attempt.
      status INTEGER, error TEXT,
      UNIQUE (url, event, subject));
    CREATE INDEX webhook_delivery_waiting ON webhook_delivery (next_at) WHERE state = 'pending';
    """
}
