import Foundation
import Integration
import Ledger
import RegistryStore
import Registry
import Testing

@testable import Console

/// docs/seed-map.md against the pages: each field of the platform's manual is where the map says, under the manual's name.
struct SeedPageTests {
  private static func rows() throws -> [(field: String, path: String, label: String)] {
    let map = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/seed-map.md")
      .standardized
    var rows: [(field: String, path: String, label: String)] = []
    for line in try String(contentsOf: map, encoding: .utf8).split(separator: "\n") where line.hasPrefix("|") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, let path = cells[3].firstMatch(of: #/`([^`]+)`/#) else { continue }
      let named = cells[3].firstMatch(of: #/"([^"]+)"/#).map { String($0.1) }
      let field = cells[0].components(separatedBy: ": ").last ?? cells[0]
      rows.append((cells[0], String(path.1), named ?? field))
    }
    return rows
  }

  @Test func eachFieldOfTheManualIsOnItsPage() async throws {
    try await ConsoleSite.with { site in
      let author = Author(name: "teste", date: Date())
      _ = try site.integration.changeRegisters(by: author, action: "ranges add") { transaction, _ in
        try transaction.add(.ranges, ["name": "centro", "area": "5548", "first": "33334443", "last": "33334446"])
        try transaction.add(.dids, ["line": "L01", "number": "554833330031", "port": "1"])
      }
      let client = await site.client(of: "ana")
      var pages: [String: String] = [:]
      let rows = try Self.rows()
      #expect(rows.count > 60)
      for row in rows {
        if pages[row.path] == nil {
          let page = await client.get(row.path)
          #expect(page.status == 200, "\(row.field): \(row.path)")
          pages[row.path] = page.body
        }
        // One of several names, as "Minuto, Hora".
        for name in row.label.components(separatedBy: ", ") {
          let stands =
            pages[row.path]?.contains(">\(name)<") == true || pages[row.path]?.contains(">\(name) <") == true
            || pages[row.path]?.contains("\"\(name)\"") == true
          #expect(stands, "\(row.field): \(name) on \(row.path)")
        }
      }
    }
  }
}
