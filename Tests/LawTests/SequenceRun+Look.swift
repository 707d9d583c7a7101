import Foundation
import ReferenceLedger

extension SequenceRun {
  struct ShownService {
    let id: String
    let line: ServiceLine
  }

  struct ShownRow {
    let id: String
    let file: String
    let line: Int
    let reason: String
  }

  /// One look by all the commands; throws what differs from the law.
  func look() throws {
    if model.isUntouched { return }
    let law = model.look()
    // Which of two names a content that came twice has is left open, and with it its lines.
    let isLoose = model.hasRepeats
    let records = try site.command("records", "--format", "csv")
    if !records.isDone { throw Finding("records: \(records.words)") }
    let found = records.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    try Self.compareCalls(law.records, found, waiting: options.isHard ? try suspendedText() : nil)
    if options.isHard { return try verify() }
    try Self.compare("records", Self.records(law.records, isLoose), Self.records(found, isLoose))
    let services = try services()
    let open = options.isLenient ? services.filter { $0.line.state == .open && !$0.line.isLate } : services
    let expected = options.isLenient ? law.services.filter { $0.state == .open && !$0.isLate } : law.services
    try Self.compare("services", expected.map { Self.text($0) }, open.map { Self.text($0.line) })
    if Set(services.map(\.id)).count != services.count { throw Finding("services: expected unique ids") }
    if options.isLenient { return try verify() }
    for (command, rows) in [("suspended", law.suspended), ("rejected", law.rejected)] {
      let shown = try keptRows(command)
      try Self.compare(
        command, rows.map { isLoose ? $0.reason : "\($0.file):\($0.line) \($0.reason)" },
        shown.map { isLoose ? $0.reason : "\($0.file):\($0.line) \($0.reason)" })
    }
    try compareCounts(law)
    if options.looksAlways { try verify() }
  }

  /// Calls that are not there, or twice, regardless of their cost.
  ///
  /// - Parameter waiting: the suspended rows of a program from before the law, which has its own reasons to keep a call
  ///   or to let it wait: then only calls that are nowhere, or twice, count.
  private static func compareCalls(_ expected: [[String]], _ found: [[String]], waiting: String?) throws {
    func calls(_ records: [[String]]) -> [String: Int] {
      // Without a global_id the content belongs to the identity.
      Dictionary(
        records.map { ("\($0[0]) \($0[1]) \($0[3])\($0[0].isEmpty ? " \($0[9]) \($0[4])" : "")", 1) },
        uniquingKeysWith: +)
    }
    let (law, shown) = (calls(expected), calls(found))
    for (call, count) in law where shown[call, default: 0] < (waiting == nil ? count : 1) {
      if waiting?.contains(call.split(separator: " ")[1].prefix(19).replacing("T", with: " ")) ?? false { continue }
      throw Finding("lost call: \(call): expected \(count) records, found \(shown[call, default: 0])")
    }
    for (call, count) in shown where max(law[call, default: 0], waiting == nil ? 0 : 1) < count {
      throw Finding("doubled call: \(call): expected \(law[call, default: 0]) records, found \(count)")
    }
  }

  private func suspendedText() throws -> String { try site.command("suspended", "list", "--json").output }

  private static func records(_ lines: [[String]], _ isLoose: Bool) -> [String] {
    lines.map { (isLoose ? $0.dropLast() : $0[...]).joined(separator: ",") }
  }

  private static func text(_ service: ServiceLine) -> String {
    let reference = service.reference.isEmpty ? "" : " \(service.reference)"
    return "\(service.contract) \(service.line) \(service.plan) \(service.cycleStart)..\(service.cycleEnd) "
      + "\(service.isLate ? "late" : "cycle") \(service.state.rawValue)\(reference): \(service.calls) calls, "
      + "\(service.billedSeconds) s, \(service.coveredSeconds) covered, \(service.surplusSeconds) surplus, "
      + "\(service.centavos) centavos"
  }

