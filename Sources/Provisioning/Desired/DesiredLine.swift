import Platform

/// A line at the platform: as it was asked for, or as the platform is known to have it (spec 6.3). Requests lead from one
/// such state to the next.
package struct DesiredLine: Codable, Equatable, Sendable {
  package var line: NewPlatformLine
  package var isActive: Bool
  /// Those with a port, in order of their numbers.
  package var dids: [NewPlatformDID]

  package init(line: NewPlatformLine, isActive: Bool = true, dids: [NewPlatformDID] = []) {
    self.line = line
    self.isActive = isActive
    self.dids = dids.sorted { $0.number < $1.number }
  }

  /// A line as the platform lists it.
  package init(_ listed: PlatformLine) {
    self.init(
      line: listed.line, isActive: listed.active,
      dids: listed.dids.map { NewPlatformDID(number: $0.number, priority: $0.priority, port: $0.port) })
  }

  /// Whether the platform cannot make the one of the other: it must be removed and made anew.
  package func isAnother(than other: DesiredLine) -> Bool {
    line.number != other.line.number || line.partition != other.line.partition || line.bidType != other.line.bidType
      || (line.licence ?? "") != (other.line.licence ?? "")
      || (line.accountCode ?? "") != (other.line.accountCode ?? "")
  }

  /// What the platform can be told to change, to make `goal` of this. What `goal` does not say stays as it is; so do
  /// description, extension and activation date, which the platform takes only when a line is made.
  package func change(to goal: DesiredLine) -> PlatformLineChange {
    func changed<Value: Equatable>(_ value: KeyPath<DesiredLine, Value?>) -> Value? {
      guard let wanted = goal[keyPath: value], wanted != self[keyPath: value] else { return nil }
      return wanted
    }
    var change = PlatformLineChange()
    change.category = changed(\.line.category)
    change.callLimit = changed(\.line.callLimit)
    change.plan = changed(\.line.plan)
    change.costCentre = changed(\.line.costCentre)
    change.active = goal.isActive == isActive ? nil : goal.isActive
    change.resetDay = goal.line.resetDay == line.resetDay ? nil : goal.line.resetDay
    return change
  }

  mutating func apply(_ change: PlatformLineChange) {
    line.category = change.category ?? line.category
    line.callLimit = change.callLimit ?? line.callLimit
    line.plan = change.plan ?? line.plan
    line.costCentre = change.costCentre ?? line.costCentre
    isActive = change.active ?? isActive
    line.resetDay = change.resetDay ?? line.resetDay
  }
}
