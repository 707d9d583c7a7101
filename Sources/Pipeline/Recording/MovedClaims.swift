import CallModel
import Output
import Registry

/// New calls whose own number was recorded for another line than the registry gives it now: each may be a call that is
/// recorded there (spec 4.3). For one thread.
package final class MovedClaims {
  /// What becomes of a recorded call that new calls repeat.
  package enum Verdict: Sendable {
    /// It has the greatest content, or nothing can be taken from its book: the new calls are compared with it.
    case stands
    /// A new call has greater content and takes its place.
    case loses
  }

  /// A version of a call: a copy of its record, in the terms of the line it has now.
  private struct Claim {
    var address: UnsafeRawPointer
    var view: CallRecordView { CallRecordView(address: address) }
  }

  private var claims: [[UInt8]: [Claim]] = [:]
  private let order: CallOrder
  private let zone: TimeZoneRules
  private let pages = RecordedPages()
  private var decoder: RecordedCallDecoder
  private let reader = SegmentRowReader()

  init(order: CallOrder, zone: TimeZoneRules) {
    self.order = order
    self.zone = zone
    decoder = RecordedCallDecoder(registry: order.registry, zone: zone)
  }

  package var isEmpty: Bool { claims.isEmpty }
  /// Seconds since 1970.
  package private(set) var firstStart = Int64.max
  package private(set) var lastStart = Int64.min

  func add(_ call: CallRecordView) {
    let size = call.head.sizeBytes
    let page = pages.allocate(size)
    page.start.copyMemory(from: call.address, byteCount: size)
    let claim = Claim(address: UnsafeRawPointer(page.start))
    claims[Self.identity(call), default: []].append(claim)
    firstStart = min(firstStart, call.head.instant)
    lastStart = max(lastStart, call.head.instant)
  }

  /// The identity of a call in bytes, for one with a global id (spec 2.4).
  static func identity(_ call: CallRecordView) -> [UInt8] {
    let head = call.head
    let own = OwnNumber(call)
    var bytes: [UInt8] = [head.direction]
    withUnsafeBytes(of: head.instant) { bytes += $0 }
    for text in [Array(call.globalID), own.own, own.trunk, own.accountCode] {
      withUnsafeBytes(of: text.count) { bytes += $0 }
      bytes += text
    }
    return bytes
  }

  /// Holds the recorded calls of a book against the claims.
  ///
  /// - Parameters:
  ///   - rows: as segments have them.
  ///   - book: the book's index in `RecordedBooks`.
  ///   - isFixed: whether none of its calls can be taken away.
  ///   - isMet: whether a recorded call meets a new one of that row of `lines.csv` in any case.
  /// - Returns: false if the rows are damaged; `body` was then called for those before.
  func contest(
    _ rows: [UInt8], book: Int, isFixed: Bool, isMet: (SegmentRow, UInt32) -> Bool,
    _ body: (SegmentRow, Verdict, CallRecord, (UnsafeMutableRawPointer) -> Void) -> Void
  ) -> Bool {
    rows.withUnsafeBufferPointer { bytes in
      reader.forEach(in: bytes) { row in
        guard let instant = row.instant, instant >= firstStart, instant <= lastStart else { return }
        contest(row, book: book, isFixed: isFixed, isMet, body)
      }
    }
  }

  private func contest(
    _ row: SegmentRow, book: Int, isFixed: Bool, _ isMet: (SegmentRow, UInt32) -> Bool,
    _ body: (SegmentRow, Verdict, CallRecord, (UnsafeMutableRawPointer) -> Void) -> Void
  ) {
    guard decoder.decodeForeign(row, book: book) else { return }
    let size = decoder.record.sizeBytes
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { copy.deallocate() }
    guard let start = copy.baseAddress else { return }
    decoder.write(to: start)
    let recorded = CallRecordView(address: UnsafeRawPointer(start))
    let rivals = (claims[Self.identity(recorded)] ?? []).filter {
      recorded.head.globalIDCount > 0 || order.compareContents($0.view, recorded) == 0
    }
    guard let line = rivals.first?.view.head.lineRow, !isMet(row, line) else { return }
    let isBeaten = rivals.contains { order.compareContents($0.view, recorded) > 0 }
    decoder.setLine(line)
    body(row, isBeaten && !isFixed ? .loses : .stands, decoder.record) { self.decoder.write(to: $0) }
  }
}

