import ByteScanning
import CallModel
import FileInput
import RecordLayouts

extension LayoutProposal {
  /// More distinct values than this are no direction or disposition.
  private static let maximumWords = 40
  /// Shorter values repeat sooner or later.
  private static let identityLength = 8

  // MARK: - Times

  mutating func adoptTimes() {
    guard let started = times.started else { return }
    for (field, source) in [
      (RecordLayout.Field.startedAt, started as TimeSource?), (.answeredAt, times.answered), (.endedAt, times.ended),
    ] {
      guard let source else { continue }
      take(field, source.column)
      var form = RecordLayout.TimeForm()
      if let time = source.timeColumn, let pattern = source.timePattern {
        form.timeColumn = column(time)
        form.parts = RecordLayout.TimeForm.Parts(date: source.pattern, time: pattern)
        if columns[time].field == nil { columns[time].field = field }
      } else if field == .startedAt {
        layout.timestamp = source.pattern
      } else if source.pattern != layout.timestamp || started.timeColumn != nil {
        form.pattern = source.pattern
      }
      if form != RecordLayout.TimeForm() { layout.times[field] = form }
    }
    if let timeColumn = started.timeColumn, columns[started.column].field != .startedAt,
      columns[timeColumn].field != nil
    {
      columns[started.column].field = .startedAt
    }
    // A named column that is blank in these rows need not be in others.
    for field in [RecordLayout.Field.answeredAt, .endedAt] where layout.columns[field] == nil {
      let blank = table.profiles.first { $0.hint.field == field && $0.hint.rank < 100 && $0.filled.isEmpty }
      if let blank { take(field, blank.position - 1) }
    }
    noteStart(started)
    if let doubt = times.orderDoubt { note("columns.ended_at", doubt, check: true) }
    if let swapped = started.swapped { noteSwapped(started, swapped) }
    let profile = table.profiles[started.column]
    let unread = zip(profile.values, started.values).count {
      !$0.isEmpty && $1 == nil && !$0.allSatisfy { $0 == UInt8(ascii: "0") }
    }
    if unread > 0 { note("timestamp", "\(unread) of the first rows are not of this pattern") }
  }

  private mutating func noteStart(_ started: TimeSource) {
    let isNamed = started.hint.field == .startedAt && (started.hint.rank <= 100 || times.sources.count == 1)
    if let doubt = times.doubt {
      note("columns.started_at", doubt, check: true)
    } else if seconds.isProven, started.filledCount < table.lineNumbers.count, times.answered == nil {
      note("columns.started_at", "answered calls start here; rows without it have no seconds, and are unanswered")
    } else if !isNamed {
      let order =
        times.sources.count > 1 ? "of the columns of times the earliest in each row" : "the only column of times"
      note("columns.started_at", order)
    }
  }

  private mutating func noteSwapped(_ started: TimeSource, _ swapped: TimestampPattern) {
    let key = started.timeColumn == nil ? "timestamp" : "columns.started_at"
    let values = table.profiles[started.column].values
    let row =
      values.indices.first { values[$0].prefix(2) != values[$0].dropFirst(3).prefix(2) && !values[$0].isEmpty } ?? 0
    let value = values[row]
    func date(_ pattern: TimestampPattern) -> String {
      var parts = TimestampPattern.Parts()
      _ = value.withUnsafeBufferPointer { pattern.add($0, to: &parts) }
      return Self.date(CivilDate(year: parts.year, month: parts.month, day: parts.day))
    }
    note(
      key, "day and month could be the other way round: no day above 12 was seen", check: true,
      [
        Reading(line: table.lineNumbers[row], choice: started.pattern.text, value: date(started.pattern)),
        Reading(line: table.lineNumbers[row], choice: swapped.text, value: date(swapped)),
      ])
  }

  private static func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  // MARK: - Numbers

