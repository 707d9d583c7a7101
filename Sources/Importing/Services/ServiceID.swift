import CallModel
import FileInput
import Ledger
import Pipeline

/// Ids that follow from what a service is for, so that neither the order of imports nor a later rating changes them.
package enum ServiceID {
  /// Of an entry of a cycle: 16 hexadecimal digits.
  ///
  /// - Parameter generation: how often the cycle was open again before.
  static func entry(_ key: SpanTotalKey, generation: Int = 0) -> String {
    var texts = [key.contract, key.line, key.plan, key.cycleStart.description, "\(key.entry)"]
    if key.alone != 0 { texts.append("alone \(key.alone)") }
    if generation > 0 { texts.append("again \(generation)") }
    return digest(texts)
  }

  /// Of one call in an entry: the entry's id, `-`, and 16 hexadecimal digits of the call's identity (spec 2.4). All
  /// versions of a call have the same; without a global_id the content belongs to the identity.
  static func call(_ entry: String, _ row: SegmentRow) -> String { "\(entry)-\(callPart(row))" }

  /// What tells one call of an entry from the others.
  static func callPart(_ row: SegmentRow) -> String {
    var texts = [
      "\(row.instant ?? 0)", row.text(.direction), row.text(.globalID), own(row), row.text(.trunk),
      row.text(.accountCode),
    ]
    if row[.globalID].isEmpty { texts += [row.text(.duration), row.text(.called), row.text(.kind)] }
    // Calls without one keep the ids that they had before layouts knew of legs.
    if !row[.leg].isEmpty { texts.append(row.text(.leg)) }
    return digest(texts)
  }

  /// The same of a service of one call; nil of others.
  static func callPart(of service: ServiceRow) -> String? {
    service.startedAt == nil ? nil : String(service.id.dropFirst(digits + 1))
  }

  /// The cell of a caller that does not normalise: part of the identity.
  private static func own(_ row: SegmentRow) -> String {
    if row[.own].count > 0 || !row.isOutbound || row[.caller].count > 0 { return row.text(.own) }
    return row.text(.callerSent)
  }

  /// The part that names the entry.
  static func entryPart(of id: String) -> String { String(id.prefix(digits)) }

  private static let digits = 16

  /// Whether a text has the form of a service's id: that of an entry, perhaps with `-` and what tells a call or a contest.
  package static func isServiceID(_ text: String) -> Bool {
    let (entry, rest) = (text.utf8.prefix(digits), text.utf8.dropFirst(digits))
    let isHexadecimal = entry.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    return entry.count == digits && isHexadecimal && (rest.isEmpty || rest.first == UInt8(ascii: "-"))
  }

  private static func digest(_ texts: [String]) -> String {
    String(contentDigest(Array(texts.joined(separator: "\u{0}").utf8)).description.prefix(digits))
  }
}
