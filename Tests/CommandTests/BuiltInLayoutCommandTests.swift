import Foundation
import RecordLayouts
import Testing

@Suite("The built-in layouts and their samples, by the program (spec 7.7)")
struct BuiltInLayoutCommandTests {
  /// Rows of each sample that are answered calls, unanswered, and none of ours.
  private static let counts: [(layout: String, rows: [Int])] = [
    ("summit-1", [2, 1, 0]), ("asterisk", [3, 2, 0]), ("asterisk-custom", [1, 1, 0]), ("freeswitch", [2, 1, 1]),
    ("freeswitch-opencdrrate", [2, 1, 0]), ("cucm", [2, 1, 1]), ("broadworks", [2, 1, 2]), ("avaya-ipo", [3, 1, 0]),
    ("3cx", [2, 1, 0]), ("kamailio-acc", [1, 1, 0]), ("ivozprovider", [2, 1, 0]), ("cdr-stats", [1, 1, 0]),
    ("magnusbilling", [2, 0, 0]), ("didww", [1, 1, 0]), ("leucotron", [1, 1, 0]), ("claro", [1, 0, 1]),
    ("vivo", [1, 0, 1]), ("sansay", [1, 1, 1]),
  ]

  private struct Report: Decodable {
    struct Totals: Decodable {
      var read, rated, free, suspended, unanswered, ignored, rejected, duplicate: Int
    }
    var totals: Totals
  }

  private static func program(_ layout: String) throws -> Program {
    let program = try Program()
    try program.write("registry/contracts.csv", "id\nC1\n")
    try program.write(
      "registry/lines.csv", "id,contract,number,plan,reset_day,account_code\nL1,C1,554833334444,P1,10,042296\n")
    try program.write("registry/plans.csv", "id\nP1\n")
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,*,0.60\n")
    let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/RecordLayouts/BuiltIn/Samples")
    let text = try String(contentsOf: samples.appending(path: "\(layout).csv"), encoding: .utf8)
    try program.write("cdr/\(layout).csv", text)
    return program
  }

  @Test("rate reads each sample whole, and inspect knows it", arguments: counts)
  func samples(_ layout: String, _ rows: [Int]) throws {
    let program = try Self.program(layout)
    // A key of the site's own, which changes nothing here.
    let result = try program.shell(
      "$P rate --registry registry --cdr cdr --output o --layout \(layout) --layout-set contradictions=reject --json")
    #expect(result.status == 0, "\(result)")
    let decoder = JSONDecoder()
    let totals = try decoder.decode(Report.self, from: Data(result.output.utf8)).totals
    let found = [totals.rated + totals.free + totals.suspended, totals.unanswered, totals.ignored]
    #expect(found == rows)
    #expect(totals.rejected == 0 && totals.duplicate == 0)
    #expect(totals.read == rows.reduce(0, +))
    let inspected = try program.run("inspect", "cdr/\(layout).csv")
    #expect(inspected.output.contains("the built-in layout \(layout) fits"), "\(inspected)")
  }

  @Test("every layout is among them")
  func complete() { #expect(Self.counts.map(\.layout) == BuiltInLayouts.names) }
}
