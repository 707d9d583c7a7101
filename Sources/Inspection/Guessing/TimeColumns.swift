import ByteScanning
import RecordLayouts

/// Which of a file's times are start, answer and end: by their order row by row, and by their names.
struct TimeColumns {
  private(set) var sources: [TimeSource] = []
  private(set) var started: TimeSource?
  private(set) var answered: TimeSource?
  private(set) var ended: TimeSource?
  /// Columns of times and their parts: no numbers, no seconds.
  private(set) var usedColumns: Set<Int> = []
  /// Why the start is not certain.
  private(set) var doubt: String?
  /// Why answer and end are not certain.
  private(set) var orderDoubt: String?
  private var later: [TimeSource] = []
  /// A column of days since 4713 BC, which no layout reads.
  private(set) var julianColumn: Int?

  private let table: SampleTable

  /// A call is no longer than that.
  private static let longestCall: Int64 = 86_400_000_000
  /// Times of day of one call are no farther apart: else they are something else.
  private static let longestPair: Int64 = 4 * 3_600_000_000
  /// Epoch columns of one file lie within so many seconds.
  private static let longestFile: Int64 = 400 * 86_400

  init(_ table: SampleTable) {
    self.table = table
    findWhole()
    findPairs()
    findEpochs()
    sources = sources.filter { $0.filledCount > 0 && !isConstant($0) }
    settleOrderOfDates()
    for source in sources { usedColumns.formUnion(source.columns) }
    julianColumn = table.profiles.firstIndex { profile in
      profile.mostly {
        $0.starts(with: "24".utf8) && $0.count > 8 && ColumnProfile.isDecimal($0) && $0[7] == UInt8(ascii: ".")
      }
    }
    assign()
    doubtPackedPair()
  }

  // MARK: - Finding

  private mutating func findWhole() {
    for profile in table.profiles {
      if let guess = profile.time { sources.append(TimeSource(profile, guess.pattern, swapped: guess.swapped)) }
    }
  }

  /// A column of dates with the columns of times of day beside it.
  private mutating func findPairs() {
    let clocks = table.profiles.filter(isTimeOfDay)
    let dates = table.profiles.filter { $0.date != nil && !$0.hint.saysClock && !isPackedTime($0) }
    for (index, date) in dates.enumerated() {
      let taken = Set(sources.compactMap(\.timeColumn))
      let free = clocks.filter { !taken.contains($0.position - 1) }
      let limit = index + 1 < dates.count ? dates[index + 1].position : Int.max
      var near = free.filter { date.position < $0.position && $0.position < limit }
      // Dates may stand before all the times.
      if near.isEmpty, taken.isEmpty {
        near += free.filter { $0.position > limit } + free.filter { $0.position < date.position }
      }
      addPairs(date, near)
    }
    for profile in table.profiles where profile.date != nil { usedColumns.insert(profile.position - 1) }
  }

  private func isTimeOfDay(_ profile: ColumnProfile) -> Bool {
    guard profile.time == nil, !profile.filled.isEmpty, !profile.hint.saysDay,
      let guess = TimestampGuess(profile.filled, scope: .time), guess.matchCount * 10 >= profile.filled.count * 8
    else { return false }
    return profile.isClock || profile.hint.isTime || profile.hint.field?.isTime == true || isPackedTime(profile)
  }

  /// Six digits behind a date of digits.
  private func isPackedTime(_ profile: ColumnProfile) -> Bool {
    guard profile.position > 1, !profile.hint.saysDay, !profile.filled.isEmpty,
      let before = table.profiles[profile.position - 2].date, before.pattern.text.allSatisfy(\.isLetter),
      let guess = TimestampGuess(profile.filled, scope: .time)
    else { return false }
    return guess.matchCount == profile.filled.count && guess.pattern.text == "HHMMSS"
  }

  /// Date and time of six digits each, which nothing but their places tells apart.
  private mutating func doubtPackedPair() {
    guard let started, let time = started.timeColumn, table.profiles[time].date != nil,
      !table.profiles[time].hint.saysClock, !table.profiles[started.column].hint.saysDay
    else { return }
    doubt = doubt ?? "\(label(started)) have digits of dates and of times: which is which?"
  }

