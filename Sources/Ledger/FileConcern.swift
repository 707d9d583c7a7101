import CallModel
import FileInput
import Foundation
import GRDB

/// What someone should look at of a file (spec 7.1), until its cause is gone or `files release` says so.
package struct FileConcern: Sendable {
  package enum Kind: String, Sendable {
    /// None of its rows counts, and it still lies there.
    case failed
    /// More than half of its rows were rejected: a wrong layout, most likely.
    case mostlyRejected = "mostly-rejected"
    /// The layout's `rows` left out all of its rows.
    case nothingLeft = "nothing-left"
    /// A gzip file that several runs found too young.
    case tooYoung = "too-young"

    /// What the counts of a file's rows say, if they say something. Discarded rows are not among the rejected ones.
    package init?(read: Int, rejected: Int, ignored: Int) {
      if rejected * 2 > read - ignored {
        self = .mostlyRejected
      } else if read > 0, ignored == read {
        self = .nothingLeft
      } else {
        return nil
      }
    }
  }

  package var kind: Kind
  package var name: [UInt8]
  /// The numbers of its readings.
  package var readings: [Int64] = []
  package var read = 0
  package var rejected = 0
  package var ignored = 0
  /// Runs that found it too young, one after the other.
  package var runs = 0
  package var error: String?

  package var displayName: String { SourceFile.displayable(name) }

  /// So many runs find a gzip file too young before it is told of.
  package static let youngRuns = 3

  /// Those of all files, by name.
  ///
  /// - Parameter present: the files that lie in the source directory; nil: wherever they are.
  package static func all(_ database: Database, present: [SourceFile]?) throws -> [FileConcern] {
    let readings = try Ledger.allReadings(database)
    var found = try ofCounts(FileDelivery.countsOfNow(of: readings, among: readings), database)
    var last: [FileIdentity: FileRow] = [:]
    for reading in readings where reading.state != .undone { last[reading.identity] = reading }
    let identities = present.map { Set($0.map(\.identity)) }
    for reading in last.values where reading.state == .failed && !reading.isReleased {
      guard identities?.contains(reading.identity) != false else { continue }
      found.append(FileConcern(kind: .failed, name: reading.name, readings: [reading.id], error: reading.error))
    }
    let names = present.map { Set($0.map(\.name)) }
    let young = try Row.fetchAll(
      database, sql: "SELECT name, runs FROM young_file WHERE runs >= ? AND NOT is_released", arguments: [youngRuns])
    for row in young {
      let name = [UInt8](row[0] as Data)
      if names?.contains(name) != false { found.append(FileConcern(kind: .tooYoung, name: name, runs: row[1])) }
    }
    return found.sorted {
      $0.name == $1.name
        ? ($0.kind.rawValue, $0.readings.first ?? 0) < ($1.kind.rawValue, $1.readings.first ?? 0)
        : $0.name.lexicographicallyPrecedes($1.name)
    }
  }

  /// What the rows of files say: those of all readings of one that grew.
  private static func ofCounts(_ readings: [FileRow], _ database: Database) throws -> [FileConcern] {
    var files: [Int64: (concern: FileConcern, isReleased: Bool)] = [:]
    var first: [Int64: Int64] = [:]
    for reading in readings {
      let root = reading.earlier.map { first[$0] ?? $0 } ?? reading.id
      first[reading.id] = root
      guard reading.state != .failed, reading.state != .undone else { continue }
      var file = files[root] ?? (FileConcern(kind: .mostlyRejected, name: reading.name), false)
      file.concern.name = reading.name
      file.concern.readings.append(reading.id)
      file.concern.read += reading.read
      file.concern.rejected += reading.outcomes[Int(Outcome.rejected.rawValue)]
      file.concern.ignored += reading.outcomes[Int(Outcome.ignored.rawValue)]
      file.isReleased = file.isReleased || reading.isReleased
      files[root] = file
    }
    return try files.values.compactMap { file -> FileConcern? in
      var file = file
      func kind() -> Kind? {
        Kind(read: file.concern.read, rejected: file.concern.rejected, ignored: file.concern.ignored)
      }
      guard !file.isReleased, kind() != nil else { return nil }
      let numbers = Ledger.list(Set(file.concern.readings))
      file.concern.rejected -=
        try Int.fetchOne(
          database,
          sql:
            "SELECT count(*) FROM held_row WHERE state = 'discarded' AND file IN (\(numbers))"
        ) ?? 0
      guard let kind = kind() else { return nil }
      file.concern.kind = kind
      return file.concern
    }
  }
}

extension LedgerSchema {
  /// Gzip files that were too young in the last runs, with the number of these.
  static let youngFiles = """
    CREATE TABLE young_file (name BLOB PRIMARY KEY, runs INTEGER NOT NULL, is_released INTEGER NOT NULL DEFAULT 0)
    WITHOUT ROWID;
    """
}

extension Ledger {
  /// What someone should look at of files; see `FileConcern.all`.
  package func fileConcerns(present: [SourceFile]?) throws(LedgerFailure) -> [FileConcern] {
    try read { try FileConcern.all($0, present: present) }
  }

  /// Notes the gzip files that a run finds too young; the others are no longer.
  package func noteYoung(_ names: [[UInt8]]) throws(LedgerFailure) {
    let known = try read { try Data.fetchAll($0, sql: "SELECT name FROM young_file") }
    if names.isEmpty, known.isEmpty { return }
    try write { database in
      for name in Set(known).subtracting(names.map { Data($0) }) {
        try database.execute(sql: "DELETE FROM young_file WHERE name = ?", arguments: [name])
      }
      for name in names {
        try database.execute(
          sql: "INSERT INTO young_file (name, runs) VALUES (?, 1) ON CONFLICT DO UPDATE SET runs = runs + 1",
          arguments: [Data(name)])
      }
    }
  }

  /// How many rows that are ignored though they have seconds are kept of each file, by its number.
  package func keptIgnoredRows() throws(LedgerFailure) -> [Int64: Int] {
    try read { database in
      var counts: [Int64: Int] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT file, count(*) FROM held_row WHERE state = 'held' AND reason = ? GROUP BY file",
        arguments: [Reason.ignored.name])
      while let row = try rows.next() { counts[row[0]] = row[1] }
      return counts
    }
  }
}

extension ManualChange {
  /// Ends what is told of a file; one of whose rows most were rejected may then be deleted (spec 7.1, 4.2, step 7).
  package func release(_ concerns: [FileConcern], name: String) throws {
    for id in concerns.flatMap(\.readings) {
      try database.execute(sql: "UPDATE file SET is_released = 1 WHERE id = ?", arguments: [id])
    }
    try database.execute(sql: "UPDATE young_file SET is_released = 1 WHERE name = ?", arguments: [Data(name.utf8)])
    try note("files release \(name)")
  }
}
