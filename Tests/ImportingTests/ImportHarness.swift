import CallModel
import FileInput
import Foundation
import Importing
import Ledger
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport

/// An integration in a directory of its own, with a clock that the test sets.
final class ImportHarness {
  let directory: TemporaryDirectory
  var settings: ImportSettings
  /// The files' times are the machine's; the job's clock is that much later.
  var hoursLater = 0.0
  /// The job's clock, if it stands still.
  var clock: Date?

  init(registry: [String: String], layout: RecordLayout, timeZone: String = "America/Sao_Paulo") throws {
    directory = try TemporaryDirectory()
    settings = ImportSettings(
      sourceDirectory: directory.path + "/cdr", registry: .directory(directory.path + "/registry"),
      dataDirectory: directory.path + "/data", layout: layout)
    settings.timeZone = timeZone
    settings.settleSeconds = 0
    settings.memory = MemoryBudget(limitBytes: MemoryBudget.smallestLimitBytes)
    settings.shardSizeBytes = 1
    try FileManager.default.createDirectory(atPath: settings.sourceDirectory, withIntermediateDirectories: true)
    try write(registry: registry)
  }

  convenience init(_ scenario: Scenario) throws {
    try self.init(
      registry: scenario.registry, layout: try RecordLayout(scenario.options.layout),
      timeZone: scenario.options.timeZone)
    settings.activeLinesOnly = scenario.options.activeLinesOnly
  }

  func write(registry: [String: String]) throws {
    try? FileManager.default.removeItem(atPath: directory.path + "/registry")
    for (name, text) in registry { try directory.write("registry/\(name)", Array(text.utf8)) }
  }

  func deliver(_ name: String, _ bytes: [UInt8]) throws { try directory.write("cdr/\(name)", bytes) }
  func deliver(_ name: String, _ text: String) throws { try deliver(name, Array(text.utf8)) }

  @discardableResult
  func run(_ request: ImportRequest = .files(), isDryRun: Bool = false) throws -> ImportReport {
    var settings = self.settings
    let later = hoursLater * 3600 + 1
    let clock = self.clock
    settings.now = { clock ?? Date().addingTimeInterval(later) }
    var job = ImportJob(settings: settings, request: request)
    return try job.run(isDryRun: isDryRun)
  }

  /// What `verify` finds, one line a finding; none if all is well.
  func verify(workers: Int = 2) throws -> [String] {
    let report = try LedgerVerification(dataDirectory: settings.dataDirectory, workers: workers).run()
    return report.findings.map { "\($0.check.rawValue): \($0)" }
  }

  func ledger() throws -> Ledger {
    try LedgerSession(DataDirectory(path: settings.dataDirectory), for: .changingBesideRuns).ledger
  }

  /// Rows of these reasons that are kept and wait, in the order in which they came.
  func keptRows(_ reasons: [Reason] = Reason.allCases) throws -> [KeptRowRecord] {
    let ledger = try ledger()
    var rows: [KeptRowRecord] = []
    for reason in reasons {
      var selection = KeptRowSelection(reason.outcome)
      selection.reason = reason
      try ledger.forEachKeptRow(selection) { rows.append($0) }
    }
    return rows.sorted { $0.id < $1.id }
  }

  /// `call-records.csv` of all that is recorded, without the column that names the source.
  func callRecords() throws -> String {
    Self.withoutLastCells(String(decoding: try ledger().callRecords(), as: UTF8.self), 1)
  }

  /// The services in the columns of `additional-services.csv`.
  func services() throws -> String {
    Self.withoutLastCells(
      String(decoding: RecordedServices.csv(try RecordedServices(try ledger()).list()), as: UTF8.self), 4)
  }

  /// Cuts cells off the end of each row; made-up file names have no commas, nor have the last cells of services.
  static func withoutLastCells(_ csv: String, _ count: Int) -> String {
    csv.split(separator: "\n", omittingEmptySubsequences: false).map { row in
      var row = row
      for _ in 0..<count { if let comma = row.lastIndex(of: ",") { row = row[..<comma] } }
      return String(row)
    }.joined(separator: "\n")
  }

  /// A difference between two texts, for a message; nil if there is none.
  static func difference(_ found: String, _ expected: String) -> String? { LedgerState.difference(found, expected) }

  func state() throws -> LedgerState {
    try LedgerState(data: settings.dataDirectory, source: settings.sourceDirectory)
  }
}
