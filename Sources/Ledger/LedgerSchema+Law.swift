/// One law for open and closed cycles (spec 4.3): version 3 of the database.
extension LedgerSchema {
  static let law = """
    -- In the form of a segment's row; NULL: only the text is known. start: of the call. book: the closed cycle that the row
    -- is late for, or a version of a call of.
    ALTER TABLE held_row ADD COLUMN facts BLOB;
    ALTER TABLE held_row ADD COLUMN start INTEGER;
    ALTER TABLE held_row ADD COLUMN book INTEGER;
    -- What its state was before its row was withdrawn.
    ALTER TABLE held_row ADD COLUMN undone_state TEXT;
    CREATE INDEX held_row_by_start ON held_row (start) WHERE state = 'held' AND start IS NOT NULL;
    CREATE INDEX held_row_by_book ON held_row (book) WHERE book IS NOT NULL;

    -- Of a book of late rows that are charged alone: the closed cycle they are late for.
    ALTER TABLE book ADD COLUMN parent INTEGER;
    -- Of a closed cycle: whether each of its calls is a service.
    ALTER TABLE book ADD COLUMN per_call INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX book_by_parent ON book (parent) WHERE parent IS NOT NULL;
    CREATE INDEX book_closed ON book (id) WHERE is_closed = 1;
    UPDATE book SET is_held = 0;
    ALTER TABLE registry_version ADD COLUMN active_lines_only INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE registry_version ADD COLUMN dialling TEXT NOT NULL DEFAULT 'optional none';

    -- Days of a line, both inclusive, that a closed cycle's version puts into it; of several cycles the one that was closed
    -- first holds a day.
    CREATE TABLE held_day (
      id INTEGER PRIMARY KEY, book INTEGER NOT NULL, line TEXT NOT NULL, first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL);
    CREATE INDEX held_day_by_book ON held_day (book);

    -- What the late rows of a closed cycle come to, by (contract, line) and late entry: the cycle as it stands less what
    -- was charged before.
    CREATE TABLE late_total (
      book INTEGER NOT NULL, account INTEGER NOT NULL, entry INTEGER NOT NULL, calls INTEGER NOT NULL,
      billed INTEGER NOT NULL, allowance INTEGER NOT NULL, centavos INTEGER NOT NULL, number TEXT NOT NULL,
      PRIMARY KEY (book, account, entry)) WITHOUT ROWID;
    -- Of open late services of before: until the next run works them out, what they came to, call by call.
    INSERT INTO late_total
      SELECT span.book, account, span.entry, sum(calls), sum(billed), sum(allowance),
        (CAST(sum(amount) AS INTEGER) + 5000) / 10000, max(number)
      FROM span JOIN book ON book.id = span.book
      WHERE span.entry > 0 AND span.entry >= book.entry AND book.is_closed = 1 GROUP BY span.book, account, span.entry;

    -- Repeats of calls, together in a segment. book: the closed cycle whose calls they repeat.
    CREATE TABLE repeat_span (
      id INTEGER PRIMARY KEY, book INTEGER, run INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL,
      bytes INTEGER NOT NULL, rows INTEGER NOT NULL, first_start INTEGER NOT NULL, last_start INTEGER NOT NULL);
    CREATE INDEX repeat_span_by_segment ON repeat_span (segment, offset);
    CREATE INDEX repeat_span_by_start ON repeat_span (last_start);

    -- Calls that were let go, by identity.
    CREATE TABLE discarded_call (identity BLOB PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID;
    -- Ids of services that were open again: no other has one of them.
    CREATE TABLE spent_service (id TEXT PRIMARY KEY) WITHOUT ROWID;

    ALTER TABLE file ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0;
    -- The reading whose rows it delivers: another one's if it is the same content again.
    ALTER TABLE file ADD COLUMN content INTEGER;
    UPDATE file SET content = id;
    UPDATE file SET content = coalesce((
        SELECT min(first.id) FROM file AS first
        WHERE first.digest = file.digest AND first.read > 0 AND first.state IN ('imported', 'deleted', 'undone')), id)
      WHERE state = 'repeated' OR (state = 'deleted' AND read = 0);
    -- What cycles follow from is digested otherwise: of those closed before, it is not compared.
    UPDATE book SET terms = x'';
    UPDATE book SET per_call = 1
      WHERE is_closed = 1 AND EXISTS (SELECT 1 FROM service WHERE service.book = book.id AND service.kind = 'call');
    DROP TABLE own_number;
    DROP TABLE repeat;
    """
}
