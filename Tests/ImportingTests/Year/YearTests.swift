import Foundation
import RunSupport
import Testing

/// A year of daily imports comes to what one run over all of it comes to, and counts each row once all along (I1, I3, I4).
@Suite("A year of daily imports (I1, I3, I4, spec 4)")
struct YearTests {
  /// SUMMIT_YEARS and SUMMIT_FIRST_SEED go on by hand.
  static let count = LongMode.count("SUMMIT_YEARS", standard: 2)
  static let batches = 2

  @Test(arguments: 0..<batches)
  func `a year of files, changes and crashes gives the records and services of one run`(batch: Int) throws {
    try LongMode.forEachSeed(batch, of: Self.batches, count: Self.count) { try Self.difference(seed: $0) }
  }

  /// Where a year's imports differ from one run; after each month the counts are looked at.
  static func difference(seed: UInt64) throws -> String? {
    var year = try YearSimulation(seed: seed)
    for day in 0..<366 {
      try year.live(year.firstDay + day)
      guard day % 30 == 29, let faults = try year.harness.state().faults else { continue }
      return "day \(day): \(faults)"
    }
    try year.finish(year.firstDay + 366)
    let expected = try year.rated()
    if let faults = try year.harness.state().faults { return faults }
    let records = ImportHarness.withoutLastCells(expected.callRecords, 1)
    if let difference = ImportHarness.difference(try year.harness.callRecords(), records) {
      return "call records, \(difference)"
    }
    return ImportHarness.difference(try year.harness.services(), expected.additionalServices).map { "services, \($0)" }
  }
}
