import ByteScanning
import RecordLayouts

/// Which column has the seconds to bill: by comparing with the times, by names, by what the others are.
struct SecondsColumn {
  /// A column of lengths of time.
  struct Candidate {
    var column: Int
    var unit: SecondsField.Unit
    var mark: UInt8
    var values: [Double?]
    var hint: NameHint
  }

  /// nil with a span: the seconds are worked out from answer and end.
  private(set) var billable: Candidate?
  private(set) var span: (since: RecordLayout.Field, until: RecordLayout.Field)?
  private(set) var wholeTime: Candidate?
  var duration: Int? { wholeTime?.column }
  private(set) var reason: String?
  /// Why a person must look at it.
  private(set) var doubt: String?
  /// Candidates that it could be as well.
  private(set) var others: [Candidate] = []
  /// The times prove it.
  private(set) var isProven = false
  /// The times prove its unit.
  private(set) var isUnitSure = false

  private let table: SampleTable
  private let times: TimeColumns
  private var candidates: [Candidate] = []
  private var ringing: Set<Int> = []

  init(_ table: SampleTable, _ times: TimeColumns, numbers: Set<Int>) {
    self.table = table
    self.times = times
    candidates = Self.candidates(table, times.usedColumns.union(numbers)).filter { !Self.exceeds($0, times) }
    ringing = Set(
      candidates.filter {
        Self.isLength($0, times.started, times.answered) && !Self.isLength($0, times.answered, times.ended)
      }
      .map(\.column))
    chooseByTimes()
    if billable == nil, times.ended == nil, let twin = Self.twins(table, times.usedColumns) {
      billable = candidates.first { $0.column == twin.column && $0.unit == twin.unit }
      if billable != nil { reason = "another column has the same in milliseconds" }
    }
    if billable == nil { chooseByOneRow() }
    if billable == nil { chooseByName() }
    if billable == nil, span == nil { chooseSpan() }
    if billable == nil, span == nil { chooseBySum() }
    if billable == nil, span == nil { chooseByValues() }
    if wholeTime == nil, !others.contains(where: { $0.hint.field == .billable }) {
      wholeTime = candidates.first { $0.column != billable?.column && $0.hint.field == .duration }
    }
  }

  // MARK: - Times

  /// Whether the candidate is the time from one to the other in nearly all rows, of which some have any.
  private static func isLength(
    _ candidate: Candidate, _ since: TimeSource?, _ until: TimeSource?, minimum: Int? = nil
  ) -> Bool {
    guard let since, let until else { return false }
    let tolerance = candidate.unit == .minutes ? 30.0 : 1.0
    var (alike, compared, some) = (0, 0, 0)
    var lengths: Set<Double> = []
    // Of calls that were not answered the times have the ringing, and the seconds are 0.
    let hasMany = candidate.values.count { ($0 ?? 0) > 0 } >= 3
    for row in candidate.values.indices {
      guard let value = candidate.values[row], let start = since.values[row], let end = until.values[row],
        value > 0 || !hasMany
      else { continue }
      compared += 1
      let isAlike = abs(Double(end - start) / 1_000_000 - value) <= tolerance
      if isAlike { alike += 1 }
      if isAlike, value > tolerance {
        some += 1
        lengths.insert(value)
      }
    }
    // A single row may do so by chance, and so may other units.
    let isNamed = candidate.hint.field == .duration || candidate.hint.field == .billable
    let isUsual = candidate.unit == .seconds || candidate.unit == .clock || candidate.unit == candidate.hint.unit
    let least = minimum ?? (isUsual ? isNamed ? 1 : 2 : 3)
    // Of units that are rarer, what is the same in all rows measures nothing.
    return some >= least && (isUsual || lengths.count > 1) && alike * 10 >= compared * 9
  }

  /// Whether a column has the time from one to the other.
  static func proves(_ table: SampleTable, _ used: Set<Int>, _ since: TimeSource, _ until: TimeSource) -> Bool {
    candidates(table, used).contains { isLength($0, since, until) }
  }

  /// The seconds stand in two units: nothing but a length does. `nil` if they do not.
  static func twins(_ table: SampleTable, _ used: Set<Int>) -> Candidate? {
    let all = candidates(table, used)
    return all.first { one in
      one.unit == .seconds && !one.hint.isRinging
        && all.contains { other in
          guard other.unit == .milliseconds, other.column != one.column else { return false }
          let pairs = zip(one.values, other.values).compactMap { one, other in
            one.flatMap { one in other.map { (one, $0) } }
          }
          return Set(pairs.filter { $0.0 > 1 }.map(\.0)).count >= 3 && pairs.allSatisfy { abs($0.0 - $0.1) < 1 }
        }
    }
  }

