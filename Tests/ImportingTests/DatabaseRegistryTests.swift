import CallModel
import Foundation
import GRDB
import Importing
import Output
import RegistryStore
import Registry
import RunSupport
import Testing

@testable import Ledger

/// `registry: database` and `registry: DIR` give the same bytes (spec 6.1).
@Suite("The registry in the database (spec 6.1)")
struct DatabaseRegistryTests {
  /// Columns that rating does not read.
  private static let more: [String: String] = [
    "partitions.csv": "code,description\np,Sul\n",
    "ranges.csv": "name,area,first,last\nr,5548,33330000,33339999\n",
  ]

  /// Puts the rows of tables into the registers, as a command would.
  private static func enter(_ tables: [String: String], _ harness: ImportHarness) throws {
    try change(harness, action: "registry import") { transaction in
      for table in TableDescription.all {
        let lines = (tables[table.fileName] ?? "").split(separator: "\n").map {
          $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        for line in lines.dropFirst() {
          let cells = Dictionary(uniqueKeysWithValues: zip(lines[0], line)).filter { !$0.value.isEmpty }
          _ = try transaction.add(table, cells)
        }
      }
    }
  }

  private static func change(
    _ harness: ImportHarness, action: String, _ body: (RegisterTransaction) throws -> Void
  ) throws {
    let zone = try #require(TimeZoneRules(builtIn: harness.settings.timeZone))
    let data = DataDirectory(path: harness.settings.dataDirectory)
    try data.prepare()
    let ledger = try Ledger.openForWriting(data)
    let author = Author(name: "ana", date: Date(timeIntervalSince1970: 1_800_000_000))
    try ledger.changeRegisters(by: author, RegisterSettings(zone: zone), action: action, body)
  }

  private static func row(of table: String) throws -> TableDescription {
    try #require(TableDescription.named(table))
  }

  @Test func `an import by the registers records what one by the directory does`() throws {
    let directory = try SmallIntegration.recorded()
    let database = try SmallIntegration.harness()
    database.settings.registry = .database
    try FileManager.default.removeItem(atPath: database.directory.path + "/registry")
    try Self.enter(SmallIntegration.registry.merging(Self.more) { $1 }, database)
    for (name, rows) in [("a.csv", SmallIntegration.firstDay), ("b.csv", SmallIntegration.secondDay)] {
      try database.deliver(name, SmallIntegration.file(rows))
      try database.run()
    }
    #expect(try database.callRecords() == directory.callRecords())
    #expect(try database.services() == directory.services())
    #expect(try database.verify() == [])
  }

  @Test func `a change of what rating does not read makes no new version; a new price does`() throws {
    let harness = try SmallIntegration.harness()
    harness.settings.registry = .database
    try Self.enter(SmallIntegration.registry.merging(Self.more) { $1 }, harness)
    try harness.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try harness.run()
    let digest = try harness.ledger().setting("registry")
    try Self.change(harness, action: "lines change") { transaction in
      let lines = try transaction.rows(of: try Self.row(of: "lines"), id: "1001")
      for line in lines {
        _ = try transaction.replace(
          line, with: ["description": "front desk", "partition": "p", "terminal": "t1", "credential": "s"])
      }
    }
    try harness.run()
    #expect(try harness.ledger().setting("registry") == digest)
    try Self.change(harness, action: "rates add") { transaction in
      _ = try transaction.add(
        try Self.row(of: "rates"), ["plan": "basic", "zone": "intl", "price_per_minute": "2"])
    }
    try harness.run()
    #expect(try harness.ledger().setting("registry") != digest)
  }

  @Test func `a database of before gets the columns that came later, and follows what is entered there`() throws {
    let harness = try SmallIntegration.harness()
    harness.settings.registry = .database
    try Self.enter(SmallIntegration.registry, harness)
    try harness.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try harness.run()
    let records = try harness.callRecords()
    // As version 2 made it.
    let queue = try DatabaseQueue(path: DataDirectory(path: harness.settings.dataDirectory).databasePath)
    try queue.write { database in
      for table in TableDescription.all {
        for column in table.columns where column.migration != nil {
          try database.execute(sql: "ALTER TABLE \(table.registerName) DROP COLUMN \(column.quoted)")
          try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = ?", arguments: [column.migration])
        }
      }
    }
    try queue.close()
    #expect(try harness.verify() == [])
    #expect(try harness.callRecords() == records)
    try Self.change(harness, action: "plans change") { transaction in
      for plan in ["basic", "shared", "dear"] {
        for row in try transaction.rows(of: try Self.row(of: "plans"), id: plan) {
          _ = try transaction.replace(row, with: ["charge_rounding": "cut"])
        }
      }
    }
    try harness.run()
    #expect(try harness.callRecords() != records)
    #expect(try harness.verify() == [])
  }

  @Test func `a label or a hidden number makes no new version of a registry in files`() throws {
    let harness = try SmallIntegration.recorded()
    let digest = try harness.ledger().setting("registry")
    try harness.directory.write("registry/zone_labels.csv", Array("zone,label\nlocal,Fixo\n".utf8))
    try harness.directory.write("registry/hidden_numbers.csv", Array("number\n188\n".utf8))
    #expect(try harness.settings.registryWarning(harness.ledger()) == nil)
    try harness.run()
    #expect(try harness.ledger().setting("registry") == digest)
    let tables = try harness.settings.registry.statementTables(harness.ledger())
    #expect(tables.zoneLabels == [ID("local"): "Fixo"] && tables.hiddenNumbers == ["188"])
  }

  @Test func `with nothing entered yet an import says that no line is known, and bills nothing`() throws {
    let harness = try SmallIntegration.harness()
    harness.settings.registry = .database
    try harness.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    let report = try harness.run()
    #expect(report.totals.rated == 0)
    #expect(report.totals.suspended + report.totals.rejected == report.totals.read)
  }
}
