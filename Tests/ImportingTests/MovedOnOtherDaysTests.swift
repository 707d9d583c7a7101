import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// A number that leaves its line on a later day is its line's still for calls of earlier days (spec 4.3, I4).
@Suite("Repeats of calls whose number has another line on other days (spec 4.3)")
struct MovedOnOtherDaysTests {
  private static let registry = [
    "contracts.csv": "id\nA\nB\n",
    "plans.csv": "id\nP\n",
    "lines.csv": "id,contract,number,plan,reset_day,active_from,active_until\n"
      + "LA,A,554833330001,P,10,,2026-11-14\nLA,A,554833330003,P,10,2026-11-15,\n"
      + "LB,B,554833330002,P,10,,2026-11-14\nLB,B,554833330001,P,10,2026-11-15,\n",
    "rates.csv": "plan,zone,price_per_minute\nP,*,0.60\n",
  ]

  private static func row(_ id: String, _ day: Int, seconds: Int = 60) -> String {
    "\(id);2026-11-\(day) 10:00:00;;;554833330001;554833334444;\(seconds);\(seconds);OUT;ANSWERED;;\n"
  }

  /// Both calls come first; then, after a change of the registry, with calls of other days, what is tested.
  @Test(arguments: [60, 30, 90])
  func `a call of the old owner comes again with calls of the new one`(seconds: Int) throws {
    let files = [
      Self.row("a", 12) + Self.row("b", 20), Self.row("c", 21),
      Self.row("a", 12, seconds: seconds) + Self.row("b", 20, seconds: seconds) + Self.row("d", 22),
    ]
    let harness = try ImportHarness(registry: Self.registry, layout: try RecordLayout(.summit1))
    for (number, rows) in files.enumerated() {
      if number == 1 { try harness.write(registry: Self.registry.merging(["contracts.csv": "id\nB\nA\n"]) { $1 }) }
      try harness.deliver("f\(number).csv", SmallProvider.header + rows)
      try harness.run()
      #expect(try harness.state().faults == nil)
    }
    var batch = RunHarness(registry: Self.registry, files: [], layout: try RecordLayout(.summit1))
    batch.files = files.enumerated().map { ("f\($0.offset).csv", Array((SmallProvider.header + $0.element).utf8)) }
    let expected = ImportHarness.withoutLastCells(try batch.run(RunVariant()).tables.callRecords, 1)
    let difference = ImportHarness.difference(try harness.callRecords(), expected)
    #expect(difference == nil)
  }
}