/// Where a recorded call came from.
package struct RecordedPlace: Hashable, Sendable {
  /// The ledger's number.
  package var file: Int
  package var line: Int

  package init(file: Int, line: Int) {
    self.file = file
    self.line = line
  }
}

extension RecordingRun {
  /// The new calls that are known by one of `owns`.
  package func claims(_ owns: Set<OwnNumber>) throws(OutputFailure) -> MovedClaims {
    guard let chunks else { fatalError("scan comes before claims") }
    let rating = ratingContext(chunks, ledgerNames: [])
    let claims = MovedClaims(order: rating.order, zone: zone)
    let calls = PartitionCalls()
    for partition in rating.partitions.groups.indices {
      let contents = rating.store.take(partition)
      defer { rating.store.giveBack(contents, to: partition) }
      try calls.open(contents)
      calls.forEachCall(rating.isVoid(chunk:)) { call in
        if !call.head.isRecorded, OwnNumber(call).isAmong(owns) { claims.add(call) }
      }
    }
    return claims
  }

  /// Holds the recorded calls of a book against new calls that may repeat them under another line: those that stand are
  /// put beside the new ones; returned are those that lose, which the book is to be written anew without. If it cannot be
  /// written anew, all stand.
  ///
  /// - Parameter pool: the contract whose pool's book it is; nil: a line's.
  package func contest(
    _ rows: [UInt8], of book: (id: Int64, index: Int), isFixed: Bool, pool: String?, _ claims: MovedClaims
  ) throws(OutputFailure) -> [RecordedPlace: [UInt8]] {
    var lost: [RecordedPlace: [UInt8]] = [:]
    let isMet = meeting(pool: isFixed ? pool : nil)
    var isFixed = isFixed
    if !isFixed {
      var losing: [RecordedPlace: [UInt8]] = [:]
      _ = claims.contest(rows, book: book.index, isFixed: false, isMet: isMet) { row, verdict, _, _ in
        if verdict == .loses, let place = row.place { losing[place] = [] }
      }
      if !losing.isEmpty { isFixed = try !canRate(rows, of: book.id, without: losing) }
    }
    let writer = feeder ?? PartitionWriter(store: store)
    feeder = writer
    let isWhole = claims.contest(rows, book: book.index, isFixed: isFixed, isMet: isMet) {
      row, verdict, record, write in
      switch verdict {
      case .stands: add(record, writer, write: write)
      case .loses:
        guard let place = row.place else { return }
        lost[place] = Array(row.raw.dropLast())
      }
    }
    guard isWhole else { throw BookRecorder.damaged(book.id) }
    try writer.finish()
    return lost
  }

  /// A recorded call of the line that its number has by today's registry is put beside the new ones with its book, unless
  /// the book is that of a pool which the line has left.
  private func meeting(pool: String?) -> (SegmentRow, UInt32) -> Bool {
    let registry = self.registry
    return { recorded, row in
      let line = registry.lines[Int(row)]
      guard recorded.text(.line).utf8.elementsEqual(line.id.utf8) else { return false }
      return pool.map { registry.tables.contracts[line.contract].id.utf8.elementsEqual($0.utf8) } ?? true
    }
  }
}

extension SegmentRow {
  /// Where the call came from.
  package var place: RecordedPlace? {
    guard let file = integer(.file), let line = source?.line else { return nil }
    return RecordedPlace(file: file, line: line)
  }
}