  mutating func adoptNumbers() {
    let (caller, called) = (numbers.caller, numbers.called)
    for (field, choice) in [(RecordLayout.Field.caller, caller), (.called, called)] {
      guard let choice else { continue }
      take(field, choice.column)
      var readings: [Reading] = []
      if !choice.isSure, let caller, let called, let row = exampleRow([caller.column, called.column]) {
        readings = [
          reading(row, "\(caller.column + 1) to \(called.column + 1)", [caller.column, called.column]),
          reading(row, "\(called.column + 1) to \(caller.column + 1)", [called.column, caller.column]),
        ]
      }
      // Both by their places are one question.
      if field == .called, caller?.isSure == false, !choice.isSure { readings = [] }
      if !choice.reason.isEmpty { note("columns.\(field.rawValue)", choice.reason, check: !choice.isSure, readings) }
    }
    if let called { noteOthers(called.column) }
  }

  /// Columns that may have the number to charge.
  private mutating func noteOthers(_ called: Int) {
    let others = numbers.otherCalled.prefix(3)
    let row = table.lineNumbers.indices.first { row in
      let own = table.profiles[called].values[row]
      return !own.isEmpty
        && others.contains { !table.profiles[$0].values[row].isEmpty && table.profiles[$0].values[row] != own }
    }
    guard let row else { return }
    note(
      "columns.called", "other columns have other numbers in some rows: which is the one to charge?", check: true,
      ([called] + others).map { reading(row, table.profiles[$0].label, [$0]) })
  }

  private func exampleRow(_ columns: [Int]) -> Int? {
    table.lineNumbers.indices.first { row in columns.allSatisfy { !table.profiles[$0].values[row].isEmpty } }
  }

  private func reading(_ row: Int, _ choice: String, _ columns: [Int]) -> Reading {
    let values = columns.map { String(decoding: table.profiles[$0].values[row], as: UTF8.self) }
    return Reading(line: table.lineNumbers[row], choice: choice, value: values.joined(separator: " to "))
  }

  // MARK: - Seconds

  mutating func adoptSeconds() {
    if let duration = seconds.duration, columns[duration].field == nil { take(.duration, duration) }
    if let span = seconds.span {
      layout.billing = .span(since: span.since, until: span.until)
      note("columns.billable", seconds.reason ?? "")
      let since = span.since == .answeredAt ? times.answered : times.started
      if let since, since.timeColumn != nil, since.values.contains(nil) {
        note(
          "columns.\(span.since.rawValue)",
          "rows with a date but no time here are rejected: leave out calls that were not "
            + "answered by rows: skip, if a column tells them", check: true)
      }
      return
    }
    guard let found = seconds.billable else { return }
    take(.billable, found.column)
    layout.billing = .column(found.unit)
    layout.decimalMark = found.mark
    if let doubt = seconds.doubt {
      note("columns.billable", doubt, check: true, secondReadings(found))
    } else if let reason = seconds.reason {
      note("columns.billable", reason)
    }
  }

  private func secondReadings(_ found: SecondsColumn.Candidate) -> [Reading] {
    var choices = [found] + seconds.others
    if seconds.others.isEmpty, !seconds.isUnitSure, found.hint.unit == nil, found.unit == .seconds {
      choices += [SecondsField.Unit.minutes, .milliseconds].map { unit in
        var other = found
        other.unit = unit
        return other
      }
    }
    guard let row = found.values.indices.first(where: { (found.values[$0] ?? 0) > 0 }) else { return [] }
    return choices.map { choice in
      let cell = table.profiles[choice.column].values[row]
      let value = cell.withUnsafeBufferPointer { SecondsField.parse($0, decimalMark: choice.mark, unit: choice.unit) }
      let unit = choice.unit == .seconds ? "" : ", unit: \(choice.unit.rawValue)"
      return Reading(
        line: table.lineNumbers[row], choice: table.profiles[choice.column].label + unit,
        value: value.map { "\($0) s" } ?? "none")
    }
  }

