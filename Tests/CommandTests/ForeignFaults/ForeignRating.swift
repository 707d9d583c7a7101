import Foundation
import Testing

/// CDR files of another system rated by the built program, with a small registry: three lines of one plan, which differ
/// in price abroad.
final class ForeignRating {
  struct Result {
    var status: Int32
    var errors: String
    /// Of `call-records.csv` and `rejected-records.csv`, by column.
    var records: [[String: String]]
    var rejected: [[String: String]]
    /// Rows by outcome.
    var totals: [String: Int]

    /// These columns of each call, in order.
    func calls(_ columns: String...) -> [String] {
      records.map { record in columns.map { record[$0] ?? "?" }.joined(separator: " ") }
    }

    /// Outcomes that have rows, as `rated 2, unanswered 1`.
    var outcomes: String {
      ["rated", "free", "unanswered", "duplicate", "rejected", "suspended", "ignored"].compactMap { outcome in
        totals[outcome].flatMap { $0 > 0 ? "\(outcome) \($0)" : nil }
      }.joined(separator: ", ")
    }
  }

  let program: Program

  /// - Parameters:
  ///   - files: text by name.
  ///   - accounts: account codes of the three lines.
  init(_ files: [String: String], accounts: [String] = ["042296", "042297", "042298"]) throws {
    program = try Program()
    let numbers = ["554833334444", "554833335555", "554833336666"]
    let tables = [
      "contracts.csv": "id\nC1\nC2\n", "plans.csv": "id,decimals\nP,2\n",
      "lines.csv": "id,contract,number,plan,reset_day,account_code\n"
        + (0..<3).map { "L0\($0 + 1),C\($0 == 0 ? 1 : 2),\(numbers[$0]),P,10,\(accounts[$0])\n" }.joined(),
      "rates.csv":
        "plan,zone,price_per_minute\nP,*,0.60\nP,intl,3.00\nP,intl:europe,1.20\nP,intl:north-america,0.30\n",
      "zones.csv":
        "prefix,zone\n1,intl:north-america\n34,intl:europe\n351,intl:europe\n44,intl:europe\n49,intl:europe\n",
    ]
    for (name, text) in tables { try program.write("registry/\(name)", text) }
    for (name, text) in files { try program.write("cdr/\(name)", text) }
  }

  /// Rates the files by a layout, built in or a file of the program's directory.
  func rate(_ layout: String = "summit-1", _ options: String...) throws -> Result {
    let result = try program.run(
      ["rate", "--registry", "registry", "--cdr", "cdr", "--output", "out", "--layout", layout, "--json"] + options)
    let report = try? result.json()
    let totals = (report?["totals"] as? [String: Any] ?? [:]).compactMapValues { $0 as? Int }
    #expect(
      totals["read"] ?? 0
        == ["rated", "free", "unanswered", "duplicate", "rejected", "suspended", "ignored"]
        .reduce(0) { $0 + (totals[$1] ?? 0) }, "I1")
    return Result(
      status: result.status, errors: result.errors, records: try table("out/call-records.csv"),
      rejected: try table("out/rejected-records.csv"), totals: totals)
  }

  /// Has `inspect` find or propose a layout for a file, which must need no correction to be read, and rates by it.
  ///
  /// - Returns: the layout that `inspect` wrote, what it said, and what it comes to.
  func rateAsProposed(_ name: String) throws -> (layout: String, said: String, result: Result) {
    let found = try program.run("inspect", "cdr/\(name)", "--write", "ours.yml")
    #expect(found.status == 0, "\(found)")
    return (try program.read("ours.yml"), found.output, try rate("ours.yml"))
  }

  private func table(_ path: String) throws -> [[String: String]] {
    var rows = Self.rows(try program.read(path))
    if rows.isEmpty { return [] }
    let header = rows.removeFirst()
    return rows.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// RFC 4180.
  private static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var last: Character = " "
    for character in text {
      switch character {
      case "\"":
        isQuoted.toggle()
        if isQuoted, last == "\"" { cell.append(character) }
      case "," where !isQuoted:
        row.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows.append(row + [cell])
        (row, cell) = ([], "")
      default: cell.append(character)
      }
      last = character
    }
    return rows
  }
}

/// Rows of layout summit-1 with these called numbers, by line L01, a minute each.
func summitRows(called numbers: [String], caller: String = "554833334444") -> String {
  let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"
  return header
    + numbers.enumerated().map { index, number in
      "n\(index);2026-11-20 12:00:\(index < 10 ? "0" : "")\(index);\(caller);\(number);60;OUT;ANSWERED;;\n"
    }.joined()
}
