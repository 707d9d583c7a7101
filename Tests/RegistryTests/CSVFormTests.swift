import CallModel
import Registry
import Testing

@Suite("The form of a table: RFC 4180 and what spec 2 adds")
struct CSVFormTests {
  private let sample = SampleTables()

  @Test(
    "spec 2: separators, line ends, byte order mark, quotes and empty lines make no difference",
    arguments: [
      "id,customer\nC1,Ana\nC2,Bia\n",
      "id,customer\nC1,Ana\nC2,Bia",
      "id;customer\nC1;Ana\nC2;Bia\n",
      "id,customer\r\nC1,Ana\r\nC2,Bia\r\n",
      "\u{FEFF}id,customer\nC1,Ana\nC2,Bia\n",
      "\n\r\nid,customer\n\nC1,Ana\n\r\n\nC2,Bia\n\n",
      "\"id\",\"customer\"\n\"C1\",\"Ana\"\nC2,\"Bia\"",
      "\"id\";customer\r\n\"C1\";Ana\r\nC2;\"Bia\"\r\n",
      "customer,id\nAna,C1\nBia,C2\n",
      "customer,status,id\nAna,,C1\nBia,\"\",C2\n",
    ])
  func sameTable(text: String) throws {
    let rows = try sample.with("contracts.csv", text).load().contracts
    #expect(rows.map(\.id) == ["C1", "C2"])
    #expect(rows.map(\.customer) == ["Ana", "Bia"])
    #expect(rows.map(\.status) == [.active, .active])
  }

  @Test("spec 2: a quoted field keeps separators, quotes, line ends and spaces, and lines are counted on")
  func quotedText() throws {
    let text = "id,customer,status\nC1,\" a,b;\n\"\"c\"\"\r\n\",\nC2,\"\"\"\",wrong\n"
    #expect(
      sample.with("contracts.csv", text).faults == [
        "contracts.csv:5: status: expected active, blocked-manual, blocked-automatic, overdue, cancelled or "
          + "pre-contract, found wrong"
      ])
    let rows = try sample.with("contracts.csv", text.replacing("wrong", with: "overdue")).load().contracts
    #expect(rows[0].customer == " a,b;\n\"c\"\r\n")
    #expect(rows[1].customer == "\"")
    #expect(rows[1].status == .overdue)
  }

  @Test("spec 2: text is UTF-8; a comma needs no quotes where the separator is a semicolon")
  func beyondASCII() throws {
    let rows = try sample.with("contracts.csv", "id;customer\nC1;João, Ltda\nC2;€\n").load().contracts
    #expect(rows.map(\.customer) == ["João, Ltda", "€"])
  }

  @Test(
    "spec 2: a table that breaks the form is told by line and column",
    arguments: [
      Case(
        "id,customer\nC1\nC2,B,\n", "contracts.csv:2: expected 2 fields, as in the header, found 1",
        "contracts.csv:3: expected 2 fields, as in the header, found 3"),
      Case(
        "id,customer\nC1,A\nC2,\"B\n",
        "contracts.csv:3: customer: expected a closing quote mark for the one that opens this field, found the end of "
          + "the file"),
      Case(
        "id,customer\nC1,A\nC2,\"B\"b\n",
        "contracts.csv:3: customer: expected the field to end at its closing quote mark, found more text; write a "
          + "quote mark inside quotes twice"),
      Case(
        "id,customer\nC1,A\nC2,B\"b\n",
        "contracts.csv:3: customer: expected a field with a quote mark to be in quotes as a whole, found a quote mark "
          + "in the text; write \"…\"\"…\""),
      Case(
        "id,customer\nC1,A\nC2,B\rb\n",
        "contracts.csv:3: customer: expected lines that end in \\n or \\r\\n, found a carriage return alone"),
      Case(
        "id,colour\nC1,A\nC2,B\n",
        "contracts.csv:1: colour: expected one of the columns id, customer, status, city, erp_id, found an unknown column"
      ),
      Case(
        "id,\nC1,A\nC2,B\n",
        "contracts.csv:1: expected a name for each column, found nothing as the name of column 2"),
      Case(
        "\n\nid,customer,id\nC1,A,C3\nC2,B,C4\n",
        "contracts.csv:3: id: expected each column once, found the column a second time"),
      Case(
        "customer\nA\nB\n",
        "contracts.csv:1: id: expected this column in the header, found no column of that name"),
      Case(
        "ID\nC1\nC2\n",
        "contracts.csv:1: ID: expected one of the columns id, customer, status, city, erp_id, found an unknown column",
        "contracts.csv:1: id: expected this column in the header, found no column of that name"),
      Case("", "contracts.csv: expected a header with the columns id, found an empty file"),
      Case("\u{FEFF}\n\n", "contracts.csv: expected a header with the columns id, found an empty file"),
      Case("id\n\"\"\nC1\nC2\n", "contracts.csv:2: id: expected the id of a contract, found nothing"),
    ])
  func brokenForm(example: Case) {
    #expect(sample.with("contracts.csv", example.input).faults == example.faults)
  }

  @Test("spec 2: bytes that are not UTF-8 are a fault with its remedy")
  func notUTF8() {
    var tables = sample.tables.mapValues { Array($0.utf8) }
    tables["contracts.csv"] = Array("id;customer\nC1;Jo".utf8) + [0xE3] + Array("o\nC2;\"".utf8) + [0xC3, 0x22]
    let faults = faults(of: tables)
    let expected = "expected UTF-8 text, found bytes that are not UTF-8; save the file with the encoding UTF-8"
    #expect(faults == ["contracts.csv:2: customer: \(expected)", "contracts.csv:3: customer: \(expected)"])
  }

  @Test("spec 5.5: a field and a header have a limit")
  func limits() {
    let long = String(repeating: "x", count: 65_537)
    #expect(sample.with("contracts.csv", "id,customer\nC1,\(long.dropLast())\nC2,\n").faults == [])
    #expect(
      sample.with("contracts.csv", "id,customer\nC1,\(long)\nC2,\n").faults == [
        "contracts.csv:2: customer: expected at most 65536 bytes in a field, found 65537"
      ])
    let wide = (0..<65).map { "c\($0)" }.joined(separator: ",")
    #expect(
      sample.with("contracts.csv", "\(wide)\n").faults == ["contracts.csv:1: expected at most 64 columns, found 65"])
  }

  @Test("spec 5.5: what was found is shown in readable length, with controls spelled out and outer spaces seen")
  func excerpts() {
    let long = String(repeating: "x", count: 100)
    let faults = sample.with("contracts.csv", "id,status\nC1,\"a\n\u{1}\"\nC2, active\nC3,\(long)\n").faults
    #expect(
      faults.map { $0.split(separator: "found ")[1] } == [
        "a\\n\\u{01}", "\" active\"", "\(String(repeating: "x", count: 60))…",
      ])
  }

  private func faults(of tables: [String: [UInt8]]) -> [String] {
    do {
      _ = try RegistryLoader.load(tables: tables)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }
}
