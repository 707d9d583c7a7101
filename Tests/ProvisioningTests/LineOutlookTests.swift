import CallModel
import Platform
import Registry
import Testing

@testable import Provisioning

/// What the platform should have of a line on a day (spec 6.2, 6.3).
@Suite("What the platform should have of a line (spec 6.3)")
struct LineOutlookTests {
  static func day(_ text: String) -> CivilDate { CivilDate(text: text) ?? .distantPast }

  static func period(_ from: String? = nil, _ until: String? = nil) -> RegisteredLine.Period {
    var period = RegisteredLine.Period()
    period.days = DateRange(first: from.map(day) ?? .distantPast, last: until.map(day) ?? .distantFuture)
    period.number = "554833330001"
    period.resetDay = 10
    var partition = PartitionRules(code: "P")
    partition.blocks = true
    partition.defaultCategory = "std"
    partition.cancelCategory = "can"
    period.partition = partition
    return period
  }

  static func line(_ periods: RegisteredLine.Period...) -> RegisteredLine {
    var line = RegisteredLine(id: "L1")
    line.periods = periods
    return line
  }

  static func desired(_ line: RegisteredLine, _ date: String, from: DesiredLine? = nil) -> DesiredLine? {
    LineOutlook(of: line, desired: from, on: day(date)).desired
  }

  @Test func `a line is made before its first day, unless another has its number till then`() {
    var line = Self.line(Self.period("2026-12-01"))
    line.dids = [RegisteredLine.DID(number: "554833330002", port: 1)]
    let early = LineOutlook(of: line, desired: nil, on: Self.day("2026-11-25"))
    #expect(early.desired?.line.activationDate == "2026-12-01")
    #expect(early.desired?.dids.count == 1)
    #expect(early.due == Self.day("2026-12-01"))
    #expect(Self.desired(line, "2026-12-01", from: early.desired) == early.desired)
    line.dids[0].isTaken = true
    #expect(Self.desired(line, "2026-11-25")?.dids.isEmpty == true)
    line.dids = []
    line.isNumberTaken = true
    let before = LineOutlook(of: line, desired: nil, on: Self.day("2026-11-25"))
    #expect(before.desired == nil)
    #expect(before.ground == .notBegun(Self.day("2026-12-01")))
    #expect(before.due == Self.day("2026-12-01"))
    let after = LineOutlook(of: line, desired: nil, on: Self.day("2026-12-01"))
    #expect(after.desired?.line.activationDate == "2026-12-01")
    #expect(after.due == nil)
  }

  @Test func `a line that ended is inactive until its number is free, then it goes`() throws {
    var period = Self.period("2026-01-01", "2026-11-24")
    period.quarantineDays = 30
    let line = Self.line(period)
    let had = try #require(Self.desired(line, "2026-11-24"))
    #expect(LineOutlook(of: line, desired: had, on: Self.day("2026-11-24")).due == Self.day("2026-11-25"))
    let resting = LineOutlook(of: line, desired: had, on: Self.day("2026-11-25"))
    #expect(resting.desired?.isActive == false)
    #expect(resting.due == Self.day("2026-12-25"))
    #expect(Self.desired(line, "2026-12-24", from: resting.desired) != nil)
    #expect(Self.desired(line, "2026-12-25", from: resting.desired) == nil)
  }

  @Test func `without days of rest it goes the day after its end`() throws {
    let line = Self.line(Self.period(nil, "2026-11-24"))
    let had = try #require(Self.desired(line, "2026-11-24"))
    #expect(Self.desired(line, "2026-11-25", from: had) == nil)
  }

  @Test func `a number that another has by now rests no longer`() throws {
    var period = Self.period(nil, "2026-11-24")
    period.quarantineDays = 30
    var line = Self.line(period)
    let had = try #require(Self.desired(line, "2026-11-24"))
    line.isNumberTaken = true
    #expect(Self.desired(line, "2026-11-26", from: had) == nil)
  }