  /// The date with the likeliest of these times of day, and with others that are near it.
  private mutating func addPairs(_ date: ColumnProfile, _ clocks: [ColumnProfile]) {
    let named = clocks.first { $0.hint.isTime || $0.hint.field?.isTime == true }
    guard let first = named ?? clocks.first(where: { abs($0.position - date.position) <= 2 }),
      let pair = TimeSource(date: date, time: first)
    else { return }
    sources.append(pair)
    for other in clocks where other.position != first.position {
      guard let candidate = TimeSource(date: date, time: other), isNear(candidate, pair, within: Self.longestPair),
        !(other.hint.field == .duration || other.hint.field == .billable)
      else { continue }
      sources.append(candidate)
    }
  }

  /// - Parameter share: in so many rows of ten at least.
  private func isNear(_ one: TimeSource, _ other: TimeSource, within limit: Int64, share: Int = 9) -> Bool {
    let differences = zip(one.values, other.values).compactMap { one, other in
      one.flatMap { one in other.map { abs(one - $0) } }
    }
    return differences.count { $0 <= limit } * 10 >= differences.count * share && !differences.isEmpty
  }

  /// Digits that count from 1970: near the other times of the file, or each other, or named a time.
  private mutating func findEpochs() {
    let candidates = table.profiles.compactMap { profile -> TimeSource? in
      // `1794274220.124` may be an id with a count as long as a fraction.
      if profile.hint.field == .globalID, profile.mostly(ColumnProfile.isUniqueID) { return nil }
      guard let unit = Self.epoch(profile), let pattern = try? TimestampPattern(unit.rawValue) else { return nil }
      return TimeSource(profile, pattern)
    }
    let texts = sources
    func isNearTexts(_ candidate: TimeSource) -> Bool {
      texts.isEmpty || texts.contains { isNear(candidate, $0, within: Self.longestFile * 1_000_000) }
    }
    for candidate in candidates {
      let profile = table.profiles[candidate.column]
      let isNamed = profile.hint.isTime || profile.hint.field?.isTime == true
      // The same in all rows is a number that stands there twice.
      let others = texts + candidates.filter { $0.column != candidate.column && $0.values != candidate.values }
      let isCompanion = others.contains { isNear(candidate, $0, within: Self.longestCall) }
      let isLong = profile.filled.contains { $0.count > 11 }
      let isNumber = profile.hint.field == .caller || profile.hint.field == .called
      let told = candidate.values.compactMap { $0 }
      let isRising = told.count > 2 && told == told.sorted() && Set(told).count > 2
      if !isNumber, isNearTexts(candidate), isNamed || isCompanion || isLong || (others.isEmpty && isRising) {
        sources.append(candidate)
      }
    }
  }

  private static func epoch(_ profile: ColumnProfile) -> TimestampPattern.Epoch? {
    let told = profile.filled.filter { value in value.contains { $0.isDigit && $0 != UInt8(ascii: "0") } }
    guard let first = told.first,
      told.count(where: { ColumnProfile.isInteger($0) || isFixedDecimal($0, first) }) * 10
        >= told.count * 9
    else { return nil }
    let units: [(TimestampPattern.Epoch, Int64)] = [(.seconds, 1), (.milliseconds, 1_000), (.microseconds, 1_000_000)]
    for (unit, scale) in units {
      let seconds = told.compactMap { value in
        value.withUnsafeBufferPointer { EpochField.parse($0, unit) }?.seconds
      }.filter { ColumnProfile.usualInstants.contains($0) }
      let digits = scale == 1 ? 9...10 : scale == 1_000 ? 12...13 : 15...16
      guard seconds.count * 10 >= told.count * 9, told.allSatisfy({ digits.contains($0.prefix { $0.isDigit }.count) }),
        let low = seconds.min(), let high = seconds.max(), high - low < longestFile
      else { continue }
      return unit
    }
    return nil
  }

