import Foundation
import ReferenceLedger
import RunSupport

extension SequenceRun {
  /// Minutes since the last change of a file whose last row is half written: older than `settle_seconds`, younger than
  /// 60 times as much.
  private static let hoursOfHalfRow = 0.2

  func performOnFiles(_ step: Step) throws {
    let there = try site.sourceNames()
    guard let name = sources.apply(step, form: sequence.form, isThere: { there.contains($0) }) else { return }
    guard let source = sources.texts[name] else { return }
    if case .age = step { return try site.setAge(of: name, hoursAgo: 2) }
    let bytes = source.isGzip ? gzip(source.bytes) : source.bytes
    try site.writeSource(name, bytes, hoursAgo: source.cut > 0 ? Self.hoursOfHalfRow : 2)
  }

  /// What a run that begins now finds in the source directory.
  func entries() throws -> [SourceEntry] { sources.entries(try site.sourceNames()) }

  // MARK: Imports

  func importFiles(dryFirst: Bool) throws {
    let entries = try entries()
    var planned: [String: Any]?
    if dryFirst {
      let dry = try site.command("import", "--dry-run", "--json")
      if !dry.isDoneSomehow { throw Finding("import --dry-run: \(dry.words)") }
      planned = try dry.object()
      try look()
    }
    let before = model
    let answer = try importNow(entries, arguments: ["import", "--json"])
    guard let planned else { return }
    let report = try answer.object()
    try Self.compareReports("import", planned, report)
    if !options.isLenient { try compareChanges("import", report, from: before, to: model, isWhole: false) }
  }

  @discardableResult
  private func importNow(
    _ entries: [SourceEntry], arguments: [String], again: Set<String> = []
  ) throws -> Site.Answer {
    let answer = try site.command(arguments)
    log[log.count - 1] += " -> \(answer.status)"
    if !answer.isDoneSomehow { throw Finding("\(arguments.joined(separator: " ")): \(answer.words)") }
    let run = try answer.object()["run"] as? Int ?? 0
    model.importFiles(entries, run: run, again: again)
    if model.runs.contains(0) && !options.isLenient {
      throw Finding("import: expected a run of its own for what was delivered, found run 0")
    }
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
    let end = try site.kill(["import", "--quiet"], afterMicroseconds: milliseconds * 1000)
    if case .exit(let code) = end, code > 1 {
      throw Finding("import, to be killed: exit code \(code): \(try site.read(".stderr"))")
    }
    try verify(afterKill: true)
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

  func verify(afterKill: Bool = false) throws {
    let answer = try site.command("verify")
    if answer.isDone || model.isUntouched { return }
    // What a killed run left is said, and is so.
    let isLeftOver = answer.output.split(separator: "\n").dropLast().allSatisfy { $0.contains("run that did not end") }
    if !(afterKill && isLeftOver) { throw Finding("verify: \(answer.words)") }
  }

  /// "`--dry-run` is the same run, rolled back": the same report, but for what names the run and its files' end.
  static func compareReports(_ command: String, _ dry: [String: Any], _ real: [String: Any]) throws {
    let own: Set = [
      "run", "started_at", "ended_at", "is_dry_run", "dry_run", "deleted_files", "kept_files", "alerts", "alert_count",
      "told_alerts",
    ]
    for key in Set(dry.keys).union(real.keys).subtracting(own).sorted() {
      let (planned, done) = (text(dry[key]), text(real[key]))
      if planned != done {
        throw Finding("\(command) --dry-run: \(key): expected \(done) (the import), found \(planned)")
      }
    }
  }

  private static func text(_ value: Any?) -> String {
    guard let value else { return "nothing" }
    let data = try? JSONSerialization.data(withJSONObject: [value], options: [.sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
  }
}
