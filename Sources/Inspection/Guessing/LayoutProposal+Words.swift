import ByteScanning
import RecordLayouts

/// What words, ids and names of columns say.
extension LayoutProposal {
  /// More distinct values than this are no direction or disposition.
  private static let maximumWords = 40
  /// Shorter values repeat sooner or later.
  private static let identityLength = 8

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
      let isNamed = profile.hint.field == .direction
      let outbound = values.filter { Self.means($0, ValueWords.outbound, not: ValueWords.inbound, isNamed) }
      let inbound = values.filter { Self.means($0, ValueWords.inbound, not: ValueWords.outbound, isNamed) }
      let unknown = values.filter { !outbound.contains($0) && !inbound.contains($0) }
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
      noteSwapped(profile)
      return
    }
  }

  /// Whether a value is one of the words, or (under that name) has one among its words: `outbound-api`.
  private static func means(_ value: String, _ words: Set<String>, not others: Set<String>, _ isNamed: Bool) -> Bool {
    if words.contains(FieldNames.plain(value)) { return true }
    let parts = value.split { !$0.isLetter }.map { FieldNames.plain(String($0)) }.filter { $0.count > 1 }
    return isNamed && parts.contains(where: words.contains) && !parts.contains(where: others.contains)
      && !others.contains(FieldNames.plain(value))
  }

  /// Telephone systems write their own extension first, also of a call that came in.
  private mutating func noteSwapped(_ direction: ColumnProfile) {
    guard let caller = numbers.caller?.column, let called = numbers.called?.column else { return }
    let inbound = Set(layout.inboundValues.map { Array($0.utf8) })
    let rows = direction.values.indices
    let (own, other) = (table.profiles[caller].values, table.profiles[called].values)
    let ours = Set(rows.filter { !inbound.contains(direction.values[$0]) }.map { own[$0] })
    let coming = rows.filter { inbound.contains(direction.values[$0]) && !own[$0].isEmpty && !other[$0].isEmpty }
    guard coming.count >= 2, coming.count(where: { ours.contains(own[$0]) }) * 10 >= coming.count * 8,
      coming.count(where: { ours.contains(other[$0]) }) * 10 <= coming.count * 2, let row = coming.first
    else { return }
    let values = layout.inboundValues.map { "\"\($0)\"" }.joined(separator: ", ")
    let place = direction.name.flatMap { $0.isEmpty || !layout.hasHeader ? nil : $0 } ?? "\(direction.position)"
    note(
      "columns.caller",
      "in rows that are inbound by \(direction.label) \(table.profiles[caller].label) seems to be the one who was called: "
        + "they find no line. Leave them out by rows: {skip: {\(place): [\(values)]}}", check: true,
      [reading(row, "\(caller + 1) to \(called + 1)", [caller, called])])
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
    adoptWordForNothing()
  }

  private static let wordsForNothing: Set<String> = ["null", "\\n", "none", "nil"]

  /// `NULL` or `\N` where a time would stand: such calls were not answered.
  private mutating func adoptWordForNothing() {
    guard let answered = times.answered ?? times.started, answered.timeColumn == nil else { return }
    let profile = table.profiles[answered.column]
    let words = Set(
      zip(profile.values, answered.values).filter { !$0.isEmpty && $1 == nil }.map {
        String(decoding: $0.0, as: UTF8.self)
      })
    guard words.count == 1, let word = words.first, Self.wordsForNothing.contains(word.lowercased()) else { return }
    layout.columns[.disposition] = column(answered.column)
    layout.unansweredValues = [word]
    layout.otherDisposition = .answered
    note("disposition", "\(Self.quoted(word)) in \(profile.label) stands for nothing: such calls were not answered")
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
      { $0.mostly(ColumnProfile.isUniqueID) || $0.mostly(ColumnProfile.isCountFromStart) },
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
      let isForm = [ColumnProfile.isUniqueID, ColumnProfile.isCountFromStart, ColumnProfile.isUUID]
        .contains { found.mostly($0) }
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
