import Foundation
import Testing

/// What a Brazilian spreadsheet makes of the results, and spreadsheets among the CDR files.
@Suite("Faults seen with spreadsheets (spec 7.1, 11.4)")
struct SpreadsheetFaultTests {
  /// In `call-records.csv` a Brazilian spreadsheet reads 1.463 as 1463, 0000123 as 123 and 1E5 as 100000.
  @Test("n05-spreadsheet-pt-br: csv-br has decimal commas, and what only looks like a number stays text")
  func results() throws {
    let program = try ImportCommandTests.program(rows: 0)
    try program.write("m/registry/lines.csv", "id,contract,number,plan,reset_day\n0012,C1,554833334444,P1,10\n")
    try program.write("m/registry/plans.csv", "id,decimals\nP1,3\n")
    try program.write("m/registry/rates.csv", "plan,zone,price_per_minute\nP1,local,1.125\nP1,vc1,0.039\n")
    func row(_ id: String, _ minute: Int, _ called: String, _ seconds: Int) -> String {
      "\(id);2026-11-10 09:\(minute):00;554833334444;\(called);\(seconds);OUT;ANSWERED;;\n"
    }
    try program.write(
      "m/cdr/day.csv",
      ImportCommandTests.header + row("1761999999.100", 10, "33335555", 78) + row("0000123", 20, "04899887766", 60)
        + row("1E5", 30, "0800123456", 60))
    #expect(try program.run("import", "--config", "m").status == 0)
    let records = try program.run("records", "--config", "m", "--format", "csv-br")
    let line = "out;'554833334444;'"
    #expect(
      records.lines.dropFirst() == [
        "'1761999999.100;2026-11-10 09:10:00;\(line)554833335555;'0012;C1;P1;local;78;78;0;78;1,125;0,000;1,463;"
          + "2026-11-10;day.csv:2",
        "'0000123;2026-11-10 09:20:00;\(line)5548999887766;'0012;C1;P1;vc1;60;60;0;60;0,039;0,000;0,039;2026-11-10;"
          + "day.csv:3",
        "'1E5;2026-11-10 09:30:00;\(line)0800123456;'0012;C1;P1;toll-free;60;0;0;0;;0,000;0,000;2026-11-10;day.csv:4",
        "",
      ])
  }

  @Test("a spreadsheet among the CDR files is no table of text: it fails as a whole, with what to do")
  func inputs() throws {
    let rating = try ForeignRating(["a.csv": summitRows(called: ["04899887766"])])
    try rating.program.write("cdr/b.xlsx", Array("PK\u{3}\u{4}\u{14}xl/workbook.xml".utf8))
    try rating.program.write(
      "cdr/c.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 99))
    let result = try rating.rate()
    #expect(result.status == 2 && result.outcomes == "rated 1", "\(result)")
    for name in ["b.xlsx", "c.xls"] {
      #expect(result.errors.contains("cdr/\(name): expected rows of text, plain or gzip, found "), "\(result.errors)")
      let found = try rating.program.run("inspect", "cdr/\(name)")
      #expect(found.status == 2 && found.errors.contains("as CSV"), "\(found)")
    }
  }
}
