import CallModel
import Listing
import Registry

/// A change of a row of the registers in words, and as JSON.
package enum RegisterLogText {
  /// `lines L1 changed: plan basico → empresa, active_from blank → 2026-12-10`
  package static func line(_ entry: RegisterLogEntry) -> String {
    let cells = entry.cells.map { cell -> String in
      if cell.isSecret { return "\(cell.column) (not shown)" }
      let after = shown(cell.after)
      return entry.kind == .changed
        ? "\(cell.column) \(shown(cell.before)) → \(after)"
        : "\(cell.column)=\(DisplayText.of(cell.after ?? cell.before ?? ""))"
    }
    let head = "\(entry.table.commandName) \(DisplayText.of(entry.id)) \(entry.kind.rawValue)"
    return cells.isEmpty ? head : head + ": " + cells.joined(separator: ", ")
  }

  /// The same with when and by whom.
  ///
  /// - Parameter zone: of the local time.
  package static func line(_ entry: RegisterLogEntry, _ zone: TimeZoneRules) -> String {
    "\(ListingStyle.local(entry.at, zone))  \(DisplayText.of(entry.user))  \(line(entry))"
  }

  private static func shown(_ value: String?) -> String { value.map { DisplayText.of($0) } ?? "blank" }
}

/// Changes of the registers as JSON: `registry log`, and what each command changed.
package enum RegisterLogListing {
  package static let columns = Listing<RegisterLogEntry>([
    ListingColumn("change", "change", in: .json) { .number($0.journal) },
    ListingColumn("at", "at", in: .json) { .moment($0.at) },
    ListingColumn("by", "by", in: .json) { .text($0.user) },
    ListingColumn("table", "table", in: .json) { .text($0.table.name) },
    ListingColumn("id", "id", in: .json) { .text($0.id) },
    ListingColumn("kind", "kind", in: .json) { .text($0.kind.rawValue) },
    ListingColumn("cells", "cells", in: .json) { .array($0.cells.map(cell)) },
  ])

  /// Of the changes of one command.
  package static let ofOneChange = columns.without(["change", "at", "by"])

  private static func cell(_ cell: RegisterLogEntry.Cell) -> ListingValue {
    .object([
      "column": .text(cell.column), "before": .optional(cell.before), "after": .optional(cell.after),
      "secret": cell.isSecret ? .flag(true) : .none,
    ])
  }
}
