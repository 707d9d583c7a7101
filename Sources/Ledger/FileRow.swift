import CallModel
import FileInput
import Foundation
import GRDB

/// One reading of a source file, or of what was new in it (spec 4.1, 4.2).
package struct FileRow: Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Its rows are recorded.
    case imported
    /// None of its rows counts.
    case failed
    /// Its content was imported before, under this or another name.
    case repeated
    /// Imported, and deleted from the source directory.
    case deleted
    /// Its run was withdrawn.
    case undone
  }

  package var id: Int64 = 0
  package var run: Int64 = 0
  package var name: [UInt8]
  package var state: State
  package var identity: FileIdentity
  package var isGzip = false
  /// Of all inflated bytes that were read; nil if it failed.
  package var digest: ContentDigest?
  package var plainBytes: Int64 = 0
  /// Where reading goes on if the file grows: behind its last row, or before one that has no line end.
  package var resumeBytes: Int64 = 0
  package var resumeLines = 0
  /// Of the inflated bytes before `resumeBytes`.
  package var resumeDigest: ContentDigest?
  /// Its last row has no line end and waits until the file is older.
  package var isPending = false
  /// The number of its header.
  package var header: Int64?
  /// The digest of the layout it was read with.
  package var layout: String
  package var error: String?
  package var isReleased = false
  /// The number of the reading that this one goes on from (spec 4.2).
  package var earlier: Int64?
  /// The number of the reading whose rows it delivers: another one's if it is the same content again (spec 4.3).
  package var content: Int64 = 0
  package var read = 0
  /// By `Outcome.rawValue`.
  package var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)

  package init(name: [UInt8], state: State, identity: FileIdentity, layout: String) {
    self.name = name
    self.state = state
    self.identity = identity
    self.layout = layout
  }

  package var displayName: String { SourceFile.displayable(name) }

  mutating func clearCounts() {
    read = 0
    outcomes = [Int](repeating: 0, count: outcomes.count)
  }

  mutating func addCounts(of other: FileRow) {
    read += other.read
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
  }
}

extension FileRow {
  init(_ row: Row) {
    name = [UInt8](row["name"] as Data? ?? Data())
    state = State(rawValue: row["state"] as String? ?? "") ?? .failed
    identity = FileIdentity(
      device: UInt64(bitPattern: row["device"]), inode: UInt64(bitPattern: row["inode"]), sizeBytes: row["size"],
      modifiedNanoseconds: row["modified"])
    layout = row["layout"] ?? ""
    id = row["id"]
    run = row["run"]
    isGzip = row["is_gzip"]
    digest = (row["digest"] as Data?).flatMap { ContentDigest(bytes: [UInt8]($0)) }
    plainBytes = row["plain_bytes"]
    resumeBytes = row["resume_bytes"]
    resumeLines = row["resume_lines"]
    resumeDigest = (row["resume_digest"] as Data?).flatMap { ContentDigest(bytes: [UInt8]($0)) }
    isPending = row["is_pending"]
    header = row["header"]
    error = row["error"]
    isReleased = row["is_released"]
    earlier = row["earlier"]
    content = row["content"] as Int64? ?? id
    read = row["read"]
    for outcome in Outcome.allCases { outcomes[Int(outcome.rawValue)] = row[outcome.name] }
  }

  func insert(_ database: Database) throws {
    var arguments: StatementArguments = [
      id, run, Data(name), state.rawValue, Int64(bitPattern: identity.device), Int64(bitPattern: identity.inode),
      identity.sizeBytes, identity.modifiedNanoseconds, isGzip, digest.map { Data($0.bytes) }, plainBytes, resumeBytes,
      resumeLines, resumeDigest.map { Data($0.bytes) }, isPending, header, layout, error, isReleased, earlier, read,
    ]
    arguments += [content]
    arguments += StatementArguments(outcomes)
    let names = Outcome.allCases.map(\.name).joined(separator: ", ")
    let marks = Array(repeating: "?", count: 22 + Outcome.allCases.count).joined(separator: ", ")
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO file (id, run, name, state, device, inode, size, modified, is_gzip, digest, plain_bytes, resume_bytes,
          resume_lines, resume_digest, is_pending, header, layout, error, is_released, earlier, read, content, \(names))
        VALUES (\(marks))
        """)
    try statement.execute(arguments: arguments)
  }
}

extension Ledger {
  /// All readings, in the order in which they were made.
  ///
  /// - Parameter withdrawn: whether those of runs that were withdrawn are among them.
  package func readings(withdrawn: Bool = false) throws(LedgerFailure) -> [FileRow] {
    try read { try Self.allReadings($0).filter { withdrawn || $0.state != .undone } }
  }

  static func allReadings(_ database: Database) throws -> [FileRow] {
    var files: [FileRow] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM file ORDER BY id")
    while let row = try rows.next() { files.append(FileRow(row)) }
    return files
  }

  /// The first reading that delivers that content, wholly, regardless of its name.
  package func knownFile(digest: ContentDigest) throws(LedgerFailure) -> FileRow? {
    let found = try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM file WHERE digest = ? AND state IN ('imported', 'deleted', 'repeated') ORDER BY id",
        arguments: [Data(digest.bytes)]
      ).map { FileRow($0) }
    }
    if found.isEmpty { return nil }
    let delivery = FileDelivery(try readings(withdrawn: true))
    return found.first { delivery.isDelivered($0.content) }
  }

  /// The last part of that content that was withdrawn and that no reading delivers; nil if the content was never read,
  /// or nothing of it was withdrawn. What went on behind a withdrawn part has the whole content's digest, too (spec
  /// 4.3).
  package func withdrawnPart(ofContent digest: ContentDigest) throws(LedgerFailure) -> FileRow? {
    let found = try read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM file WHERE digest = ? AND state <> 'failed' ORDER BY id DESC",
        arguments: [Data(digest.bytes)]
      ).map { FileRow($0) }
    }
    guard let found else { return nil }
    let readings = try readings(withdrawn: true)
    let missing = FileDelivery(readings).undelivered(of: found.content)
    return readings.last { missing.contains($0.id) } ?? (found.state == .undone ? found : nil)
  }

  /// The names of all files, by their numbers; blank where there is none.
  package func fileNames() throws(LedgerFailure) -> [String] {
    try read { database in
      var names: [String] = []
      let rows = try Row.fetchCursor(database, sql: "SELECT id, name FROM file ORDER BY id")
      while let row = try rows.next() {
        let id: Int = row[0]
        while names.count < id { names.append("") }
        names.append(SourceFile.displayable([UInt8](row[1] as Data? ?? Data())))
      }
      return names
    }
  }

  package func file(_ id: Int64) throws(LedgerFailure) -> FileRow? {
    try read { try Row.fetchOne($0, sql: "SELECT * FROM file WHERE id = ?", arguments: [id]).map { FileRow($0) } }
  }

  package func setState(_ state: FileRow.State, ofFiles ids: [Int64]) throws(LedgerFailure) {
    if ids.isEmpty { return }
    try write { database in
      for id in ids {
        try database.execute(sql: "UPDATE file SET state = ? WHERE id = ?", arguments: [state.rawValue, id])
      }
    }
  }

  package func files(run: Int64?) throws(LedgerFailure) -> [FileRow] {
    try read { database in
      let rows =
        if let run {
          try Row.fetchAll(database, sql: "SELECT * FROM file WHERE run = ? ORDER BY id", arguments: [run])
        } else {
          try Row.fetchAll(database, sql: "SELECT * FROM file ORDER BY id")
        }
      return rows.map { FileRow($0) }
    }
  }
}
