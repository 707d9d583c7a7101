import Listing
import Output

/// What the summaries of `rate` and `import` say of rows besides their outcomes (spec 7.1, 7.3, 7.4).
package enum CheckLines {
  /// Patterns shown; the rest is in the report.
  private static let maximumPatterns = 12

  /// What was taken out by `rows`, and what rows say against themselves.
  package static func of(_ checks: RunReport.Checks) -> [String] {
    var lines: [String] = []
    if !checks.ignoredPatterns.isEmpty {
      var table = AlignedTable([.text("ignored by"), .number("rows"), .number("with seconds")])
      let ordered = checks.ignoredPatterns.sorted { ($1.value.rows, $0.key) < ($0.value.rows, $1.key) }
      for (pattern, rows) in ordered.prefix(maximumPatterns) {
        table.append([pattern, CountText.grouped(rows.rows), CountText.grouped(rows.withSeconds)])
      }
      lines += [""] + table.lines
    }
    if checks.contradictions > 0 || checks.clockContradictions > 0 {
      lines.append("")
      lines.append(
        "contradictions: \(CountText.of(checks.contradictions, "row", "rows")) with more seconds than the times hold")
      lines.append(
        "                \(CountText.of(checks.clockContradictions, "row", "rows")) hours from where the clock has them"
      )
    }
    return lines
  }
}
