import ReferenceRating
import Testing

@Suite("Spec 7.2 to 7.4: legs, and times in two columns")
struct ForeignRowTests {
  private static func rate(_ layout: ReferenceLayout, _ rows: String...) -> ReferenceResult {
    referenceRate(
      registry: exampleRegistry, files: [("a.csv", Array((rows.joined(separator: "\n") + "\n").utf8))],
      options: ReferenceOptions(layout: layout))
  }

  /// caller;called;start;seconds;id;leg
  private static let legs: ReferenceLayout = {
    var layout = ReferenceLayout.summit1
    layout.hasHeader = false
    layout.columnCount = 6
    layout.columns = [
      .caller: .position(1), .called: .position(2), .startedAt: .position(3), .billable: .position(4),
      .globalID: .position(5), .leg: .position(6),
    ]
    return layout
  }()

  @Test("a leg tells apart what one channel does at one instant, and finds no line")
  func leg() {
    let call = "554833334444;33331234;2026-11-10 09:00:00;61;a.1;"
    let counts = Self.rate(Self.legs, call + "trunk-1", call + "trunk-2", call + "trunk-1", call).counts["a.csv"]
    #expect(counts?["read"] == 4 && counts?["rated"] == 3 && counts?["duplicate"] == 1)
    let strange = Self.rate(Self.legs, "x;33331234;2026-11-10 09:00:00;61;a.1;TRK01")
    #expect(body(strange.rejectedRecords)[0].hasPrefix("a.csv,1,suspended,unknown-line,"))
  }

  @Test("a call in the header's place fails the file")
  func callAsHeader() {
    var layout = Self.legs
    layout.hasHeader = true
    let call = "554833334444;33331234;2026-11-10 09:00:00;61;a.1;"
    #expect(Self.rate(layout, call, call).failedFiles == ["a.csv"])
    #expect(Self.rate(layout, call.replacing("33331234", with: "x"), call).failedFiles == ["a.csv"])
    #expect(Self.rate(layout, call.replacing(";61;", with: ";0;"), call).failedFiles.isEmpty)
  }

  /// caller;called;day of the call;time of start;of answer;day of the end;time of the end
  private static let pairs: ReferenceLayout = {
    var layout = ReferenceLayout.summit1
    layout.hasHeader = false
    layout.columnCount = 7
    layout.columns = [
      .caller: .position(1), .called: .position(2), .startedAt: .position(3), .startedTime: .position(4),
      .answeredAt: .position(3), .answeredTime: .position(5), .endedAt: .position(6), .endedTime: .position(7),
    ]
    let pair = ReferencePair(date: "DD/MM/YYYY", time: "HH:MM:SS.f")
    layout.pairs = [.startedAt: pair, .answeredAt: pair, .endedAt: pair]
    (layout.since, layout.until) = (.answeredAt, .endedAt)
    return layout
  }()

  /// Rows, and the seconds and outcome of each.
  @Test(
    "seconds as the difference of two times in two columns each",
    arguments: [
      ("10/11/2026;09:00:00.0;09:00:05.2;10/11/2026;09:01:05.2", "60"),
      ("10/11/2026;09:00:00.0;09:00:05.2;10/11/2026;09:01:05.3", "61"),
      ("10/11/2026;23:59:00.0;23:59:09.1;11/11/2026;00:00:30.7", "82"),
      ("10/11/2026;09:00:00.0;;10/11/2026;09:00:30.0", "unanswered"),
      ("10/11/2026;09:00:00.0;09:00:05.2;10/11/2026;", "bad-duration"),
      ("10/11/2026;09:00:00.0;09:00:05.2;10/11/2026;09:00:05.1", "bad-duration"),
      ("10/11/2026;;09:00:05.2;10/11/2026;09:01:05.2", "bad-timestamp"),
    ])
  func spans(_ times: String, _ expected: String) {
    let result = Self.rate(Self.pairs, "554833334444;33331234;" + times)
    if let seconds = Int(expected) {
      let cells = body(result.callRecords).first?.split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells?[9] == "\(seconds)", "\(result.callRecords)")
    } else if expected == "unanswered" {
      #expect(result.counts["a.csv"]?["unanswered"] == 1)
    } else {
      #expect(body(result.rejectedRecords).first?.contains(",rejected,\(expected),") == true)
    }
  }

  @Test("where no start is written the answer stands for it")
  func startIsAnswer() {
    var layout = Self.pairs
    layout.columns[.startedTime] = .position(5)
    let answered = Self.rate(layout, "554833334444;33331234;09/11/2026;23:59:50.0;00:00:05.0;09/11/2026;00:01:05.0")
    #expect(body(answered.callRecords).first?.hasPrefix(",2026-11-09T00:00:05-03:00,out,") == true)
    // Not answered, so neither start nor seconds are needed.
    let missed = Self.rate(layout, "554833334444;33331234;09/11/2026;23:59:50.0;;09/11/2026;23:59:55.0")
    #expect(missed.counts["a.csv"]?["unanswered"] == 1)
  }
}
