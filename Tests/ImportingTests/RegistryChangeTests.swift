import Foundation
import Importing
import Ledger
import Pipeline
import ReferenceRating
import Registry
import RunSupport
import Testing

/// The cycle accounts of open cycles follow the registry as it is now (spec 4.3): days imported under other prices, allowances and
/// inactive lines come to what one batch run with the last registry gives.
@Suite("A registry that changes between imports (spec 4.3)")
struct RegistryChangeTests {
  static let batches = 4
  static let count = LongMode.count("SUMMIT_ORDERS", standard: 60)

  @Test(arguments: 0..<batches)
  func `open cycles follow the registry of the last run`(batch: Int) throws {
    try LongMode.forEachSeed(batch, of: Self.batches, count: Self.count) { try Self.difference(seed: $0) }
  }

  static func difference(seed: UInt64) throws -> String? {
    let scenario = Scenario(seed: seed)
    let files = scenario.files.enumerated().map { (name: "f\($0.offset).csv", bytes: $0.element.bytes) }
    var batch = try RunHarness(scenario)
    batch.files = files
    let expected = try batch.run(RunVariant()).tables
    var random = SeededRandom(seed: seed &* 104_729)
    let harness = try ImportHarness(scenario)
    harness.settings.workers = random.int(1...3)
    var pieces: [(name: String, bytes: [UInt8])] = []
    for file in files {
      pieces += OrderTests.cut(file.name, file.bytes, scenario.options.layout, &random)
    }
    for piece in random.shuffled(pieces) {
      try harness.deliver(piece.name, piece.bytes)
      if random.chance(percent: 60) {
        try harness.write(registry: mutated(scenario.registry, &random))
        try harness.run()
      }
    }
    try harness.write(registry: scenario.registry)
    try harness.run()
    let records = ImportHarness.withoutLastCells(expected.callRecords, 1)
    if let difference = ImportHarness.difference(try harness.callRecords(), records) { return "records, \(difference)" }
    if let difference = ImportHarness.difference(try harness.services(), expected.additionalServices) {
      return "services, \(difference)"
    }
    let findings = try harness.verify()
    return findings.isEmpty ? nil : "verify, \(findings.prefix(4).joined(separator: "\n"))"
  }

  /// Some prices and allowances are missing, zones too, and two numbers may have changed places.
  private static func mutated(_ registry: [String: String], _ random: inout SeededRandom) throws -> [String: String] {
    var mutated = registry
    for name in ["rates.csv", "allowances.csv"] {
      guard let text = registry[name], random.chance(percent: 60) else { continue }
      var rows = text.split(separator: "\n", omittingEmptySubsequences: true)
      let head = rows.removeFirst()
      rows = rows.filter { $0.contains("on-net") || random.chance(percent: 80) }
      mutated[name] = ([head] + rows).joined(separator: "\n") + "\n"
    }
    if random.chance(percent: 30) { mutated["zones.csv"] = nil }
    if random.chance(percent: 30) { mutated["lines.csv"] = registry["lines.csv"].map(withSwappedNumbers) }
    let isSound = (try? RegistryLoader.load(tables: mutated.mapValues { Array($0.utf8) })) != nil
    return isSound ? mutated : registry
  }

  private static func withSwappedNumbers(_ lines: String) -> String {
    let numbers = lines.split { !$0.isASCII || !$0.isNumber }.filter { $0.hasPrefix("55") && $0.count >= 12 }
    guard let first = numbers.first.map(String.init), let last = numbers.last.map(String.init), last != first else {
      return lines
    }
    return lines.replacing(first, with: "#").replacing(last, with: first).replacing("#", with: last)
  }
}
