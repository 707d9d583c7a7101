import CallModel
import Platform
import Registry
import Testing

@testable import Provisioning

/// Access control (spec 6.4): which category a line gets by its contract's status and its partition.
@Suite("Category by status and partition (spec 6.4)")
struct BlockingTableTests {
  /// Settings of a partition, by the columns of partitions.csv.
  enum Settings: String, CaseIterable {
    /// block=yes, with all four categories.
    case whole
    /// block=yes, partial_block_category blank.
    case noPartial
    /// block=no, with all four categories: none counts.
    case off

    var rules: PartitionRules {
      var rules = PartitionRules(code: "P")
      rules.blocks = self != .off
      rules.defaultCategory = "std"
      rules.blockCategory = "blk"
      rules.partialBlockCategory = self == .noPartial ? nil : "par"
      rules.cancelCategory = "can"
      return rules
    }
  }

  /// `new`: the category with which a line that is not there is made; `-`: it is not made. `kept`: that of a line that was
  /// last asked to be `was`.
  struct Case: Sendable, CustomTestStringConvertible {
    var status: ContractStatus
    var settings: Settings
    var isCreditBlocked: Bool
    var new: String
    var kept: String

    init(_ status: ContractStatus, _ settings: Settings, credit: Bool = false, new: String, kept: String) {
      self.status = status
      self.settings = settings
      isCreditBlocked = credit
      self.new = new
      self.kept = kept
    }

    var testDescription: String { "\(status.rawValue), \(settings)\(isCreditBlocked ? ", credit-blocked" : "")" }
  }

  static let table: [Case] = [
    Case(.active, .whole, new: "std", kept: "std"),
    Case(.active, .noPartial, new: "std", kept: "std"),
    Case(.active, .off, new: "own", kept: "own"),
    Case(.blockedManual, .whole, new: "blk", kept: "blk"),
    Case(.blockedManual, .noPartial, new: "blk", kept: "blk"),
    Case(.blockedManual, .off, new: "own", kept: "own"),
    Case(.blockedAutomatic, .whole, new: "blk", kept: "blk"),
    Case(.blockedAutomatic, .noPartial, new: "blk", kept: "blk"),
    Case(.blockedAutomatic, .off, new: "own", kept: "own"),
    Case(.overdue, .whole, new: "par", kept: "par"),
    Case(.overdue, .noPartial, new: "std", kept: "was"),
    Case(.overdue, .off, new: "own", kept: "own"),
    Case(.cancelled, .whole, new: "-", kept: "can"),
    Case(.cancelled, .noPartial, new: "-", kept: "can"),
    Case(.cancelled, .off, new: "own", kept: "own"),
    Case(.preContract, .whole, new: "-", kept: "was"),
    Case(.preContract, .noPartial, new: "-", kept: "was"),
    Case(.preContract, .off, new: "own", kept: "own"),

    Case(.active, .whole, credit: true, new: "blk", kept: "blk"),
    Case(.active, .noPartial, credit: true, new: "blk", kept: "blk"),
    Case(.active, .off, credit: true, new: "own", kept: "own"),
    Case(.blockedManual, .whole, credit: true, new: "blk", kept: "blk"),
    Case(.blockedManual, .noPartial, credit: true, new: "blk", kept: "blk"),
    Case(.blockedManual, .off, credit: true, new: "own", kept: "own"),
    Case(.blockedAutomatic, .whole, credit: true, new: "blk", kept: "blk"),
    Case(.blockedAutomatic, .noPartial, credit: true, new: "blk", kept: "blk"),
    Case(.blockedAutomatic, .off, credit: true, new: "own", kept: "own"),
    Case(.overdue, .whole, credit: true, new: "blk", kept: "blk"),
    Case(.overdue, .noPartial, credit: true, new: "blk", kept: "blk"),
    Case(.overdue, .off, credit: true, new: "own", kept: "own"),
    Case(.cancelled, .whole, credit: true, new: "-", kept: "can"),
    Case(.cancelled, .noPartial, credit: true, new: "-", kept: "can"),
    Case(.cancelled, .off, credit: true, new: "own", kept: "own"),
    Case(.preContract, .whole, credit: true, new: "-", kept: "was"),
    Case(.preContract, .noPartial, credit: true, new: "-", kept: "was"),
    Case(.preContract, .off, credit: true, new: "own", kept: "own"),
  ]

  @Test func `the table has every status, setting and credit block once`() {
    let all = Set(Self.table.map(\.testDescription))
    #expect(all.count == Self.table.count)
    #expect(all.count == ContractStatus.allCases.count * Settings.allCases.count * 2)
  }

  @Test(arguments: table)
  func `a line gets the category that status and partition say`(row: Case) {
    let day = CivilDate(year: 2026, month: 11, day: 25)
    var line = RegisteredLine(id: "L1")
    var period = RegisteredLine.Period()
    period.status = row.status
    period.number = "554833330001"
    period.partition = row.settings.rules
    period.category = "own"
    line.periods = [period]
    line.creditBlockedUntil = row.isCreditBlocked ? day : nil
    let new = LineOutlook(of: line, desired: nil, on: day).desired
    #expect((new == nil ? "-" : new?.line.category) == row.new)
    var had = DesiredLine(line: period.line(in: row.settings.rules, begins: nil))
    had.line.category = "was"
    let kept = LineOutlook(of: line, desired: had, on: day).desired
    #expect(kept?.line.category == row.kept)
    #expect(kept?.isActive == true)
    // What is asked once is not asked again.
    let again = LineOutlook(of: line, desired: kept, on: day).desired
    #expect(NumberedRequest.leading(from: kept, to: again).isEmpty)
    // The day after, a credit block is over.
    guard row.isCreditBlocked else { return }
    let tomorrow = LineOutlook(of: line, desired: kept, on: day.advanced(by: 1))
    let plain = Self.table.first { $0.status == row.status && $0.settings == row.settings && !$0.isCreditBlocked }
    let expected = plain?.kept == "was" && row.status == .overdue ? "std" : plain?.kept
    #expect(tomorrow.desired?.line.category == expected)
    #expect(LineOutlook(of: line, desired: kept, on: day).due == day.advanced(by: 1))
  }
}
