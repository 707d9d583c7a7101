import Foundation
import Output
import Pipeline
import RecordLayouts
import Testing

/// One run over `SampleCDR/` into a directory of its own, removed at the end.
final class SampleRun {
  static let resultNames = ["call-records.csv", "additional-services.csv", "rejected-records.csv"]

  /// As read back from `report.json`.
  let report: RunReport

  private let output: URL

  init(workers: Int) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "sample-cdr-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    output = directory
    let options = RateOptions(
      registryDirectory: Self.sample.appending(path: "registry").path,
      sourceDirectory: Self.sample.appending(path: "cdr").path, outputDirectory: directory.path, workers: workers)
    do {
      let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
      _ = try RateJob(options: options, layout: layout).run()
      report = try RunReport(json: Data(contentsOf: directory.appending(path: "report.json")))
    } catch {
      // deinit does not run for an object that was never whole.
      try? FileManager.default.removeItem(at: directory)
      throw error
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: output)
  }

  func written(_ name: String) throws -> String {
    try String(contentsOf: output.appending(path: name), encoding: .utf8)
  }

  static func expected(_ name: String) throws -> String {
    try String(contentsOf: sample.appending(path: "expected/\(name)"), encoding: .utf8)
  }

  /// `SampleCDR/`, three levels above this file and down again.
  private static let sample = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "SampleCDR")
}
