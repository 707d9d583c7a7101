/// Who may use the console (spec 8.3).
extension LedgerSchema {
  static let console = """
    -- The password as a string of Argon2id.
    CREATE TABLE console_user (
      name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created_at TEXT NOT NULL,
      changed_at TEXT NOT NULL) WITHOUT ROWID;

    -- Who is logged in: the digest of what the cookie holds. Instants are seconds since 1970.
    CREATE TABLE console_session (
      digest BLOB PRIMARY KEY, user TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER NOT NULL,
      address TEXT NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX console_session_by_user ON console_session (user);

    -- Who saw or took what is of persons, and what was refused.
    CREATE TABLE console_access (
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, address TEXT NOT NULL, action TEXT NOT NULL,
      -- The integration and the filter, as the link has them.
      subject TEXT NOT NULL,
      -- How many rows; NULL where that says nothing.
      rows INTEGER);
    CREATE INDEX console_access_by_user ON console_access (user, id);
    """
}
