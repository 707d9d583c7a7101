import Foundation
import RecordLayouts
import Testing

@Suite("Help and layouts, spec 5.5, rule 10")
struct HelpTests {
  private static let commands = [
    "rate", "check", "inspect", "layouts", "normalise", "generate", "init", "import", "schedule", "status", "services",
    "alerts",
    "suspended", "rejected", "verify", "rerate", "simulate", "undo",
    "platform-simulator", "serve", "users", "tokens", "webhooks",
  ]
  private static let subcommands = [
    "users list", "users add", "users remove", "users password",
    "tokens list", "tokens add", "tokens revoke", "webhooks list", "webhooks send", "webhooks retry",
    "services list", "services show", "services close", "services reopen", "services invoice", "services export",
    "alerts list", "alerts acknowledge", "suspended list", "suspended retry", "suspended discard", "suspended restore",
    "rejected list", "rejected retry",
    "rejected discard", "rejected restore",
  ]

  private static let registers = [
    "ranges", "partitions", "categories", "licences", "cost-centres", "contracts", "lines", "dids", "plans",
    "allowances", "rates", "zones", "bands", "holidays",
  ]
  private static let registerCommands =
    registers
    + registers.flatMap { table in
      ["list", "show", "add", "change", "end", "remove"].map { "\(table) \($0)" }
    } + [
      "ranges numbers", "ranges next", "registry", "registry import", "registry export", "registry check",
      "registry log",
    ]

  @Test(
    "every help text has an example, and fits 80 columns but for the usage line",
    arguments: commands + subcommands + registerCommands)
  func help(_ command: String) throws {
    let result = try Program().run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("Example"))
    #expect(result.output.contains("  summit-cdr \(command)"))
    let wide = result.lines.filter { $0.count > 80 && !$0.hasPrefix("USAGE: ") }
    #expect(wide.isEmpty)
  }

  @Test("the first help names every command and the exit codes")
  func overview() throws {
    let program = try Program()
    let result = try program.run("--help")
    #expect(result.status == 0)
    for command in Self.commands { #expect(result.output.contains("\n  \(command)")) }
    for code in [
      "0   done", "1   done, and", "2   failed", "3   rows were rejected", "64  wrong usage", "75  another run",
    ] {
      #expect(result.output.contains("  \(code)"))
    }
    #expect(try program.run("nonsense").status == 64)
    #expect(try program.run("--version").status == 0)
  }

  @Test("layouts lists the built-in ones and prints each exactly as it is kept")
  func layouts() throws {
    let program = try Program()
    let list = try program.run("layouts")
    #expect(list.status == 0)
    #expect(list.lines.filter { !$0.hasPrefix(" ") } == BuiltInLayouts.names + [""])
    #expect(list.lines.allSatisfy { $0.count <= 120 })
    for title in ["system:", "version:", "source:", "set:"] {
      #expect(list.lines.count { $0.hasPrefix("  \(title) ") } == BuiltInLayouts.names.count)
    }
    for name in BuiltInLayouts.names {
      #expect(try program.run("layouts", name).output == BuiltInLayouts.yaml(named: name))
    }
    let unknown = try program.run("layouts", "summit-2")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("expected one of summit-1, asterisk, asterisk-custom, "))
    let json = try program.run("layouts", "--json").output
    let entries = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: String]]
    #expect(entries?.map { $0["name"] } == BuiltInLayouts.names)
    #expect(
      entries?.first { $0["name"] == "asterisk" }?["settings"]?.contains("usegmtime=yes, as the sample has it") == true)
  }
}
