import Provisioning
import Registers
import Registry

/// What a command changed, as it is shown: a bounded number of rows.
struct RegisterChanges {
  let isDryRun: Bool
  private(set) var first: [RegisterLogEntry] = []
  private(set) var count = 0
  /// What the platform is asked.
  private(set) var following = PlatformFollowing()

  /// Rows that are listed: more than that, nobody reads.
  static let maximumListed = 50

  init(isDryRun: Bool) { self.isDryRun = isDryRun }

  mutating func take(_ transaction: RegisterTransaction, _ following: PlatformFollowing) throws {
    self.following = following
    (first, count) = try transaction.entries(limit: Self.maximumListed)
  }

  /// A line for each row, and what came of it all.
  var lines: [String] {
    var lines = first.map { RegisterLogText.line($0) }
    if count > first.count { lines.append("… and \(ProgressLine.grouped(count - first.count)) more rows") }
    if count == 0 { return ["nothing changes"] }
    lines += FollowingText.lines(following)
    if isDryRun { lines.append("dry run: nothing was changed") }
    return lines
  }

  var report: Report {
    Report(
      dryRun: isDryRun, rows: count, changes: first.map(RegisterLogText.Report.init),
      following: FollowingReport(following))
  }

  struct Report: Encodable {
    var dryRun: Bool
    var rows: Int
    var changes: [RegisterLogText.Report]
    var following: FollowingReport
  }
}

/// A change of a row in words, and as JSON.
enum RegisterLogText {
  /// `lines L1 changed: plan basico → empresa, active_from blank → 2026-12-10`
  static func line(_ entry: RegisterLogEntry) -> String {
    let cells = entry.cells.map { cell -> String in
      if cell.isSecret { return "\(cell.column) (not shown)" }
      let after = shown(cell.after)
      return entry.kind == .changed
        ? "\(cell.column) \(shown(cell.before)) → \(after)"
        : "\(cell.column)=\(Terminal.displayable(cell.after ?? cell.before ?? ""))"
    }
    let head = "\(entry.table.commandName) \(Terminal.displayable(entry.id)) \(entry.kind.rawValue)"
    return cells.isEmpty ? head : head + ": " + cells.joined(separator: ", ")
  }

  private static func shown(_ value: String?) -> String { value.map { Terminal.displayable($0) } ?? "blank" }

  struct Report: Encodable {
    struct Cell: Encodable {
      var column: String
      var before: String?
      var after: String?
      var secret: Bool?
    }

    var table: String
    var id: String
    var kind: String
    var cells: [Cell]

    init(_ entry: RegisterLogEntry) {
      table = entry.table.name
      id = entry.id
      kind = entry.kind.rawValue
      cells = entry.cells.map {
        Cell(column: $0.column, before: $0.before, after: $0.after, secret: $0.isSecret ? true : nil)
      }
    }
  }
}

extension RegisterChanges {
  /// Prints what was changed.
  func show(json: Bool, quiet: Bool) throws {
    if json { return try Terminal.write(json: report) }
    if !quiet { try Terminal.write(lines: lines) }
  }
}
