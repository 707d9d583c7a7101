import CallModel
import Importing
import Ledger
import Pipeline

/// A line's first call to a zone of `intl` that costs much.
struct FirstInternational {
  var line: String
  var contract: String
  var zone: String
  var instant: Int64
  var day: CivilDate
  var globalID: String
  /// Millionths of a real, R$ a minute.
  var pricePerMinute: Int64
}

// MARK: - First international calls

extension LineLook {
  /// Looks for new calls to `intl` zones above the price, each the line's first to its zone.
  func judgeInternational() throws {
    // Calls that are merely rated again raise none.
    guard spans.contains(where: \.pointsOutNew) else { return }
    var firsts: [String: FirstInternational] = [:]
    var known: Set<String> = []
    for span in spans where span.isPointedOut {
      try forEachRow(of: span.place.span) { row in
        guard row[.zone].starts(with: "intl".utf8), CallWatch.isInternational(zone: row.text(.zone)) else { return }
        guard let file = row.integer(.file), let fileLine = row.source?.line, let instant = row.instant else {
          throw Self.damaged(span.place.span)
        }
        if !recorded.isNew(file, fileLine) {
          known.insert(row.text(.zone))
        } else if let call = dearCall(row, at: instant, span.place.contract),
          instant < firsts[call.zone]?.instant ?? .max
        {
          firsts[call.zone] = call
        }
      }
    }
    for (zone, call) in firsts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    where !known.contains(zone) {
      if try raiser.wasRaised(call) { continue }
      if try !hasEarlierCall(to: zone) { try raiser.raise(call) }
    }
  }

  /// Nil: it is free, or its price is not above the limit.
  private func dearCall(_ row: SegmentRow, at instant: Int64, _ contract: String) -> FirstInternational? {
    guard let price = Self.pricePerMinute(row), price > rules.internationalPrice.micros else { return nil }
    return FirstInternational(
      line: line.text, contract: contract, zone: row.text(.zone), instant: instant, day: date(instant),
      globalID: row.text(.globalID), pricePerMinute: price)
  }

  /// The price as the row has it; where it has several steps, what a minute of the call comes to. Nil for a free call.
  private static func pricePerMinute(_ row: SegmentRow) -> Int64? {
    guard let billed = row.integer(.billed), billed > 0 else { return nil }
    if let price = row.micros(.price) { return price }
    guard let amount = row.micros(.amount), let covered = row.micros(.allowanceAmount) else { return nil }
    return Int64(clamping: (Int128(amount) + Int128(covered)) * 60 / Int128(billed))
  }

  /// Whether a call to the zone was recorded before this run; the latest are looked at first.
  private func hasEarlierCall(to zone: String) throws -> Bool {
    let earlier = try writer.spans(ofLine: line.text, since: .min).map(\.span).filter { $0.run < recorded.run }
    for span in earlier.sorted(by: { $0.lastStart > $1.lastStart }) {
      var isFound = false
      try forEachRow(of: span) { if $0[.zone].elementsEqual(zone.utf8) { isFound = true } }
      if isFound { return true }
    }
    return false
  }
}
