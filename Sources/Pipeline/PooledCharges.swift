import Rating

/// What the calls of a contract's pools were charged, by their places among the shard's calls.
struct PooledCharges {
  /// Of the places from `first` on.
  private var charges: [CallCharge?] = []
  private var first = 0

  mutating func removeAll() {
    if !charges.isEmpty { charges.removeAll(keepingCapacity: true) }
  }

  /// Makes room for charges of calls at these places.
  mutating func open(_ places: Range<Int>) {
    removeAll()
    first = places.lowerBound
    charges.append(contentsOf: repeatElement(nil, count: places.count))
  }

  /// nil for a call that was not charged with a pool.
  subscript(place: Int) -> CallCharge? {
    get { charges.indices.contains(place - first) ? charges[place - first] : nil }
    set { charges[place - first] = newValue }
  }
}