  // MARK: - Words

  /// Columns of which most values are among the words; the one with that name first.
  private func wordColumns(_ field: RecordLayout.Field, _ words: Set<String>) -> [Int] {
    let found = table.profiles.filter { profile in
      guard !isTaken(profile.position - 1), !profile.counts.isEmpty, profile.counts.count <= Self.maximumWords else {
        return false
      }
      if profile.hint.field == field { return true }
      return profile.hint.field == nil
        && profile.mostly { words.contains(FieldNames.plain(String(decoding: $0, as: UTF8.self))) }
    }
    return found.sorted { left, right in
      let (isLeft, isRight) = (left.hint.field == field, right.hint.field == field)
      return isLeft != isRight
        ? isLeft
        : isLeft && left.hint.rank != right.hint.rank
          ? left.hint.rank < right.hint.rank : left.position < right.position
    }.map { $0.position - 1 }
  }

  /// Which values mean what; without a value that is known to mean outbound there is no direction.
  mutating func adoptDirection() {
    for index in wordColumns(.direction, ValueWords.outbound.union(ValueWords.inbound)) {
      let profile = table.profiles[index]
      let values = Self.ranked(profile)
      let outbound = values.filter { ValueWords.outbound.contains(FieldNames.plain($0)) }
      let inbound = values.filter { ValueWords.inbound.contains(FieldNames.plain($0)) }
      let unknown = values.filter { !outbound.contains($0) && !inbound.contains($0) }
      let isNamed = profile.hint.field == .direction
      // One letter says something only beside the other, or under that name.
      if !isNamed, outbound.isEmpty || inbound.isEmpty, (outbound + inbound).allSatisfy({ $0.count == 1 }) { continue }
      if outbound.isEmpty || !isNamed && unknown.count > 1 {
        if isNamed {
          note(
            "columns",
            "\(profile.label) may be the direction, but its values are not understood: \(Self.list(values)). "
              + "Without it a call is outbound if its caller has a line", check: true)
        }
        continue
      }
      take(.direction, index)
      (layout.outboundValues, layout.inboundValues) = (outbound, inbound)
      if !unknown.isEmpty {
        note("direction", "rows with other values will be rejected: \(Self.list(unknown))", check: true)
      }
      if inbound.isEmpty { note("direction", "no value that means inbound was seen", check: true) }
      return
    }
  }

  /// Which values mean what: by their words, else by whether their calls have seconds to bill.
  mutating func adoptDisposition() {
    for index in wordColumns(.disposition, ValueWords.answered.union(ValueWords.unanswered)) {
      let profile = table.profiles[index]
      let values = Self.ranked(profile)
      if values.contains(where: { ValueWords.hangupCauses.contains(FieldNames.plain($0)) }) { continue }
      let answered = values.filter { ValueWords.answered.contains(FieldNames.plain($0)) }
      let unanswered = values.filter { ValueWords.unanswered.contains(FieldNames.plain($0)) }
      let guessed = values.filter { !answered.contains($0) && !unanswered.contains($0) }
      let billed = guessed.filter { isBilled($0, profile) }
      guard !answered.isEmpty || !unanswered.isEmpty && !billed.isEmpty else {
        if profile.hint.field == .disposition {
          note(
            "columns",
            "\(profile.label) may be the disposition, but no value means answered: \(Self.list(values)). "
              + "Without it a call was answered if it has seconds to bill", check: true)
        }
        continue
      }
      take(.disposition, index)
      layout.answeredValues = answered + billed
      layout.unansweredValues = unanswered + guessed.filter { !billed.contains($0) }
      if !guessed.isEmpty {
        note("disposition", "by whether they have seconds to bill: \(Self.list(guessed))", check: true)
      }
      layout.otherDisposition = .answered
      note("disposition", "of other values the seconds decide")
      return
    }
  }

