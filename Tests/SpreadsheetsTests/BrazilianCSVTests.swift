import CallModel
import Output
import Testing

@testable import Spreadsheets

@Suite("CSV for a spreadsheet with Brazilian settings (spec 11.4)")
struct BrazilianCSVTests {
  private func line(_ cells: [SheetCell]) -> String {
    let buffer = TextBuffer(capacity: 64)
    BrazilianCSV.append(cells, to: buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test("a decimal comma, days and times that every spreadsheet knows, ; between cells")
  func cells() {
    let day = CivilDate(year: 2026, month: 11, day: 9)
    #expect(
      line([
        .text("L1"), .count(125), .amount(234_000, decimals: 4), .amount(-950_000, decimals: 2), .day(day),
        .moment(day, secondOfDay: 86_399), .clock(secondOfDay: 3_723), .blank, .text(""),
      ]) == "L1;125;0,2340;-0,95;2026-11-09;2026-11-09 23:59:59;01:02:03;;\n")
    #expect(line([.text("a;b"), .text("a\"b"), .text("a\nb"), .text("a,b")]) == "\"a;b\";\"a\"\"b\";\"a\nb\";a,b\n")
    #expect(
      BrazilianCSV.header([SheetColumn("a", "A", .text, width: 1), SheetColumn("b_s", "B", .count, width: 1)])
        == "a;b_s\n")
  }

  /// A spreadsheet would run it, or take it for a number or a date that it is not.
  @Test(arguments: [
    "=1+1", "+55 48", "-x", "@a", "\tx", "007", "042296", "554833334444", "5548999998888", "12345678901234567890",
    "1e5", "1.5", "0,5", "10/11", "2026-11-09", "12:30", "1-2", "50%", " 007",
  ])
  func `texts that would change have a quote mark before them`(text: String) {
    #expect(BrazilianCSV.isRead(text))
    #expect(line([.text(text)]) == "'\(text)\n")
  }

  @Test(arguments: [
    "1001", "L01", "190", "40041234", "0", "6e3d4309-00000001", "C 1", "João", "a=b", "Área 48 - SC", "",
  ])
  func `others stand as they are`(text: String) {
    #expect(!BrazilianCSV.isRead(text))
    #expect(line([.text(text)]) == "\(text)\n")
  }
}
