import CallModel

/// What a carrier takes for calls to numbers that begin so (`costs.csv`, spec 11.5).
package struct CarrierRate: Equatable, Sendable {
  /// May be blank.
  package var carrier: String
  /// Blank: any trunk that no other row is for.
  package var trunk: String
  package var prefix: PhoneNumber
  package var pricePerMinute: Money
  package var minimumSeconds: Int
  package var stepSeconds: Int
  package var validity: DateRange

  /// Of a call of so many seconds, millionths of a real: the fraction is cut.
  package func cost(seconds: Int) -> Int64 {
    let steps = max(0, seconds - minimumSeconds + stepSeconds - 1) / stepSeconds
    let billed = minimumSeconds + steps * stepSeconds
    return Int64(Int128(billed) * Int128(pricePerMinute.micros) / 60)
  }
}

/// The carriers' rates of a registry. No amount of a customer follows from them.
package struct CarrierRates: Sendable {
  /// By trunk and prefix, in the order of the table.
  private var rates: [Place: [CarrierRate]] = [:]
  private var trunks: Set<ID> = []

  private struct Place: Hashable {
    var trunk: ID
    var prefix: PhoneNumber
  }

  package let isEmpty: Bool

  /// - Parameter tables: file name to content; others are ignored.
  /// - Throws: every fault of the table.
  package init(tables: [String: [UInt8]]) throws(Problems) {
    guard let bytes = tables[CostsTable.table.file] else {
      self.init([])
      return
    }
    let table = TableReader.decode(CostsTable.self, bytes: bytes)
    let faults = table.faults + CostsTable.faults(of: table)
    guard faults.isEmpty else { throw RegistryFault.inOrder(faults).worded(FileWording()) }
    self.init(table.table.rates)
  }

  init(_ rates: [CarrierRate]) {
    for rate in rates {
      self.rates[Place(trunk: ID(rate.trunk), prefix: rate.prefix), default: []].append(rate)
      trunks.insert(ID(rate.trunk))
    }
    isEmpty = rates.isEmpty
  }

  /// The rate of a call: that of its trunk with the longest prefix, else of no trunk; nil if there is none.
  ///
  /// - Parameter called: as recorded; blank if it is no number.
  package func find(trunk: String, called: PhoneNumber, on day: CivilDate) -> CarrierRate? {
    for trunk in trunk.isEmpty ? [ID("")] : [ID(trunk), ID("")] where trunks.contains(trunk) {
      var prefix = called
      while true {
        let places = rates[Place(trunk: trunk, prefix: prefix)] ?? []
        if let rate = places.first(where: { $0.validity.contains(day) }) { return rate }
        if prefix.digitCount == 0 { break }
        prefix = PhoneNumber(value: prefix.value / 10, digitCount: prefix.digitCount - 1)
      }
    }
    return nil
  }
}
