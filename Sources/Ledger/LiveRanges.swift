import FileInput
import Foundation
import GRDB

/// A segment of which much is dead: rows that were written anew elsewhere (spec 4.1).
package struct WornSegment: Sendable {
  package var id: Int64
  package var name: String
  package var bytes: Int64
  package var liveBytes: Int64
}

/// Rows of a segment that are live, together.
package struct LiveRange: Sendable {
  /// Of calls: the key of their span.
  package var span: (cycleAccount: Int64, account: Int64, sequence: Int64)?
  /// Of repeats: the number of theirs.
  package var repeats: Int64?
  package var offset: Int64
  package var bytes: Int
}

extension Ledger {
  /// Segments of which more than a tenth is dead, the most dead first.
  package func wornSegments() throws(LedgerFailure) -> [WornSegment] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, name, bytes, live_bytes FROM segment
          WHERE live_bytes > 0 AND (bytes - live_bytes) * 10 > bytes AND kind = 'live'
          ORDER BY live_bytes * 1.0 / bytes, id
          """
      ).map { WornSegment(id: $0[0], name: $0[1], bytes: $0[2], liveBytes: $0[3]) }
    }
  }

  /// The live ranges of a segment, by offset.
  package func liveRanges(ofSegment id: Int64) throws(LedgerFailure) -> [LiveRange] {
    try read { database in
      let calls = try Row.fetchAll(
        database, sql: "SELECT book, account, sequence, offset, bytes FROM span WHERE segment = ?", arguments: [id]
      ).map { LiveRange(span: ($0[0], $0[1], $0[2]), offset: $0[3], bytes: $0[4]) }
      let repeats = try Row.fetchAll(
        database, sql: "SELECT id, offset, bytes FROM repeat_span WHERE segment = ?", arguments: [id]
      ).map { LiveRange(repeats: $0[0], offset: $0[1], bytes: $0[2]) }
      return (calls + repeats).sorted { $0.offset < $1.offset }
    }
  }

  /// The number of the next segment that takes the place of worn ones; runs number theirs as themselves, far below.
  package func nextCompactedSegment() throws(LedgerFailure) -> Int64 {
    try read { max(Self.firstCompacted, (try Int64.fetchOne($0, sql: "SELECT max(id) FROM segment") ?? 0) + 1) }
  }

  private static let firstCompacted: Int64 = 1 << 40

  /// Puts a new segment in the place of worn ones, in one transaction.
  ///
  /// - Parameter moved: each live range of the worn segments, with its offset in the new one.
  package func replace(
    _ worn: [WornSegment], by id: Int64, name: String, run: Int64, bytes: Int64,
    moved: [(range: LiveRange, offset: Int64)], digest: () throws -> ContentDigest?
  ) throws {
    try write { database in
      try database.execute(
        sql: "INSERT INTO segment (id, name, run, bytes, live_bytes) VALUES (?, ?, ?, ?, ?)",
        arguments: [id, name, run, bytes, bytes])
      let update = try BulkStatement(
        database, "UPDATE span SET segment = ?, offset = ? WHERE book = ? AND account = ? AND sequence = ?")
      let updateRepeats = try BulkStatement(database, "UPDATE repeat_span SET segment = ?, offset = ? WHERE id = ?")
      for (range, offset) in moved {
        if let span = range.span {
          try update.bind(id).bind(offset).bind(span.cycleAccount).bind(span.account).bind(span.sequence).run()
        } else if let repeats = range.repeats {
          try updateRepeats.bind(id).bind(offset).bind(repeats).run()
        }
      }
      for segment in worn {
        try database.execute(sql: "UPDATE segment SET live_bytes = 0 WHERE id = ?", arguments: [segment.id])
      }
      let digest = try digest()
      try database.execute(
        sql: "UPDATE segment SET digest = ? WHERE id = ?", arguments: [digest.map { Data($0.bytes) }, id])
    }
  }
}
