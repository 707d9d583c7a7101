import CallModel
import RecordLayouts
import Testing

/// Lines of a layout file and the faults it has, each in full.
struct FaultCase: Sendable, CustomTestStringConvertible {
  let lines: [String]
  let faults: [String]

  init(_ lines: String..., faults: [String] = []) {
    self.lines = lines
    self.faults = faults
  }

  var testDescription: String { lines.joined(separator: "⏎") }
}

@Suite("Spec 2.3: faults of layout files")
struct LayoutFaultTests {
  private static let columns = "columns: {started_at: a, caller: b, called: c, billable: d}"
  private static let positions = "columns: {started_at: 1, caller: 2, called: 3, billable: 4}"

  private func faults(_ yaml: String) -> [String] {
    do {
      _ = try RecordLayout(yaml: yaml, source: "f.yml")
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test(
    "a file that is no layout",
    arguments: [
      FaultCase("", faults: ["f.yml: expected a mapping of keys to values, found nothing"]),
      FaultCase("# only a remark", faults: ["f.yml: expected a mapping of keys to values, found nothing"]),
      FaultCase("- a", faults: ["f.yml:1: expected a mapping of keys to values, found something else"]),
      FaultCase("name", faults: ["f.yml:1: expected a mapping of keys to values, found something else"]),
      FaultCase("name: x", faults: ["f.yml: columns: expected a mapping of fields to columns, found none"]),
    ])
  func notALayout(_ expected: FaultCase) {
    #expect(faults(expected.lines.joined(separator: "\n")) == expected.faults)
  }

  @Test(
    "text that is no YAML is one fault that says where", arguments: ["a: [", "a: b: c", "\"", "a: 1\na: 2", "\tx: 1"])
  func notYAML(_ yaml: String) {
    let found = faults(yaml)
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.hasPrefix("f.yml:") && $0.contains(": expected ") && !$0.contains("\n") })
  }

  @Test(
    "each key's fault",
    arguments: [
      FaultCase("name: ''", faults: ["f.yml:2: name: expected a text, found none"]),
      FaultCase("comment: #", faults: ["f.yml:2: comment: expected a text (? * [ # | , stand in quotes), found none"]),
      FaultCase(
        "rows: {only: {called: []}}",
        faults: ["f.yml:2: rows.only.called: expected at least one value or pattern, found none"]),
      FaultCase(
        "rows: {skip: {called: [?]}}",
        faults: [
          "f.yml:2: rows.skip.called: expected a value or pattern (? * [ # | , stand in quotes), found a list or mapping"
        ]),
      FaultCase(
        "rows: {skip: {{from: 1, length: 2}: [x]}}",
        faults: [
          "f.yml:2: rows.skip.{from: 1, length: 2}: expected a field that has a column, or a column's name or position, "
            + "found '{from: 1, length: 2}'"
        ]),
      FaultCase("name: [a]", faults: ["f.yml:2: name: expected a text, found none"]),
      FaultCase("description: {a: b}", faults: ["f.yml:2: description: expected a text, found none"]),
      FaultCase("header: maybe", faults: ["f.yml:2: header: expected true or false, found maybe"]),
      FaultCase("header: [true]", faults: ["f.yml:2: header: expected true or false, found a list or mapping"]),
      FaultCase("encoding: utf-16", faults: ["f.yml:2: encoding: expected utf-8 or latin-1, found utf-16"]),
      FaultCase("encoding: UTF-8", faults: ["f.yml:2: encoding: expected utf-8 or latin-1, found UTF-8"]),
      FaultCase("delimiter: ';;'", faults: [character("delimiter", ";;")]),
      FaultCase(
        "delimiter: ''",
        faults: [
          "f.yml:2: delimiter: expected one ASCII character, no digit or line end (? * [ # | , stand in quotes), found ''"
        ]),
      FaultCase("delimiter: '1'", faults: [character("delimiter", "1")]),
      FaultCase("delimiter: none", faults: [character("delimiter", "none")]),
      FaultCase("delimiter: \"\\n\"", faults: [character("delimiter", "\n")]),
      FaultCase("delimiter: é", faults: [character("delimiter", "é")]),
      FaultCase("quote: tab", faults: [character("quote", "tab")]),
      FaultCase("decimal_mark: none", faults: [character("decimal_mark", "none")]),
      FaultCase(
        "quote: ';'", faults: ["f.yml:2: quote: expected a character other than the delimiter, found the same"]),
      FaultCase(
        "time_zone: Brasilia",
        faults: [
          "f.yml:2: time_zone: expected a region such as America/Sao_Paulo, Etc/GMT+3 (which is -03:00), or UTC, found "
            + "Brasilia"
        ]),
      FaultCase(
        "timestamp: YYYY-MM-DD",
        faults: ["f.yml:2: timestamp: expected YYYY, MM, DD, HH and MM, found no hour in 'YYYY-MM-DD'"]),
      FaultCase(
        "timestamp: dd/MM/YYYY HH:MM:SS",
        faults: [
          "f.yml:2: timestamp: expected YYYY, YY, MMM, MM, M, DD, D, EEE, HH, H, hh, h, AM, SS, F, f, ZZ, T, Z, "
            + "punctuation or 'text', found dd in 'dd/MM/YYYY HH:MM:SS'"
        ]),
      FaultCase("column_count: 0", faults: [count("0")]), FaultCase("column_count: 1001", faults: [count("1001")]),
      FaultCase("column_count: [4, x]", faults: [count("something else")]), FaultCase("column_count: [4, 5]"),
      FaultCase("column_count: {min: 3}"), FaultCase("column_count: {min: 0}", faults: [count("something else")]),
      FaultCase(
        "colour: red",
        faults: [
          "f.yml:2: expected one of clock, column_count, columns, comment, contradictions, decimal_mark, delimiter, "
            + "description, dialling, direction, disposition, encoding, escape, format, header, multiline, name, quote, "
            + "rows, skip_lines, time_zone, timestamp, trailing_delimiter, trim, found colour"
        ]),
      FaultCase(
        "direction: {outbound: [O]}",
        faults: ["f.yml:2: direction: expected a column for direction in columns, as its values are given, found none"]),
      FaultCase(
        "disposition: yes",
        faults: ["f.yml:2: disposition: expected the values for answered and unanswered, found something else"]),
    ])
  func keys(_ expected: FaultCase) {
    #expect(faults(([Self.columns] + expected.lines).joined(separator: "\n")) == expected.faults)
  }

