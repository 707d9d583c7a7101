import CallModel

/// Which line rows have a number, as their own or as a DID.
package struct NumberIndex: Sendable {
  /// One row that has the number, in one period.
  struct Entry: BitwiseCopyable, Sendable {
    var key: UInt64
    var row: UInt32
    var isDID: Bool
    var first: CivilDate
    var last: CivilDate

    init(_ number: PhoneNumber, row: Int, isDID: Bool, _ period: DateRange) {
      key = number.bits
      self.row = UInt32(row)
      self.isDID = isDID
      first = period.first
      last = period.last
    }
  }

  /// The entries of a number stand together, lines' own numbers before DIDs.
  private let entries: FixedTable<Entry>
  /// The first entry of each number's bits; or, for the usual number that one row has at all times, that row itself,
  /// marked, which spares a look into `entries`.
  private let firsts: IntegerTable
  /// A bit for the hash of each number: most numbers asked for are nobody's, and this says so out of the cache.
  private let filter: FixedTable<UInt64>
  private let filterMask: UInt64

  private static let rowMark = 1 << 31
  private static let didMark = 1 << 30

  /// Filter bits for a number at least: one in `filterSpread` strangers passes for nothing.
  private static let filterSpread = 8

  init(_ items: [Entry], in storage: TableStorage) {
    var sorted = items
    sorted.sort {
      if $0.key != $1.key { return $0.key < $1.key }
      if $0.isDID != $1.isDID { return $1.isDID }
      return $0.row < $1.row
    }
    var firsts: [(key: UInt64, value: Int)] = []
    firsts.reserveCapacity(sorted.count)
    for (index, entry) in sorted.enumerated() where index == 0 || sorted[index - 1].key != entry.key {
      let isOnly = index + 1 == sorted.count || sorted[index + 1].key != entry.key
      let isAlways = entry.first == .distantPast && entry.last == .distantFuture
      let row = Self.rowMark | (entry.isDID ? Self.didMark : 0) | Int(entry.row)
      firsts.append((entry.key, isOnly && isAlways && Int(entry.row) < Self.didMark ? row : index))
    }
    var bits = 64
    while bits < firsts.count * Self.filterSpread { bits *= 2 }
    var filter = [UInt64](repeating: 0, count: bits / 64)
    filterMask = UInt64(bits - 1)
    for (key, _) in firsts {
      let bit = Self.filterBit(key) & filterMask
      filter[Int(bit / 64)] |= 1 << (bit % 64)
    }
    self.filter = storage.fixed(filter)
    self.firsts = IntegerTable(firsts, in: storage)
    entries = storage.fixed(sorted)
  }

  /// Has what `find` will look at brought near: a look-up waits for memory, mostly.
  func prefetch(_ number: PhoneNumber) {
    let bit = Self.filterBit(number.bits) & filterMask
    if filter[Int(bit / 64)] >> (bit % 64) & 1 == 1 { firsts.prefetch(number.bits) }
  }

  /// The row that has `number` on `date`, a line's own number before a DID.
  func find(_ number: PhoneNumber, on date: CivilDate) -> (row: Int, isDID: Bool)? {
    let bit = Self.filterBit(number.bits) & filterMask
    guard filter[Int(bit / 64)] >> (bit % 64) & 1 == 1 else { return nil }
    guard var index = firsts.find(number.bits) else { return nil }
    if index & Self.rowMark != 0 { return (index & (Self.didMark - 1), index & Self.didMark != 0) }
    while index < entries.count {
      let entry = entries[index]
      guard entry.key == number.bits else { return nil }
      if entry.first <= date, date <= entry.last { return (Int(entry.row), entry.isDID) }
      index += 1
    }
    return nil
  }

  /// The last day of the entry that `find` finds on `date`; `date` if there is none.
  func lastDay(of number: PhoneNumber, from date: CivilDate) -> CivilDate {
    guard var index = firsts.find(number.bits) else { return date }
    if index & Self.rowMark != 0 { return .distantFuture }
    while index < entries.count, entries[index].key == number.bits {
      if entries[index].first <= date, date <= entries[index].last { return entries[index].last }
      index += 1
    }
    return date
  }

  private static func filterBit(_ key: UInt64) -> UInt64 {
    (key &* 0xD6E8_FEB8_6659_FD93) >> 20
  }
}
