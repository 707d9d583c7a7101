import Foundation

/// A small integration for a case written by hand: registry tables as files or commands, files of calls, looks.
final class LawCase {
  static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  let site: Site

  init(deletesFiles: Bool = false, isDatabase: Bool = false) throws {
    site = try Site()
    try site.write(
      "integration.yml",
      """
      gateway: summit-networks
      cdr: {source_directory: cdr, settle_seconds: 0, delete_files: \(deletesFiles), delete_after_hours: 0}
      registry: \(isDatabase ? "database" : "registry")
      """)
    try table("contracts", "id\nC1\n")
    try table("plans", "id\nP1\nP2\n")
    try table("rates", "plan,zone,price_per_minute\nP1,*,0.10\nP2,*,0.20\n")
    try lines("L1,C1,554833330001,P1,1")
  }

  // MARK: The registry

  func table(_ name: String, _ text: String) throws { try site.write("registry/\(name).csv", text) }

  func lines(_ rows: String..., columns: String = "") throws {
    try table("lines", "id,contract,number,plan,reset_day\(columns)\n" + rows.map { $0 + "\n" }.joined())
  }

  // MARK: Files

  /// Rows of (global_id, start), 60 s from L1's number.
  func calls(_ name: String, _ calls: (String, String)..., seconds: Int = 60) throws {
    try rows(name, calls.map { "\($0.0);\($0.1) 10:00:00;554833330001;554833330002;\(seconds);OUT;ANSWERED;;777777" })
  }

  func rows(_ name: String, _ rows: [String]) throws {
    try site.writeSource("\(name).csv", Array((Self.header + rows.map { $0 + "\n" }.joined()).utf8), hoursAgo: 2)
  }

  // MARK: Commands

  /// Runs what must succeed.
  @discardableResult
  func done(_ words: String) throws -> Site.Answer {
    let answer = try site.command(words.split(separator: " ").map(String.init))
    if !answer.isDone { throw Finding("\(words): expected exit code 0, found \(answer.words)") }
    return answer
  }

  /// `global_id line/plan@cycle duration amount`, sorted.
  func records() throws -> [String] {
    try done("records --format csv").output.split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]) \(cells[5])/\(cells[7])@\(cells[16]) \(cells[9]) \(cells[15])"
    }.sorted()
  }

  /// `contract/line/plan@cycle kind state calls amount`, sorted.
  func services() throws -> [String] {
    try serviceObjects().map { object in
      let parts = ["contract", "line", "plan"].map { object[$0] as? String ?? "" }.joined(separator: "/")
      return "\(parts)@\(object["cycle_start"] ?? "") \(object["kind"] ?? "") \(object["state"] ?? "") "
        + "\(object["calls"] ?? "") \(object["amount"] ?? "")"
    }.sorted()
  }

  func serviceObjects() throws -> [[String: Any]] { try done("services list --json").list() }

  func reasons(_ command: String) throws -> [String] {
    try done("\(command) list --json").list().map { $0["reason"] as? String ?? "" }.sorted()
  }

  func totals(_ answer: Site.Answer) throws -> [String: Int] {
    try answer.object()["totals"] as? [String: Int] ?? [:]
  }

  /// Sum over the files as they count now.
  func count(_ outcome: String) throws -> Int {
    try done("files --json").list().reduce(0) { $0 + (($1["outcomes"] as? [String: Int])?[outcome] ?? 0) }
  }

  func lastRun() throws -> Int { try done("runs --json").list().compactMap { $0["run"] as? Int }.max() ?? 0 }
}
