import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

@Suite("The worked example of spec 3.8, as it stands")
struct WorkedExampleTests {
  static let registry = [
    "contracts.csv": "id\nC1\n",
    "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n",
    "plans.csv": "id,grace_s,rounding,decimals\nP1,3,half-up,4\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,franquia,minutes,10,local\n",
    "rates.csv": """
    plan,zone,price_per_minute,minimum_s,step_s
    P1,local,0.05,30,6
    P1,vc1,0.39,30,6

    """,
  ]
  /// Start, called, duration.
  static let calls = [
    ("2026-11-09 23:59:59", "33335555", 125), ("2026-11-10 00:00:00", "33335555", 570),
    ("2026-11-10 09:00:00", "33335555", 61), ("2026-11-10 09:10:00", "999998888", 31),
    ("2026-11-10 09:20:00", "33335555", 3), ("2026-11-10 09:30:00", "33335555", 7),
  ]
  static let expectedCalls = """
    g1,2026-11-09T23:59:59-03:00,out,554833334444,554833335555,L1,C1,P1,local,125,126,126,0,0.05,0.0000,0.0000,2026-10-10,FILE:2
    g2,2026-11-10T00:00:00-03:00,out,554833334444,554833335555,L1,C1,P1,local,570,570,570,0,0.05,0.0000,0.0000,2026-11-10,FILE:3
    g3,2026-11-10T09:00:00-03:00,out,554833334444,554833335555,L1,C1,P1,local,61,66,30,36,0.05,0.0000,0.0300,2026-11-10,FILE:4
    g4,2026-11-10T09:10:00-03:00,out,554833334444,5548999998888,L1,C1,P1,vc1,31,36,0,36,0.39,0.0000,0.2340,2026-11-10,FILE:5
    g5,2026-11-10T09:20:00-03:00,out,554833334444,554833335555,L1,C1,P1,local,3,0,0,0,,0.0000,0.0000,2026-11-10,FILE:6
    g6,2026-11-10T09:30:00-03:00,out,554833334444,554833335555,L1,C1,P1,local,7,30,0,30,0.05,0.0000,0.0250,2026-11-10,FILE:7
    """

  private static func row(_ number: Int) -> String {
    let (start, called, seconds) = calls[number - 1]
    return "g\(number);\(start);;;4833334444;\(called);\(seconds);\(seconds);OUT;ANSWERED;;\n"
  }

  @Test func `six calls, one service of R$ 0.29`() throws {
    let file = FaultTests.header + (1...6).map(Self.row).joined()
    let tables = try RunHarness(
      registry: Self.registry, files: [("day.csv", Array(file.utf8))], layout: try RecordLayout(.summit1)
    ).run().tables
    let calls = Self.expectedCalls.replacing("FILE", with: "day.csv")
    #expect(tables.callRecords.split(separator: "\n").dropFirst().joined(separator: "\n") == calls)
    #expect(
      tables.additionalServices == """
        contract,line,plan,cycle_start,cycle_end,calls,billed_s,allowance_s,surplus_s,amount,description
        C1,L1,P1,2026-11-10,2026-12-09,4,702,600,102,0.29,Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026

        """)
  }

  @Test func `the second call in a file that sorts last changes nothing but its source`() throws {
    let first = FaultTests.header + [1, 3, 4, 5, 6].map(Self.row).joined()
    let late = FaultTests.header + Self.row(2)
    let tables = try RunHarness(
      registry: Self.registry, files: [("a.csv", Array(first.utf8)), ("late.csv", Array(late.utf8))],
      layout: try RecordLayout(.summit1)
    ).run(RunVariant(workers: 2)).tables
    let amounts = tables.callRecords.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[15]
    }
    #expect(amounts == ["0.0000", "0.0000", "0.0300", "0.2340", "0.0000", "0.0250"])
    #expect(tables.additionalServices.contains(",4,702,600,102,0.29,"))
  }
}
