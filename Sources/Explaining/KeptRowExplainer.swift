import CallModel
import FileInput
import Importing
import Ledger
import Rating
import Registry

/// Tells of rows that mention a global id and are not billed (spec 2.4, I8).
package struct KeptRowExplainer {
  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// Those rows, in the order in which they were kept.
  ///
  /// - Parameter masksNumbers: for one who sees no whole number, and so cannot ask which rows mention one.
  package func rows(mentioning globalID: String, masksNumbers: Bool) throws -> [ExplainedKeptRow] {
    if masksNumbers, Self.isNumber(globalID) { return [] }
    return try ledger.keptRows(mentioning: Array(globalID.utf8)).filter { Self.names(globalID, in: $0.raw) }
      .map(Self.explain)
  }

  /// Whether an id may be a telephone number.
  private static func isNumber(_ globalID: String) -> Bool {
    globalID.utf8.allSatisfy { !(65...90).contains($0 & 0xdf) && $0 < 0x80 }
  }

  /// The zone for which the plan of a call's line has no rate, by the registry of the run that kept the row; nil for a
  /// row that waits for something else, and where the registry does not say.
  ///
  /// - Parameter start: local.
  package func unpricedZone(
    _ row: KeptRowRecord, called: String, ownNumbers: [String], trunk: String, accountCode: String, at start: LocalTime
  ) throws -> String? {
    guard row.reason == Reason.noRate.name, let version = try ledger.run(row.run)?.registry else { return nil }
    let versions = RegistryVersions(ledger)
    let registry = try versions.snapshot(version).registry
    let dialling = try versions.currentDialling()
    var lines = ownNumbers.compactMap { PhoneNumber(text: $0) }
      .compactMap { registry.findLine(number: $0, on: start.date)?.row }
    Array(trunk.utf8).withUnsafeBufferPointer { trunk in
      Array(accountCode.utf8).withUnsafeBufferPointer { code in
        if let found = registry.findLine(trunk: trunk, accountCode: code, on: start.date) { lines.append(found.row) }
      }
    }
    for line in lines {
      let seen = NumberExplanation(
        called,
        from: NumberViewpoint(
          registry: registry, row: line, date: start.date, secondOfDay: start.secondOfDay, dialling: dialling))
      if seen.price == .noRate { return seen.zone?.name }
    }
    return nil
  }

  /// Whether the id stands there whole, and not as a part of a longer one.
  private static func names(_ globalID: String, in raw: [UInt8]) -> Bool {
    let wanted = Array(globalID.utf8)
    func continues(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
    }
    var at = 0
    while at + wanted.count <= raw.count {
      if raw[at...].starts(with: wanted) {
        let end = at + wanted.count
        let isCut = (at > 0 && continues(raw[at - 1])) || (end < raw.count && continues(raw[end]))
        if !isCut { return true }
      }
      at += 1
    }
    return false
  }

  private static func explain(_ row: KeptRowRecord) -> ExplainedKeptRow {
    let reason = Reason.allCases.first { $0.name == row.reason }
    let name = SourceFile.displayable(row.fileName.utf8)
    return ExplainedKeptRow(
      source: "\(name):\(row.line)", outcome: reason?.outcome.name ?? "", reason: row.reason,
      state: row.state.rawValue, text: text(row, reason), raw: SourceFile.displayable(row.raw))
  }

  private static func text(_ row: KeptRowRecord, _ reason: Reason?) -> String {
    switch row.state {
    case .settled: return "It was tried again and has another outcome now" + (row.note.map { " (\($0))." } ?? ".")
    case .discarded: return "It was let go" + (row.note.map { ": \($0)." } ?? ".")
    case .undone: return "Its run was withdrawn."
    case .held: return "It waits. " + (reason.map(remedy) ?? "")
    }
  }

  private static func remedy(_ reason: Reason) -> String {
    switch reason {
    case .unknownLine: "No line has its number, trunk or account code on that day: add it to lines.csv or dids.csv."
    case .lineInactive: "Its line has active=no on that day."
    case .noPlan: "Its line has no charging plan on that day: give it one, the column plan of lines.csv."
    case .unknownDestination:
      "The called number is of no known form, or no prefix gives it a zone: add one to zones.csv."
    case .ambiguousNumber:
      "The called number has two readings, as with a carrier's code and without: say which in the layout, dialling: "
        + "carrier_code."
    case .noRate: "The line's plan has no rate for its zone at that time: add one to rates.csv."
    case .discarded: "Its call was discarded: rejected discard --back takes it back."
    case .conflictingDuplicate: "Another version of the same call, with more in it, stands for it."
    case .badNumber: "Its called number has other characters than a number has."
    case .badTimestamp: "Its start is not of the layout's form."
    case .badDuration: "Its billable seconds are no number."
    case .badDirection, .badDisposition: "The layout does not know one of its values."
    case .missingField, .extraField: "It has not as many fields as the layout says."
    case .contradictoryTimes: "It has more seconds than its times hold."
    case .badEncoding: "It is not UTF-8, or has a NUL byte."
    case .tooLong: "It is longer than a row can be."
    case .ignored: "The layout's rows leave it out."
    }
  }
}
