import RecordLayouts
import Testing

@Suite("Spec 7.3: what a row's clock says of its start")
struct ClockComparisonTests {
  @Test(
    "within a minute it agrees, within a minute of another quarter of an hour it contradicts, else it is silent",
    arguments: [
      (0, .agrees), (60, .agrees), (-60, .agrees), (61, .silent), (-61, .silent), (450, .silent), (-839, .silent),
      (-840, .apart(-900)), (840, .apart(900)), (960, .apart(900)), (961, .silent), (10_800, .apart(10_800)),
      (-10_860, .apart(-10_800)), (-10_861, .silent), (20_700, .apart(20_700)),
    ] as [(Int64, ClockComparison)])
  func comparison(_ difference: Int64, _ expected: ClockComparison) {
    #expect(ClockComparison(difference: difference) == expected)
  }
}
