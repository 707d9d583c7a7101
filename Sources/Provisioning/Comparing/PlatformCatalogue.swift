import CallModel
import Foundation
import GRDB
import Ledger
import Platform
import Registry

/// What the platform listed last (spec 6.3, beta mode): kept with the time, and asked for anew by `platform refresh`.
package struct PlatformCatalogue: Equatable, Sendable {
  package enum List: String, CaseIterable, Sendable {
    case partitions, categories, plans, licences
  }

  package struct Entry: Equatable, Sendable {
    package var list: List
    /// Of a category; blank otherwise.
    package var partition: String
    package var item: PlatformItem
  }

  /// In order of lists, partitions and codes.
  package var entries: [Entry] = []
  /// When it was fetched, ISO 8601; nil: never.
  package var fetchedAt: String?

  private static let settingKey = "platform_lists_at"

  package init(_ database: Database) throws {
    fetchedAt = try Ledger.setting(Self.settingKey, database)
    let rows = try Row.fetchAll(
      database, sql: "SELECT list, partition, code, description FROM platform_list ORDER BY list, partition, code")
    entries = rows.compactMap { row in
      List(rawValue: row[0]).map {
        Entry(list: $0, partition: row[1], item: PlatformItem(code: row[2], description: row[3]))
      }
    }
  }

  private init() {}

  /// Asks the platform for all its lists.
  ///
  /// - Parameter at: now, ISO 8601.
  package static func fetch(from platform: any SummitPlatform, at: String) throws(PlatformFailure) -> Self {
    var catalogue = PlatformCatalogue()
    catalogue.fetchedAt = at
    let partitions = try platform.partitions()
    catalogue.add(partitions, .partitions)
    for partition in partitions {
      catalogue.add(try platform.categories(ofPartition: partition.code), .categories, of: partition.code)
    }
    catalogue.add(try platform.plans(), .plans)
    catalogue.add(try platform.licences(), .licences)
    return catalogue
  }

  private mutating func add(_ items: [PlatformItem], _ list: List, of partition: String = "") {
    entries += items.map { Entry(list: list, partition: partition, item: $0) }
  }

  /// Takes the place of what was kept, within a transaction.
  package func save(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM platform_list")
    for entry in entries {
      // A platform that lists a code twice means one.
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO platform_list (list, partition, code, description, fetched_at) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [entry.list.rawValue, entry.partition, entry.item.code, entry.item.description, fetchedAt])
    }
    if let fetchedAt { try Ledger.set(Self.settingKey, fetchedAt, database) }
  }

  /// The codes, for the rules of the registers.
  package var lists: PlatformLists {
    guard fetchedAt != nil else { return PlatformLists() }
    func codes(_ list: List, _ partition: String = "") -> Set<String> {
      Set(entries.filter { $0.list == list && $0.partition == partition }.map(\.item.code))
    }
    let partitions = codes(.partitions)
    var categories: [String: Set<String>] = [:]
    for entry in entries where entry.list == .categories {
      categories[entry.partition, default: []].insert(entry.item.code)
    }
    for partition in partitions where categories[partition] == nil { categories[partition] = [] }
    return PlatformLists(
      partitions: partitions, categories: categories, plans: codes(.plans), licences: codes(.licences))
  }

  /// What changes of the registers must satisfy towards the platform.
  ///
  /// - Parameters:
  ///   - mode: `summit_api.mode`.
  ///   - today: in the integration's time zone.
  package static func rules(mode: PlatformMode, today: CivilDate, _ ledger: Ledger) throws(LedgerFailure)
    -> RegistryRules
  {
    let lists = mode == .beta ? try ledger.read { try PlatformCatalogue($0).lists } : PlatformLists()
    return RegistryRules(mode: mode, lists: lists, today: today)
  }
}
