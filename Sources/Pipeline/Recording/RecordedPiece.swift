import CallModel
import Output
import RecordLayouts
import Registry
import Synchronization

/// Recorded rows that a run settles anew, and how they are read (spec 4.3).
package struct RecordedPiece: Sendable {
  package enum Kind: Sendable {
    /// Calls that stand in the records.
    case calls
    /// Open late rows of closed cycles: they may be versions of closed calls.
    case late
    /// Repeats of calls.
    case repeats
    /// Rows that were withdrawn and come back: they count as nothing now.
    case returning
  }

  package var kind: Kind
  /// Whole rows of a segment; may be called by any thread.
  package var read: @Sendable () throws -> [UInt8]

  package init(_ kind: Kind, read: @escaping @Sendable () throws -> [UInt8]) {
    self.kind = kind
    self.read = read
  }
}

/// A row's place in its file: the ledger's number of the file, and the line.
package struct RecordedPlace: Hashable, Sendable {
  package var file: Int
  package var line: Int

  package init(file: Int, line: Int) {
    self.file = file
    self.line = line
  }
}

/// Rows that are taken out of what is delivered.
package struct WithdrawnRows: Sendable {
  /// All rows of these files, by the ledger's numbers.
  package var files: Set<Int> = []
  /// Single rows.
  package var places: Set<RecordedPlace> = []

  package init() {}

  package var isEmpty: Bool { files.isEmpty && places.isEmpty }
}

/// What feeding recorded rows came to, besides the calls that are now with the others.
package struct FedRows: Sendable {
  package var moves = OutcomeMoves()
  /// Rows that today's registry gives to no line.
  package var kept: [KeptRow] = []
  /// Rows that were taken out, in the form of a segment's rows.
  package var withdrawn: [UInt8] = []
  /// Single rows that were taken out, with what they counted as.
  package var withdrawnPlaces: [RecordedPlace: Outcome] = [:]
  package var calls = 0
  /// Whether a row leaves its direction to the registry.
  package var isByRegistry = false
  /// Where rows that were late come from.
  var latePlaces: Set<RecordedPlace> = []

  package init() {}

  package mutating func add(_ other: FedRows) {
    moves.add(other.moves)
    kept += other.kept
    withdrawn += other.withdrawn
    withdrawnPlaces.merge(other.withdrawnPlaces) { first, _ in first }
    calls += other.calls
    isByRegistry = isByRegistry || other.isByRegistry
    latePlaces.formUnion(other.latePlaces)
  }
}

/// One thread's work in feeding recorded rows.
final class RecordedRowFeeder {
  private let context: ScanContext
  private let withdrawn: WithdrawnRows
  private let writer: ShardWriter
  private var reader: RecordedCallReader
  private let rows = SegmentRowReader()
  private let looseCalls: LooseCallWriter
  private(set) var result = FedRows()

  init(_ context: ScanContext, _ withdrawn: WithdrawnRows) {
    self.context = context
    self.withdrawn = withdrawn
    writer = ShardWriter(store: context.store)
    reader = RecordedCallReader(context.classifier())
    looseCalls = LooseCallWriter(context)
  }

  /// - Throws: `DamagedRows`, or what the piece's reading throws.
  func feed(_ piece: RecordedPiece) throws {
    try rows.forEach(in: try piece.read()) { row in
      guard let file = row.integer(.file), let line = row.source?.line else { throw DamagedRows() }
      try feed(row, RecordedPlace(file: file, line: line), piece.kind)
    }
    try writer.spill()
  }

  func finish() throws(OutputFailure) { try writer.finish() }

  private func feed(_ row: SegmentRow, _ place: RecordedPlace, _ kind: RecordedPiece.Kind) throws {
    if let outcome = Self.outcome(of: row, kind) { result.moves.add(-1, to: outcome, ofFile: place.file) }
    if !withdrawn.isEmpty {
      if withdrawn.files.contains(place.file) {
        result.withdrawn += row.raw
        return
      }
      if withdrawn.places.contains(place) {
        // Its file has a row less, not one with another outcome.
        if let outcome = Self.outcome(of: row, kind) { result.moves.add(1, to: outcome, ofFile: place.file) }
        result.withdrawnPlaces[place] = Self.outcome(of: row, kind)
        return
      }
    }
    result.calls += 1
    if kind == .late { result.latePlaces.insert(place) }
    if row[.told].first == UInt8(ascii: "r") { result.isByRegistry = true }
    switch try reader.classify(row) {
    case .call: add(place, kind, isPast: false)
    case .past: add(place, kind, isPast: true)
    case .unanswered: throw DamagedRows()
    case .refused(let reason):
      result.moves.add(1, to: reason.outcome, ofFile: place.file)
      result.kept.append(
        KeptRow(
          file: place.file, line: place.line, reason: reason, facts: Array(row.raw), start: row.instant ?? 0))
    }
  }

  private func add(_ place: RecordedPlace, _ kind: RecordedPiece.Kind, isPast: Bool) {
    let size = reader.sizeBytes()
    let origin: CallOrigin = kind == .calls || kind == .late ? .fed : .repeated
    let at = context.shards.places[Int(reader.record.lineRow)]
    let shard = isPast ? context.shards.pastShard : Int(at.shard)
    let address = writer.allocate(size, in: shard)
    reader.write(chunk: origin.chunk(ofFile: place.file), line: place.line, to: address)
    if !isPast, at.isMigrant {
      writer.allocate(size, in: context.shards.migrantShard).copyMemory(from: address, byteCount: size)
    }
    if !isPast, reader.record.isLoose { looseCalls.note(address, writer) }
  }

  /// What a recorded row counts as; nil: as nothing.
  private static func outcome(of row: SegmentRow, _ kind: RecordedPiece.Kind) -> Outcome? {
    switch kind {
    case .calls, .late: row.isRated ? .rated : .free
    case .repeats: .duplicate
    case .returning: nil
    }
  }
}

extension SegmentRow {
  /// Whether the call was rated: a free one has blank or 0 in all of these.
  package var isRated: Bool {
    !self[.price].isEmpty || integer(.billed) != 0 || integer(.allowance) != 0 || micros(.amount) != 0
  }
}
