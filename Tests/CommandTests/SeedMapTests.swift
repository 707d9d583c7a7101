import Foundation
import Registry
import Testing

/// docs/seed-map.md against the program: a field that moves, a command that goes or a test that is renamed shows here.
@Suite("The map of the manual's fields")
struct SeedMapTests {
  private struct Row: CustomStringConvertible {
    let section: String
    let field: String
    let place: String
    let command: String
    let tests: String

    var description: String { "\(section) | \(field)" }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func rows() throws -> [Row] {
    let text = try String(contentsOf: root.appending(path: "docs/seed-map.md"), encoding: .utf8)
    var section = ""
    var rows: [Row] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("|"), cells.count == 5, !cells[0].allSatisfy({ $0 == "-" }), cells[1] != "here" else {
        continue
      }
      rows.append(Row(section: section, field: cells[0], place: cells[1], command: cells[2], tests: cells[4]))
    }
    return rows
  }

  /// The texts between backticks.
  private static func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  @Test("every column is one of its table, and no column that people fill in is left out")
  func columns() throws {
    var mapped: Set<String> = []
    for row in try Self.rows() {
      for name in Self.quoted(row.place) where name.contains(".") && !row.place.hasPrefix("integration.yml") {
        let parts = name.split(separator: ".").map(String.init)
        let table = try #require(TableDescription.named(parts[0]), "\(row)")
        #expect(table.column(parts[1]) != nil, "\(row)")
        mapped.insert(name)
      }
    }
    // Tables that the manual's forms make; those of prices are the charging plan, which has a manual of its own.
    for name in ["ranges", "partitions", "categories", "licences", "cost_centres"] {
      let table = try #require(TableDescription.named(name))
      for column in table.columns { #expect(mapped.contains("\(name).\(column.name)")) }
    }
  }

  @Test("every key of integration.yml is in the file that init makes")
  func keys() throws {
    let program = try Program()
    #expect(try program.run("init", "made", "--quiet").status == 0)
    let file = try program.read("made/integration.yml")
    for row in try Self.rows() where row.place.hasPrefix("integration.yml") {
      for name in Self.quoted(row.place) {
        let key = name.split(separator: ".").last.map(String.init) ?? name
        #expect(file.contains("\(key):") || file.contains("or \(key)"), "\(row): \(name)")
      }
    }
  }

  @Test("every command is there, and has an option for the column it sets")
  func commands() throws {
    let program = try Program()
    var helps: [String: String] = [:]
    for row in try Self.rows() {
      for command in Self.quoted(row.command) where !command.hasPrefix("--") {
        let words = command.split(separator: " ").map(String.init).filter { !$0.hasPrefix("-") && Int($0) == nil }
        let name = words.joined(separator: " ")
        if helps[name] == nil {
          let result = try program.run(words + ["--help"])
          #expect(result.status == 0, "\(row)")
          helps[name] = result.output
        }
        let help = helps[name] ?? ""
        for option in command.split(separator: " ") where option.hasPrefix("--") {
          #expect(help.contains(option), "\(row): \(command)")
        }
        guard words.count == 2, ["add", "change"].contains(words[1]) else { continue }
        let table = words[0].replacing("-", with: "_")
        for place in Self.quoted(row.place) where place.hasPrefix(table + ".") {
          let option = "--" + place.dropFirst(table.count + 1).replacing("_", with: "-")
          #expect(help.contains(option), "\(row): \(name) \(option)")
        }
      }
    }
  }

  @Test("every test is there")
  func tests() throws {
    let tests = Self.root.appending(path: "Tests")
    let files = FileManager.default.enumerator(atPath: tests.path)?.compactMap { $0 as? String } ?? []
    let names = Set(files.map { ($0 as NSString).lastPathComponent })
    let rows = try Self.rows()
    #expect(rows.count > 60)
    for row in rows {
      let wanted = Self.quoted(row.tests)
      #expect(!wanted.isEmpty, "\(row)")
      for test in wanted { #expect(names.contains(test + ".swift"), "\(row): \(test)") }
    }
  }
}