  /// Seconds with a fraction of milli- or microseconds; Asterisk's uniqueid has a count behind the dot.
  private static func isFixedDecimal(_ value: [UInt8], _ first: [UInt8]) -> Bool {
    guard let dot = value.firstIndex(of: UInt8(ascii: ".")), ColumnProfile.isDecimal(value) else { return false }
    return value.count == first.count && [4, 7].contains(value.count - dot)
  }

  /// The same in every row, where another is not: the date of an invoice.
  private func isConstant(_ source: TimeSource) -> Bool {
    let distinct = Set(source.values.compactMap { $0 })
    return source.filledCount > 3 && distinct.count == 1
      && sources.contains { Set($0.values.compactMap { $0 }).count > 3 }
  }

  /// Of two orders of day and month the one by which the times of each row are of one call, where by the other they are
  /// not: no call lasts for a month.
  private mutating func settleOrderOfDates() {
    let open = sources.indices.filter { sources[$0].swapped != nil }
    guard open.count > 1, let first = open.first else { return }
    let texts = [sources[first].pattern.text, sources[first].swapped?.text ?? ""]
    let choices = texts.map { text in
      open.compactMap { index in
        sources[index].pattern.text == text ? sources[index] : sources[index].turned(table.profiles)
      }.filter { $0.pattern.text == text }
    }
    let isFitting = choices.map { choice in
      choice.count == open.count
        && choice.dropFirst().allSatisfy { isNear($0, choice[0], within: Self.longestCall, share: 10) }
    }
    guard let chosen = isFitting.firstIndex(of: true), isFitting != [true, true] else { return }
    for (index, source) in zip(open, choices[chosen]) {
      sources[index] = source
      sources[index].swapped = nil
    }
  }

  // MARK: - Order

  private mutating func assign() {
    let absolute = sources.filter(\.isAbsolute)
    let local = sources.filter { !$0.isAbsolute }
    var chosen = absolute.count >= local.count ? absolute : local
    // Names that say it stand above the number of columns.
    for group in [absolute, local] where group.contains(where: { $0.hint.field == .startedAt && $0.hint.rank < 100 }) {
      if !chosen.contains(where: { $0.hint.field == .startedAt && $0.hint.rank < 100 }) { chosen = group }
    }
    guard !chosen.isEmpty else { return }
    chosen = ordered(chosen)
    let named = chosen.contains { $0.hint.field == .startedAt && $0.hint.rank <= 100 }
    if named { assignByName(chosen) } else { assignByOrder(chosen) }
  }

  /// Whether no row has `one` after `other`, and they are of one call.
  private func precedes(_ one: TimeSource, _ other: TimeSource) -> Bool {
    let pairs = zip(one.values, other.values).compactMap { one, other in
      one.flatMap { one in other.map { $0 - one } }
    }
    let fitting = pairs.count { (-1_000_000...Self.longestCall).contains($0) }
    return !pairs.isEmpty && fitting * 20 >= pairs.count * 19
  }

  /// Whether two have one time in every row, but for a fraction of a second, and lack it in the same rows.
  private func isSame(_ one: TimeSource, _ other: TimeSource) -> Bool {
    zip(one.values, other.values).allSatisfy { one, other in
      guard let one, let other else { return one == nil && other == nil }
      return abs(one - other) < 1_000_000
    }
  }

  /// By the time they have in the rows; of equals the order in the file.
  private func ordered(_ sources: [TimeSource]) -> [TimeSource] {
    sources.enumerated().sorted { left, right in
      let sum = zip(left.element.values, right.element.values).reduce(Int64(0)) { sum, pair in
        guard let one = pair.0, let other = pair.1 else { return sum }
        return sum + max(-Self.longestCall, min(Self.longestCall, other - one)) / 1_000
      }
      return sum != 0 ? sum > 0 : left.offset < right.offset
    }.map(\.element)
  }

