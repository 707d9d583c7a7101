import ReferenceRating
import Testing

/// The columns billed_s to amount of each record, by its start: as computed by hand.
private func amounts(_ result: ReferenceResult) -> [String] {
  body(result.callRecords).map { line in
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    return ([cells[8]] + cells[10...15]).joined(separator: " ")
  }
}

@Suite("Spec 3.3 to 3.7: zones, rates and allowances, by hand")
struct TariffTests {
  private func registry(_ changes: [String: String]) -> [String: String] {
    exampleRegistry.merging(changes, uniquingKeysWith: { $1 })
  }

  @Test("bands, holidays, and rows with no band where no window holds the start")
  func bands() {
    let registry = registry([
      "allowances.csv": "plan,name,kind,amount,zones\n",
      "rates.csv": "plan,zone,price_per_minute,band\nP,local,0.10,\nP,local,0.60,peak\nP,vc1,1,peak\n",
      "bands.csv": "band,days,from,until\npeak,tue wed,09:00,12:00\npeak,holiday,20:00,24:00\n",
      "holidays.csv": "date,name\n2026-11-11,x\n",
    ])
    let result = rate(
      [
        row("a", "2026-11-10 08:59:59", "60"), row("b", "2026-11-10 09:00:00", "60"),
        row("c", "2026-11-10 11:59:59", "60"), row("d", "2026-11-10 12:00:00", "60"),
        row("e", "2026-11-11 09:00:00", "60"), row("f", "2026-11-11 23:59:59", "60"),
        row("g", "2026-11-10 13:00:00", "60", called: "999998888"),
      ], registry: registry)
    #expect(
      amounts(result) == [
        "local 60 0 60 0.1 0.0000 0.1000", "local 60 0 60 0.6 0.0000 0.6000", "local 60 0 60 0.6 0.0000 0.6000",
        "local 60 0 60 0.1 0.0000 0.1000", "local 60 0 60 0.1 0.0000 0.1000", "local 60 0 60 0.6 0.0000 0.6000",
      ])
    #expect(body(result.rejectedRecords)[0].hasPrefix("a.csv,8,suspended,no-rate,,"))
  }

  @Test("validity by the local date; steps of the surplus's own seconds; the fee only with surplus")
  func stepsAndValidity() {
    let registry = registry([
      "allowances.csv": "plan,name,kind,amount,zones\nP,a,seconds,90,local\n",
      "rates.csv": """
      plan,zone,price_per_minute,connection_fee,from_s,valid_from,valid_until
      P,local,0.60,0.5,0,,2026-11-10
      P,local,0.06,9,60,,2026-11-10
      P,local,1.2,0,0,2026-11-12,
      """,
    ])
    let result = rate(
      [
        row("a", "2026-11-10 09:00:00", "30"), row("b", "2026-11-10 10:00:00", "120"),
        row("c", "2026-11-10 23:59:59", "90"), row("d", "2026-11-11 00:00:00", "90"),
        row("e", "2026-11-12 00:00:00", "6"),
      ], registry: registry)
    #expect(
      amounts(result) == [
        "local 30 30 0  0.0000 0.0000",
        "local 120 60 60  0.0000 0.5600",  // the first 60 s are covered, the rest costs 0.06
        "local 90 0 90  0.0000 1.1300",  // 0.60 + 0.03 + 0.50
        "local 30 0 30 1.2 0.0000 0.6000",
      ])
    #expect(body(result.rejectedRecords)[0].contains(",no-rate,"))
  }

  @Test("allowances by priority, then name; time before value; parents and *; a pool shares by start, then line")
  func allowances() {
    let registry = registry([
      "plans.csv": "id,grace_s,rounding,decimals,allowance_scope\nP,0,up,2,contract\n",
      "lines.csv": """
      id,contract,number,plan,reset_day
      L1,C1,554833334444,P,10
      L2,C1,554833334445,P,10
      """,
      "dids.csv": "line,number\n",
      "allowances.csv": """
      plan,name,kind,amount,zones,priority
      P,b,seconds,30,*,2
      P,a,seconds,30,intl local,2
      P,z,seconds,6,intl:europe,1
      P,v,value,0.5,intl,1
      """,
      "zones.csv": "prefix,zone\n351,intl:europe\n",
      "rates.csv": "plan,zone,price_per_minute\nP,intl,1\nP,*,0.3\n",
    ])
    let result = rate(
      [
        row("b", "2026-11-10 09:00:00", "60", called: "+351912345678"),
        row("a", "2026-11-10 10:00:00", "90", caller: "554833334445", called: "+351912345678"),
        row("a", "2026-11-10 10:00:00", "31"), row("c", "2026-11-10 11:00:00", "1"),
        row("d", "2026-11-10 12:00:00", "1", called: "190"),
      ], registry: registry)
    #expect(
      amounts(result) == [
        "intl:europe 60 60 0 1 0.00 0.00",  // z 6, a 30, b 24
        "local 36 6 30 0.3 0.00 0.15",  // L1 before L2 at the same instant: b's last 6
        "local 30 0 30 0.3 0.00 0.15",
        "special 0 0 0  0.00 0.00",  // * never stands for it
        "intl:europe 90 0 90 1 0.50 1.00",
      ])
    #expect(
      body(result.additionalServices) == [
        "C1,L1,P,2026-11-10,2026-12-09,3,126,66,60,0.30,"
          + "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026",
        "C1,L2,P,2026-11-10,2026-12-09,1,90,0,90,1.00,"
          + "Excedente de telefonia 554833334445 - 10/11/2026 a 09/12/2026",
      ])
  }

  @Test("zones: on-net with a row of its own, the longest prefix, vc1 to vc3, and the line's CN is that of its number")
  func zones() {
    let registry = registry([
      "rates.csv": "plan,zone,price_per_minute,valid_until\nP,on-net,1,2026-11-10\nP,*,1,\n",
      "allowances.csv": "plan,name,kind,amount,zones\n",
      "zones.csv": "prefix,zone\n5548,x\n55483,y\n0800123,z\n1,intl:a\n551,mobile\n55112,mobile\n4004,y\n",
    ])
    func zone(_ called: String, caller: String = "554833334444", start: String = "2026-11-10 09:00:00") -> String? {
      let records = body(rate([row("g", start, "9", caller: caller, called: called)], registry: registry).callRecords)
      return records.first.map { String($0.split(separator: ",", omittingEmptySubsequences: false)[8]) }
    }
    let cases: [(String, String)] = [
      ("32221111", "y"), ("4822221111", "local"), ("4733331111", "ldn"), ("99998888", "vc1"), ("47999998888", "vc2"),
      ("21999998888", "vc3"), ("1122221111", "vc3"), ("1132221111", "ldn"), ("0800123456", "z"),
      ("0800124456", "toll-free"), ("+12125551234", "intl:a"), ("190", "special"), ("40041234", "unified"),
      ("554732221150", "on-net"), ("2133330000", "on-net"), ("554833335555", "on-net"), ("33334444", "on-net"),
    ]
    for (called, expected) in cases { #expect(zone(called) == expected, "\(called)") }
    #expect(zone("554732221150", start: "2026-11-11 00:00:00") == "ldn")
    #expect(zone("554799998888", caller: "554833335555") == "vc1")  // a DID of L2, whose number is of CN 47
  }
}
