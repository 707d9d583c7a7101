import CallModel
import Platform
import Registry

/// What the platform should have of a line on a day, why, and until when that holds (spec 6.3, 6.4).
///
/// A pure function of the registers, the day, and what was asked for so far: what "stays as it is" stays as that was.
package struct LineOutlook: Equatable, Sendable {
  /// Why the platform should have what it should.
  package enum Ground: Equatable, Sendable {
    /// No row of the line; or it begins on that day, and its number is not free before.
    case notBegun(CivilDate?)
    case noPartition
    /// `active` is no.
    case inactive
    /// Never made, and the contract is not, or no longer, in force.
    case notInForce(ContractStatus)
    case category(CategoryRule, ContractStatus)
    /// It ended; its number is free from that day, when the platform is to remove it.
    case ended(freeOn: CivilDate)
  }

  /// Nil: the platform should not have it.
  package var desired: DesiredLine?
  package var ground: Ground
  /// The first day on which, by dates alone, this may be otherwise; nil: there is none.
  package var due: CivilDate?

  /// - Parameters:
  ///   - desired: what was asked for so far; nil: nothing, or its removal.
  ///   - day: today in the integration's time zone.
  package init(of line: RegisteredLine, desired: DesiredLine?, on day: CivilDate) {
    (self.desired, ground) = Self.state(of: line, desired, day)
    due = Self.boundaries(of: line).filter { $0 > day }.min()
  }

  /// What the platform is taken to have of a line that it knows, where nothing was asked of it so far; nil: its days are
  /// over, or it has no partition.
  static func assumed(_ line: RegisteredLine, on day: CivilDate) -> DesiredLine? {
    let running = line.periods.first { $0.days.contains(day) }
    let ended = line.periods.last { $0.days.last < day && day < $0.freeOn }
    guard let period = running ?? ended, let partition = period.partition else { return nil }
    let rule = partition.category(for: period.status, own: period.category, isCreditBlocked: false)
    var state = DesiredLine(
      line: period.line(in: partition, begins: line.periods.map(\.days.first).min()), isActive: period.isActive,
      dids: dids(of: line, on: day))
    state.line.category = rule.category ?? partition.defaultCategory ?? period.category
    return state
  }

  private static func dids(of line: RegisteredLine, on day: CivilDate) -> [NewPlatformDID] {
    line.dids.filter { $0.days.contains(day) && !$0.isTaken }.compactMap { did in
      did.port.map { NewPlatformDID(number: did.number, priority: did.priority, port: $0) }
    }
  }

  private static func state(
    of line: RegisteredLine, _ desired: DesiredLine?, _ day: CivilDate
  ) -> (DesiredLine?, Ground) {
    let dids = dids(of: line, on: day)
    if let period = line.periods.first(where: { $0.days.contains(day) }) {
      var desired = desired
      if let until = line.creditBlockedUntil, until < day, let partition = period.partition,
        desired?.line.category == partition.blockCategory
      {
        // The block is over: what stays as it is stays as it was before it.
        desired?.line.category = partition.defaultCategory
      }
      let isCreditBlocked = line.creditBlockedUntil.map { day <= $0 } ?? false
      let begins = line.periods.map(\.days.first).min()
      return current(period, begins: begins, dids: dids, isCreditBlocked: isCreditBlocked, desired)
    }
    if let last = line.periods.filter({ $0.days.last < day }).max(by: { $0.days.last < $1.days.last }) {
      return ended(last, dids: dids, isNumberTaken: line.isNumberTaken, desired, day)
    }
    return next(line, dids: dids, desired, day)
  }

  /// A line is made as soon as it is entered, with the day on which it begins, so that telephones can be set up before;
  /// but not while another has its number.
  private static func next(
    _ line: RegisteredLine, dids: [NewPlatformDID], _ desired: DesiredLine?, _ day: CivilDate
  ) -> (DesiredLine?, Ground) {
    let upcoming = line.periods.filter { $0.days.first > day }.min { $0.days.first < $1.days.first }
    guard let upcoming, !line.isNumberTaken else { return (nil, .notBegun(upcoming?.days.first)) }
    return current(upcoming, begins: upcoming.days.first, dids: dids, isCreditBlocked: false, desired)
  }

  private static func current(
    _ period: RegisteredLine.Period, begins: CivilDate?, dids: [NewPlatformDID], isCreditBlocked: Bool,
    _ desired: DesiredLine?
  ) -> (DesiredLine?, Ground) {
    guard let partition = period.partition else { return (nil, .noPartition) }
    let rule = partition.category(for: period.status, own: period.category, isCreditBlocked: isCreditBlocked)
    var state = DesiredLine(
      line: period.line(in: partition, begins: begins), isActive: period.isActive, dids: dids)
    state.line.category = rule.category
    if rule == .asItIs {
      state.line.category = desired?.line.category ?? partition.defaultCategory ?? period.category
    }
    // What cannot be changed is made anew: only a line in force is made.
    if desired.map({ $0.isAnother(than: state) }) ?? true {
      if !period.isActive { return (nil, .inactive) }
      if partition.blocks, [.preContract, .cancelled].contains(period.status) {
        return (nil, .notInForce(period.status))
      }
    }
    return (state, period.isActive ? .category(rule, period.status) : .inactive)
  }

  private static func ended(
    _ period: RegisteredLine.Period, dids: [NewPlatformDID], isNumberTaken: Bool, _ desired: DesiredLine?,
    _ day: CivilDate
  ) -> (DesiredLine?, Ground) {
    let freeOn = period.freeOn
    guard var state = desired, let partition = period.partition, day < freeOn, !isNumberTaken else {
      return (nil, .ended(freeOn: freeOn))
    }
    state.dids = DesiredLine(line: state.line, dids: dids).dids
    if partition.blocks, period.status == .cancelled, let category = partition.cancelCategory {
      state.line.category = category
    } else {
      state.isActive = false
    }
    return (state, .ended(freeOn: freeOn))
  }

  private static func boundaries(of line: RegisteredLine) -> [CivilDate] {
    var days: [CivilDate] = []
    func add(_ range: DateRange) {
      days.append(range.first)
      if range.last != .distantFuture { days.append(range.last.advanced(by: 1)) }
    }
    for period in line.periods {
      add(period.days)
      if period.days.last != .distantFuture { days.append(period.freeOn) }
    }
    for did in line.dids { add(did.days) }
    if let last = line.creditBlockedUntil { days.append(last.advanced(by: 1)) }
    return days
  }
}

extension RegisteredLine.Period {
  /// The day on which the number is free again, once the period has ended.
  var freeOn: CivilDate {
    days.last == .distantFuture ? .distantFuture : days.last.advanced(by: 1 + quarantineDays)
  }

  /// Without a category.
  func line(in partition: PartitionRules, begins: CivilDate?) -> NewPlatformLine {
    var line = NewPlatformLine(number: number, bidType: bidType, partition: partition.code, resetDay: resetDay)
    line.description = description
    line.accountCode = accountCode
    line.extension = extensionNumber
    line.plan = summitPlan
    line.activationDate = begins.flatMap { $0 == .distantPast ? nil : "\($0)" }
    line.costCentre = costCentre
    line.callLimit = callLimit
    line.licence = licence
    return line
  }
}
