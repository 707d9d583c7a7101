import Foundation
import GRDB
import Testing

/// A data directory that an earlier version made opens, verifies and says what it said.
@Suite("A ledger of before the one law")
struct EarlierLedgerTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/LedgerOfBefore")
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../SampleCDR").standardizedFileURL
  private static let warning = "warning: this ledger was last written by an earlier version"

  private static func said(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: fixtures.appending(path: name)), as: UTF8.self)
      .replacing("(chamadas tardias)", with: "- chamadas em atraso")
  }

  private func site() throws -> Program {
    let program = try Program()
    #expect(try program.run("init", "site", "--sample", Self.sample.path, "--quiet").status == 0)
    // The sample's plans of then: they did not cut fractions of a centavo.
    let plans = try program.read("site/registry/plans.csv").split(separator: "\n")
    #expect(plans.first?.hasSuffix(",charge_rounding") == true)
    try program.write(
      "site/registry/plans.csv",
      plans.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",") + "\n" }
        .joined())
    let configuration = try program.read("site/integration.yml")
    try program.write("site/integration.yml", configuration.replacing("settle_seconds: 60", with: "settle_seconds: 0"))
    let data = program.directory.appending(path: "site/data")
    try? FileManager.default.removeItem(at: data)
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    for name in ["identity", "records"] {
      try FileManager.default.copyItem(at: Self.fixtures.appending(path: name), to: data.appending(path: name))
    }
    let statements = String(
      decoding: try Data(contentsOf: Self.fixtures.appending(path: "summit.sql")), as: UTF8.self)
    let database = try DatabaseQueue(path: data.appending(path: "summit.sqlite").path)
    try database.writeWithoutTransaction { try $0.execute(sql: statements) }
    try database.close()
    for name in ["cdr-20261109.csv", "cdr-20261110.csv", "cdr-20261111.csv.gz"] {
      try FileManager.default.copyItem(
        at: Self.sample.appending(path: "cdr/\(name)"), to: program.directory.appending(path: "site/cdr/\(name)"))
    }
    return program
  }

  private func expectSame(_ program: Program, warns: Bool) throws {
    let looks = [
      ("services.csv", ["services", "list"]), ("records.csv", ["records"]), ("suspended.csv", ["suspended", "list"]),
    ]
    for (name, command) in looks {
      let result = try program.run(command + ["--format", "csv", "--config", "site"])
      #expect(result.status == 0)
      #expect(result.output == (try Self.said(name)), "\(name)")
      #expect(result.errors.hasPrefix(Self.warning) == warns, "\(result.errors)")
      #expect(result.errors.isEmpty != warns, "\(result.errors)")
    }
  }

  private func expectSound(_ program: Program) throws {
    let result = try program.run("verify", "--config", "site")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("127 calls") && result.output.hasSuffix("nothing differs\n"), "\(result.output)")
  }

  @Test("closed, invoiced, late, held, suspended and discarded: all is there, and an import changes no amount")
  func isKept() throws {
    let program = try site()
    try expectSound(program)
    try expectSame(program, warns: true)
    let settled = try program.run("import", "--config", "site")
    #expect(settled.status == 0, "\(settled.errors)")
    #expect(!settled.output.contains("additional services that changed"), "\(settled.output)")
    try expectSound(program)
    try expectSame(program, warns: false)
    let again = try program.run("import", "--config", "site")
    #expect(again.lines.first?.hasSuffix(": nothing new") == true, "\(again.output)")
  }

  @Test("a closed cycle opens again, its late calls in it; an invoiced one does not")
  func reopens() throws {
    let program = try site()
    let invoiced = try program.run("services", "reopen", "21dda6fe0dfd681b", "--config", "site")
    #expect(invoiced.status == 2)
    #expect(invoiced.errors.contains("invoiced"), "\(invoiced.errors)")
    let opened = try program.run("services", "reopen", "6389e18c13f3a2cf", "--config", "site")
    #expect(opened.status == 0, "\(opened.errors)")
    try expectSound(program)
    let services = try program.run("services", "list", "--line", "L05", "--format", "csv", "--config", "site")
    // R$ 29.33 of the cycle and R$ 20.85 of what came late.
    #expect(services.lines.dropFirst().map { $0.contains(",50.18,") } == [true, false], "\(services.output)")
  }
}
