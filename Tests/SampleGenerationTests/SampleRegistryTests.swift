import CallModel
import SampleGeneration
import Testing

/// The generated registry against the rules of spec 2.2 that can be told from the tables alone.
@Suite struct SampleRegistryTests {
  private let sample: Sample

  init() throws {
    sample = try Sample(GenerationOptions(rows: 0, lines: 5000, files: 1, prefixes: 30_000, plans: 20))
  }

  private func values(_ table: String, _ column: String) throws -> [String] {
    try sample.table(table).map { $0[column] ?? "?" }
  }

  @Test func keysAreUnique() throws {
    for (table, column) in [
      ("contracts.csv", "id"), ("plans.csv", "id"), ("zones.csv", "prefix"), ("holidays.csv", "date"),
    ] {
      let keys = try values(table, column)
      #expect(Set(keys).count == keys.count, "\(table)")
    }
    #expect(try values("zones.csv", "prefix").count == 30_000)
    #expect(try values("plans.csv", "id").count == 20)
    #expect(Set(try values("lines.csv", "id").map { $0.prefix(8) }).count == 5000)
  }

  @Test func referencesResolve() throws {
    let contracts = Set(try values("contracts.csv", "id"))
    let plans = Set(try values("plans.csv", "id"))
    let lines = Set(try values("lines.csv", "id"))
    let bands = Set(try values("bands.csv", "band") + [""])
    #expect(Set(try values("lines.csv", "contract")).isSubset(of: contracts))
    #expect(Set(try values("lines.csv", "plan")).isSubset(of: plans))
    #expect(Set(try values("dids.csv", "line")).isSubset(of: lines))
    #expect(Set(try values("allowances.csv", "plan")).isSubset(of: plans))
    #expect(Set(try values("rates.csv", "plan")) == plans)
    #expect(Set(try values("rates.csv", "band")).isSubset(of: bands))
  }

  @Test func numbersBelongToOneLineAndHaveAreaCodes() throws {
    var owners: [String: [[String: String]]] = [:]
    for row in try sample.table("lines.csv") { owners[row["number"] ?? "", default: []].append(row) }
    for did in try values("dids.csv", "number") {
      #expect(owners[did] == nil)
      owners[did] = [[:]]
    }
    for (number, rows) in owners {
      #expect(number.hasPrefix("55") && (12...13).contains(number.count))
      #expect(AreaCode.isValid(Int(number.dropFirst(2).prefix(2)) ?? 0))
      #expect(rows.count <= 2)
      if rows.count == 2 {
        // The second row begins after the first ends.
        #expect(rows[0]["active_until"]?.isEmpty == false)
        #expect(rows[0]["active_until"] ?? "" < rows[1]["active_from"] ?? "")
      }
    }
    #expect(owners.values.contains { $0.count == 2 && $0[0]["id"] != $0[1]["id"] }, "a number's next line")
    #expect(owners.values.contains { $0.count == 2 && $0[0]["contract"] != $0[1]["contract"] }, "another owner")
    #expect(owners.values.contains { $0.count == 2 && $0[0]["plan"] != $0[1]["plan"] }, "another plan")
  }

  @Test func poolsShareTheirResetDay() throws {
    let pooled = Set(
      try sample.table("plans.csv").filter { $0["allowance_scope"] == "contract" }.compactMap { $0["id"] })
    let rows = try sample.table("lines.csv").filter { pooled.contains($0["plan"] ?? "") }
    for (contract, rows) in Dictionary(grouping: rows, by: { ($0["contract"] ?? "") + ($0["plan"] ?? "") }) {
      #expect(Set(rows.map { $0["reset_day"] }).count == 1, "\(contract)")
    }
    for day in try values("lines.csv", "reset_day") { #expect((1...25).contains(Int(day) ?? 0)) }
  }

  @Test func rangesAreApartOrWithinOneAnother() throws {
    let ranges = try sample.table("lines.csv").compactMap { row in
      UInt64(row["range_start"] ?? "").flatMap { first in UInt64(row["range_end"] ?? "").map { first...$0 } }
    }
    #expect(ranges.contains { $0.count == 100 } && ranges.contains { $0.count == 10 })
    let wide = Dictionary(grouping: ranges.filter { $0.count == 100 }, by: \.lowerBound)
    for range in ranges where range.count == 10 {
      #expect(wide[range.lowerBound / 100 * 100] != nil)
    }
  }

  /// At most one time allowance and one value allowance match a zone: what a running sum in SQL can do.
  @Test func allowancesOfAPlanDoNotMeet() throws {
    for (plan, rows) in Dictionary(grouping: try sample.table("allowances.csv"), by: { $0["plan"] ?? "" }) {
      for isValue in [true, false] {
        let zones = rows.filter { ($0["kind"] == "value") == isValue }
          .flatMap { ($0["zones"] ?? "").split(separator: " ") }
        #expect(Set(zones).count == zones.count, "\(plan)")
        #expect(!zones.contains("*") || zones.count == 1, "\(plan)")
      }
    }
  }

  @Test func everyPriceHasItsFirstStepAndEveryPlanAbroad() throws {
    let rates = try sample.table("rates.csv")
    let groups = Dictionary(grouping: rates) { row in
      ["plan", "zone", "band", "valid_from"].map { row[$0] ?? "" }.joined(separator: "|")
    }
    for (key, rows) in groups {
      let steps = rows.compactMap { Int($0["from_s"] ?? "") }
      #expect(steps.contains(0) && Set(steps).count == steps.count, "\(key)")
    }
    let plans = try values("plans.csv", "id")
    for plan in plans {
      let zones = Set(rates.filter { $0["plan"] == plan }.compactMap { $0["zone"] })
      #expect(zones.isSuperset(of: ["local", "ldn", "vc1", "vc2", "vc3", "intl", "unified", "premium"]))
      #expect(zones.contains("*") || zones.isSuperset(of: (1...9).map { "area-\($0)" }))
    }
    #expect(Set(rates.compactMap { $0["band"] }) == ["", "night", "weekend", "holiday"])
  }
}
