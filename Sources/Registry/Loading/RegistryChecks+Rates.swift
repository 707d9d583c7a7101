import CallModel

/// Rates: on any day one row of each step, a first step, and no two bands at once (spec 2.2, 3.4).
extension RegistryChecks {
  func rateFaults() -> [RegistryFault] {
    var clashes = BandClashes(self)
    var faults: [RegistryFault] = []
    let keys = ratesByPlanAndZone()
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].key == keys[start].key { end += 1 }
      let price = ZonePrice(keys[start..<end].map { Int($0.row) }, self)
      faults += stepFaults(price) + firstStepFaults(price) + bandFaults(price, &clashes)
      start = end
    }
    return faults
  }

  /// The rows whose plan and zone are sound, those of one plan and zone together.
  private func ratesByPlanAndZone() -> [KeyedRow] {
    var zones = NameTable()
    var keys: [KeyedRow] = []
    keys.reserveCapacity(tables.rates.rowCount)
    for (row, zone) in tables.rates.table.zones.enumerated() {
      let plan = references.planOfRate[row]
      guard plan >= 0, !zone.isEmpty else { continue }
      let zoneIndex = zones.insert(zone, in: tables.rates.bytes).index
      keys.append(KeyedRow(key: UInt64(plan) << 32 | UInt64(zoneIndex), row: row))
    }
    keys.sortByKey()
    return keys
  }

  /// Rows of one band and step must be valid on different days.
  private func stepFaults(_ price: ZonePrice) -> [RegistryFault] {
    var faults: [RegistryFault] = []
    for rows in price.rowsBySteps {
      var claims = rows.map { Claim(tables.rates.table.rows[$0].validity, owner: $0, row: $0) }
      claims.forEachConflict { earlier, later in
        faults.append(
          tables.rates.fault(
            later.row, RatesTable.validFrom,
            expected: """
              no other row of \(subject(later.row)), from_s \(tables.rates.table.rows[later.row].fromSecond) \
              that is valid \(earlier.sharedDays(later).phrase)
              """, found: "\(row: tables.rates.row(earlier.row))"))
      }
    }
    return faults
  }

  /// On each day of a row there must be one with from_s 0: it has the fee, minimum and step of the price.
  private func firstStepFaults(_ price: ZonePrice) -> [RegistryFault] {
    // A row at fault may be the one that is missed.
    if price.hasFaultyRow { return [] }
    var faults: [RegistryFault] = []
    for rows in price.rowsByBand {
      let firstSteps = rows.filter { tables.rates.table.rows[$0].fromSecond == 0 }
        .map { tables.rates.table.rows[$0].validity }.sorted { $0.first < $1.first }
      for row in rows where tables.rates.table.rows[row].fromSecond > 0 {
        guard let gap = tables.rates.table.rows[row].validity.firstGap(in: firstSteps) else { continue }
        faults.append(
          tables.rates.fault(
            row, RatesTable.from,
            expected: "a row with from_s 0 of \(subject(row)) on every day on which this row is valid",
            found: "none \(gap.phrase)"))
      }
    }
    return faults
  }

  /// Two bands that hold at the same time would both give a price.
  private func bandFaults(_ price: ZonePrice, _ clashes: inout BandClashes) -> [RegistryFault] {
    var faults: [RegistryFault] = []
    let rows = price.banded.sorted {
      (tables.rates.table.rows[$0].validity.first, $0) < (tables.rates.table.rows[$1].validity.first, $1)
    }
    var open: [OpenBand] = []
    for row in rows {
      let validity = tables.rates.table.rows[row].validity
      let band = Int(references.bandOfRate[row])
      open.removeAll { $0.last < validity.first }
      for other in open where other.band != band {
        guard let time = clashes.commonTime(band, other.band) else { continue }
        faults.append(bandFault(min(row, other.row), max(row, other.row), time))
        break
      }
      OpenBand.add(OpenBand(band: band, last: validity.last, row: row), to: &open)
    }
    return faults
  }

  private func bandFault(_ earlier: Int, _ later: Int, _ time: String) -> RegistryFault {
    let (one, other) = (tables.rates.table.rows[earlier].validity, tables.rates.table.rows[later].validity)
    let shared = DateRange(first: max(one.first, other.first), last: min(one.last, other.last))
    return tables.rates.fault(
      later, RatesTable.band,
      expected: "a band that never holds together with another of \(planAndZone(later)) \(shared.phrase)",
      found: "\(band(later)), which holds on \(time) as \(band(earlier)) of \(row: tables.rates.row(earlier)) does")
  }

  /// `plan P1, zone local, band night`
  private func subject(_ row: Int) -> String {
    "\(planAndZone(row)), \(references.bandOfRate[row] < 0 ? "no band" : "band \(band(row))")"
  }

  private func planAndZone(_ row: Int) -> String {
    let rates = tables.rates
    return "plan \(rates.text(rates.table.plans[row])), zone \(rates.text(rates.table.zones[row]))"
  }

  private func band(_ row: Int) -> String {
    tables.rates.text(tables.rates.table.bands[row])
  }
}

/// A band that has a price on the day reached, and how long.
private struct OpenBand {
  var band: Int
  var last: CivilDate
  var row: Int

  /// At most one entry a band: the steps of one price are valid together, and only the longest matters.
  static func add(_ new: OpenBand, to open: inout [OpenBand]) {
    guard let index = open.firstIndex(where: { $0.band == new.band }) else { return open.append(new) }
    if new.last > open[index].last { open[index] = new }
  }
}

extension DateRange {
  /// The first days of this range that none of `ranges` has, which are in order of begin; nil if they have all.
  fileprivate func firstGap(in ranges: [DateRange]) -> DateRange? {
    var day = first
    for range in ranges where range.last >= day {
      if range.first > day {
        let gapEnd = range.first.advanced(by: -1)
        return DateRange(first: day, last: min(gapEnd, last))
      }
      if range.last >= last { return nil }
      day = range.last.advanced(by: 1)
    }
    return DateRange(first: day, last: last)
  }
}
