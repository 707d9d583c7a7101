import Platform

/// Where the platform and the registers differ (spec 6.3).
package struct PlatformDifference: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// The registers have the line, the platform does not.
    case missing
    /// The platform has a line that the registers do not want there.
    case extra
    /// The platform has a line with the number of one that should be there, under a terminal that is not known here.
    case unknownTerminal = "unknown-terminal"
    /// What is fixed when a line is made: it must be made anew.
    case number, partition, bidType = "bid-type", licence, accountCode = "account-code"
    case category, callLimit = "call-limit", plan, costCentre = "cost-centre", active, resetDay = "reset-day"
    case missingDID = "missing-did", extraDID = "extra-did", otherDID = "other-did"
  }

  package var kind: Kind
  /// Nil: the registers know no such line.
  package var line: String?
  package var number: String
  package var terminal: String?
  /// What the registers say; nil: nothing.
  package var registers: String?
  package var platform: String?
  /// Whether requests of the line are under way, which may be why.
  package var isPending = false
  /// Whether the platform refused a request of the line, which may be why.
  package var isRefused = false

  /// Field by field.
  ///
  /// - Parameters: line, terminal: for the result.
  static func between(
    registers: DesiredLine, platform: DesiredLine, line: String?, terminal: String
  ) -> [PlatformDifference] {
    var differences: [PlatformDifference] = []
    func add(_ kind: Kind, _ registers: String?, _ platform: String?, number: String? = nil) {
      differences.append(
        PlatformDifference(
          kind: kind, line: line, number: number ?? platformNumber, terminal: terminal, registers: registers,
          platform: platform))
    }
    var platformNumber: String { platform.line.number }
    let (want, have) = (registers.line, platform.line)
    if want.number != have.number { add(.number, want.number, have.number) }
    if want.partition != have.partition { add(.partition, want.partition, have.partition) }
    if want.bidType != have.bidType { add(.bidType, want.bidType, have.bidType) }
    if (want.licence ?? "") != (have.licence ?? "") { add(.licence, want.licence, have.licence) }
    if (want.accountCode ?? "") != (have.accountCode ?? "") { add(.accountCode, want.accountCode, have.accountCode) }
    let change = platform.change(to: registers)
    if let category = change.category { add(.category, category, have.category) }
    if let limit = change.callLimit { add(.callLimit, "\(limit)", have.callLimit.map(String.init)) }
    if let plan = change.plan { add(.plan, plan, have.plan) }
    if let centre = change.costCentre { add(.costCentre, centre, have.costCentre) }
    if let active = change.active { add(.active, active ? "yes" : "no", platform.isActive ? "yes" : "no") }
    if let day = change.resetDay { add(.resetDay, "\(day)", "\(have.resetDay)") }
    for did in registers.dids where !platform.dids.contains(did) {
      let other = platform.dids.first { $0.number == did.number }
      add(other == nil ? .missingDID : .otherDID, text(did), other.map(text), number: did.number)
    }
    for did in platform.dids where !registers.dids.contains(where: { $0.number == did.number }) {
      add(.extraDID, nil, text(did), number: did.number)
    }
    return differences
  }

  private static func text(_ did: NewPlatformDID) -> String {
    ["port \(did.port)", did.priority.map { "priority \($0)" }].compactMap(\.self)
      .joined(separator: ", ")
  }
}
