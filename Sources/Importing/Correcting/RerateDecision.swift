import ByteScanning
import CallModel
import Output
import Pipeline
import Rating
import Registry

/// What today's registry says of one recorded call. For one thread.
struct RerateDecider {
  let request: RerateRequest
  private var classifier: RecordedCallClassifier
  private let registry: Registry

  enum Answer {
    /// Not asked for: it stays as recorded.
    case outOfScope
    case placed(RecordedPlacement, RerateReport.Change.Standing, isChanged: Bool)
    case refused(Reason)
  }

  init(_ request: RerateRequest, registry: Registry, zone: TimeZoneRules, activeLinesOnly: Bool) {
    self.request = request
    self.registry = registry
    classifier = RecordedCallClassifier(registry: registry, zone: zone, activeLinesOnly: activeLinesOnly)
  }

  mutating func decide(_ row: SegmentRow) -> Answer {
    guard let start = classifier.start(of: row), request.days.contains(start.date),
      request.holds(contract: row.text(.contract), line: row.text(.line))
    else { return .outOfScope }
    switch classifier.classify(row) {
    case .refused(let reason): return .refused(reason)
    case .placed(let placement):
      let standing = self.standing(placement)
      let line = registry.lines[placement.lineRow]
      let isSame =
        standing == Self.standing(row) && row.text(.contract) == registry.tables.contracts[line.contract].id
        && row.text(.plan) == registry.plans[line.plan].id
      return .placed(placement, standing, isChanged: !isSame)
    }
  }

  /// Where a call stands by today's registry.
  private func standing(_ placement: RecordedPlacement) -> RerateReport.Change.Standing {
    var price = "free"
    if let tariff = placement.tariff {
      let steps = registry.rates.steps(of: tariff)
      price = steps.count == 1 ? steps[0].pricePerMinute.shortestText : "steps"
    }
    return RerateReport.Change.Standing(
      line: registry.lines[placement.lineRow].id, zone: registry.zones.names[placement.zone], price: price)
  }

  /// Where it stood when it was recorded.
  static func standing(_ row: SegmentRow) -> RerateReport.Change.Standing {
    let price = row.integer(.billed) == 0 ? "free" : row[.price].count == 0 ? "steps" : row.text(.price)
    return RerateReport.Change.Standing(line: row.text(.line), zone: row.text(.zone), price: price)
  }
}
