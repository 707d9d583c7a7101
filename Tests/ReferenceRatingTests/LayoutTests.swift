import Testing

@testable import ReferenceRating

@Suite("Spec 2.3: layouts")
struct LayoutTests {
  @Test(
    "fields and quotes",
    arguments: [
      (#"a,"b,c",d"#, ["a", "b,c", "d"]), (#""a""b",c"#, [#"a"b"#, "c"]), (#""a"x"y",c"#, [#"ax"y""#, "c"]),
      (#""a,b"#, ["a,b"]), (#"a"b,c"#, [#"a"b"#, "c"]), ("", [""]), (",", ["", ""]), (#"""""#, ["\""]),
      (#""",""#, ["", ""]),
    ])
  func quotes(_ row: String, _ fields: [String]) {
    var layout = ReferenceLayout.summit1
    layout.delimiter = UInt8(ascii: ",")
    layout.quote = UInt8(ascii: "\"")
    #expect(layout.fields(of: Array(row.utf8)[...]) == fields)
  }

  @Test("line ends, byte order mark, empty lines")
  func lines() {
    var layout = ReferenceLayout.summit1
    layout.hasHeader = false
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a\r\n\n\r\n\r\r\nb\rc\nd\r".utf8)
    let rows = FileRows(file: "f", bytes: bytes, layout: layout).rows
    #expect(rows.map(\.line) == [1, 4, 5, 6])
    #expect(rows.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "\r", "b\rc", "d\r"])
    let joined = FileRows(file: "f", bytes: bytes + [0x0A] + bytes, layout: layout).rows
    #expect(joined.map(\.line) == [1, 4, 5, 6, 7, 10, 11, 12])
    #expect(joined.suffix(4).map { Array($0.bytes) } == rows.map { Array($0.bytes) })
  }

  @Test("headerless Latin-1 with positions, a decimal comma, no direction and no disposition")
  func positions() {
    var layout = ReferenceLayout.summit1
    layout.hasHeader = false
    layout.encoding = .latin1
    layout.columns = [.startedAt: .position(2), .caller: .position(4), .called: .position(1), .billable: .position(3)]
    layout.columnCount = 4
    layout.timestampPattern = "DD/MM/YYYY HH:MM:SS"
    layout.decimalMark = UInt8(ascii: ",")
    let text: [UInt8] =
      Array("33331234;10/11/2026 09:00:00;8,01;4833334444\n554833334444;10/11/2026 09:00:00;9;".utf8)
      + [0xE9, 0x0A]
    let result = referenceRate(
      registry: exampleRegistry, files: [("a", text)], options: ReferenceOptions(layout: layout))
    #expect(
      body(result.callRecords) == [
        ",2026-11-10T09:00:00-03:00,in,,554833334444,L1,C1,P,inbound,9,0,0,0,,0.0000,0.0000,2026-11-10,a:2",
        ",2026-11-10T09:00:00-03:00,out,554833334444,554833331234,L1,C1,P,local,9,30,30,0,0.05,0.0000,0.0000,"
          + "2026-11-10,a:1",
      ])
  }
}