  /// As lists in which order does not matter.
  static func compare(_ what: String, _ expected: [String], _ found: [String]) throws {
    if expected.sorted() == found.sorted() { return }
    var missing = expected
    var extra: [String] = []
    for line in found {
      if let place = missing.firstIndex(of: line) { missing.remove(at: place) } else { extra.append(line) }
    }
    let lines = missing.sorted().map { "    - \($0)" } + extra.sorted().map { "    + \($0)" }
    throw Finding("\(what): expected by the law (-), found (+)\n" + lines.prefix(24).joined(separator: "\n"))
  }

  func services() throws -> [ShownService] {
    let answer = try site.command("services", "list", "--json")
    if !answer.isDone { throw Finding("services list: \(answer.words)") }
    return try answer.list().map { object in
      func string(_ key: String) -> String { object[key] as? String ?? "" }
      func number(_ key: String) -> Int { object[key] as? Int ?? Int.min }
      let isLate = string("kind") == "late"
      if isLate && !options.isLenient && !string("description").hasSuffix(" - chamadas em atraso") {
        throw Finding("services list: expected a late description, found \(string("description"))")
      }
      return ShownService(
        id: string("id"),
        line: ServiceLine(
          contract: string("contract"), line: string("line"), plan: string("plan"),
          cycle: (string("cycle_start"), string("cycle_end")), isLate: isLate, calls: number("calls"),
          seconds: (number("billed_s"), number("allowance_s"), number("surplus_s")),
          centavos: Self.centavos(string("amount")), state: string("state"), reference: string("reference")))
    }
  }

  static func centavos(_ text: String) -> Int {
    Int(text.filter { $0 != "." }) ?? Int.min
  }

  func keptRows(_ command: String) throws -> [ShownRow] {
    let answer = try site.command(command, "list", "--json")
    if !answer.isDone { throw Finding("\(command) list: \(answer.words)") }
    return try answer.list().map { object in
      ShownRow(
        id: (object["id"]).map { "\($0)" } ?? "", file: object["file"] as? String ?? "",
        line: object["line"] as? Int ?? 0, reason: object["reason"] as? String ?? "")
    }
  }

  /// "Counts per file are of now."
  private func compareCounts(_ law: LedgerLook) throws {
    let answer = try site.command("files", "--json")
    if !answer.isDone { throw Finding("files: \(answer.words)") }
    var found: [String: [String: Int]] = [:]
    for object in try answer.list() {
      if ["undone", "withdrawn"].contains(object["state"] as? String ?? "") { continue }
      let name = model.hasRepeats ? "" : object["name"] as? String ?? ""
      for (outcome, count) in object["outcomes"] as? [String: Int] ?? [:] where count != 0 {
        found[name, default: [:]][outcome, default: 0] += count
      }
    }
    var expected: [String: [String: Int]] = [:]
    for (name, counts) in law.counts {
      for (outcome, count) in counts {
        expected[model.hasRepeats ? "" : name, default: [:]][outcome, default: 0] += count
      }
    }
    func lines(_ counts: [String: [String: Int]]) -> [String] {
      counts.flatMap { name, counts in counts.map { "\(name) \($0.key) \($0.value)" } }
    }
    try Self.compare("files", lines(expected), lines(found))
  }

  /// The open part is one `rate` of the rows that are neither late nor closed.
  func compareRate() throws {
    let law = model.look()
    site.remove("open")
    for file in law.openFiles { try site.write("open/cdr/\(file.name)", file.bytes) }
    for (name, text) in model.applied.tables { try site.write("open/registry/\(name)", text) }
    try site.write("open/cdr/.none", "")
    let layout = sequence.form.isBuiltIn ? [] : ["--layout", "layout.yml"]
    let answer = try site.run(
      ["rate", "--registry", "open/registry", "--cdr", "open/cdr", "--output", "open/out", "--quiet"] + layout)
    if !answer.isDoneSomehow { throw Finding("rate: \(answer.words)") }
    let found = try site.read("open/out/call-records.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    try Self.compare("rate", Self.records(law.rateRecords, true), Self.records(found, true))
  }
}
