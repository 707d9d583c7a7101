import CallModel
import Foundation
import Importing
import Ledger
import RecordLayouts
import RunSupport

/// A small integration, the same for every test that changes or corrects what was recorded: two lines of their own, a
/// contract with a pool of two, thirty minutes of allowance.
enum SmallIntegration {
  static let registry = [
    "contracts.csv": "id,customer\nC1,Ana\nC2,Bia\nC3,Pool\n",
    "lines.csv": """
    id,contract,number,plan,reset_day
    1001,C1,554833334444,basic,10
    1002,C2,554833335555,basic,10
    2001,C3,554833336666,shared,1
    2002,C3,554833337777,shared,1

    """,
    "plans.csv": "id,allowance_scope\nbasic,line\nshared,contract\ndear,line\n",
    "allowances.csv": """
    plan,name,kind,amount,zones
    basic,local,minutes,10,local
    shared,all,minutes,5,*
    shared,money,value,1.00,*

    """,
    "rates.csv": """
    plan,zone,price_per_minute
    basic,local,0.05
    basic,vc1,0.39
    shared,local,0.10
    shared,*,0.50
    dear,*,1.00

    """,
  ]

  static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code"

  /// A row of the layout `summit-1`.
  static func row(
    _ id: String, _ start: String, from caller: String = "554833334444", to called: String = "554832221111",
    _ seconds: Int, direction: String = "OUT", disposition: String = "ANSWERED"
  ) -> String {
    "\(id);\(start);;;\(caller);\(called);\(seconds);\(seconds);\(direction);\(disposition);;"
  }

  static func file(_ rows: [String]) -> String { ([header] + rows).map { $0 + "\n" }.joined() }

  static func harness() throws -> ImportHarness {
    guard let layout = try BuiltInLayouts.layout(named: "summit-1") else { throw MissingLayout() }
    return try ImportHarness(registry: registry, layout: layout)
  }

  struct MissingLayout: Error {}

  /// The calls of spec 3.8, those of a pool, one that is repeated, one of an unknown line, one that cannot be read.
  static func recorded() throws -> ImportHarness {
    let harness = try Self.harness()
    try harness.deliver("a.csv", file(firstDay))
    try harness.run()
    try harness.deliver("b.csv", file(secondDay))
    try harness.run()
    return harness
  }

  /// Closes one cycle of a line; nil: of every line and pool.
  static func close(
    _ harness: ImportHarness, line: String?, cycle: CivilDate?, withSuspended: Bool = false
  ) throws {
    guard let zone = TimeZoneRules(builtIn: harness.settings.timeZone) else { throw MissingLayout() }
    let ledger = try Ledger.openForWriting(DataDirectory(path: harness.settings.dataDirectory))
    var selection = CycleSelection()
    selection.line = line
    selection.cycleStart = cycle
    let author = Author(name: "ana", date: Date(timeIntervalSince1970: 1_900_000_000))
    _ = try ServiceActions(ledger, zone: zone, author: author).close(selection, withSuspended: withSuspended)
  }

  static let firstDay = [
    row("g1", "2026-11-09 23:59:59", 125),
    row("g2", "2026-11-10 00:00:00", 570),
    row("g3", "2026-11-10 09:00:00", 61),
    row("g4", "2026-11-10 09:10:00", to: "5548999998888", 31),
    row("p1", "2026-11-10 10:00:00", from: "554833336666", 200),
    row("p2", "2026-11-10 10:01:00", from: "554833337777", 200),
    row("x1", "2026-11-10 11:00:00", from: "551130001000", to: "551130002000", 60),
    row("x2", "2026-11-10 11:00:00", "+x", 60),
  ]

  static let secondDay = [
    row("g4", "2026-11-10 09:10:00", to: "5548999998888", 31),
    row("g5", "2026-11-10 09:20:00", 3),
    row("g6", "2026-11-10 09:30:00", 7),
    row("p3", "2026-11-11 10:00:00", from: "554833336666", to: "5548999998888", 600),
    row("i1", "2026-11-11 10:00:00", from: "5548999998888", to: "554833335555", 60, direction: "IN"),
    row("n1", "2026-11-11 10:05:00", from: "554833335555", to: "14155552671", 60),
  ]

  private static func row(_ id: String, _ start: String, _ called: String, _ seconds: Int) -> String {
    row(id, start, to: called, seconds)
  }
}
