import ReferenceRating
import Testing

/// The registry of spec 3.8, and a second line with a DID and a range.
let exampleRegistry: [String: String] = [
  "contracts.csv": "id\nC1\nC2\n",
  "lines.csv": """
  id,contract,number,plan,reset_day,active,trunk,account_code,range_start,range_end
  L1,C1,554833334444,P,10,yes,TRK01,,,
  L2,C2,554732221111,P,1,yes,TRK02,042296,554732221100,554732221199
  L3,C2,552133330000,P,1,no,,000007,,
  """,
  "dids.csv": "line,number\nL2,554833335555\n",
  "plans.csv": "id\nP\n",
  "allowances.csv": "plan,name,kind,amount,zones\nP,local,minutes,10,local\n",
  "rates.csv": """
  plan,zone,price_per_minute
  P,local,0.05
  P,vc1,0.390
  P,intl,2
  """,
]

let summit1Header =
  "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code"

/// A row of layout summit-1.
func row(
  _ id: String, _ start: String, _ billable: String, caller: String = "554833334444", called: String = "33331234",
  direction: String = "OUT", disposition: String = "ANSWERED", trunk: String = "", account: String = ""
) -> String {
  "\(id);\(start);;;\(caller);\(called);;\(billable);\(direction);\(disposition);\(trunk);\(account)"
}

/// Rates one file `a.csv` of layout summit-1.
func rate(
  _ rows: [String], registry: [String: String] = exampleRegistry, options: ReferenceOptions = ReferenceOptions()
) -> ReferenceResult {
  let text = ([summit1Header] + rows).joined(separator: "\n") + "\n"
  return referenceRate(registry: registry, files: [("a.csv", Array(text.utf8))], options: options)
}

/// The lines of a file after its header.
func body(_ file: String) -> [String] {
  file.split(separator: "\n", omittingEmptySubsequences: true).dropFirst().map { String($0) }
}

@Suite("Spec 3.8: the worked example")
struct WorkedExampleTests {
  static let rows = [
    row("g1", "2026-11-09 23:59:59", "125"),
    row("g2", "2026-11-10 00:00:00", "570"),
    row("g3", "2026-11-10 09:00:00", "61"),
    row("g4", "2026-11-10 09:10:00", "31", called: "999998888"),
    row("g5", "2026-11-10 09:20:00", "3"),
    row("g6", "2026-11-10 09:30:00", "7"),
  ]

  @Test("gives the records and the service of the table")
  func table() {
    let result = rate(Self.rows)
    let own = "554833334444,554833331234,L1,C1,P,local"
    #expect(
      body(result.callRecords) == [
        "g1,2026-11-09T23:59:59-03:00,out,\(own),125,126,126,0,0.05,0.0000,0.0000,2026-10-10,a.csv:2",
        "g2,2026-11-10T00:00:00-03:00,out,\(own),570,570,570,0,0.05,0.0000,0.0000,2026-11-10,a.csv:3",
        "g3,2026-11-10T09:00:00-03:00,out,\(own),61,66,30,36,0.05,0.0000,0.0300,2026-11-10,a.csv:4",
        "g4,2026-11-10T09:10:00-03:00,out,554833334444,5548999998888,L1,C1,P,vc1,31,36,0,36,0.39,0.0000,0.2340,"
          + "2026-11-10,a.csv:5",
        "g5,2026-11-10T09:20:00-03:00,out,\(own),3,0,0,0,,0.0000,0.0000,2026-11-10,a.csv:6",
        "g6,2026-11-10T09:30:00-03:00,out,\(own),7,30,0,30,0.05,0.0000,0.0250,2026-11-10,a.csv:7",
      ])
    #expect(
      body(result.additionalServices) == [
        "C1,L1,P,2026-11-10,2026-12-09,4,702,600,102,0.29,"
          + "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026"
      ])
    #expect(body(result.rejectedRecords).isEmpty)
    #expect(
      result.counts["a.csv"] == [
        "read": 6, "rated": 5, "free": 1, "unanswered": 0, "duplicate": 0, "rejected": 0, "suspended": 0, "ignored": 0,
      ])
  }

  @Test("I3: the order of the rows does not matter")
  func order() {
    let sorted = rate(Self.rows)
    let reversed = rate(Self.rows.reversed())
    #expect(sorted.additionalServices == reversed.additionalServices)
  }
}
