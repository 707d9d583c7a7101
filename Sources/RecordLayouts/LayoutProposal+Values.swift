import ByteScanning

extension LayoutProposal {
  /// Values listed in a remark.
  private static let maximumListedValues = 12
  /// More distinct values than this are no direction or disposition.
  private static let maximumWords = 40

  /// The pattern of started_at.
  mutating func readTime(_ table: SampleTable) {
    guard let profile = profile(.startedAt, table) else { return }
    guard let guess = TimestampGuess(profile.filled) else {
      note("timestamp", Self.unreadTime(profile, table), mustBeChecked: true)
      return
    }
    layout.timestamp = guess.form.pattern
    if guess.isDayMonthOpen {
      note("timestamp", "day and month could be the other way round: no day above 12 was seen", mustBeChecked: true)
    }
    if guess.matchCount < profile.filled.count {
      note("timestamp", "\(profile.filled.count - guess.matchCount) of the first rows are not of this pattern")
    }
    if let zone = guess.form.zone {
      layout.timeZone = zone
      notes.removeAll { $0.key == "time_zone" }
      note("time_zone", "the times end in \(Self.quoted(guess.form.pattern.text.suffix(1) == "Z" ? "Z" : "+00:00"))")
    } else if let offset = guess.form.fixedOffset {
      note("timestamp", "times that do not end in \(offset) will be rejected", mustBeChecked: true)
    }
  }

  private static func unreadTime(_ profile: ColumnProfile, _ table: SampleTable) -> String {
    let example = profile.examples.first.map { ", e.g. \(quoted($0))" } ?? ""
    let clock = table.profiles.first { other in
      other.position != profile.position && other.mostly { $0.count == 8 && $0[2] == UInt8(ascii: ":") }
    }
    if let clock {
      return "date and time are in two columns (\(profile.position) and \(clock.position)): a layout needs them in one"
    }
    if profile.mostly({ $0.count == 10 && $0.allSatisfy(\.isDigit) }) {
      return "the times are seconds since 1970\(example): a layout needs date and time in digits"
    }
    return "expected date and time to the second, found another form\(example)"
  }

  /// The decimal mark of billable.
  mutating func readSeconds(_ table: SampleTable) {
    guard let profile = profile(.billable, table) else { return }
    if profile.filled.contains(where: { $0.contains(UInt8(ascii: ",")) && ColumnProfile.seconds($0) != nil }) {
      layout.decimalMark = UInt8(ascii: ",")
    }
    let unread = profile.filled.filter { ColumnProfile.seconds($0) == nil }
    guard unread.count * 2 > profile.filled.count, let example = unread.first else { return }
    let text = Self.quoted(String(decoding: example, as: UTF8.self))
    let advice =
      example.contains(UInt8(ascii: ":")) ? ": hours and minutes cannot be read, the file must state seconds" : ""
    note("columns.billable", "expected seconds, found \(text)\(advice)", mustBeChecked: true)
  }

  /// Which values of direction mean what; without a value that is known to mean outbound there is no direction.
  mutating func readDirection(_ table: SampleTable) {
    guard let profile = profile(.direction, table) else { return }
    let values = Self.ranked(profile)
    layout.outboundValues = values.filter { ValueWords.outbound.contains(FieldNames.plain($0)) }
    layout.inboundValues = values.filter { ValueWords.inbound.contains(FieldNames.plain($0)) }
    let unknown = values.filter { !layout.outboundValues.contains($0) && !layout.inboundValues.contains($0) }
    if layout.outboundValues.isEmpty || profile.counts.count > Self.maximumWords {
      (layout.outboundValues, layout.inboundValues) = ([], [])
      drop(.direction)
      note(
        "columns",
        "column \(profile.position)\(Self.named(profile)) may be the direction, but its values are not understood: "
          + "\(Self.list(values)). Without it a call is outbound if its caller has a line",
        mustBeChecked: true)
      return
    }
    if !unknown.isEmpty {
      note("direction", "rows with other values will be rejected: \(Self.list(unknown))", mustBeChecked: true)
    }
    if layout.inboundValues.isEmpty { note("direction", "no value that means inbound was seen", mustBeChecked: true) }
  }

  /// Which values of disposition mean what: by their words, else by whether their calls have seconds to bill.
  mutating func readDisposition(_ table: SampleTable) {
    guard let profile = profile(.disposition, table) else { return }
    let values = Self.ranked(profile)
    guard !values.isEmpty, values.count <= Self.maximumWords else {
      drop(.disposition)
      note(
        "columns",
        "column \(profile.position)\(Self.named(profile)) has too many values for a disposition. "
          + "Without it a call was answered if it has seconds to bill")
      return
    }
    var guessed: [String] = []
    for value in values {
      let word = FieldNames.plain(value)
      if ValueWords.answered.contains(word) {
        layout.answeredValues.append(value)
      } else if ValueWords.unanswered.contains(word) {
        layout.unansweredValues.append(value)
      } else {
        guessed.append(value)
        if isBilled(value, profile, table) {
          layout.answeredValues.append(value)
        } else {
          layout.unansweredValues.append(value)
        }
      }
    }
    if !guessed.isEmpty {
      note("disposition", "by whether they have seconds to bill: \(Self.list(guessed))", mustBeChecked: true)
    }
    if layout.answeredValues.isEmpty {
      layout.unansweredValues = []
      drop(.disposition)
      note(
        "columns",
        "column \(profile.position)\(Self.named(profile)) may be the disposition, but no value means answered: "
          + "\(Self.list(values)). Without it a call was answered if it has seconds to bill",
        mustBeChecked: true)
    } else {
      note("disposition", "rows with values not listed here will be rejected")
    }
  }

  private func isBilled(_ value: String, _ profile: ColumnProfile, _ table: SampleTable) -> Bool {
    guard let billable = self.profile(.billable, table) else { return false }
    let bytes = Array(value.utf8)
    let rows = profile.values.indices.filter { profile.values[$0] == bytes }
    let billed = rows.count { (ColumnProfile.seconds(billable.values[$0]) ?? 0) > 0 }
    return billed * 2 > rows.count
  }

  /// Distinct values, the most frequent first.
  private static func ranked(_ profile: ColumnProfile) -> [String] {
    profile.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func named(_ profile: ColumnProfile) -> String {
    profile.name.map { " (\($0))" } ?? ""
  }

  private static func list(_ values: [String]) -> String {
    let listed = values.prefix(maximumListedValues).map(quoted).joined(separator: ", ")
    return values.count > maximumListedValues ? listed + ", …" : listed
  }

  private static func quoted(_ text: some StringProtocol) -> String { "'\(text)'" }
}
