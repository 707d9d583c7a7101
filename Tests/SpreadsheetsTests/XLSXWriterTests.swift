import CallModel
import Foundation
import Testing

@testable import Spreadsheets

@Suite("Workbooks (spec 11.4)", .enabled(if: XLSXWriter.isBuiltIn), .serialized)
struct XLSXWriterTests {
  private static let columns = [
    SheetColumn("id", "Código", .text, width: 12), SheetColumn("day", "Dia", .day, width: 12),
    SheetColumn("start", "Início", .moment, width: 20), SheetColumn("s", "Segundos", .count, width: 8, isSummed: true),
    SheetColumn("amount", "Valor (R$)", .amount, width: 12, isSummed: true),
  ]

  private func row(_ id: String, _ seconds: Int, _ micros: Int128, decimals: Int = 4) -> [SheetCell] {
    let day = CivilDate(year: 2026, month: 11, day: 9)
    return [
      .text(id), .day(day), .moment(day, secondOfDay: 43_200), .count(seconds), .amount(micros, decimals: decimals),
    ]
  }

  private func workbook(
    _ rows: [[SheetCell]], head: SheetHead? = nil, maximumRows: Int = XLSXWriter.maximumRows
  ) throws -> ZipParts {
    var bytes: [UInt8] = []
    let writer = try XLSXWriter(Self.columns, name: "Tabela", head: head, maximumRows: maximumRows) { bytes += $0 }
    for row in rows { try writer.add(row) }
    try writer.end()
    return try ZipParts(bytes)
  }

  @Test func `ids are texts regardless of how they look, amounts numbers, days and times dates`() throws {
    let sheet = try workbook([row("00123", 90, 234_000), row("6e3d4309-00000001", 30, 25_000)]).text(
      "xl/worksheets/sheet1.xml")
    #expect(sheet.contains("<is><t>00123</t></is>") && sheet.contains("<is><t>6e3d4309-00000001</t></is>"))
    #expect(sheet.matches(#"<c r="A2"[^>]* t="inlineStr">"#))
    // 2026-11-09 is day 46335 of a spreadsheet; noon is half a day.
    #expect(sheet.matches(#"<c r="B2"[^>]*><v>46335</v>"#) && sheet.matches(#"<c r="C2"[^>]*><v>46335\.5</v>"#))
    #expect(sheet.matches(#"<c r="D2"[^>]*><v>90</v>"#) && sheet.matches(#"<c r="E2"[^>]*><v>0\.234"#))
  }

  @Test func `nothing in it tells when it was made, so that the same rows are the same bytes`() throws {
    let core = try workbook([row("1", 90, 234_000)]).text("docProps/core.xml")
    #expect(core.contains(">1980-01-01T00:00:00Z</dcterms:created>"))
  }

  @Test func `n05-spreadsheet-pt-br: three decimals are no thousands, and ids no numbers`() throws {
    let parts = try workbook([row("1761999999.100", 78, 1_463_000, decimals: 3), row("1E5", 60, 39_000, decimals: 3)])
    let sheet = try parts.text("xl/worksheets/sheet1.xml")
    #expect(sheet.contains("<is><t>1761999999.100</t></is>") && sheet.contains("<is><t>1E5</t></is>"))
    #expect(sheet.matches(#"<c r="E2"[^>]*><v>1\.463"#) && sheet.matches(#"<c r="E3"[^>]*><v>0\.039"#))
    #expect(try parts.text("xl/styles.xml").contains("formatCode=\"#,##0.000\""))
  }

