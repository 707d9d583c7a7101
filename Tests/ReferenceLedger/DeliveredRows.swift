@testable import ReferenceRating

/// A row that was delivered: its facts stand in its chunk.
package struct RowID: Hashable, Comparable, Sendable {
  /// Its chunk's place in `LedgerModel.chunks`: the order of arrival.
  package let chunk: Int
  /// Its line in its file.
  package let line: Int

  package static func < (left: RowID, right: RowID) -> Bool {
    (left.chunk, left.line) < (right.chunk, right.line)
  }
}

/// That a run brought some rows; a delivery that was skipped as known counts as one (spec 4.3 "Undo").
struct Delivery: Sendable {
  let run: Int
  let name: String
  var isUndone = false
}

/// The rows of a file that one run took first: all of it, or what it had grown by.
struct Chunk: Sendable {
  /// The header row of its file.
  let header: [UInt8]
  let rows: [(line: Int, bytes: [UInt8])]
  var deliveries: [Delivery]

  var standing: Delivery? { deliveries.first { !$0.isUndone } }
}

/// A content that was taken, as far as it was (spec 4.2 "File identity").
struct KnownContent: Sendable {
  var bytes: [UInt8]
  var chunks: [Int]
  var names: Set<String>
}

/// By what rows are one call: the identity, with the content where there is no global_id (spec 2.4).
struct CallKey: Hashable {
  let identity: Identity
  let content: Content?

  init(_ read: ReadCall) {
    identity = read.identity
    content = read.globalID.isBlank ? read.content : nil
  }
}

/// A delivered row that can be read and was answered.
struct LiveRow {
  let id: RowID
  let read: ReadCall
  let key: CallKey
}

/// A row's line with its chunk in it: a place that no two rows of one file name share, in the order of the law ("ties
/// end with the run").
enum PlacedLine {
  private static let chunks = 100_000

  static func encode(_ id: RowID) -> Int { id.line * chunks + id.chunk }

  static func decode(_ line: Int) -> RowID { RowID(chunk: line % chunks, line: line / chunks) }
}

extension RatedCall {
  var rowID: RowID { PlacedLine.decode(call.read.row.line) }
}

/// A file as it lies in the source directory when a run looks at it.
package struct SourceEntry: Sendable {
  package let name: String
  /// Decompressed.
  package let bytes: [UInt8]
  /// A last row without its line end is old enough to be taken as it is (spec 4.2).
  package let isSettled: Bool

  package init(name: String, bytes: [UInt8], isSettled: Bool) {
    self.name = name
    self.bytes = bytes
    self.isSettled = isSettled
  }
}
