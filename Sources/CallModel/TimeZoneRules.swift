import Foundation

/// The offsets of one time zone, compiled to two sorted tables.
///
/// Foundation's calendar answers one question in microseconds; a row has nanoseconds. So the zone's changes are
/// read once, for every year a call may have (1970-2199, spec 2.4), and looked up by binary search, or, where rows
/// come in order of time, through a `Cursor` that remembers the last answer.
public struct TimeZoneRules: Sendable {
  /// The IANA name, e.g. `America/Sao_Paulo`.
  public let identifier: String

  /// Instants (seconds since 1970, UTC) at which the offset changes, ascending.
  private let changes: [Int64]
  /// Wall-clock seconds (since 1970-01-01 00:00 local) at which a local time begins to be read with the next offset.
  private let localChanges: [Int64]
  /// `offsets[i]` holds before change `i`; the last one holds after the last change. Seconds east of UTC.
  private let offsets: [Int32]

  static let firstSecond: Int64 = -2 * 86_400
  /// 2200-01-03, after the last row a layout accepts, in any zone.
  static let lastSecond: Int64 = 7_258_291_200

  /// The rules that are built into Foundation: a change by decree comes with another program only, so they are for where
  /// the system has none (`TimeZoneRules(identifier:)` of FileInput).
  ///
  /// - Returns: nil if no such zone is known.
  public init?(builtIn identifier: String) {
    // Foundation's dates have whole seconds exactly; nothing of money is reckoned with them (I6).
    let firstInstant = TimeInterval(Self.firstSecond)
    let lastInstant = TimeInterval(Self.lastSecond)
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    var changes: [Int64] = []
    var offsets = [Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: firstInstant)))]
    var date = Date(timeIntervalSince1970: firstInstant)
    while let next = zone.nextDaylightSavingTimeTransition(after: date),
      next.timeIntervalSince1970 < lastInstant, next > date
    {
      let offset = Int32(zone.secondsFromGMT(for: next))
      if offset != offsets[offsets.count - 1] {
        changes.append(Int64(next.timeIntervalSince1970))
        offsets.append(offset)
      }
      date = next
    }
    self.init(identifier: identifier, changes: changes, offsets: offsets)
  }

  /// - Parameters:
  ///   - changes: ascending instants.
  ///   - offsets: one more than `changes`.
  public init(identifier: String, changes: [Int64], offsets: [Int32]) {
    precondition(offsets.count == changes.count + 1)
    self.identifier = identifier
    self.changes = changes
    self.offsets = offsets
    // Clocks set back: the hour that comes twice is read with the offset before (the earlier instant).
    // Clocks set forward: the hour that is skipped is read with the offset before, too (spec 3.1).
    // So a wall clock is read with the old offset until both clocks are past the change.
    localChanges = changes.indices.map { changes[$0] + Int64(max(offsets[$0], offsets[$0 + 1])) }
  }

  /// Changes and offsets as bytes, least significant first: two zones with the same give the same times.
  public var rulesBytes: [UInt8] {
    var bytes: [UInt8] = []
    for number in changes + offsets.map(Int64.init) {
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift))) }
    }
    return bytes
  }

  /// Seconds east of UTC at `instant` (seconds since 1970).
  public func offset(at instant: Int64) -> Int {
    Int(offsets[Self.countNotAfter(instant, in: changes)])
  }

  /// The instant at which the zone's clocks show `localSeconds` (spec 3.1: the earlier of two; a skipped time is read
  /// with the offset before the change).
  public func instant(localSeconds: Int64) -> Int64 {
    localSeconds - Int64(offsets[Self.countNotAfter(localSeconds, in: localChanges)])
  }

  /// How many of the ascending `values` are at most `value`.
  private static func countNotAfter(_ value: Int64, in values: [Int64]) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension TimeZoneRules {
  /// The span in which one offset holds, so that neighbouring look-ups are two comparisons.
  public struct Cursor: Sendable {
    @usableFromInline var low: Int64
    @usableFromInline var high: Int64
    @usableFromInline var offset: Int64

    /// An empty span: the first look-up fills it.
    public init() {
      low = 1
      high = 0
      offset = 0
    }

    /// Whether the remembered span holds a value of the question that the cursor is used for.
    @inlinable
    @inline(__always)
    public func holds(_ value: Int64) -> Bool { value >= low && value < high }
  }

  /// `instant(localSeconds:)`, remembering the span in `cursor`, which must be used for this question and zone only.
  @inlinable
  @inline(__always)
  public func instant(localSeconds: Int64, cursor: inout Cursor) -> Int64 {
    if localSeconds < cursor.low || localSeconds >= cursor.high { cursor = localSpan(localSeconds) }
    return localSeconds - cursor.offset
  }

  /// `offset(at:)`, remembering the span in `cursor`, which must be used for this question and zone only.
  @inlinable
  @inline(__always)
  public func offset(at instant: Int64, cursor: inout Cursor) -> Int64 {
    if instant < cursor.low || instant >= cursor.high { cursor = span(instant) }
    return cursor.offset
  }

  @usableFromInline
  func localSpan(_ localSeconds: Int64) -> Cursor {
    span(localSeconds, in: localChanges)
  }

  @usableFromInline
  func span(_ instant: Int64) -> Cursor {
    span(instant, in: changes)
  }

  private func span(_ value: Int64, in boundaries: [Int64]) -> Cursor {
    let index = Self.countNotAfter(value, in: boundaries)
    var cursor = Cursor()
    cursor.low = index == 0 ? .min : boundaries[index - 1]
    cursor.high = index == boundaries.count ? .max : boundaries[index]
    cursor.offset = Int64(offsets[index])
    return cursor
  }
}
