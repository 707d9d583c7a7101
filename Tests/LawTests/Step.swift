/// One operation of a sequence. What it refers to it finds among what there is when it runs, so that a sequence from
/// which steps were dropped still runs.
indirect enum Step: Sendable {
  /// A new file; `cut` bytes of its last row (and its line end) are not there yet.
  case write(name: String, rows: [CallRow], isGzip: Bool, cut: Int?)
  /// What was cut comes, and rows behind it.
  case grow(name: String, rows: [CallRow])
  /// Nobody writes to the file any more: a half row is taken as it is.
  case age(name: String)
  /// The same content under another name.
  case deliverAgain(name: String, as: String, isGzip: Bool)
  case importFiles(dryFirst: Bool)
  /// An import that is killed after so many thousandths of a second; another follows.
  case killedImport(milliseconds: Int)
  case importAgain(name: String)
  /// By commands of its own, or by tables that are taken over whole, where the registry is the database.
  case change(RegistryChange, isWhole: Bool)
  case perCall(Bool)
  case activeLinesOnly(Bool)
  /// - Parameter line: only its cycles; nil: all.
  case close(before: String, withSuspended: Bool, line: String?)
  /// Of the closed cycles, or those of one line if it has any.
  case reopen(pick: Int, line: String?)
  case invoice(pick: Int)
  case undo(pick: Int, withLater: Bool)
  case restore(pick: Int)
  case discard(pick: Int, isRejected: Bool)
  case takeBack(pick: Int)
  case retry(isRejected: Bool)
  /// A command that writes, with a dry run before it.
  case planned(Step)
  /// A command that writes, killed after so many thousandths of a second and asked again.
  case killed(Step, milliseconds: Int)

  var words: String {
    switch self {
    case .write(let name, let rows, let isGzip, let cut):
      "write \(name)\(isGzip ? " (gzip)" : ""), \(rows.count) rows"
        + (cut.map { ", the last cut by \($0) bytes" } ?? "")
    case .grow(let name, let rows): "\(name) grows by \(rows.count) rows"
    case .age(let name): "\(name) is left alone for two hours"
    case .deliverAgain(let name, let other, let isGzip): "\(name) again as \(other)\(isGzip ? " (gzip)" : "")"
    case .importFiles(let dryFirst): dryFirst ? "import --dry-run, import" : "import"
    case .killedImport(let milliseconds): "import, killed after \(milliseconds) ms; import"
    case .importAgain(let name): "import --again \(name)"
    case .change(let change, let isWhole): "registry\(isWhole ? " (whole)" : ""): \(change.words)"
    case .perCall(let isPerCall): "additional_service: \(isPerCall ? "per-call" : "aggregated")"
    case .activeLinesOnly(let isSo): "active_lines_only: \(isSo)"
    case .close(let date, let withSuspended, let line):
      "services close --cycle-end-before \(date)\(withSuspended ? " --with-suspended" : "")"
        + (line.map { " --line \($0)" } ?? "")
    case .reopen(let pick, let line): "services reopen (\(line ?? "") \(pick))"
    case .invoice(let pick): "services invoice (\(pick))"
    case .undo(let pick, let withLater): "undo (\(pick))\(withLater ? " --with-later" : "")"
    case .restore(let pick): "undo --restore (\(pick))"
    case .discard(let pick, let isRejected): "\(isRejected ? "rejected" : "suspended") discard (\(pick))"
    case .takeBack(let pick): "rejected discard --back (\(pick))"
    case .retry(let isRejected): "\(isRejected ? "rejected" : "suspended") retry --all"
    case .planned(let step): "dry run, \(step.words)"
    case .killed(let step, let milliseconds): "killed after \(milliseconds) ms: \(step.words); again"
    }
  }

  /// The rows it writes.
  var rows: [CallRow] {
    switch self {
    case .write(_, let rows, _, _), .grow(_, let rows): rows
    default: []
    }
  }

  /// The step with other rows.
  func with(rows: [CallRow]) -> Step {
    switch self {
    case .write(let name, _, let isGzip, let cut): .write(name: name, rows: rows, isGzip: isGzip, cut: cut)
    case .grow(let name, _): .grow(name: name, rows: rows)
    default: self
    }
  }
}

/// A provider, its settings, and what happens to it.
struct LawSequence: Sendable {
  let seed: UInt64
  let provider: Provider
  let form: RowForm
  let isDatabase: Bool
  let deletesFiles: Bool
  let startsPerCall: Bool
  var steps: [Step]

  /// The sequence as a script in words.
  var words: String {
    var lines = [
      "seed \(seed): registry: \(isDatabase ? "database" : "files"), columns \(form.header), delete_files "
        + "\(deletesFiles), \(startsPerCall ? "per-call" : "aggregated")"
    ]
    for (name, text) in provider.tables.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name): " + text.split(separator: "\n").dropFirst().joined(separator: " | "))
    }
    for (place, step) in steps.enumerated() {
      lines.append("\(place + 1). \(step.words)")
      lines += step.rows.map { "     \($0.text(form))" }
    }
    return lines.joined(separator: "\n")
  }
}
