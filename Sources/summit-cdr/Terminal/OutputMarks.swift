import Foundation
import Integration
import Output
import Statements

/// How a command knows its earlier results, which a new one may replace.
enum OutputMarks {
  /// A bill of `statement`, in any of its formats.
  static let statement: @Sendable (String) -> Bool = { head in
    if head.hasPrefix(StatementCSV.header) || head.hasPrefix(StatementSheet.csvHeader) { return true }
    if head.contains(StatementHTML.titleStart) { return true }
    // The first line of the text ends in the day of issue.
    guard let line = head.split(separator: "\n").first, let mark = line.range(of: " " + StatementText.issuedOn) else {
      return false
    }
    return line[mark.upperBound...].allSatisfy { $0.isASCII && $0.isNumber || $0 == "/" }
  }

  /// The four results of `rate`, by their names; `records export` writes the first.
  static let results: [(name: String, mark: @Sendable (String) -> Bool)] = [
    ("call-records.csv", { $0.hasPrefix(CallRecordFormatter.header) }),
    ("additional-services.csv", { $0.hasPrefix(AdditionalServiceFormatter.header) }),
    ("rejected-records.csv", { $0.hasPrefix(RejectedRecordFormatter.header) }),
    ("report.json", { $0.hasPrefix("{") && $0.contains("\"additional_services\"") }),
  ]

  /// Checks that `results`, plain or compressed, may be written into a directory.
  static func check(
    _ results: ArraySlice<(name: String, mark: @Sendable (String) -> Bool)>, in directory: String,
    _ places: OutputPlaces, isForced: Bool
  ) throws(OutputFailure) {
    try places.check(directory: directory)
    for result in results {
      // A result of the other form goes when this one comes.
      for ending in result.name.hasSuffix(".csv") ? ["", ".gz"] : [""] {
        try places.check(
          file: directory + "/" + result.name + ending, replacing: result.mark, isForced: isForced)
      }
    }
  }
}
