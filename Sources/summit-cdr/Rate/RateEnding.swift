import ArgumentParser
import CallModel
import FileInput
import Importing
import Output
import Pipeline

/// What is said at the end of a run that wrote the four files, and the code it ends with.
struct RateEnding {
  let output: String
  let json: Bool
  let quiet: Bool
  let strict: Bool

  /// - Parameters:
  ///   - zones: the names of the run's time zones.
  ///   - more: says what else is to be said before the end.
  /// - Throws: the exit code, if it is not 0.
  func tell(_ result: RateResult, zones: [String], more: () -> Void = {}) throws {
    if !quiet, let warning = SystemZones.current.warning(of: zones) { Terminal.message("\(warning)\n") }
    let read = result.report.files.filter { $0.status == "ok" }
    for word in FileWords.contradictions(read.map { ($0.name, $0.checks) }) { Terminal.warning(word) }
    for file in result.failedFiles {
      Terminal.error("\(file.failure ?? file.name) (none of its rows counts; the other files were rated)")
    }
    let words = read.compactMap { FileWords.counts($0.name, $0.counts) }
    for word in words { Terminal.warning("\(word): see \(output)/rejected-records.csv and summit-cdr inspect") }
    if json {
      try Terminal.write([UInt8](try result.report.json()))
    } else if !quiet {
      try Terminal.write(Array(RateSummary(result, output: output).text.utf8))
    }
    more()
    if !result.failedFiles.isEmpty { throw Exit.failed }
    if strict, result.total[.rejected] > 0 {
      Terminal.error(
        "\(result.total[.rejected]) rows were rejected, and --strict was given: see \(output)/rejected-records.csv")
      throw Exit.rejectedRows
    }
    if !words.isEmpty { throw Exit.attention }
  }
}
