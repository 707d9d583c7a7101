import Foundation
import ReferenceLedger

extension SequenceRun {
  func performOnFiles(_ step: Step) throws {
    switch step {
    case .write(let name, let rows, let isGzip, let cut):
      let text = ([sequence.form.header] + rows.map { $0.text(sequence.form) }).map { $0 + "\n" }.joined()
      // "Same name, other content" is a new file; a longer one that begins alike would be the same grown.
      if let old = sources[name], text.hasPrefix(old.text) || old.text.hasPrefix(text) { return }
      let last = rows.last.map { $0.text(sequence.form).utf8.count } ?? 0
      sources[name] = SourceText(
        text: text, cut: min(cut.map { $0 + 1 } ?? 0, last), isGzip: isGzip, isSettled: false, mayGrow: true)
      try put(name)
    case .grow(let name, let rows):
      guard var source = sources[name], source.mayGrow, !source.isGzip, try isThere(name) else { return }
      source.text += rows.map { $0.text(sequence.form) + "\n" }.joined()
      source.cut = 0
      sources[name] = source
      try put(name)
    case .age(let name):
      guard let source = sources[name], source.cut > 0, try isThere(name) else { return }
      sources[name]?.isSettled = true
      sources[name]?.mayGrow = false
      try site.setAge(of: name, hoursAgo: 2)
    case .deliverAgain(let name, let other, let isGzip):
      guard var source = sources[name], source.cut == 0, sources[other] == nil else { return }
      source.isGzip = isGzip
      source.mayGrow = false
      sources[name]?.mayGrow = false
      sources[other] = source
      try put(other)
    default: return
    }
  }

  private func isThere(_ name: String) throws -> Bool { try site.sourceNames().contains(name) }

  private func put(_ name: String) throws {
    guard let source = sources[name] else { return }
    let bytes = Array(source.text.utf8.dropLast(source.cut))
    try site.writeSource(name, source.isGzip ? gzip(bytes) : bytes, hoursAgo: source.cut > 0 ? 0 : 2)
  }

  /// What a run that begins now finds in the source directory.
  func entries() throws -> [SourceEntry] {
    try site.sourceNames().sorted().compactMap { name in
      sources[name].map {
        SourceEntry(
          name: name, bytes: Array($0.text.utf8.dropLast($0.cut)), isSettled: $0.cut == 0 || $0.isSettled)
      }
    }
  }

  // MARK: Imports

  func importFiles(dryFirst: Bool) throws {
    let entries = try entries()
    var planned: [String: Any]?
    if dryFirst {
      let dry = try site.command("import", "--dry-run", "--json")
      if !dry.isDone { throw Finding("import --dry-run: \(dry.words)") }
      planned = try dry.object()
      try look()
    }
    let answer = try importNow(entries, arguments: ["import", "--json"])
    if let planned { try Self.compareReports(planned, try answer.object()) }
  }

  @discardableResult
  private func importNow(
    _ entries: [SourceEntry], arguments: [String], again: Set<String> = []
  ) throws -> Site.Answer {
    let answer = try site.command(arguments)
    log[log.count - 1] += " -> \(answer.status)"
    if !answer.isDone { throw Finding("\(arguments.joined(separator: " ")): \(answer.words)") }
    let run = try answer.object()["run"] as? Int ?? 0
    model.importFiles(entries, run: run, again: again)
    return answer
  }

  func importAgain(_ name: String) throws {
    let entries = try entries()
    guard entries.contains(where: { $0.name == name }) else { return }
    if options.isLenient { return }
    try importNow(entries, arguments: ["import", "--json", "--again", name], again: [name])
  }

  /// The killed run did all or nothing; the next does the rest. `verify` finds nothing in between.
  func killImport(after milliseconds: Int) throws {
    let entries = try entries()
    let before = try lastRun()
    let process = try site.start(["import", "--quiet", "--config", "integration.yml"])
    usleep(UInt32(milliseconds) * 1000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    if process.terminationReason == .exit && process.terminationStatus != 0 {
      throw Finding("import, to be killed: exit code \(process.terminationStatus): \(try site.read(".stderr"))")
    }
    try verify()
    let run = try lastRun()
    log[log.count - 1] += run > before ? " (it was done)" : ""
    if run > before { model.importFiles(entries, run: run) }
    try importNow(try self.entries(), arguments: ["import", "--json"])
  }

  private func lastRun() throws -> Int {
    let runs = try site.command("runs", "--json")
    // Before the first import there may be no ledger.
    guard runs.isDone else { return 0 }
    return try runs.list().compactMap { $0["run"] as? Int }.max() ?? 0
  }

  func verify() throws {
    let answer = try site.command("verify")
    if !answer.isDone && !model.isUntouched { throw Finding("verify: \(answer.words)") }
  }

  /// "`--dry-run` is the same run, rolled back": the same report, but for what names the run and its files' end.
  private static func compareReports(_ dry: [String: Any], _ real: [String: Any]) throws {
    let own: Set = [
      "run", "started_at", "ended_at", "is_dry_run", "deleted_files", "kept_files", "alerts", "alert_count",
      "told_alerts",
    ]
    for key in Set(dry.keys).union(real.keys).subtracting(own).sorted() {
      let (planned, done) = (text(dry[key]), text(real[key]))
      if planned != done { throw Finding("import --dry-run: \(key): expected \(done) (the import), found \(planned)") }
    }
  }

  private static func text(_ value: Any?) -> String {
    guard let value else { return "nothing" }
    let data = try? JSONSerialization.data(withJSONObject: [value], options: [.sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
  }
}
