import CallModel

/// The made-up contracts and lines, as the rows of calls need them: a few flat arrays, 48 bytes a line.
struct LineRoster: Sendable {
  struct Line: Sendable {
    /// `55`, CN and 8 or 9 digits, as a value.
    var number: UInt64
    var contract: Int32
    /// Relative activity: log-normal.
    var weight: UInt32
    var plan: Int16
    /// Plan after the change; the same without one.
    var laterPlan: Int16
    /// Day of the period after which the second row of the line holds; meaningless without a change.
    var changeDay: Int16
    var resetDay: UInt8
    var areaCode: UInt8
    var change = Change.none
    var isActive = true
    /// 0 to 4 further numbers, one after the other from `firstDID`.
    var didCount: UInt8 = 0
    var firstDID: UInt64 = 0
    /// 0, or how many numbers the range has, from `rangeStart`: 100, or 10 within another line's 100.
    var rangeSize: UInt8 = 0
    var rangeStart: UInt64 = 0
    /// 0 for none; two lines may share one.
    var trunk: UInt32 = 0
    /// -1 for none; 6 digits.
    var accountCode: Int32 = -1
  }

  /// What happens to a line in the middle of the period: it gets a second row.
  enum Change: UInt8, Sendable {
    case none
    case plan
    /// The line goes on in the next contract.
    case owner
    /// The line ends, and another line gets its number.
    case successor
  }

  private(set) var lines: [Line] = []
  /// The reset day and main plan of each contract.
  private(set) var contracts: [Contract] = []

  struct Contract: Sendable {
    var resetDay: UInt8
    var plan: Int16
    var areaCode: UInt8
  }

  init(options: GenerationOptions, catalog: PlanCatalog, areas: AreaCodes) {
    var builder = LineBuilder(options: options, catalog: catalog)
    lines.reserveCapacity(options.lines)
    while lines.count < options.lines {
      let contract = builder.makeContract(areas: areas)
      let size = min(builder.contractSize(), options.lines - lines.count)
      for position in 0..<size {
        let previous = position > 0 ? lines[lines.count - 1] : nil
        lines.append(
          builder.makeLine(index: lines.count, contractIndex: contracts.count, contract: contract, previous: previous))
      }
      contracts.append(contract)
    }
  }

  /// The contract that a line's second row belongs to.
  func laterContract(of line: Line) -> Int {
    line.change == .owner ? (Int(line.contract) + 1) % contracts.count : Int(line.contract)
  }
}

extension LineRoster.Line {
  /// The number less `55` and CN: 8 or 9 digits.
  var subscriber: UInt64 {
    number % (number >= 1_000_000_000_000 ? 1_000_000_000 : 100_000_000)
  }

  var hasMobileNumber: Bool { number >= 1_000_000_000_000 }
}
