import Foundation
import ReferenceLedger

/// What customers and the ERP get of a ledger (spec 4.4, 4.5).
extension SequenceRun {
  /// Bills looked at of a sequence: each is two runs of the program.
  private static let bills = 3

  private struct Bill: Hashable {
    let line: String
    let contract: String
    let cycle: String
  }

  /// A line's bill has all its calls of the cycle, late ones too, and comes to its services, credits too.
  func compareStatements() throws {
    let law = model.look()
    let calls = Dictionary(grouping: law.records) { Bill(line: $0[5], contract: $0[6], cycle: $0[16]) }
    let bills = calls.keys.sorted { "\($0)" < "\($1)" }
    for place in 0..<min(Self.bills, bills.count) {
      let bill = bills[(place * bills.count / Self.bills + Int(sequence.seed)) % bills.count]
      let words = ["statement", bill.line, "--contract", bill.contract, "--cycle", bill.cycle]
      let name = words.joined(separator: " ")
      let table = try site.command(words + ["--format", "csv"])
      if !table.isDone { throw Finding("\(name): \(table.words)") }
      let shown = table.output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      // Day, time, direction, zone, seconds, amounts.
      try Self.compare(
        name,
        (calls[bill] ?? []).map {
          ([String($0[1].prefix(10)), String($0[1].dropFirst(11).prefix(8)), $0[2], $0[8]] + $0[9...12] + $0[14...15])
            .joined(separator: ",")
        },
        shown.map { ([$0[6], $0[7], $0[8], $0[10]] + $0[12...17]).joined(separator: ",") })
      let services = law.services.filter {
        $0.line == bill.line && $0.contract == bill.contract && $0.cycleStart == bill.cycle
      }
      try compareTotal(of: words, services.reduce(0) { $0 + $1.centavos })
    }
  }

  private func compareTotal(of words: [String], _ centavos: Int) throws {
    let text = try site.command(words + ["--format", "text"])
    if !text.isDone { throw Finding("\(words.joined(separator: " ")): \(text.words)") }
    let total = text.output.split(separator: "\n").last { $0.hasPrefix("TOTAL A COBRAR") }.map { String($0) } ?? ""
    let sign = total.contains("-") || total.contains("−") ? -1 : 1
    let found = total.split(separator: "$").last.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * sign }
    if found != centavos {
      throw Finding("\(words.joined(separator: " ")): expected a total of \(centavos) centavos, found \(total)")
    }
  }

  /// Each closed service once, with its amount; a credit with its sign.
  func compareExport() throws {
    // Before the first import there is no ledger.
    if model.isUntouched { return }
    let answer = try site.command(["services", "export", "--format", "csv", "--quiet"])
    if !answer.isDone { throw Finding("services export: \(answer.words)") }
    let lines = answer.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines.first ?? []
    func column(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
    let places = ["contract", "line", "plan", "cycle_start", "calls", "amount"].map(column)
    let kind = column("kind")
    try Self.compare(
      "services export",
      model.closedServices.map {
        "\($0.contract),\($0.line),\($0.plan),\($0.cycleStart),\($0.calls),\(Self.reais($0.centavos)),"
          + ($0.isLate ? "late" : "cycle")
      },
      lines.dropFirst().map { line in
        (places.map { line[$0] } + [line[kind] == "late" ? "late" : "cycle"]).joined(separator: ",")
      })
  }

  private static func reais(_ centavos: Int) -> String {
    let digits = String(centavos.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return (centavos < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
  }
}
