import CallModel
import Pipeline

/// Counts what becomes of the calls a rerate looks at.
struct RerateTally {
  private var counts: RerateReport
  private var changes: [RerateReport.Change: Int] = [:]

  init(_ request: RerateRequest) {
    counts = RerateReport(
      from: request.days.lowerBound.description, until: request.days.upperBound.description,
      contract: request.contract, line: request.line)
  }

  mutating func same() { counts.calls += 1 }

  /// - Parameter reason: why it stays though today's registry says otherwise.
  mutating func stays(_ row: SegmentRow, _ reason: String, isClosed: Bool) {
    counts.calls += 1
    if isClosed { counts.callsOfClosedCycles += 1 } else { counts.staying[reason, default: 0] += 1 }
  }

  mutating func closed(isChanged: Bool) {
    counts.calls += 1
    counts.callsOfClosedCycles += 1
    if isChanged { counts.changesInClosedCycles += 1 }
  }

  mutating func changes(_ row: SegmentRow, to standing: RerateReport.Change.Standing) {
    let from = RerateDecider.standing(row)
    counts.calls += 1
    counts.changedCalls += 1
    if from.line != standing.line { counts.callsOfOtherLine += 1 }
    if from.zone != standing.zone { counts.callsOfOtherZone += 1 }
    if from.price != standing.price { counts.callsOfOtherPrice += 1 }
    changes[RerateReport.Change(from: from, to: standing, calls: 0), default: 0] += 1
  }

  /// Adds what services of a closed cycle would come to.
  mutating func add(_ services: [ImportReport.ServiceChange]) { counts.closedServices += services }

  var report: RerateReport {
    var report = counts
    report.changeCount = changes.count
    report.changes = changes.map { change, calls in
      var change = change
      change.calls = calls
      return change
    }
    report.changes.sort { left, right in
      if left.calls != right.calls { return left.calls > right.calls }
      return left.sortText < right.sortText
    }
    report.changes = Array(report.changes.prefix(RerateReport.maximumChanges))
    return report
  }
}

extension RerateReport.Change {
  fileprivate var sortText: String {
    [from.line, from.zone, from.price, to.line, to.zone, to.price].joined(separator: "\u{0}")
  }
}
