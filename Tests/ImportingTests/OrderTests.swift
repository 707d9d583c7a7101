import Foundation
import Importing
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// Any order and grouping of files gives the bytes of one run over all of them (I3).
@Suite("Imports in any order (I3, spec 4.3)")
struct OrderTests {
  /// SUMMIT_ORDERS and SUMMIT_FIRST_SEED go on by hand.
  static let orderCount = LongMode.count("SUMMIT_ORDERS", standard: 80)
  static let batches = 4

  @Test(arguments: 0..<batches)
  func `random deliveries give the records and services of one batch run`(batch: Int) throws {
    try LongMode.forEachSeed(batch, of: Self.batches, count: Self.orderCount) { try Self.difference(seed: $0) }
  }

  @Test(arguments: 0..<batches)
  func `so do random deliveries of files of all kinds of switches`(batch: Int) throws {
    try LongMode.forEachSeed(batch, of: Self.batches, count: Self.orderCount) {
      try Self.difference(seed: $0, isForeign: true)
    }
  }

  /// Where importing a scenario's rows in random deliveries differs from rating them at once.
  static func difference(seed: UInt64, isForeign: Bool = false) throws -> String? {
    let scenario = Scenario(seed: seed, isForeign: isForeign)
    let layout = scenario.options.layout
    // Files are cut at line ends here, and a clock is judged over what a run reads of a file.
    if isForeign, layout.isMultiline || layout.columns[.clock] != nil { return nil }
    // Names without commas, so that the source can be cut off.
    let files = scenario.files.enumerated().map { (name: "f\($0.offset).csv", bytes: $0.element.bytes) }
    var batch = try RunHarness(scenario)
    batch.files = files
    let expected = try batch.run(RunVariant()).tables
    var random = SeededRandom(seed: seed &* 7919)
    let harness = try ImportHarness(scenario)
    harness.settings.workers = random.int(1...3)
    var pieces: [(name: String, bytes: [UInt8])] = []
    for file in files { pieces += cut(file.name, file.bytes, layout, &random) }
    pieces = random.shuffled(pieces)
    var delivered = 0
    while delivered < pieces.count {
      for piece in pieces[delivered..<min(pieces.count, delivered + random.int(1...max(1, pieces.count / 2)))] {
        let packing = random.chance(percent: 30) ? RunVariant.Packing.gzip : .plain
        try harness.deliver(piece.name, try RunHarness.pack(piece.bytes, packing))
        delivered += 1
      }
      try harness.run()
    }
    let records = ImportHarness.withoutLastCells(expected.callRecords, 1)
    if let difference = ImportHarness.difference(try harness.callRecords(), records) {
      return "call records, \(difference)"
    }
    if let difference = ImportHarness.difference(
      try harness.services(), expected.additionalServices)
    {
      return "services, \(difference)"
    }
    let findings = try harness.verify()
    return findings.isEmpty ? nil : "verify, \(findings.prefix(5).joined(separator: "\n"))"

  }

  /// The rows of a file in several, each with its head.
  static func cut(
    _ name: String, _ bytes: [UInt8], _ layout: ReferenceLayout, _ random: inout SeededRandom
  ) -> [(name: String, bytes: [UInt8])] {
    let head = bytes.withUnsafeBytes {
      FileHead(
        $0, hasHeader: layout.hasHeader, skippedLines: layout.skippedLines,
        comment: layout.comment.isEmpty ? nil : layout.comment, isWhole: true)
    }
    guard let head, !head.isEmpty, head.rowsStart < bytes.count else { return [(name, bytes)] }
    var rows: [ArraySlice<UInt8>] = []
    var start = head.rowsStart
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      rows.append(bytes[start..<end])
      start = end
    }
    let count = random.int(1...4)
    var pieces = (0..<count).map { (name: "\($0)-\(name)", bytes: Array(bytes[..<head.rowsStart])) }
    for row in rows {
      let index = random.int(0...(count - 1))
      // A head or row without its line end would run into the next.
      if let last = pieces[index].bytes.last, last != UInt8(ascii: "\n"), pieces[index].bytes.count > 3 {
        pieces[index].bytes.append(UInt8(ascii: "\n"))
      }
      pieces[index].bytes += row
    }
    return pieces
  }
}