  @Test func `a cancelled line keeps the category of cancelled ones while its number rests`() throws {
    var period = Self.period(nil, "2026-11-24")
    period.status = .cancelled
    period.quarantineDays = 5
    let line = Self.line(period)
    let had = DesiredLine(line: period.line(in: try #require(period.partition), begins: nil))
    let resting = Self.desired(line, "2026-11-26", from: had)
    #expect(resting?.line.category == "can")
    #expect(resting?.isActive == true)
  }

  @Test func `a change of plan from a date is nothing to the platform`() throws {
    let line = Self.line(Self.period("2026-01-01", "2026-11-30"), Self.period("2026-12-01"))
    let had = try #require(Self.desired(line, "2026-11-30"))
    #expect(had.line.activationDate == "2026-01-01")
    #expect(NumberedRequest.leading(from: had, to: Self.desired(line, "2026-12-01", from: had)).isEmpty)
  }

  @Test(arguments: ["number", "partition", "bid type", "licence", "account code"])
  func `what is fixed is removed and made anew`(what: String) throws {
    var next = Self.period("2026-12-01")
    switch what {
    case "number": next.number = "554833330002"
    case "partition": next.partition?.code = "Q"
    case "bid type": next.bidType = "trunk"
    case "licence": next.licence = "basic"
    default: next.accountCode = "123456"
    }
    var line = Self.line(Self.period("2026-01-01", "2026-11-30"), next)
    line.dids = [RegisteredLine.DID(number: "554833330009", port: 1)]
    let had = try #require(Self.desired(line, "2026-11-30"))
    let requests = NumberedRequest.leading(from: had, to: Self.desired(line, "2026-12-01", from: had))
    #expect(requests.map(\.request.action) == [.removeDID, .removeLine, .createLine, .addDID])
    #expect(requests.map(\.number) == ["554833330009", "554833330001", next.number, "554833330009"])
  }

  @Test func `an inactive line is not made, and one that is there is told`() throws {
    var period = Self.period()
    period.isActive = false
    let line = Self.line(period)
    #expect(LineOutlook(of: line, desired: nil, on: Self.day("2026-11-25")).ground == .inactive)
    #expect(Self.desired(line, "2026-11-25") == nil)
    let had = try #require(Self.desired(Self.line(Self.period()), "2026-11-25"))
    let requests = NumberedRequest.leading(from: had, to: Self.desired(line, "2026-11-25", from: had))
    var change = PlatformLineChange()
    change.active = false
    #expect(requests.map(\.request) == [.changeLine(change)])
  }

  @Test func `a line without a partition is not at the platform`() throws {
    var period = Self.period()
    period.partition = nil
    #expect(LineOutlook(of: Self.line(period), desired: nil, on: Self.day("2026-11-25")).ground == .noPartition)
    let had = try #require(Self.desired(Self.line(Self.period()), "2026-11-25"))
    #expect(Self.desired(Self.line(period), "2026-11-25", from: had) == nil)
  }

  @Test func `DIDs are those with a port, in their days`() {
    var line = Self.line(Self.period())
    var ending = RegisteredLine.DID(number: "554833330003", port: 2)
    ending.days.last = Self.day("2026-11-25")
    line.dids = [
      RegisteredLine.DID(number: "554833330002", priority: 1, port: 1), RegisteredLine.DID(number: "554833330004"),
      ending,
    ]
    let today = Self.desired(line, "2026-11-25")
    #expect(today?.dids.map(\.number) == ["554833330002", "554833330003"])
    #expect(LineOutlook(of: line, desired: today, on: Self.day("2026-11-25")).due == Self.day("2026-11-26"))
    let requests = NumberedRequest.leading(from: today, to: Self.desired(line, "2026-11-26", from: today))
    #expect(requests.map(\.request) == [.removeDID(number: "554833330003")])
  }

  @Test func `a DID with another port is removed and added`() {
    var line = Self.line(Self.period())
    line.dids = [RegisteredLine.DID(number: "554833330002", port: 1)]
    let had = Self.desired(line, "2026-11-25")
    line.dids[0].port = 7
    let requests = NumberedRequest.leading(from: had, to: Self.desired(line, "2026-11-25", from: had))
    #expect(requests.map(\.request.action) == [.removeDID, .addDID])
  }
}
