import ByteScanning
import CallModel
import Output
import Rating
import Registry

/// The orders calls are put in: for repeats (spec 2.4), for rating (3.6) and for the output (2.5). All compare bytes.
///
/// Negative: the first comes first. These run only for calls of one line in one second; everything else is decided by
/// the instant.
struct CallOrder {
  let registry: Registry
  let chunks: ChunkTable.Resolved
  /// Of each source file its place in the byte order of the names.
  let fileRanks: FileRanks
  let identity: CallIdentity

  /// The order of the output and of allowances among calls of one instant: global id, (line), caller, called, duration,
  /// direction, zone; at last the source, so that nothing is left to chance.
  func compareForRating(_ left: CallRecordView, _ right: CallRecordView, comparingLines: Bool) -> Int {
    let a = left.head
    let b = right.head
    var order = left.globalID.compare(right.globalID)
    if order != 0 { return order }
    if comparingLines {
      // Groups are numbered in the order of (contract, line); a pool has one contract.
      order = Int(registry.groups.groupOfRow[Int(a.lineRow)]) - Int(registry.groups.groupOfRow[Int(b.lineRow)])
      if order != 0 { return order }
    }
    order = Self.compare(left.shownCaller, right.shownCaller)
    if order != 0 { return order }
    order = Self.compare(left.shownCalled, right.shownCalled)
    if order != 0 { return order }
    if a.duration != b.duration { return a.duration < b.duration ? -1 : 1 }
    if a.direction != b.direction { return Int(a.direction) - Int(b.direction) }
    if a.zone != b.zone {
      let names = registry.zones.names
      return precedesInByteOrder(names[Int(a.zone)], names[Int(b.zone)]) ? -1 : 1
    }
    return compareSources((a.chunk, a.lineInChunk), (b.chunk, b.lineInChunk))
  }

  /// Calls of one identity next to each other, the greatest content first, the first source first (spec 2.4).
  func compareForRepeats(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let order = compareIdentities(left, right)
    if order != 0 { return order }
    let content = compareContents(left, right)
    if content != 0 { return -content }
    let (a, b) = (left.head, right.head)
    return compareSources((a.chunk, a.lineInChunk), (b.chunk, b.lineInChunk))
  }

  /// 0 if the two are the same call, in one version or two (spec 2.4). It asks no registry.
  func compareIdentities(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let a = left.head
    let b = right.head
    if a.instant != b.instant { return a.instant < b.instant ? -1 : 1 }
    if a.isOutboundIdentity != b.isOutboundIdentity { return a.isOutboundIdentity ? 1 : -1 }
    var order = left.globalID.compare(right.globalID)
    if order != 0 { return order }
    order = Self.compare(identity.own(left), identity.own(right))
    if order != 0 { return order }
    order = left.trunk.compare(right.trunk)
    if order != 0 { return order }
    order = left.accountCode.compare(right.accountCode)
    if order != 0 { return order }
    order = left.leg.compare(right.leg)
    if order != 0 { return order }
    // Without a global id the content belongs to the identity.
    return a.hasGlobalID ? 0 : compareContents(left, right)
  }

  /// Billable seconds, other number, kind (spec 2.4).
  func compareContents(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let a = left.head
    let b = right.head
    if a.duration != b.duration { return a.duration < b.duration ? -1 : 1 }
    let (leftOther, leftKind) = identity.other(left)
    let (rightOther, rightKind) = identity.other(right)
    let order = Self.compare(leftOther, rightOther)
    return order != 0 ? order : Int(leftKind.rawValue) - Int(rightKind.rawValue)
  }

  private static func compare(_ a: ShownNumber, _ b: ShownNumber) -> Int {
    if a.text.count == 0, b.text.count == 0 {
      return a.number == b.number ? 0 : a.number < b.number ? -1 : 1
    }
    return withBytes(a) { left in withBytes(b) { left.compare($0) } }
  }

  /// The number as text bytes.
  private static func withBytes(_ shown: ShownNumber, _ body: (Bytes) -> Int) -> Int {
    if shown.text.count > 0 { return body(shown.text) }
    var digits = shown.number.description
    return digits.withUTF8 { body($0) }
  }

  /// The order of files and lines, as `rate` has it; of rows of one place, those that the ledger has come first, since a
  /// call that comes again changes nothing (I4).
  func compareSources(
    _ a: (chunk: UInt32, lineInChunk: UInt32), _ b: (chunk: UInt32, lineInChunk: UInt32)
  ) -> Int {
    let left = chunks.source(chunk: a.chunk, lineInChunk: a.lineInChunk)
    let right = chunks.source(chunk: b.chunk, lineInChunk: b.lineInChunk)
    if left.file == right.file { return left.line - right.line }
    let order = fileRanks[left.file] - fileRanks[right.file]
    if order != 0 { return order }
    return left.line != right.line ? left.line - right.line : fileRanks.age(left.file) - fileRanks.age(right.file)
  }
}

/// The place of each source file in the byte order of their names (spec 2.4); files of one name have one place.
struct FileRanks: Sendable {
  private var ranks: [Int32] = []
  private let newFiles: Int

  /// - Parameters:
  ///   - names: of the run's files, in the order of their bytes, then those of the ledger's files by its numbers.
  ///   - newFiles: how many are the run's.
  init(_ names: [String], newFiles: Int) {
    self.newFiles = newFiles
    guard names.count > newFiles else { return }
    let order = names.indices.sorted { precedesInByteOrder(names[$0], names[$1]) }
    ranks = [Int32](repeating: 0, count: names.count)
    for (place, index) in order.enumerated() {
      let isSame = place > 0 && names[order[place - 1]].utf8.elementsEqual(names[index].utf8)
      ranks[index] = isSame ? ranks[order[place - 1]] : Int32(truncatingIfNeeded: place)
    }
  }

  subscript(file: Int) -> Int { ranks.isEmpty ? file : Int(ranks[file]) }

  /// The ledger's files in the order in which they came, then the run's.
  func age(_ file: Int) -> Int { file < newFiles ? Int.max / 2 + file : file }
}
