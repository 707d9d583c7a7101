import Ledger
import Listing

/// What closing came to, for people and programs.
extension ClosingResult {
  package func lines(isDryRun: Bool) -> [String] {
    let verb = isDryRun ? "would close" : "closed"
    var what = CountText.of(cycles, "cycle", "cycles")
    if lateCycles > 0 {
      what += " and the late services of \(CountText.of(lateCycles, "cycle", "cycles")) more"
    }
    var lines = [
      "\(verb) \(what): \(CountText.of(services, "service", "services")), R$ \(ServiceRow.amount(centavos))"
    ]
    if unended > 0 {
      lines.append("\(CountText.of(unended, "cycle", "cycles")) left open: the last day has not passed")
    }
    if suspended > 0 {
      lines.append(
        "\(CountText.of(suspended, "cycle", "cycles")) left open: rows of theirs are suspended (summit-cdr suspended "
          + "list); --with-suspended closes them")
    }
    if rowsWithoutLine > 0 {
      lines.append(
        "\(CountText.of(rowsWithoutLine, "row", "rows")) of before the date \(rowsWithoutLine == 1 ? "has" : "have") "
          + "no line, or an inactive one: of which cycle nobody can say (summit-cdr suspended list)")
    }
    return lines
  }

  /// The same as JSON.
  package func object(isDryRun: Bool) -> ListingValue {
    .object([
      "dry_run": .flag(isDryRun), "cycles": .integer(cycles), "late_cycles": .integer(lateCycles),
      "services": .integer(services), "amount": .amount(ServiceRow.amount(centavos)),
      "unended_cycles": .integer(unended),
      "suspended_cycles": .integer(suspended), "rows_without_line": .integer(rowsWithoutLine),
    ])
  }
}