  @Test func `the header is frozen and has a filter; sums stand below with their values`() throws {
    let parts = try workbook([row("a", 90, 234_000), row("b", 30, 25_000, decimals: 6)])
    let sheet = try parts.text("xl/worksheets/sheet1.xml")
    #expect(sheet.contains("<pane ySplit=\"1\" topLeftCell=\"A2\"") && sheet.contains("<autoFilter ref=\"A1:E3\"/>"))
    #expect(sheet.contains("<t>Código</t>") && sheet.contains("<t>Total</t>"))
    #expect(sheet.matches(#"<c r="D4"[^>]*><f>SUBTOTAL\(109,D2:D3\)</f><v>120</v>"#))
    #expect(sheet.matches(#"<c r="E4"[^>]*><f>SUBTOTAL\(109,E2:E3\)</f><v>0\.259"#))
    let styles = try parts.text("xl/styles.xml")
    for format in ["dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss", "#,##0.0000", "#,##0.000000"] {
      #expect(styles.contains("formatCode=\"\(format)\""), "\(format)")
    }
  }

  @Test func `rows that a sheet does not hold go on in the next, each with its header and sums`() throws {
    // A header, three rows, the sums.
    let parts = try workbook((1...7).map { row("r\($0)", 1, 10_000) }, maximumRows: 5)
    #expect(parts.names.filter { $0.hasPrefix("xl/worksheets/sheet") }.count == 3)
    let sheets = try (1...3).map { try parts.text("xl/worksheets/sheet\($0).xml") }
    #expect(sheets.map { $0.components(separatedBy: "<row ").count - 1 } == [5, 5, 3])
    #expect(sheets.allSatisfy { $0.contains("<t>Código</t>") && $0.contains("<t>Total</t>") })
    #expect(sheets[1].contains("<t>r4</t>") && sheets[1].contains("<t>r6</t>") && sheets[2].contains("<t>r7</t>"))
    #expect(sheets[2].matches(#"<c r="D3"[^>]*><f>SUBTOTAL\(109,D2:D2\)</f><v>1</v>"#))
    let names = try parts.text("xl/workbook.xml")
    for name in ["Tabela", "Tabela 2", "Tabela 3"] { #expect(names.contains("<sheet name=\"\(name)\"")) }
  }

  @Test func `a table without rows has its header; texts that XML or a cell would not hold are told or cut`() throws {
    #expect(try workbook([]).text("xl/worksheets/sheet1.xml").contains("<t>Código</t>"))
    let long = String(repeating: "x", count: 40_000)
    let sheet = try workbook([row("<&>\u{1}\0é", 1, 0), row(long, 1, 0)]).text("xl/worksheets/sheet1.xml")
    #expect(sheet.contains("&lt;&amp;&gt;_x0001_\u{FFFD}é"))
    #expect(sheet.contains("x…</t>"))
  }

  @Test func `facts stand on a sheet before the table`() throws {
    var head = SheetHead(name: "Resumo")
    head.add(heading: "Extrato")
    head.add([.text("Linha"), .text("L1"), .amount(10_000, decimals: 2)])
    let parts = try workbook([row("a", 1, 0)], head: head)
    let facts = try parts.text("xl/worksheets/sheet1.xml")
    #expect(
      facts.contains("<t>Extrato</t>") && facts.contains("<t>L1</t>") && facts.matches(#"<c r="C2"[^>]*><v>0\.01"#))
    #expect(try parts.text("xl/worksheets/sheet2.xml").contains("<t>Código</t>"))
  }

  @Test func `nothing is left in the directory of temporary files`() throws {
    func left() throws -> Int {
      let directory = FileManager.default.temporaryDirectory.path
      let names = try FileManager.default.contentsOfDirectory(atPath: directory)
      return names.count { $0.hasPrefix("summit-cdr-xlsx-\(ProcessInfo.processInfo.processIdentifier)-") }
    }
    let before = try left()
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      let writer = try XLSXWriter(Self.columns, name: "Tabela") { _ in throw Stop() }
      try writer.add(row("a", 1, 1))
      try writer.end()
    }
    _ = try XLSXWriter(Self.columns, name: "Tabela") { _ in }
    #expect(try left() <= before)
  }
}

extension String {
  func matches(_ pattern: String) -> Bool { range(of: pattern, options: .regularExpression) != nil }
}
