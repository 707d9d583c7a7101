import Foundation
import Testing

@testable import Registry

/// Each table is described in one place: what goes over the tables takes `TableDescription.all`.
@Suite("The one list of the registry's tables (spec 6.1)")
struct TableListTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Files that may name most tables: the console's Portuguese and its choices, the rows that are decoded of each, and the
  /// list.
  private static let lists = [
    "Sources/Console/Pages/Registers/RegisterForm.swift", "Sources/Console/Pages/Registers/RegisterWords.swift",
    "Sources/Registry/Loading/DecodedTables.swift", "Sources/Registry/Loading/TableDescription.swift",
  ]

  @Test func `no other file of the program names more than three quarters of the tables`() throws {
    let forms = Self.forms
    let count = TableDescription.all.count
    let found = try FileManager.default.subpathsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
      .filter { $0.hasSuffix(".swift") }.map { "Sources/\($0)" }.sorted()
      .filter { try Self.named(Self.root.appending(path: $0), forms).count * 4 > count * 3 }
    #expect(found == Self.lists)
  }

  @Test func `each table has a name, a key, an example and a place in reports of its own`() {
    let tables = TableDescription.all
    #expect(Set(tables.map(\.name)).count == tables.count)
    #expect(Set(tables.map(\.table.rank)).count == tables.count)
    for table in tables {
      #expect(!table.key.isEmpty && !table.example.id.isEmpty, "\(table.name)")
      #expect(table.columns.map(\.index) == Array(table.columns.indices), "\(table.name)")
      #expect((table.from == nil) == (table.until == nil), "\(table.name)")
      #expect(table.columns.allSatisfy { $0.refersTo.map { TableDescription.of($0) != nil } ?? true }, "\(table.name)")
    }
  }

  /// What code calls a table by: `"zone_labels"`, `"zone_labels.csv`, `register_zone_labels`, `.zoneLabels`,
  /// `TableDescription.zoneLabels`, `ZoneLabelsTable`.
  private static var forms: [String: Int] {
    var forms: [String: Int] = [:]
    for (index, type) in TableDescription.types.enumerated() {
      let name = type.table.text
      let camel = name.split(separator: "_").enumerated().map { $0 == 0 ? String($1) : $1.capitalized }.joined()
      for form in [
        "\"\(name)\"", "\"\(name)", "register_\(name)", ".\(camel)", "TableDescription.\(camel)", "\(type)",
      ] {
        forms[form] = index
      }
    }
    return forms
  }

  /// The tables that the code of a file names, by their place in the list.
  private static func named(_ file: URL, _ forms: [String: Int]) throws -> Set<Int> {
    var named: Set<Int> = []
    for line in try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")) {
      if line.drop(while: { $0 == UInt8(ascii: " ") }).starts(with: Data("//".utf8)) { continue }
      for word in line.split(whereSeparator: { !isOfWord($0) }) {
        let parts = String(decoding: word, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false)
        for length in 1...parts.count {
          if let index = forms[parts.prefix(length).joined(separator: ".")] { named.insert(index) }
        }
      }
    }
    return named
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