  private static func count(_ found: String) -> String {
    "f.yml:2: column_count: expected 1 to 1000, a list of such numbers, or {min: n}, found \(found)"
  }

  private static func character(_ key: String, _ found: String) -> String {
    "f.yml:2: \(key): expected one ASCII character, no digit or line end, found '\(found)'"
  }

  @Test(
    "columns",
    arguments: [
      FaultCase(
        "columns: []", faults: ["f.yml:1: columns: expected a mapping of fields to columns, found something else"]),
      FaultCase(
        "columns: {}",
        faults: ["started_at", "caller", "called", "billable"].map {
          "f.yml:1: columns: expected a column for \($0), found none"
        }),
      FaultCase(
        "columns:", "  started_at: 0", "  caller: 1001", "  called: ''", "  billable: [d]",
        faults: [
          "f.yml:2: columns.started_at: expected a position from 1 to 1000, found 0",
          "f.yml:3: columns.caller: expected a position from 1 to 1000, found 1001",
          "f.yml:4: columns.called: expected a column's name or position, found none",
          "f.yml:5: columns.billable: expected a column's name or position, found none",
        ]),
      FaultCase(
        "header: false", "column_count: 3", positions,
        faults: ["f.yml:3: columns.billable: expected a position from 1 to 3, the column_count, found 4"]),
      FaultCase("header: false", positions),
      FaultCase(
        "header: false", "column_count: 4", "columns: {started_at: 1, caller: 2, called: 3, billable: d}",
        faults: ["f.yml:3: columns.billable: expected a position, as there is no header, found the name 'd'"]),
      FaultCase(
        "columns: {started_at: a, caller: b, called: c, billable: d, price: e}",
        faults: [
          "f.yml:1: columns: expected one of account_code, answered_at, billable, called, caller, direction, "
            + "disposition, duration, ended_at, global_id, leg, started_at, trunk, found price"
        ]),
    ])
  func columns(_ expected: FaultCase) {
    #expect(faults(expected.lines.joined(separator: "\n")) == expected.faults)
  }

  @Test(
    "values",
    arguments: [
      FaultCase(faults: ["f.yml: direction: expected the values for outbound and inbound, found none"]),
      FaultCase(
        "direction: {inbound: [I]}",
        faults: ["f.yml:2: direction: expected at least one value for outbound, found none"]),
      FaultCase(
        "direction: {outbound: O, inbound: [I, O]}",
        faults: ["f.yml:2: direction: expected a value in one list only, found 'O' in both"]),
      FaultCase(
        "direction: {outbound: [O, '']}",
        faults: ["f.yml:2: direction.outbound: expected a value, not blank, found none"]),
      FaultCase(
        "direction: {outbound: O, transfer: T}",
        faults: ["f.yml:2: direction: expected one of inbound, outbound, found transfer"]),
      FaultCase("direction: {outbound: O}"), FaultCase("direction: {outbound: [O, o], inbound: []}"),
    ])
  func values(_ expected: FaultCase) {
    let columns = "columns: {started_at: a, caller: b, called: c, billable: d, direction: e}"
    #expect(faults(([columns] + expected.lines).joined(separator: "\n")) == expected.faults)
  }

  @Test("all faults come at once, regardless of their kind")
  func together() {
    let yaml = "timestamp: x\ntime_zone: y\nencoding: z\ncolumns: {}\nquote: ab\n"
    #expect(faults(yaml).count == 8)
  }

  @Test("a faulty direction column does not make its values unexpected")
  func noFollowers() {
    let yaml = "columns: {started_at: a, caller: b, called: c, billable: d, direction: 0}\ndirection: {outbound: O}"
    #expect(faults(yaml) == ["f.yml:1: columns.direction: expected a position from 1 to 1000, found 0"])
  }
}
