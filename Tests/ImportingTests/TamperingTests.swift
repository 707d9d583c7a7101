import FileInput
import Foundation
import GRDB
import Importing
import Ledger
import RunSupport
import Testing

/// All that is changed by hand in a ledger, `verify` finds and names (spec 4.5, I1, I6).
@Suite("Tampering with a ledger (spec 4.5, I1, I6)")
struct TamperingTests {
  @Test
  func `an untouched ledger has no finding`() throws {
    let harness = try SmallIntegration.recorded()
    let report = try LedgerVerification(dataDirectory: harness.settings.dataDirectory, workers: 2).run()
    #expect(report.findings == [])
    #expect(report.isComplete)
    #expect(report.rows == 10)
    #expect(report.files == 2)
    #expect(report.cycleAccounts == 4)
    #expect(report.segments == 2)
    #expect(report.keptRows == 3)
    #expect(report.registryVersions == 1)
  }

  /// A change of the database, and what a finding must begin with.
  struct Change: CustomTestStringConvertible, Sendable {
    var sql: String
    var finding: String
    var testDescription: String { sql }

    init(_ sql: String, _ finding: String) {
      self.sql = sql
      self.finding = finding
    }
  }

  static let changes = [
    Change("UPDATE span SET amount = amount + 1 WHERE amount > 0", "total: line 1001"),
    Change(
      "UPDATE span SET amount = amount - 10000 WHERE book IN (SELECT id FROM book WHERE is_pool)", "total: contract C3"),
    Change("UPDATE span SET calls = calls + 1 WHERE run = 2", "total:"),
    Change("UPDATE span SET billed = billed - 6 WHERE billed > 0", "total:"),
    Change("UPDATE span SET allowance = allowance + 1 WHERE run = 1", "total:"),
    Change("UPDATE span SET rows = rows - 1 WHERE run = 1", "total:"),
    Change("UPDATE span SET first_start = first_start - 1", "total:"),
    Change("UPDATE span SET last_start = last_start + 1", "total:"),
    Change("UPDATE span SET number = '554833330000' WHERE number <> ''", "total:"),
    Change("UPDATE span SET offset = offset + 1 WHERE offset = 0", "row: segment-"),
    Change("UPDATE span SET bytes = bytes - 1", "row: segment-"),
    Change("UPDATE span SET bytes = 1000000000000", "span: segment-"),
    Change("UPDATE span SET offset = -1", "span: segment-"),
    Change("UPDATE span SET entry = 1", "span: line"),
    Change("UPDATE span SET book = book + 100", "database: span"),
    Change("UPDATE span SET segment = segment + 100", "database: span"),
    Change("UPDATE span SET run = 99", "database: span"),
    Change("UPDATE span SET account = 99", "database: span"),
    Change("UPDATE account SET line = '1009' WHERE line = '1001'", "row: segment-"),
    Change("UPDATE account SET contract = 'C9' WHERE line = '2001'", "row: segment-"),
    Change("DELETE FROM span WHERE run = 2", "file: file 2 (b.csv): expected recorded calls: 4, found 0"),
    Change("DELETE FROM span WHERE run = 2", "total: segment-"),
    Change("DELETE FROM book WHERE plan = 'shared'", "database: span"),
    Change("UPDATE book SET balance = zeroblob(8) WHERE owner = '1002'", "balance: line 1002"),
    Change(
      "UPDATE book SET balance = x'0100000000000000' WHERE owner = '1001' AND length(balance) > 0", "balance: line 1001"
    ),
    Change("UPDATE book SET first_start = first_start + 1", "total:"),
    Change("UPDATE book SET last_start = last_start - 1", "total:"),
    Change("UPDATE book SET cycle_end = cycle_end - 1", "total:"),
    Change("UPDATE book SET cycle_start = cycle_start + 1", "total:"),
    Change("UPDATE book SET cycle_start = 100000000", "total:"),
    Change("UPDATE book SET terms = zeroblob(16)", "registry: line 1001"),
    Change("UPDATE book SET registry = 7", "registry: registry version 7"),
    Change("UPDATE book SET plan = 'dear' WHERE owner = '1001'", "row: segment-"),
    Change("UPDATE book SET owner = '1002' WHERE owner = '1001'", "database: book"),
    Change("UPDATE book SET entry = 0", "total:"),
    Change("UPDATE file SET read = read + 1 WHERE id = 1", "file: file 1 (a.csv): expected rows read: 8, found 9"),
    Change("UPDATE file SET rated = rated - 1, unanswered = unanswered + 1 WHERE id = 1", "file: file 1 (a.csv)"),
    Change("UPDATE file SET duplicate = duplicate - 2, rated = rated + 2 WHERE id = 2", "file: file 2 (b.csv)"),
    Change("UPDATE file SET suspended = 0, duplicate = 1 WHERE id = 1", "file: file 1 (a.csv)"),
    Change("UPDATE file SET state = 'undone' WHERE id = 2", "file: file 2 (b.csv)"),
    Change("UPDATE file SET run = 9", "database: file 1"),
    Change("DELETE FROM file WHERE id = 2", "row: segment-00000002.csv"),
    Change(
      "DELETE FROM held_row WHERE reason = 'unknown-line'", "file: file 1 (a.csv): expected suspended rows: 1, found 0"),
    Change("UPDATE held_row SET state = 'settled'", "file: file 1 (a.csv)"),
    Change("UPDATE held_row SET reason = 'whatever'", "file: held rows of file 1"),
    Change("UPDATE held_row SET file = 2", "file: file 1 (a.csv)"),
    Change("UPDATE segment SET live_bytes = live_bytes - 1 WHERE id = 2", "total: segment-00000002.csv"),
    Change("UPDATE segment SET digest = zeroblob(16) WHERE id = 2", "segment: segment-00000002.csv"),
    Change(
      "UPDATE segment SET bytes = bytes + 1, live_bytes = live_bytes + 1 WHERE id = 2", "segment: segment-00000002.csv"),
    Change("UPDATE segment SET name = 'segment-00000009.csv' WHERE id = 2", "segment: segment-00000002.csv"),
    Change("UPDATE segment SET kind = 'other' WHERE id = 2", "database: segment-00000002.csv"),
    Change("UPDATE registry_table SET content = zeroblob(20)", "registry: table"),
    Change("UPDATE registry_version SET digest = 'x'", "registry: registry version 1"),
    Change("UPDATE registry_version SET time_zone = 'America/Manaus'", "registry: registry version 1"),
    Change("DELETE FROM registry_table", "registry: registry version 1"),
    Change("UPDATE run SET id = 0 WHERE id = 1", "database: held row 1"),
    Change("UPDATE span SET amount = 'many'", "total:"),
    Change("UPDATE span SET amount = x'00'", "database: table span"),
    Change("UPDATE file SET read = 'eight'", "database: table file"),
  ]

