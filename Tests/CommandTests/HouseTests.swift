import Foundation
import Testing

/// The rules of the house that a reader relies on (CONTRIBUTING.md): modules know only what is below them, laws stand
/// once, words are plain.
@Suite("The house: imports point down, laws stand once, words are plain")
struct HouseTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private struct File {
    let path: String
    let text: String

    /// The folder below `Sources` that is its module.
    var module: String { String(path.split(separator: "/")[1]) }
  }

  /// Files below a folder whose names end so, in order.
  private static func files(_ folder: String, _ endings: Set<String>) throws -> [File] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path).sorted().compactMap { name in
      guard endings.contains((name as NSString).pathExtension) else { return nil }
      let path = "\(folder)/\(name)"
      return File(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }
  }

  /// The modules in the order of the table of ARCHITECTURE.md, the highest first: each row knows only those below.
  private static func order() throws -> [String: Int] {
    let text = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    let table = try #require(text.components(separatedBy: "| module | knows | never |\n").last)
    var order: [String: Int] = [:]
    for (index, row) in table.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard row.hasPrefix("|") else { break }
      // The names stand between marks: every second piece.
      for (piece, name) in row.split(separator: "|")[0].split(separator: "`", omittingEmptySubsequences: false)
        .enumerated()
      where piece % 2 == 1 { order[String(name)] = index }
    }
    return order
  }

  /// What breaks the order: `Sources/Rating/X.swift imports Importing, which is not below it`.
  private static func upward(_ files: [File], _ order: [String: Int]) -> [String] {
    files.flatMap { file -> [String] in
      guard let place = order[file.module] else { return ["\(file.path): ARCHITECTURE.md does not have its module"] }
      return file.text.split(separator: "\n").filter { $0.hasPrefix("import ") || $0.hasPrefix("@testable import ") }
        .compactMap { line in
          let name = String(line.split(separator: " ").last ?? "")
          guard let other = order[name], other <= place else { return nil }
          return "\(file.path) imports \(name), which is not below it"
        }
    }
  }

  @Test("each module imports only modules below it in the table of ARCHITECTURE.md")
  func importsPointDown() throws {
    let order = try Self.order()
    let files = try Self.files("Sources", ["swift"])
    #expect(files.count > 500 && order.count > 30)
    #expect(Self.upward(files, order) == [])
    // What a breach looks like.
    let breach = File(path: "Sources/Rating/Breach.swift", text: "import CallModel\nimport Importing\n")
    #expect(Self.upward([breach], order) == ["Sources/Rating/Breach.swift imports Importing, which is not below it"])
  }

  /// Places that match, but for those of the files that hold the law.
  private static func breaches(_ pattern: String, _ files: [File], except holders: Set<String>) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    return files.filter { !holders.contains($0.path) }.flatMap { file in
      expression.matches(in: file.text, range: NSRange(file.text.startIndex..., in: file.text)).compactMap { match in
        guard let range = Range(match.range, in: file.text) else { return nil }
        let line = file.text[..<range.lowerBound].count { $0 == "\n" } + 1
        return "\(file.path):\(line): \(file.text[range])"
      }
    }
  }

  /// A law that stands in one place, how a second one would look, and an example of it.
  private static let laws: [(what: String, holders: Set<String>, pattern: String, example: String)] = [
    (
      "padding", ["Sources/CallModel/Padding.swift"],
      #"String\(repeating: "[0 ]"|func padd(ed|ing)|\.padding\(toLength|String\(format: "%0"#,
      "let text = String(repeating: \"0\", count: 2 - digits.count) + digits"
    ),
    (
      "local time", ["Sources/CallModel/LocalTime.swift"], #"struct LocalTime\b|func localTime\(|[/%] 86_?400\b"#,
      "let day = (instant + offset) / 86_400"
    ),
    (
      "the platform's library", [], #"canImport\((Glibc|Musl|Darwin)\)"#, "#if canImport(Glibc)"
    ),
  ]

  /// Where what looks like one of them is none.
  private static let others: Set<String> = [
    // The made-up clock of samples; the day fraction and the form of numbers of a workbook.
    "Sources/SampleGeneration/RowFormat.swift", "Sources/SampleGeneration/SampleGenerator.swift",
    "Sources/Spreadsheets/XLSXWriter.swift", "Sources/Spreadsheets/Workbook.swift",
    "Sources/CallModel/POSIXTimeZone.swift", "Sources/CallModel/TZif.swift",
  ]

  @Test(arguments: laws.indices) func lawsStandOnce(index: Int) throws {
    let law = Self.laws[index]
    let files = try Self.files("Sources", ["swift"])
    #expect(try Self.breaches(law.pattern, files, except: law.holders.union(Self.others)) == [], "\(law.what)")
    let breach = File(path: "Sources/Rating/Breach.swift", text: law.example + "\n")
    #expect(try Self.breaches(law.pattern, [breach], except: law.holders).count == 1, "\(law.what)")
  }

  /// Who keeps which tables of the database, by how their names begin; all others are the ledger's.
  private static let keepers = [
    "register_": "RegistryStore", "outbox": "Provisioning", "platform_": "Provisioning", "credit_block": "Provisioning",
    "alert": "Alerting", "console_": "Console", "webhook_": "Console",
  ]

  /// Uses of a table by another module than its keeper. What makes the tables may name them.
  private static func strangers(_ files: [File], _ tables: Set<String>) throws -> [String] {
    let expression = try NSRegularExpression(pattern: #"\b(?:FROM|INTO|UPDATE|JOIN) ([a-z_]+)"#)
    return files.filter { !$0.path.contains("/LedgerSchema") }.flatMap { file in
      expression.matches(in: file.text, range: NSRange(file.text.startIndex..., in: file.text)).compactMap { match in
        guard let range = Range(match.range(at: 1), in: file.text) else { return nil }
        let table = String(file.text[range])
        guard tables.contains(table) || table.hasPrefix("register_") else { return nil }
        let keeper = keepers.first { table.hasPrefix($0.key) }?.value ?? "Ledger"
        return file.module == keeper ? nil : "\(file.path) uses \(table), which \(keeper) keeps"
      }
    }
  }

  @Test("no module reads or writes another's tables")
  func tablesHaveOneKeeper() throws {
    let files = try Self.files("Sources", ["swift"])
    let expression = try NSRegularExpression(pattern: #"CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)"#)
    let tables = Set(
      files.flatMap { file in
        expression.matches(in: file.text, range: NSRange(file.text.startIndex..., in: file.text)).compactMap {
          Range($0.range(at: 1), in: file.text).map { String(file.text[$0]) }
        }
      })
    #expect(tables.isSuperset(of: ["run", "segment", "outbox", "alert", "journal"]) && tables.count > 25)
    #expect(try Self.strangers(files, tables) == [])
    // What a breach looks like.
    let breach = File(path: "Sources/Console/Breach.swift", text: #""SELECT max(id) FROM run""#)
    #expect(try Self.strangers([breach], tables) == ["Sources/Console/Breach.swift uses run, which Ledger keeps"])
  }

  /// Words that puzzle, for which plain ones say more: who, what, each, any; discarded; assumptions.
  private static let banned =
    #"\b([Ww]hoever|[Ww]hatever|[Ss]omebody|[Ww]hosoever|[Ww]hatsoever|[Ww]hat this rests on|who makes it good)\b"#

  @Test("comments and documents have plain words")
  func wordsArePlain() throws {
    let files =
      try Self.files("Sources", ["swift", "c", "h"]) + Self.files("docs", ["md"])
      + [
        File(
          path: "ARCHITECTURE.md",
          text: try String(contentsOf: Self.root.appending(path: "ARCHITECTURE.md"), encoding: .utf8))
      ]
    #expect(files.count > 500)
    #expect(try Self.breaches(Self.banned, files, except: []) == [])
    let breach = File(path: "docs/breach.md", text: "Held by whoever writes.\n")
    #expect(try Self.breaches(Self.banned, [breach], except: []).count == 1)
  }
}
