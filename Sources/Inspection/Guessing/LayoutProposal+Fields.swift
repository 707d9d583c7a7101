import ByteScanning
import CallModel
import FileInput
import RecordLayouts

extension LayoutProposal {
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
    func date(_ value: [UInt8], _ pattern: TimestampPattern) -> CivilDate? {
      var parts = TimestampPattern.Parts()
      guard value.withUnsafeBufferPointer({ pattern.add($0, to: &parts) }) else { return nil }
      return CivilDate(year: parts.year, month: parts.month, day: parts.day)
    }
    func dates(_ row: Int) -> (CivilDate, CivilDate)? {
      date(values[row], started.pattern).flatMap { one in date(values[row], swapped).map { (one, $0) } }
    }
    let row = values.indices.first { row in dates(row).map { $0 != $1 } ?? false }
    guard let row, let (one, other) = dates(row) else { return }
    let text =
      one.components.year == other.components.year
      ? "day and month could be the other way round: no day above 12 was seen"
      : "day, month and year could stand in another order: each row has a date that way, too"
    note(
      key, text, check: true,
      [
        Reading(line: table.lineNumbers[row], choice: started.pattern.text, value: Self.date(one)),
        Reading(line: table.lineNumbers[row], choice: swapped.text, value: Self.date(other)),
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
      if let other = choice.other, let row = exampleRow([choice.column, other]) {
        readings = [choice.column, other].map { reading(row, table.profiles[$0].label, [$0]) }
      } else if !choice.isSure, let caller, let called, let row = exampleRow([caller.column, called.column]) {
        readings = [
          reading(row, "\(caller.column + 1) to \(called.column + 1)", [caller.column, called.column]),
          reading(row, "\(called.column + 1) to \(caller.column + 1)", [called.column, caller.column]),
        ]
      }
      // Both by their places are one question.
      if field == .called, caller?.isSure == false, !choice.isSure { readings = [] }
      if !choice.reason.isEmpty { note("columns.\(field.rawValue)", choice.reason, check: !choice.isSure, readings) }
      noteAddresses(field, table.profiles[choice.column])
    }
    if let called { noteOthers(called.column) }
  }

  /// No number is read of `sip:4833334444@host`.
  private mutating func noteAddresses(_ field: RecordLayout.Field, _ profile: ColumnProfile) {
    guard profile.mostly(ColumnProfile.isAddress), let example = profile.examples.first else { return }
    note(
      "columns.\(field.rawValue)",
      "its values are addresses such as \(Self.quoted(example)), of which no number is read: let the switch write the "
        + "user's part alone", check: true)
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

  func reading(_ row: Int, _ choice: String, _ columns: [Int]) -> Reading {
    let values = columns.map { String(decoding: table.profiles[$0].values[row], as: UTF8.self) }
    return Reading(line: table.lineNumbers[row], choice: choice, value: values.joined(separator: " to "))
  }

  // MARK: - Seconds

  mutating func adoptSeconds() {
    if let duration = seconds.duration, columns[duration].field == nil { take(.duration, duration) }
    if let span = seconds.span {
      layout.billing = .span(since: span.since, until: span.until)
      note("columns.billable", seconds.doubt ?? seconds.reason ?? "", check: seconds.doubt != nil)
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
}
