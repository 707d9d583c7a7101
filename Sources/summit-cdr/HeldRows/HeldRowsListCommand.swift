import ArgumentParser
import CallModel
import Importing
import Ledger

/// `summit-cdr suspended list`, `summit-cdr rejected list`.
struct HeldRowsListCommand<Kind: HeldRowsKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "list",
      abstract: "List \(name) rows.",
      discussion: """
        In the order in which they came. Formats: table, for reading; csv, the columns of rejected-records.csv, then \
        id and state; json, an array of objects. States: held, it waits; discarded; settled, tried again and counted \
        otherwise now; undone, its run was withdrawn.

        Examples:
          summit-cdr \(name) list --config integration.yml --reason \(Kind.example)
          summit-cdr \(name) list --config integration.yml --format csv --mask
          summit-cdr \(name) list --config integration.yml --state all
        """)
  }

  enum State: String, ExpressibleByArgument, CaseIterable {
    case held, discarded, settled, undone, all
  }

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only rows with this reason.", valueName: "reason"))
  var reason: Reason?

  @Option(help: ArgumentHelp("Only rows of this file.", valueName: "name"))
  var file: String?

  @Option(help: ArgumentHelp("Only rows in this state.", valueName: "state"))
  var state: State?

  @Option(help: ArgumentHelp("At most so many rows (default: all; 1000 in a table).", valueName: "n"))
  var limit: Int?

  @OptionGroup var output: ListFormatOptions

  @Flag(help: "Hide the last four digits of telephone numbers.")
  var mask = false

  func validate() throws {
    try Kind.check(reason)
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }

  func run() throws {
    let integration = try integration.load()
    var selection = HeldRowSelection(Kind.outcome)
    selection.reason = reason
    selection.file = file
    if let state {
      selection.states = Set(HeldRowRecord.State.allCases.filter { state == .all || $0.rawValue == state.rawValue })
    }
    try LedgerAccess.read(integration) { ledger in
      if output.format == .table { return try table(ledger, selection) }
      try stream(ledger, selection)
    }
  }

  private func stream(_ ledger: Ledger, _ selection: HeldRowSelection) throws {
    let output = BufferedBytes { bytes in
      guard try bytes.withUnsafeBytes({ try Terminal.write($0) }) else { throw EnoughRows() }
    }
    var writer = HeldRowWriter(isJSON: self.output.format == .json, masksNumbers: mask, to: output.add)
    var count = 0
    do {
      try writer.begin()
      do {
        try ledger.forEachHeldRow(selection) { row in
          if count == limit ?? .max { throw EnoughRows() }
          count += 1
          try writer.add(row)
        }
      } catch is EnoughRows where count == limit ?? .max {
        // As many as were asked for.
      }
      try writer.end()
      try output.flush()
    } catch is EnoughRows {
      // Nobody wants the rest.
    }
  }

  private func table(_ ledger: Ledger, _ selection: HeldRowSelection) throws {
    var table = AlignedTable([
      .number("id"), .text("file"), .number("line"), .text("reason"), .text("state"), .text("note"), .text("row"),
    ])
    let limit = limit ?? HeldRowsTable.standardLimit
    var count = 0
    try ledger.forEachHeldRow(selection) { row in
      count += 1
      guard count <= limit else { return }
      table.append([
        "\(row.id)", Terminal.displayable(row.fileName), "\(row.line)", row.reason,
        state == .held ? "" : row.state.rawValue, Terminal.displayable(row.note ?? ""),
        HeldRowsTable.text(row, masksNumbers: mask),
      ])
    }
    var lines = count > 0 ? table.droppingEmpty(["state", "note"]).lines + [""] : []
    if count > limit {
      lines.append("… \(ProgressLine.grouped(count - limit)) more: --limit shows more of them, --format csv all")
    }
    lines.append("total: \(CountText.of(count, "row", "rows"))")
    try Terminal.write(lines: lines)
  }
}

/// Enough rows were written.
private struct EnoughRows: Error {}

enum HeldRowsTable {
  static let standardLimit = 1_000
  /// What a row of the table shows of a row of a file.
  private static let shownBytes = 160

  static func text(_ row: HeldRowRecord, masksNumbers: Bool) -> String {
    let raw = masksNumbers ? NumberMask.maskAll(in: row.raw) : row.raw
    let text = Terminal.displayable(String(decoding: raw.prefix(shownBytes), as: UTF8.self))
    return raw.count > shownBytes ? text + "…" : text
  }
}
