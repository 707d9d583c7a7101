import CallModel
import Registry

/// The credit limits of the registry's lines (spec 2.2, 6.5).
struct CreditLimits {
  private let registry: Registry
  private let limited: Set<ID>

  init(_ registry: Registry) {
    self.registry = registry
    limited = Set(registry.lines.lazy.filter { $0.creditLimit != nil }.map { ID($0.id) })
  }

  /// Whether the line has a limit in any of its periods.
  func has(_ line: ID) -> Bool { limited.contains(line) }

  /// The limit of the line's row that holds on `day`, else of the last one before it; nil if that row has none.
  func limit(of line: ID, on day: CivilDate) -> Money? {
    guard has(line) else { return nil }
    let rows = registry.groups.rows(ofLine: line.text).map { registry.lines[$0] }
    if let row = rows.first(where: { $0.activePeriod.contains(day) }) { return row.creditLimit }
    let earlier = rows.filter { $0.activePeriod.first <= day }
    return earlier.max { $0.activePeriod.first < $1.activePeriod.first }?.creditLimit
  }
}
