import ByteScanning
import RecordLayouts
import Testing

@testable import ReferenceRating

@Suite("Spec 2.3: layouts as YAML")
struct LayoutYAMLTests {
  private func layout(_ yaml: String) throws -> RecordLayout {
    try RecordLayout(yaml: yaml, source: "f.yml")
  }

  @Test("what is left out has the form of summit-1")
  func defaults() throws {
    let found = try layout("columns: {started_at: a, caller: b, called: c, billable: d}")
    let expected = RecordLayout(
      name: "f.yml", description: "", delimiter: UInt8(ascii: ";"), quote: nil, hasHeader: true, encoding: .utf8,
      timestamp: .usual, timeZone: "America/Sao_Paulo", decimalMark: UInt8(ascii: "."),
      columns: [.startedAt: .name("a"), .caller: .name("b"), .called: .name("c"), .billable: .name("d")],
      columnCount: nil, outboundValues: [], inboundValues: [], answeredValues: [], unansweredValues: [])
    #expect(found == expected)
  }

  @Test("every key")
  func everyKey() throws {
    let found = try layout(
      """
      name: ours
      description: "one: two"
      delimiter: tab
      quote: '"'
      header: no
      encoding: latin-1
      timestamp: DD/MM/YYYY HH:MM:SS
      time_zone: UTC
      decimal_mark: ","
      column_count: 12
      columns: {global_id: 1, started_at: 2, caller: 3, called: 4, billable: 5, direction: 6, disposition: 7, trunk: 8,
        account_code: 9, answered_at: 10, ended_at: 11, duration: 12}
      direction: {outbound: O, inbound: [I, i]}
      disposition: {answered: [A], unanswered: N}
      """)
    #expect(found.name == "ours")
    #expect(found.description == "one: two")
    #expect(found.delimiter == UInt8(ascii: "\t"))
    #expect(found.quote == UInt8(ascii: "\""))
    #expect(!found.hasHeader)
    #expect(found.encoding == .latin1)
    #expect(found.timestamp.text == "DD/MM/YYYY HH:MM:SS")
    #expect(found.timeZone == "UTC")
    #expect(found.decimalMark == UInt8(ascii: ","))
    #expect(found.columnCount == 12)
    #expect(found.columns.count == RecordLayout.Field.allCases.count - 1)
    #expect(found.columns[.duration] == .position(12))
    #expect(found.outboundValues == ["O"])
    #expect(found.inboundValues == ["I", "i"])
    #expect(found.answeredValues == ["A"])
    #expect(found.unansweredValues == ["N"])
  }

  @Test("a quoted number is a name, a plain one a position")
  func quotedNumbers() throws {
    let found = try layout("columns: {started_at: '1', caller: \"2\", called: 3, billable: d}")
    #expect(found.columns[.startedAt] == .name("1"))
    #expect(found.columns[.caller] == .name("2"))
    #expect(found.columns[.called] == .position(3))
  }

  @Test("the built-in layouts read back as they are", arguments: BuiltInLayouts.names)
  func builtIn(_ name: String) throws {
    let found = try #require(try BuiltInLayouts.layout(named: name))
    #expect(found.name == name)
    #expect(!found.description.isEmpty)
    #expect(try RecordLayout(yaml: found.yaml, source: "again") == found)
  }

  @Test("no other layout is built in")
  func unknown() throws {
    #expect(try BuiltInLayouts.layout(named: "Summit-1") == nil)
    #expect(BuiltInLayouts.yaml(named: "") == nil)
  }

  @Test("spec 2.3: summit-1 is as the specification says")
  func summit1() throws {
    let found = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    let header =
      "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code"
    #expect(found.delimiter == UInt8(ascii: ";"))
    #expect(found.quote == nil)
    #expect(found.hasHeader)
    #expect(found.encoding == .utf8)
    #expect(found.timestamp == .usual)
    #expect(found.timeZone == "America/Sao_Paulo")
    #expect(found.decimalMark == UInt8(ascii: "."))
    let names = header.split(separator: ";").map(String.init)
    #expect(found.columns.count == names.count)
    #expect(found.columns.allSatisfy { $0.value == .name($0.key.rawValue) && names.contains($0.key.rawValue) })
    #expect(found.outboundValues == ["OUT"])
    #expect(found.inboundValues == ["IN"])
    #expect(found.answeredValues == ["ANSWERED"])
    #expect(found.unansweredValues == ["NO ANSWER", "BUSY", "FAILED", "CANCELLED"])
  }

  @Test("any layout reads back from its YAML", arguments: UInt64(1)...20)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let texts = [
      "a", "1", "007", "none", "yes", "a b", " a ", "a: b", "#a", "\"", "'", "\\", "\t", "é", "Situação", "a\u{1}b",
      "~",
      "null", "[a]", "{", "a\nb", "😀", "e\u{301}", "-", "!x", "&x", "*x", "\u{85}", "\u{2028}", "\u{7F}",
    ]
    for _ in 0..<100 {
      var layout = try #require(try BuiltInLayouts.layout(named: random.pick(BuiltInLayouts.names)))
      layout.name = random.pick(texts)
      layout.description = random.chance(percent: 20) ? "" : random.pick(texts)
      layout.encoding = random.pick(RecordLayout.Encoding.allCases)
      layout.delimiter = random.pick(Array(";,\t| ~".utf8))
      layout.quote = random.pick([nil, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\")])
      layout.decimalMark = random.pick(Array(".,".utf8))
      if layout.hasHeader {
        for field in layout.columns.keys where random.chance(percent: 50) {
          layout.columns[field] =
            random.chance(percent: 50) ? .name(random.pick(texts)) : .position(random.int(1...1000))
        }
      }
      // A rule that names a field is of that field's column.
      for (index, rule) in layout.rows.enumerated() {
        guard let field = RecordLayout.Field(rawValue: rule.label), let column = layout.columns[field] else { continue }
        layout.rows[index].column = column
      }
      if layout.columns[.disposition] != nil {
        layout.answeredValues = random.some(3, of: Array(texts[..<10]))
        layout.unansweredValues = random.some(3, of: Array(texts[10...]))
      }
      let found = try RecordLayout(yaml: layout.yaml, source: "f")
      #expect(found.yaml == layout.yaml, "seed \(seed)")
      let isSame = found == layout
      #expect(isSame, "seed \(seed): \(layout.yaml)")
    }
  }
}