  private func isBilled(_ value: String, _ profile: ColumnProfile) -> Bool {
    let bytes = Array(value.utf8)
    let rows = profile.values.indices.filter { profile.values[$0] == bytes }
    let billed = rows.count { (seconds.billable?.values[$0] ?? 0) > 0 }
    return billed * 2 > rows.count
  }

  /// Distinct values, the most frequent first.
  private static func ranked(_ profile: ColumnProfile) -> [String] {
    profile.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  // MARK: - Identity and the rest

  mutating func adoptOthers() {
    for field in [RecordLayout.Field.trunk, .accountCode] {
      let named = table.profiles.filter { $0.hint.field == field && !isTaken($0.position - 1) && !$0.filled.isEmpty }
      if let best = named.min(by: { $0.hint.rank < $1.hint.rank }) { take(field, best.position - 1) }
    }
    adoptIdentity()
    if layout.columns[.accountCode] == nil {
      note("columns", "no column is known to be account_code: name it if lines are found by it")
    }
    if let clock = zone.clockColumn { layout.clock = column(clock) }
    let channels = table.profiles.filter { !isTaken($0.position - 1) && $0.mostly(ColumnProfile.isChannel) }
    if let identity = columns.first(where: { $0.field == .globalID }), channels.count == 2,
      table.profiles[identity.position - 1].mostly(ColumnProfile.isUniqueID)
    {
      take(.leg, channels[1].position - 1)
      note("columns.leg", "the other side's channel: tells apart what one channel does at one instant")
    }
  }

  private mutating func adoptIdentity() {
    let free = table.profiles.filter { !isTaken($0.position - 1) && $0.isMostlyFilled && !$0.isClock }
    func isDistinct(_ profile: ColumnProfile) -> Bool { profile.counts.count == profile.filled.count }
    let named = free.filter { $0.hint.field == .globalID && (isDistinct($0) || $0.counts.count > 2) }
      .min { $0.hint.rank < $1.hint.rank }
    let unnamed = free.filter { $0.hint.field == nil && !$0.hint.isPrice }
    let tests: [(ColumnProfile) -> Bool] = [
      { $0.mostly(ColumnProfile.isUniqueID) },
      { $0.mostly(ColumnProfile.isUUID) && $0.counts.count > $0.filled.count / 4 },
      { isDistinct($0) && $0.mostly { $0.contains(UInt8(ascii: "@")) && !$0.starts(with: "sip:".utf8) } },
      { profile in
        isDistinct(profile) && profile.filled.count > 1 && profile.mostly { $0.count >= Self.identityLength }
          && profile.mostly {
            ColumnProfile.isHexadecimal($0) && !ColumnProfile.isDecimal($0) && !ColumnProfile.isAddress($0)
          }
          && profile.longShare < 0.5
      },
      { profile in
        isDistinct(profile) && profile.filled.count > 1 && profile.mostly { $0.count >= Self.identityLength }
          && profile.longShare < 0.5 && !profile.mostly(ColumnProfile.isAddress)
          && !profile.mostly(ColumnProfile.isChannel)
          && !profile.mostly(ColumnProfile.isDecimal)
          && profile.mostly { $0.contains(where: \.isDigit) && !$0.contains { " <:\"".utf8.contains($0) } }
      },
      { isDistinct($0) && $0.isCounter && $0.mostly { $0.count >= 5 } },
    ]
    if let named {
      take(.globalID, named.position - 1)
    } else if let found = tests.lazy.compactMap({ test in unnamed.first(where: test) }).first {
      take(.globalID, found.position - 1)
      let isForm = found.mostly(ColumnProfile.isUniqueID) || found.mostly(ColumnProfile.isUUID)
      note(
        "columns.global_id", isForm ? "its values have the form of a call's id" : "each row has another value",
        check: !isForm)
    } else {
      note(
        "columns", "no column looks like global_id: calls of the same second, numbers and seconds count once",
        check: true)
    }
  }
}
