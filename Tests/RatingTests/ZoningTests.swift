import CallModel
import Rating
import Registry
import Testing

@Suite("Spec 3.3: zones")
struct ZoningTests {
  /// A registry with on-net in plan P1 until the end of 2026, and zones of its own.
  private static let tables = [
    "contracts.csv": "id\nC\n",
    "plans.csv": "id\nP1\nP2\n",
    "lines.csv": """
    id,contract,number,plan,reset_day,range_start,range_end,active_until
    L1,C,554833330001,P1,10,,,
    L2,C,554833330002,P2,10,554833331000,554833331099,
    L3,C,551133330003,P1,10,,,2026-06-30

    """,
    "dids.csv": "line,number\nL2,5548988887777\n",
    "rates.csv": """
    plan,zone,price_per_minute,valid_until
    P1,on-net,0,2026-12-31
    P1,*,0.1,
    P2,*,0.2,

    """,
    "zones.csv": """
    prefix,zone
    351,intl:europe
    3519,intl:europe-mobile
    5549,too-short
    55493,south-west
    554833,ours
    0800555,partner
    40012,never
    1,america

    """,
  ]

  private static func registry() throws -> Registry {
    Registry(try RegistryLoader.load(tables: tables.mapValues { Array($0.utf8) }))
  }

  private func zone(_ dialled: String, line: Int = 0, on date: String = "2026-11-10") throws -> String? {
    let registry = try Self.registry()
    let areaCode = registry.lines[line].areaCode
    let digits = try #require(Array(dialled.utf8).withUnsafeBufferPointer { DialledDigits($0) })
    let number = Numbering.normalise(digits, areaCode: areaCode)
    let day = try #require(CivilDate(text: date))
    return Zoning.zone(of: number, line: registry.lineFacts[line], on: day, registry).map {
      registry.zones.names[$0.zone]
    }
  }

  @Test(
    "the zone of a called number",
    arguments: [
      ("909033334444", "collect"), ("554833330002", "on-net"), ("5548988887777", "on-net"), ("554833331050", "on-net"),
      ("554833331100", "ours"), ("4833339999", "ours"), ("33339999", "ours"), ("4822229999", "local"),
      ("1133334444", "ldn"), ("4133334444", "ldn"), ("48999998888", "vc1"), ("47999998888", "vc2"),
      ("11999998888", "vc3"), ("49999998888", "vc2"), ("4933334444", "south-west"), ("4922224444", "ldn"),
      ("0015351211234567", "intl:europe"), ("0015351912345678", "intl:europe-mobile"), ("+4930123456", "intl"),
      ("08001234567", "toll-free"), ("0800555123", "partner"), ("0300123456", "shared-cost"),
      ("0303123456", "shared-cost"), ("0500123456", "donation"), ("0900123456", "premium"), ("40041234", "unified"),
      ("30031234", "unified"), ("190", "special"), ("10315", "special"), ("+12125551234", "america"),
      // A zones.csv prefix means E.164 and 0PPP numbers only.
      ("40012345", "unified"), ("+40012345", "never"),
      // A line that is not active that day has no number.
      ("551133330003", "ldn"),
    ])
  func zones(_ dialled: String, _ expected: String) throws {
    #expect(try zone(dialled) == expected)
  }

  @Test("a number that no rule matches, and one with no zone, have none", arguments: ["290", "552033334444"])
  func unknown(_ dialled: String) throws {
    #expect(try zone(dialled) == nil)
  }

  @Test("on-net asks for a row of the caller's plan for on-net itself, valid that day")
  func onNet() throws {
    #expect(try zone("554833330001", line: 1) == "ours")
    #expect(try zone("554833330002", on: "2026-12-31") == "on-net")
    #expect(try zone("554833330002", on: "2027-01-01") == "ours")
    #expect(try zone("551133330003", on: "2026-06-30") == "on-net")
  }

  @Test("a collect call to a line is collect")
  func collectComesFirst() throws {
    #expect(try zone("909033330002") == "collect")
  }

  @Test("without an area code fixed and mobile stay what they are; no line makes a number on-net")
  func noArea() throws {
    let registry = try Self.registry()
    for (text, expected) in [("1133334444", "fixed"), ("11999998888", "mobile"), ("554833330002", "ours")] {
      let digits = try #require(Array(text.utf8).withUnsafeBufferPointer { DialledDigits($0) })
      let number = Numbering.normalise(digits, areaCode: nil)
      let found = try #require(Zoning.zone(of: number, areaCode: nil, registry))
      #expect(registry.zones.names[found.zone] == expected)
    }
  }
}
