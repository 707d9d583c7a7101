import CallModel
import Registry
import Testing

@Suite("The rules of the platform's mode (spec 6.2, 6.3)")
struct ModeRuleTests {
  private let sample = SampleTables()
    .table("categories.csv", "description,abbreviation", "Gold,g1", "Blocked,g2")
    .table("licences.csv", "description,abbreviation", "Basic,x")
    .table(
      "partitions.csv",
      "code,description,block,default_category,block_category,partial_block_category,cancel_category",
      "open,Sul,,,,,", "shut,Norte,yes,g1,g2,,g2")

  private static let lists = PlatformLists(
    partitions: ["open", "shut"], categories: ["open": ["a", "b"], "shut": ["g1", "g2", "g3"]], plans: ["sp"],
    licences: ["sl"])

  @Test("without rules nothing of the platform is asked: rating works with any of it")
  func noRules() {
    #expect(sample.platformLines("open,nowhere,nothing,,none,,").faults == [])
    #expect(sample.platformLines(",nowhere,nothing,,none,,").faults == [])
  }

  @Test(
    "stable: categories and licences are tables of ours, a plan of the platform is any text",
    arguments: [
      Case(",,,,,,"),
      Case("open,g1,whatever,,x,,"),
      Case(",g1,,,,,"),
      Case("shut,g2,,,,,"),
      Case(
        "open,g3,,,y,,",
        "lines.csv:2: category: expected the abbreviation of a category in categories.csv, found g3",
        "lines.csv:2: licence: expected the abbreviation of a licence in licences.csv, found y"),
      Case(
        "open,Gold,,,Basic,,",
        "lines.csv:2: category: expected the abbreviation of a category in categories.csv, found Gold",
        "lines.csv:2: licence: expected the abbreviation of a licence in licences.csv, found Basic"),
    ])
  func stable(example: Case) {
    // The platform's lists are nothing to it.
    let rules = RegistryRules(mode: .stable, lists: PlatformLists(partitions: [], plans: [], licences: []))
    #expect(sample.platformLines(example.input).faults(rules) == example.faults)
  }

  @Test("stable: the categories of a partition are in categories.csv, too")
  func stablePartitions() {
    let faults = sample.with("categories.csv", "description,abbreviation\nGold,g1\n")
      .faults(RegistryRules(mode: .stable))
    #expect(
      faults
        == ["block_category", "cancel_category"].map {
          "partitions.csv:3: \($0): expected the abbreviation of a category in categories.csv, found g2"
        })
  }

  @Test(
    "beta: a category is one of the partition's own where it blocks, else of the platform's list",
    arguments: [
      Case(",,,,,,"),
      Case("open,a,sp,,sl,,"),
      Case("shut,g1,,,,,"),
      Case("shut,g2,,,,,"),
      // In the platform's list, but none of the four.
      Case(
        "shut,g3,,,,,",
        "lines.csv:2: category: expected one of the categories of partition shut in partitions.csv: g1, g2, found g3"),
      // In categories.csv, which is ignored.
      Case(
        "open,g1,,,,,",
        "lines.csv:2: category: expected a category that the platform has for partition open: a, b, found g1"),
      Case(
        ",a,,,,,", "lines.csv:2: partition: expected the partition to which category a belongs, found nothing"),
      Case(
        "open,,P1,,x,,", "lines.csv:2: summit_plan: expected a plan that the platform has: sp, found P1",
        "lines.csv:2: licence: expected a licence that the platform has: sl, found x"),
      // Told once, as a partition that is not there.
      Case("none,a,,,,,", "lines.csv:2: partition: expected the code of a partition in partitions.csv, found none"),
    ])
  func beta(example: Case) {
    let rules = RegistryRules(mode: .beta, lists: Self.lists)
    #expect(sample.platformLines(example.input).faults(rules) == example.faults)
  }

  @Test("beta: what the platform was never asked for is not checked; an empty list is one")
  func unknownLists() {
    let line = sample.platformLines("open,nowhere,nothing,,none,,")
    #expect(line.faults(RegistryRules(mode: .beta)) == [])
    let lists = PlatformLists(categories: ["open": []], plans: [], licences: [])
    #expect(
      line.faults(RegistryRules(mode: .beta, lists: lists)) == [
        "lines.csv:2: category: expected a category that the platform has for partition open (it has none), found nowhere",
        "lines.csv:2: summit_plan: expected a plan that the platform has (it has none), found nothing",
        "lines.csv:2: licence: expected a licence that the platform has (it has none), found none",
      ])
  }

  @Test("beta: a partition and its categories exist at the platform; long lists are cut")
  func betaPartitions() {
    var lists = Self.lists
    lists.partitions = ["open"]
    lists.categories["shut"] = Set((1...20).map { "c\(10 + $0)" } + ["g1"])
    let known = "c11, c12, c13, c14, c15, c16, c17, c18, …"
    #expect(
      sample.faults(RegistryRules(mode: .beta, lists: lists)) == [
        "partitions.csv:3: code: expected a partition that the platform has: open, found shut",
        "partitions.csv:3: block_category: expected a category that the platform has for partition shut: \(known), found g2",
        "partitions.csv:3: cancel_category: expected a category that the platform has for partition shut: \(known), found g2",
      ])
  }

  @Test("a row that has ended is not held to the rules of today", arguments: [PlatformMode.stable, .beta])
  func ended(mode: PlatformMode) {
    var rules = RegistryRules(mode: mode, lists: Self.lists)
    let lines = sample.platformLines("open,old,,,old,,", active: ",2026-06-30")
    #expect(lines.faults(rules).count == 2)
    rules.today = CivilDate(year: 2026, month: 6, day: 30)
    #expect(lines.faults(rules).count == 2)
    rules.today = CivilDate(year: 2026, month: 7, day: 1)
    #expect(lines.faults(rules) == [])
    // A cell that cannot be read excuses nothing.
    #expect(sample.platformLines("open,old,,,old,,", active: ",never").faults(rules).count == 3)
  }
}
