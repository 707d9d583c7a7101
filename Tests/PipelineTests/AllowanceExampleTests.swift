import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// The tables of docs/rules/billing.md on parts of cycles and on carry-over, by both programs.
@Suite("The worked examples of spec 11.1: proration and carry-over")
struct AllowanceExampleTests {
  /// The rows of the table whose header begins so, without the columns' names.
  private static func table(_ header: String) throws -> [[String]] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/rules/billing.md")
    let lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| \(header)") })
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  private static let registry = [
    "contracts.csv": "id\nC1\n", "plans.csv": "id,grace_s\nP1,0\n",
    "rates.csv": "plan,zone,price_per_minute,minimum_s,step_s\nP1,local,0.60,0,1\nP1,vc1,0.60,0,1\n",
  ]

  /// The cells of each call's record by the program and by the reference, which agree.
  private static func rate(_ tables: [String: String], _ calls: [(start: String, called: String, seconds: Int)]) throws
    -> [[Substring]]
  {
    let rows = calls.enumerated().map { index, call in
      "g\(index);\(call.start);;;4833334444;\(call.called);\(call.seconds);\(call.seconds);OUT;ANSWERED;;\n"
    }
    let bytes = Array((FaultTests.header + rows.joined()).utf8)
    let registry = registry.merging(tables) { $1 }
    let records = try RunHarness(
      registry: registry, files: [("a.csv", bytes)], layout: try RecordLayout(.summit1)
    ).run().tables.callRecords
    let reference = referenceRate(registry: registry, files: [("a.csv", bytes)], options: ReferenceOptions())
    #expect(records == reference.callRecords)
    return records.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test func `a line with the plan on some days of a cycle has their part, cut`() throws {
    let rows = try Self.table("active_from")
    #expect(rows.count == 5)
    for row in rows {
      let day = row[0].isEmpty ? "2026-11-10" : row[0]
      let tables = [
        "lines.csv":
          "id,contract,number,plan,reset_day,active_from,active_until\nL1,C1,554833334444,P1,10,\(row[0]),\(row[1])\n",
        "allowances.csv":
          "plan,name,kind,amount,zones,proration\nP1,s,seconds,1000,local,days\nP1,v,value,10.00,vc1,days\n",
      ]
      // More than there can be of either: 2,000 s, and 2,000 s at R$ 0.01 each.
      let found = try Self.rate(
        tables, [("\(day) 08:00:00", "33335555", 2_000), ("\(day) 09:00:00", "999998888", 2_000)])
      #expect(found.map { String($0[11]) } == [row[3], "0"], "\(row)")
      #expect(found.map { String($0[14]) } == ["0.0000", row[4] + "00"], "\(row)")
    }
  }

  @Test(arguments: [("all", 2), ("minutes 4", 5)])
  func `what a cycle leaves of its own passes on to the next`(way: String, column: Int) throws {
    let rows = try Self.table("cycle | used")
    #expect(rows.count == 5)
    let tables = [
      "lines.csv": "id,contract,number,plan,reset_day,active_from\nL1,C1,554833334444,P1,10,2026-09-10\n",
      "allowances.csv": "plan,name,kind,amount,zones,carry_over\nP1,m,minutes,10,local,\(way)\n",
    ]
    let calls = rows.filter { $0[1] != "0" }
    let found = try Self.rate(tables, calls.map { ("\($0[0]) 08:00:00", "33335555", Int($0[1]) ?? 0) })
    #expect(found.map { String($0[11]) } == calls.map { $0[column + 1] })
    // What a cycle passes on is what the next begins with beyond its own.
    for (row, next) in zip(rows, rows.dropFirst()) {
      #expect(Int(next[column]) == Int(row[column + 2]).map { $0 + 600 })
    }
    // Each begins with what a call that takes all finds.
    for index in rows.indices {
      let earlier = rows[..<index].filter { $0[1] != "0" }.map {
        (start: "\($0[0]) 08:00:00", called: "33335555", seconds: Int($0[1]) ?? 0)
      }
      let found = try Self.rate(tables, earlier + [("\(rows[index][0]) 08:00:00", "33335555", 9_999)])
      #expect(found.last.map { String($0[11]) } == rows[index][column], "\(rows[index])")
    }
  }
}