  private mutating func assignByName(_ chosen: [TimeSource]) {
    func best(_ field: RecordLayout.Field) -> TimeSource? {
      chosen.filter { $0.hint.field == field }.min { $0.hint.rank < $1.hint.rank }
    }
    started = best(.startedAt)
    answered = best(.answeredAt)
    ended = best(.endedAt)
    guard let started else { return }
    if let earlier = chosen.first(where: { isEarlierStart($0, started) }) {
      doubt = "\(label(earlier)) is earlier in some rows and later in none: which of them is the start?"
    }
    let unnamed = chosen.filter { $0.hint.field == nil && precedes(started, $0) }
    if ended == nil, answered == nil, unnamed.count >= 2 {
      (answered, ended) = (unnamed[0], unnamed[unnamed.count - 1])
    }
    if ended == nil, unnamed.count == 1, unnamed[0].columns != answered?.columns { ended = unnamed[0] }
    for (field, other) in [("answered_at", answered), ("ended_at", ended)] {
      if let other, !precedes(started, other) {
        let columns = "\(label(started)) and \(label(other))"
        doubt =
          "by their names \(columns) are start and \(field.prefix { $0 != "_" }), but rows have them the other way"
      }
    }
    if let answered, !precedes(started, answered) { self.answered = nil }
    if let ended, !precedes(started, ended) { self.ended = nil }
  }

  /// Whether another time, by its name a start as well or without one that is known, comes before.
  private func isEarlierStart(_ other: TimeSource, _ started: TimeSource) -> Bool {
    guard other.columns != started.columns, other.hint.field == nil || other.hint.field == .startedAt,
      precedes(other, started)
    else { return false }
    return zip(other.values, started.values).contains { other, start in
      other.flatMap { other in start.map { other < $0 - 1_000_000 } } ?? false
    }
  }

  private mutating func assignByOrder(_ chosen: [TimeSource]) {
    // The first that the others follow; a date of something else is far from them.
    let first = chosen.first { one in
      one.filledCount * 2 >= table.lineNumbers.count
        && (chosen.count == 1 || chosen.contains { $0.columns != one.columns && precedes(one, $0) })
    }
    guard let start = first ?? chosen.first else { return }
    started = start
    var later: [TimeSource] = []
    for source in chosen where source.columns != start.columns && precedes(start, source) {
      // The same time written in two ways is one.
      let isTold = chosen.count > 3 && ([start] + later).contains { isSame($0, source) }
      if !isTold { later.append(source) }
    }
    self.later = later
    if later.count >= 2 {
      answered = later[0]
      // Nothing of a call comes after its end, or it is not of the call.
      ended = later.last { precedes(later[0], $0) && $0.columns != later[0].columns }
    } else if let only = later.first {
      if only.values == start.values { return }
      // A time that a row may lack, though a later one stands there, is the answer; calls that have it start there.
      let isAnswer = zip(start.values, only.values).contains { $0 == nil && $1 != nil }
      if isAnswer || only.filledCount >= start.filledCount { ended = only } else { answered = only }
      if isAnswer { doubt = nil }
    }
    if sources.count == 1, start.hint.field == .endedAt || start.hint.field == .answeredAt {
      doubt = "the only time there is; its name says \(start.hint.field == .endedAt ? "end" : "answer")"
    }
  }

  /// Of several times after the start takes the two for answer and end that seconds prove.
  mutating func settle(_ isProof: (TimeSource, TimeSource) -> Bool) {
    guard later.count > 2 else { return }
    // The last ones first: ringing lies between earlier times.
    for (index, other) in later.enumerated().reversed() {
      for one in later[..<index].reversed() where isProof(one, other) {
        (answered, ended) = (one, other)
        return
      }
    }
    let names = later.map(label).joined(separator: ", ")
    orderDoubt =
      "several times follow the start (\(names)): answered_at and ended_at are the first and the last of them"
  }

  /// The only time after the start is the answer, and not the end.
  mutating func takeEndForAnswer() { (answered, ended) = (ended, nil) }

  func label(_ source: TimeSource) -> String {
    let time = source.timeColumn.map { " with \(table.profiles[$0].label)" } ?? ""
    return table.profiles[source.column].label + time
  }
}
