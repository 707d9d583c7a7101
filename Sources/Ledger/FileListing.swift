import CallModel
import FileInput
import Listing

/// A reading of a file with what else the ledger knows of it.
package struct ListedFile: Sendable {
  package let file: FileRow
  /// What import and status say of the file until it is released; nil: nothing.
  package var concern: FileConcern.Kind?
  /// Ignored rows that are kept since they have seconds.
  package var ignoredWithSeconds = 0

  /// Whether it is not deleted because most of its rows were rejected (spec 4.2, step 7).
  package var isHeldBack: Bool { concern == .mostlyRejected && file.state != .deleted }

  package init(_ file: FileRow) { self.file = file }
}

/// The columns of readings of files in lists: `files list`, `files show --json`, and the console's page.
package enum FileListing {
  package static let columns = Listing<ListedFile>(
    [
      ListingColumn("run", "run") { .number($0.file.run) },
      ListingColumn("name", "file") { .text($0.file.displayName) },
      ListingColumn("state", "state") { .text($0.file.state.rawValue) },
      ListingColumn("size_bytes", "bytes") { .integer(Int($0.file.identity.sizeBytes)) },
      ListingColumn("read", "read") { .integer($0.file.read) },
    ] + OutcomeColumns.all(in: .table) { $0.file.outcomes } + [
      ListingColumn("note", "", in: .table, hidesIfEmpty: true) { .text(note($0)) },
      ListingColumn("reading", "reading", in: .json) { .number($0.file.id) },
      ListingColumn("gzip", "gzip", in: .json) { .flag($0.file.isGzip) },
      ListingColumn("digest", "digest", in: .json) { .optional($0.file.digest.map { "\($0)" }) },
      // Inflated.
      ListingColumn("plain_bytes", "inflated", in: .json) { .number($0.file.plainBytes) },
      ListingColumn("pending", "pending", in: .json) { .flag($0.file.isPending) },
      ListingColumn("held_back", "held back", in: .json) { .flag($0.isHeldBack) },
      // `failed`, `mostly-rejected` or `nothing-left`.
      ListingColumn("attention", "look at", in: .json) { .optional($0.concern?.rawValue) },
      ListingColumn("released", "released", in: .json) { .flag($0.file.isReleased) },
      ListingColumn("error", "error", in: .json) { .optional($0.file.error) },
      ListingColumn("outcomes", "outcomes", in: .json) { .object(outcomes($0.file)) },
      ListingColumn("ignored_with_seconds", "ignored with seconds", in: .json) { .integer($0.ignoredWithSeconds) },
    ])

  private static func outcomes(_ file: FileRow) -> [String: ListingValue] {
    var counts: [String: ListingValue] = [:]
    for outcome in Outcome.allCases { counts[outcome.name] = .integer(file.outcomes[Int(outcome.rawValue)]) }
    return counts
  }

  private static func note(_ listed: ListedFile) -> String {
    if listed.file.isPending { return "last row waits for its end" }
    if listed.isHeldBack { return "held back: mostly rejected" }
    switch listed.concern {
    case .mostlyRejected: return "mostly rejected"
    case .nothingLeft: return "no row is left"
    case .failed, .tooYoung, nil: return listed.file.isReleased ? "released" : ""
    }
  }

  /// All that is known of a reading, a line each.
  package static func facts(_ listed: ListedFile) -> [String] {
    let file = listed.file
    var facts = [
      ("file", file.displayName), ("state", file.state.rawValue), ("run", "\(file.run)"),
      ("bytes", CountText.grouped(Int(file.identity.sizeBytes)) + (file.isGzip ? " (gzip)" : "")),
    ]
    if file.isGzip { facts.append(("inflated", CountText.grouped(Int(file.plainBytes)))) }
    if let digest = file.digest { facts.append(("digest", "\(digest)")) }
    if let error = file.error { facts.append(("error", error)) }
    facts.append(("read", CountText.grouped(file.read)))
    for outcome in Outcome.allCases where file.outcomes[Int(outcome.rawValue)] > 0 {
      let kept = outcome == .ignored ? listed.ignoredWithSeconds : 0
      let rest = kept > 0 ? " (\(CountText.grouped(kept)) with seconds, kept)" : ""
      facts.append((outcome.name, CountText.grouped(file.outcomes[Int(outcome.rawValue)]) + rest))
    }
    if file.isPending { facts.append(("pending", "its last row has no line end yet")) }
    if listed.isHeldBack { facts.append(("held back", "most of its rows were rejected: it is not deleted")) }
    if listed.concern == .nothingLeft { facts.append(("look at", "rows of the layout left none of its rows")) }
    if file.isReleased { facts.append(("released", "import and status tell no more of it")) }
    return AlignedTable.facts(facts.map { (name: $0.0, value: $0.1) })
  }
}

extension Ledger {
  /// Readings with what else is known of their files.
  package func listed(_ files: [FileRow]) throws(LedgerFailure) -> [ListedFile] {
    let ignored = try keptIgnoredRows()
    var kinds: [Int64: FileConcern.Kind] = [:]
    for concern in try fileConcerns(present: nil) {
      for reading in concern.readings { kinds[reading] = concern.kind }
    }
    return files.map { file in
      var listed = ListedFile(file)
      listed.concern = kinds[file.id]
      listed.ignoredWithSeconds = ignored[file.id] ?? 0
      return listed
    }
  }
}