  @Test(arguments: changes)
  func `a change in the database is found`(change: Change) throws {
    let harness = try SmallIntegration.recorded()
    try harness.ledger().write { try $0.execute(sql: change.sql) }
    let found = try harness.verify()
    #expect(found.contains { $0.hasPrefix(change.finding) }, "found \(found)")
  }

  static let serviceChanges = [
    Change("UPDATE service SET centavos = centavos + 1", "service: service "),
    Change("UPDATE service SET calls = 0", "service: service "),
    Change("UPDATE service SET billed = billed - 1", "service: service "),
    Change("UPDATE service SET description = 'x'", "service: service "),
    Change("UPDATE service SET state = 'invoiced'", "service: service "),
    Change("UPDATE service SET line = '1002'", "service: service "),
    Change("DELETE FROM service", "service: service "),
    Change("UPDATE service SET book = 99", "database: service "),
    Change("UPDATE service SET entry = 1", "service: service "),
    Change("UPDATE book SET is_closed = 0 WHERE owner = '1001'", "service: service "),
    Change("UPDATE book SET is_closed = 1 WHERE is_pool = 1", "service: service "),
    Change("UPDATE span SET amount = amount + 10000 WHERE number = '554833334444'", "service: service "),
  ]

  @Test(arguments: serviceChanges)
  func `a change of a service whose amount is final is found`(change: Change) throws {
    let harness = try SmallIntegration.recorded()
    try SmallIntegration.close(harness, line: "1001", cycle: SimulationTests.cycle)
    #expect(try harness.verify() == [])
    try harness.ledger().write { try $0.execute(sql: change.sql) }
    let found = try harness.verify()
    #expect(found.contains { $0.hasPrefix(change.finding) }, "found \(found)")
  }