  /// Whether what was taken for the end is the answer: the time up to it is one column, and the seconds, which two units
  /// prove, are more.
  static func endIsAnswer(_ table: SampleTable, _ used: Set<Int>, _ times: TimeColumns) -> Bool {
    guard times.answered == nil, let twin = twins(table, used), exceeds(twin, times) else { return false }
    return candidates(table, used).contains { $0.column != twin.column && isLength($0, times.started, times.ended) }
  }

  private mutating func chooseByTimes() {
    let (start, answer, end) = (times.started, times.answered, times.ended)
    let isAnswerStart =
      start.map { start in
        answer == nil && zip(start.values, end?.values ?? []).contains { $0 == nil && $1 != nil }
      } ?? false
    let exact = candidates.filter { Self.isLength($0, answer, end) }
    let whole = candidates.filter { Self.isLength($0, start, end) && $0.column != exact.first?.column }
    if let found = exact.min(by: isBetter) {
      billable = found
      isProven = true
      wholeTime = whole.first
      reason = "it is the time from answered_at to ended_at"
    } else if isAnswerStart, let found = whole.min(by: isBetter) {
      billable = found
      isProven = true
      reason = "it is the time from started_at, which unanswered calls lack, to ended_at"
    } else if let found = whole.min(by: isBetter) {
      wholeTime = found
    }
  }

  /// One row may agree by chance: someone must look.
  private mutating func chooseByOneRow() {
    let usual = candidates.filter { $0.hint.field == nil && ($0.unit == .seconds || $0.unit == .clock) }
    guard wholeTime == nil, let end = times.ended, let since = times.answered ?? times.started,
      !candidates.contains(where: { $0.hint.field == .billable || $0.hint.field == .duration }),
      let found = usual.first(where: { Self.isLength($0, since, end, minimum: 1) })
    else { return }
    billable = found
    isUnitSure = true
    doubt = "in the one row that tells it is the time from \(times.label(since)) to \(times.label(end))"
  }

