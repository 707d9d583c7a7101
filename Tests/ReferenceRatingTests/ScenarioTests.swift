import Testing

@testable import ReferenceRating

@Suite("Scenarios")
struct ScenarioTests {
  static let seeds: [UInt64] = Array(0..<100)

  @Test(
    "I1: read = rated + free + unanswered + duplicate + rejected + suspended, and each is where it goes",
    arguments: seeds)
  func conservation(seed: UInt64) {
    let scenario = Scenario(seed: seed)
    let result = scenario.rated()
    var total: [String: Int] = [:]
    for counts in result.counts.values { total.merge(counts, uniquingKeysWith: +) }
    let outcomes = ["rated", "free", "unanswered", "duplicate", "rejected", "suspended"]
    #expect(outcomes.reduce(0) { $0 + (total[$1] ?? 0) } == total["read"])
    #expect(result.counts.count + result.failedFiles.count == scenario.files.count)
    #expect(CSVTable(result.callRecords).rows.count == (total["rated"] ?? 0) + (total["free"] ?? 0))
    #expect(CSVTable(result.rejectedRecords).rows.count == (total["rejected"] ?? 0) + (total["suspended"] ?? 0))
  }

  @Test(
    "I2: the order in which the files come does not matter; the seed decides everything", arguments: seeds.prefix(20))
  func determinism(seed: UInt64) {
    let scenario = Scenario(seed: seed)
    let result = scenario.rated()
    let again = referenceRate(
      registry: scenario.registry, files: Scenario(seed: seed).files.reversed(), options: scenario.options)
    #expect(result.callRecords == again.callRecords)
    #expect(result.additionalServices == again.additionalServices)
    #expect(result.rejectedRecords == again.rejectedRecords)
  }

  @Test("the scenarios meet every reason and every zone")
  func coverage() {
    var seen: Set<String> = []
    for seed in 0..<UInt64(120) {
      let scenario = Scenario(seed: seed)
      let result = scenario.rated()
      for row in CSVTable(result.rejectedRecords).rows { seen.insert(row["reason"] ?? "") }
      for row in CSVTable(result.callRecords).rows {
        let isRated = row["billed_s"] != "0"
        seen.insert("\(row["zone"] ?? "") \(isRated ? "rated" : "free")")
        if isRated, row["price_per_minute"] == "" { seen.insert("steps") }
        if row["allowance_s"] != "0", row["surplus_s"] != "0" { seen.insert("split call") }
        if (row["allowance_amount"] ?? "").contains(where: { ("1"..."9").contains($0) }) {
          seen.insert("value allowance")
        }
      }
      if !result.failedFiles.isEmpty { seen.insert("failed file") }
      if !CSVTable(result.additionalServices).rows.isEmpty { seen.insert("service") }
    }
    let expected = [
      "too-long", "bad-encoding", "missing-field", "extra-field", "bad-timestamp", "bad-duration", "bad-direction",
      "bad-disposition", "bad-number", "conflicting-duplicate", "unknown-line", "line-inactive", "no-plan",
      "unknown-destination", "ambiguous-number", "no-rate", "inbound free", "collect free", "collect rated",
      "special free", "special rated", "toll-free free",
      "toll-free rated", "local rated", "local free", "ldn rated", "vc1 rated", "vc2 rated", "vc3 rated",
      "intl rated", "intl:europe rated", "intl:america rated", "on-net rated", "unified rated", "premium rated",
      "shared-cost rated", "donation rated", "satellite rated", "steps", "split call", "value allowance",
      "failed file", "service",
    ]
    #expect(expected.filter { !seen.contains($0) } == [])
  }
}