  @Test
  func `any byte changed in a segment is found`() throws {
    let harness = try SmallIntegration.recorded()
    let directory = DataDirectory(path: harness.settings.dataDirectory)
    for name in directory.recordFiles() {
      let path = directory.segmentPath(name)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for index in stride(from: 0, to: bytes.count, by: 41) {
        for byte in [bytes[index] ^ 1, UInt8(ascii: "\n"), 0xff, UInt8(ascii: "\"")] where byte != bytes[index] {
          var changed = bytes
          changed[index] = byte
          try changed.write(to: URL(fileURLWithPath: path))
          let found = try harness.verify(workers: 1)
          #expect(found.contains { $0.hasPrefix("segment: \(name)") }, "byte \(index) of \(name)")
        }
      }
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    #expect(try harness.verify() == [])
  }

  /// An amount changed in a segment whose digest was made to fit: the rows are rated again, so that it is found, too.
  @Test(arguments: [
    ("basic,local,61,66,30,36,0.05,0.0000,0.0300", "basic,local,61,66,30,36,0.05,0.0000,0.0400", "charge:"),
    ("basic,local,61,66,30,36,0.05,0.0000,0.0300", "basic,local,61,66,36,30,0.05,0.0000,0.0300", "charge:"),
    ("basic,local,61,66,30,36,0.05,0.0000,0.0300", "basic,local,67,66,30,36,0.05,0.0000,0.0300", "charge:"),
    ("basic,vc1,31,36,0,36,0.39,0.0000,0.2340", "basic,vc1,31,36,0,36,0.93,0.0000,0.2340", "charge:"),
    ("2026-11-10T09:00:00-03:00", "2026-11-10T09:00:00-02:00", "row:"),
    ("2026-11-10T00:00:00-03:00", "2026-11-09T00:00:00-03:00", "row:"),
    ("2026-11-10T09:00:00-03:00", "2026-11-10T08:00:00-03:00", ""),
    ("a.csv:4", "a.csv:5", ""),
    ("a.csv:4", "b.csv:4", "row:"),
    (",C1,basic,local,61", ",C2,basic,local,61", "row:"),
    (",1001,C1,basic,local,61", ",1002,C1,basic,local,61", "row:"),
    ("\ng3,", "\ng2,", ""),
  ])
  func `a row changed with its digest is found where anything follows from it`(
    from: String, to: String, finding: String
  ) throws {
    let harness = try SmallIntegration.recorded()
    let directory = DataDirectory(path: harness.settings.dataDirectory)
    let path = directory.segmentPath("segment-00000002.csv")
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    let changed = text.replacingOccurrences(of: from, with: to)
    #expect(changed != text && changed.utf8.count == text.utf8.count, "\(text)")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
    let digest = Data(try directory.readRecordFile("segment-00000002.csv").digest.bytes)
    try harness.ledger().write {
      try $0.execute(sql: "UPDATE segment SET digest = ? WHERE id = 2", arguments: [digest])
    }
    let found = try harness.verify()
    // Nothing follows from a call's line in its file, nor from an id that no other call has.
    #expect(found.contains { $0.hasPrefix(finding) } || finding.isEmpty, "found \(found)")
  }

  @Test
  func `missing, cut, grown, linked and foreign segments are found`() throws {
    let harness = try SmallIntegration.recorded()
    let directory = DataDirectory(path: harness.settings.dataDirectory)
    let path = directory.segmentPath("segment-00000002.csv")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    func finding(_ text: String) throws -> Bool { try harness.verify().contains { $0.hasPrefix(text) } }

    try FileManager.default.removeItem(atPath: path)
    #expect(try finding("segment: segment-00000002.csv: expected a segment, found No such file"))
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "segment-00000001.csv")
    #expect(try finding("segment: segment-00000002.csv"))
    try FileManager.default.removeItem(atPath: path)
    try bytes.dropLast(10).write(to: URL(fileURLWithPath: path))
    #expect(try finding("segment: segment-00000002.csv: expected \(bytes.count) bytes, found \(bytes.count - 10)"))
    try (bytes + [10]).write(to: URL(fileURLWithPath: path))
    #expect(try finding("segment: segment-00000002.csv: expected \(bytes.count) bytes, found \(bytes.count + 1)"))
    try bytes.write(to: URL(fileURLWithPath: path))
    try Data().write(to: URL(fileURLWithPath: directory.segmentPath("other.csv")))
    #expect(try finding("segment: other.csv: expected only files that the ledger names"))
    try FileManager.default.removeItem(atPath: directory.segmentPath("other.csv"))
    #expect(try harness.verify() == [])
  }

  @Test
  func `a call recorded twice is found`() throws {
    let harness = try SmallIntegration.recorded()
    let directory = DataDirectory(path: harness.settings.dataDirectory)
    try FileManager.default.copyItem(
      atPath: directory.segmentPath("segment-00000002.csv"), toPath: directory.segmentPath("segment-00000009.csv"))
    try harness.ledger().write {
      try $0.execute(
        sql: """
          INSERT INTO segment (id, name, run, bytes, live_bytes, digest, kind)
            SELECT 9, 'segment-00000009.csv', run, bytes, live_bytes, digest, kind FROM segment WHERE id = 2;
          INSERT INTO span SELECT book, sequence + 9, account, entry, run, 9, offset, bytes, rows, first_start, last_start,
            calls, billed, allowance, amount, number FROM span WHERE segment = 2;
          """)
    }
    #expect(
      try harness.verify().contains(
        "identity: a.csv:3: expected a call that is recorded once, found the call of a.csv:3 again"))
  }

  @Test
  func `a damaged database is told, with a remedy, and nothing crashes`() throws {
    let harness = try SmallIntegration.recorded()
    let path = DataDirectory(path: harness.settings.dataDirectory).databasePath
    try harness.ledger().write { try $0.execute(sql: "PRAGMA user_version = 1") }
    // So that all of it is in the one file.
    let queue = try DatabaseQueue(path: path)
    // Without free pages: what lies in these says nothing.
    try queue.vacuum()
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    for page in stride(from: 0, to: bytes.count, by: 4096) {
      for fill in [UInt8(0), 0xff, 0x5a] {
        var damaged = bytes
        for index in page..<(page + 400) { damaged[index] = fill }
        try Data(damaged).write(to: URL(fileURLWithPath: path))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let isSound: Bool
        do {
          isSound = try harness.verify().isEmpty
        } catch let failure as LedgerFailure {
          #expect(!failure.remedy.isEmpty)
          isSound = false
        }
        #expect(!isSound, "page \(page / 4096) filled with \(fill)")
      }
    }
  }
}