  /// A name that says it, then seconds before other units, then the first.
  private func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
    func rank(_ candidate: Candidate) -> Int {
      (candidate.hint.field == .billable ? 0 : candidate.hint.field == .duration ? 10 : 20)
        + (candidate.unit == .seconds || candidate.unit == .clock ? 0 : 1)
    }
    return rank(left) != rank(right) ? rank(left) < rank(right) : left.column < right.column
  }

  private mutating func chooseByName() {
    let named = candidates.filter {
      ($0.unit == $0.hint.unit || $0.unit == .seconds || $0.unit == .clock) && !ringing.contains($0.column)
    }
    if let found = named.filter({ $0.hint.field == .billable }).min(by: { $0.hint.rank < $1.hint.rank }) {
      billable = found
      if wholeTime == nil { wholeTime = named.first { $0.hint.field == .duration } }
      check(found)
      preferLength(found)
      return
    }
    // With answer and end in the rows their difference is certain; a duration may begin at the start.
    guard !canSpan, let found = named.filter({ $0.hint.field == .duration }).min(by: { $0.hint.rank < $1.hint.rank })
    else {
      return
    }
    let smaller = candidates.first {
      $0.unit == .seconds && isSmaller($0, found) && $0.hint == NameHint() && !isPriceLike($0) && isVaried($0)
        && !isCode($0)
    }
    billable = found
    if let smaller { others = [smaller] }
    doubt = "does \(label(found)) begin when the call is answered, or does it ring in it?"
    check(found)
  }

  /// Seconds to bill that are more than the whole time are a carrier's, rounded up by its tariff; ours is another.
  private mutating func preferLength(_ found: Candidate) {
    guard let length = wholeTime, length.unit == found.unit, isSmaller(length, found) else { return }
    (billable, others, wholeTime) = (length, [found], nil)
    doubt = "\(label(found)) has more than \(label(length)), as a carrier rounds up: which are the seconds of the call?"
  }

  /// Says what speaks against the column.
  private mutating func check(_ found: Candidate) {
    if let unit = unitDoubt(found) { doubt = unit }
    if found.values.allSatisfy({ ($0 ?? 0) == 0 }) { doubt = "no row has seconds: is it \(label(found))?" }
    guard let answer = times.answered, let end = times.ended else { return }
    if !Self.isLength(found, answer, end) {
      doubt = "\(label(found)) is not the time from \(times.label(answer)) to \(times.label(end))"
    }
  }

  /// Why the unit of a column that no times prove is not certain.
  private func unitDoubt(_ found: Candidate) -> String? {
    let some = found.values.compactMap { $0 }.filter { $0 > 0 }
    guard found.hint.unit == nil, !some.isEmpty else { return nil }
    if found.unit == .seconds, let digits = packedClock(found) { return digits }
    if found.unit == .clock {
      let isShort = table.profiles[found.column].filled.allSatisfy { value in
        value.count { $0 == UInt8(ascii: ":") } == 1 && value.prefix { $0 != UInt8(ascii: ":") }.count < 3
      }
      guard isShort, some.allSatisfy({ $0 < 24 * 60 }) else { return nil }
      let question = "\(label(found)) has minutes and seconds, or hours and minutes, which no layout reads?"
      return doubt.map { "\($0) And: \(question)" } ?? question
    }
    guard found.unit == .seconds else { return nil }
    if let thousands = thousands(found) { return thousands }
    if some.count(where: { $0 >= 10_000 }) * 2 > some.count {
      return "most values of \(label(found)) are above 10000: seconds, or milliseconds (unit: milliseconds)?"
    }
    let name = FieldNames.plain(table.profiles[found.column].name ?? "")
    if name.contains("sec") || name.contains("seg") { return nil }
    if isFraction(found) { return "\(label(found)) has fractions: seconds, or minutes (unit: minutes)?" }
    // Calls of over four hours are as rare as those of under a second, and ringing is of seconds.
    let isTold = some.contains { $0 > 240 } && some.count(where: { $0 < 1_000 }) * 2 >= some.count || hasRingTime
    return found.hint.field == .billable && !isTold
      ? "nothing tells the unit of \(label(found)): seconds, minutes or milliseconds?" : nil
  }

  /// `000238` may be 2:38: of as many digits each, the last two and the two before them are below 60 in every row.
  private func packedClock(_ found: Candidate) -> String? {
    let filled = table.profiles[found.column].filled
    guard Set(filled.map(\.count)).count == 1, let length = filled.first?.count, (6...7).contains(length),
      filled.allSatisfy(ColumnProfile.isInteger)
    else { return nil }
    let numbers = filled.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    let long = numbers.filter { $0 >= 100 }
    guard let example = long.first, numbers.allSatisfy({ $0 % 100 < 60 && $0 / 100 % 100 < 60 }),
      let text = filled.first(where: { Int(String(decoding: $0, as: UTF8.self)) == example })
    else { return nil }
    let seconds = example / 10_000 * 3_600 + example / 100 % 100 * 60 + example % 100
    return "\(label(found)) may have hours, minutes and seconds in digits, which no layout reads: "
      + "\(String(decoding: text, as: UTF8.self)) is \(example) s, or \(seconds) s"
  }

  /// `1.061` beside whole numbers: three digits behind the mark are thousands rather than a fraction.
  private func thousands(_ found: Candidate) -> String? {
    let filled = table.profiles[found.column].filled.filter { !$0.elementsEqual("0".utf8) }
    func isGrouped(_ value: [UInt8]) -> Bool {
      guard let mark = value.firstIndex(of: found.mark), value[0] != UInt8(ascii: "0") else { return false }
      return (1...3).contains(mark) && value.count == mark + 4
    }
    guard let example = filled.first(where: isGrouped), filled.contains(where: ColumnProfile.isInteger),
      filled.allSatisfy({ isGrouped($0) || ColumnProfile.isInteger($0) && $0.count <= 3 })
    else { return nil }
    let text = String(decoding: example, as: UTF8.self)
    return "\(label(found)) has \(text) beside whole numbers: a fraction, or thousands, which no layout reads?"
  }

  /// A column named so has whole numbers as they are of seconds.
  private var hasRingTime: Bool {
    candidates.contains { candidate in
      let some = candidate.values.compactMap { $0 }.filter { $0 > 0 }
      return candidate.hint.isRinging && candidate.unit == .seconds && some.contains { $0 > 3 }
        && some.allSatisfy { $0 < 600 }
    }
  }

  private func isFraction(_ candidate: Candidate) -> Bool {
    let some = candidate.values.compactMap { $0 }.filter { $0 > 0 }
    return !some.isEmpty && some.allSatisfy { $0 < 30 } && some.contains { $0 != $0.rounded() }
  }

  private var canSpan: Bool {
    guard let answer = times.answered, let end = times.ended else { return false }
    let lengths = zip(answer.values, end.values).compactMap { answer, end in
      answer.flatMap { answer in end.map { $0 - answer } }
    }
    return lengths.contains { $0 > 0 } && lengths.allSatisfy { $0 >= 0 }
  }

  /// No column has them: they are worked out.
  private mutating func chooseSpan() {
    if canSpan {
      span = (.answeredAt, .endedAt)
      reason = "no column has the seconds: the time from answer to end"
      let rows = zip(times.answered?.values ?? [], times.ended?.values ?? []).count { $0 != nil && $1 != nil }
      // One row may hold anything.
      if rows < 2 { doubt = "no column has the time from answer to end, which only one row tells" }
    } else if times.answered == nil, let start = times.started, let end = times.ended,
      zip(start.values, end.values).contains(where: { $0 == nil && $1 != nil })
    {
      span = (.startedAt, .endedAt)
      reason = "no column has the seconds: the time from started_at, which unanswered calls lack, to the end"
    }
  }

  // MARK: - Values

  /// Without names and times that tell: lengths written H:MM:SS, then whole numbers that vary.
  private mutating func chooseByValues() {
    let free = candidates.filter { !ringing.contains($0.column) && !$0.hint.isRinging && isVaried($0) }
    let clocks = free.filter { $0.unit == .clock }
    if let found = clocks.max(by: { total($0) < total($1) || total($0) == total($1) && $0.column > $1.column }) {
      billable = found
      others = clocks.filter { $0.column != found.column }
      doubt = "a column of lengths of time: does it begin when the call is answered?"
      return
    }
    let whole = free.filter {
      $0.unit == .seconds && $0.hint.unit == nil && $0.hint.field == nil && !isPriceLike($0) && !isCode($0)
    }
    if let wholeTime {
      others = [wholeTime]
      billable = whole.first { isSmaller($0, wholeTime) }
      doubt = "its values are seconds, never more than those of \(label(wholeTime))"
      if billable == nil {
        (billable, others, self.wholeTime, isUnitSure) = (wholeTime, [], nil, true)
        doubt = "it is the time from started_at to ended_at, in which it may ring"
      }
      return
    }
    guard let first = whole.first else { return }
    let pair = whole.dropFirst().first { isSmaller($0, first) || isSmaller(first, $0) }
    if let pair {
      let isFirst = isSmaller(first, pair)
      billable = isFirst ? first : pair
      wholeTime = isFirst ? pair : first
      others = [isFirst ? pair : first]
      doubt = "of two columns of seconds the one with the smaller values"
    } else {
      billable = first
      others = Array(whole.dropFirst().prefix(3))
      doubt = "a column of whole numbers, by their looks seconds: does it begin when the call is answered?"
    }
  }

  /// Of three columns of which two make the third one is the time that was spoken, one the ringing.
  private mutating func chooseBySum() {
    let free = candidates.filter { $0.unit == .seconds && $0.hint.field == nil && $0.hint.unit == nil && isVaried($0) }
    for whole in free {
      for talk in free where talk.column != whole.column && isSmaller(talk, whole) {
        let ring = free.first {
          ![whole.column, talk.column].contains($0.column) && total(talk) > total($0) && isSum(whole, talk, $0)
        }
        guard let ring, wholeTime == nil || wholeTime?.column == whole.column else { continue }
        (billable, wholeTime, others) = (talk, whole, [ring])
        doubt = "with \(label(ring)) it makes \(label(whole)): talking and ringing, which is which?"
        return
      }
    }
  }

  /// Whether `talk` and `ring` make `whole` in each row, and not as a tax makes a price.
  private func isSum(_ whole: Candidate, _ talk: Candidate, _ ring: Candidate) -> Bool {
    var shares: [Double] = []
    for row in whole.values.indices {
      guard let sum = whole.values[row], let one = talk.values[row], let other = ring.values[row] else { continue }
      if abs(one + other - sum) > 1 { return false }
      if one > 0, other > 0 { shares.append(other / one) }
    }
    guard shares.count >= 3, let least = shares.min(), let most = shares.max() else { return false }
    return most > least * 2 && whole.values.contains { ($0 ?? 0) > 30 }
  }

  private func total(_ candidate: Candidate) -> Double { candidate.values.compactMap { $0 }.reduce(0, +) }

  private func isVaried(_ candidate: Candidate) -> Bool {
    let values = Set(candidate.values.compactMap { $0 })
    return values.contains { $0 > 0 } && (values.count > 1 || candidate.values.count < 3 && candidate.unit == .clock)
  }

  /// 200, 404, 486; or few values over and over.
  private func isCode(_ candidate: Candidate) -> Bool {
    let values = candidate.values.compactMap { $0 }
    let distinct = Set(values)
    let isAnswer = distinct.allSatisfy { (100...699).contains($0) } && distinct.contains(200)
    return isAnswer || values.count >= 8 && distinct.count <= 4 || distinct.allSatisfy { $0 < 30 } && values.count < 8
      || distinct.contains { $0 > 100_000 }
  }

  private func isPriceLike(_ candidate: Candidate) -> Bool {
    table.profiles[candidate.column].filled.contains(where: ColumnProfile.isDecimal)
  }

  /// Whether no row has more in `one`, and some have less.
  private func isSmaller(_ one: Candidate, _ other: Candidate) -> Bool {
    let pairs = zip(one.values, other.values).compactMap { one, other in one.flatMap { one in other.map { (one, $0) } }
    }
    return one.column != other.column && pairs.allSatisfy { $0.0 <= $0.1 } && pairs.contains { $0.0 < $0.1 }
  }

  func label(_ candidate: Candidate) -> String { table.profiles[candidate.column].label }
}
