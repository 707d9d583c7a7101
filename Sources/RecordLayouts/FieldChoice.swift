import ByteScanning

/// Which column is which field: by the header's names, then by what the values look like.
struct FieldChoice {
  /// Indices of columns, from 0.
  private(set) var columns: [RecordLayout.Field: Int] = [:]
  /// Why, where a name did not tell.
  private(set) var reasons: [RecordLayout.Field: String] = [:]

  private let table: SampleTable
  private var isTaken: [Bool]

  init(_ table: SampleTable) {
    self.table = table
    isTaken = Array(repeating: false, count: table.profiles.count)
    chooseByName()
    chooseTimes()
    chooseNumbers()
    chooseSeconds()
    chooseByWords(.direction, ValueWords.outbound.union(ValueWords.inbound), "its values look like directions")
    chooseByWords(.disposition, ValueWords.answered.union(ValueWords.unanswered), "its values look like dispositions")
    chooseIdentity()
  }

  private mutating func take(_ field: RecordLayout.Field, _ column: Int, reason: String?) {
    columns[field] = column
    isTaken[column] = true
    reasons[field] = reason
  }

  private func free(_ test: (ColumnProfile) -> Bool) -> [Int] {
    table.profiles.indices.filter { !isTaken[$0] && test(table.profiles[$0]) }
  }

  private mutating func chooseByName() {
    guard let header = table.header else { return }
    let plain = header.map(FieldNames.plain)
    for (field, names) in FieldNames.synonyms {
      let places = names.compactMap { name in plain.indices.first { plain[$0] == name && !isTaken[$0] } }
      if let place = places.first { take(field, place, reason: nil) }
    }
  }

  private mutating func chooseTimes() {
    guard columns[.startedAt] == nil else { return }
    let times = free { $0.looksLikeTime }
    // A call starts before it is answered or ends, and always starts: the column that is always there and earliest.
    let filled = times.filter { table.profiles[$0].isMostlyFilled }
    guard let start = filled.first ?? times.first else { return }
    take(.startedAt, start, reason: "the first column of times")
    let others = times.filter { $0 != start }
    if others.count == 2 {
      if columns[.answeredAt] == nil { take(.answeredAt, others[0], reason: "the second column of times") }
      if columns[.endedAt] == nil { take(.endedAt, others[1], reason: "the third column of times") }
    }
  }

  private mutating func chooseNumbers() {
    let numbers = free { $0.looksLikeNumbers }
    let wanted = [RecordLayout.Field.caller, .called].filter { columns[$0] == nil }
    if wanted.count == 2, numbers.count >= 2 {
      take(.caller, numbers[0], reason: "the first column of telephone numbers")
      take(.called, numbers[1], reason: "the second column of telephone numbers")
    } else if wanted.count == 1, let number = numbers.first {
      take(wanted[0], number, reason: "the only other column of telephone numbers")
    }
  }

  private mutating func chooseSeconds() {
    guard columns[.billable] == nil else { return }
    // The most varied first: a column of few values is a type or a cause.
    let seconds = free { $0.looksLikeSeconds }.sorted {
      let (left, right) = (table.profiles[$0].counts.count, table.profiles[$1].counts.count)
      return left != right ? left > right : $0 < $1
    }
    if let exact = secondsBetweenTimes(seconds) {
      take(.billable, exact, reason: "its values are the seconds from answered_at to ended_at")
    } else if let duration = columns[.duration] {
      if let smaller = seconds.first(where: { isNeverAbove($0, duration) }) {
        take(.billable, smaller, reason: "its values are seconds, never more than those of duration")
      } else {
        columns[.duration] = nil
        take(.billable, duration, reason: "the only duration there is: does it begin when the call is answered?")
      }
    } else if seconds.count >= 2 {
      let (first, second) = (min(seconds[0], seconds[1]), max(seconds[0], seconds[1]))
      let billable = isNeverAbove(first, second) && !isNeverAbove(second, first) ? first : second
      take(.billable, billable, reason: "of two columns of seconds the one with the smaller values")
      if columns[.duration] == nil {
        take(
          .duration, billable == first ? second : first, reason: "of two columns of seconds the one with the greater")
      }
    } else if let only = seconds.first {
      take(.billable, only, reason: "the only column of seconds: does it begin when the call is answered?")
    }
  }

  /// Of `candidates` the column that has ended_at − answered_at in most rows that have both.
  private func secondsBetweenTimes(_ candidates: [Int]) -> Int? {
    guard let answered = columns[.answeredAt], let ended = columns[.endedAt],
      let form = TimestampGuess(table.profiles[ended].filled)?.form
    else { return nil }
    let starts = table.profiles[answered].values
    let ends = table.profiles[ended].values
    return candidates.first { candidate in
      let values = table.profiles[candidate].values
      var (alike, compared) = (0, 0)
      for row in values.indices {
        guard let start = TimestampGuess.localSeconds(starts[row], form.pattern),
          let end = TimestampGuess.localSeconds(ends[row], form.pattern),
          let seconds = ColumnProfile.seconds(values[row])
        else { continue }
        compared += 1
        if abs(end - start - Int64(seconds)) <= 1 { alike += 1 }
      }
      return compared > 0 && alike * 10 >= compared * 9
    }
  }

  /// Whether no row has more seconds in `column` than in `other`.
  private func isNeverAbove(_ column: Int, _ other: Int) -> Bool {
    zip(table.profiles[column].values, table.profiles[other].values).allSatisfy { left, right in
      guard let left = ColumnProfile.seconds(left), let right = ColumnProfile.seconds(right) else { return true }
      return left <= right
    }
  }

  private mutating func chooseByWords(_ field: RecordLayout.Field, _ words: Set<String>, _ reason: String) {
    guard columns[field] == nil else { return }
    let found = free { profile in
      !profile.counts.isEmpty && profile.counts.keys.allSatisfy { words.contains(FieldNames.plain($0)) }
    }
    if let column = found.first { take(field, column, reason: reason) }
  }

  private mutating func chooseIdentity() {
    guard columns[.globalID] == nil, columns[.startedAt] != nil else { return }
    let candidates = free { $0.looksLikeIdentity }
    // A channel's name differs from row to row, too; an identity is digits, a UUID or the like.
    let column = candidates.first { table.profiles[$0].mostly(ColumnProfile.isHexadecimal) } ?? candidates.first
    guard let column else { return }
    take(.globalID, column, reason: "each row has another value")
  }
}
