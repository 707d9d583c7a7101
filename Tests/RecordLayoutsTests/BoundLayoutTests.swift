import CallModel
import RecordLayouts
import Testing

@Suite("Spec 2.3: a layout and a file's header")
struct BoundLayoutTests {
  private static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code"

  private func bind(_ header: [UInt8], _ change: (inout RecordLayout) -> Void = { _ in }) throws -> BoundLayout {
    var layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    change(&layout)
    let zone = try #require(TimeZoneRules(builtIn: layout.timeZone))
    return try BoundLayout(layout, zone: zone, header: header)
  }

  private func mismatch(_ header: String, _ change: (inout RecordLayout) -> Void = { _ in }) throws -> String? {
    do {
      _ = try bind(Array(header.utf8), change)
      return nil
    } catch let error as BoundLayout.Mismatch {
      return error.description
    }
  }

  @Test("columns are found by name, in any order, others ignored")
  func anyOrder() throws {
    let names = Self.header.split(separator: ";").map(String.init).reversed() + ["x", "x", ""]
    let bound = try bind(Array(names.joined(separator: ";").utf8))
    #expect(bound.fieldCount == 15)
    #expect(bound.globalID == 11)
    #expect(bound.startedAt == 10)
    #expect(bound.accountCode == 0)
  }

  @Test("the columns that nothing reads may be missing, even twice there")
  func unreadColumns() throws {
    let bound = try bind(
      Array("global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code".utf8))
    #expect(bound.fieldCount == 9)
    #expect(try mismatch(Self.header + ";duration;ended_at") == nil)
  }

  @Test(
    "a column the layout needs is missing or there twice",
    arguments: [
      "global_id", "started_at", "caller", "called", "billable", "direction", "disposition", "trunk", "account_code",
    ])
  func missingAndTwice(_ column: String) throws {
    let expected = "expected one column named \(column) in the header, as the layout summit-1 says, found"
    let without = Self.header.split(separator: ";").filter { $0 != column }.joined(separator: ";")
    #expect(try mismatch(without) == "\(expected) none")
    #expect(try mismatch(Self.header + ";" + column) == "\(expected) 2")
  }

  @Test(
    "names are compared exactly",
    arguments: ["Caller", " caller", "caller ", "\"caller\"", "\u{FEFF}caller"])
  func exactly(_ name: String) throws {
    #expect(try mismatch(Self.header.replacing("caller", with: name)) != nil)
  }

  @Test("quotes in a header are taken off by a layout that has them")
  func quotedHeader() throws {
    let names = Self.header.split(separator: ";").map { "\"\($0)\"" }
    let bound = try bind(Array(names.joined(separator: ";").utf8)) { $0.quote = UInt8(ascii: "\"") }
    #expect(bound.startedAt == 1)
  }

  @Test("a Latin-1 header is read as Latin-1")
  func latin1() throws {
    let header = Array(Self.header.replacing("billable", with: "dura").utf8) + [0xE7, 0xE3, 0x6F]
    // The name is at the end: account_codeção.
    let bound = try bind(header.map { $0 }) {
      $0.encoding = .latin1
      $0.columns[.billable] = .name("dura")
      $0.columns[.accountCode] = .name("account_codeção")
    }
    #expect(bound.accountCode == 11)
  }

  @Test("a position beyond the header's columns")
  func position() throws {
    let found = try mismatch(Self.header) { $0.columns[.trunk] = .position(13) }
    #expect(found == "expected at least 13 columns, as the layout summit-1 has trunk there, found 12")
    #expect(try mismatch(Self.header) { $0.columns[.trunk] = .position(12) } == nil)
  }

  @Test("without a header the layout says how many fields there are")
  func headerless() throws {
    let layout = try #require(try BuiltInLayouts.layout(named: "asterisk"))
    let zone = try #require(TimeZoneRules(builtIn: layout.timeZone))
    let bound = try BoundLayout(layout, zone: zone, header: [])
    #expect(bound.fieldCount == 21)
    #expect(bound.startedAt == 9)
    #expect(bound.direction == -1)
  }
}
