import Foundation
import GRDB
import Importing
import Ledger
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// A data directory that is not as a run left it is refused with what to do, and nothing in it is removed (spec 4.1).
@Suite("Data directories that are damaged, foreign, older, newer or in use (spec 4.1)")
struct DamagedLedgerTests {
  enum Damage: String, CaseIterable {
    case empty, half, noise, noHeader, removed, otherIdentity, noIdentity, emptyIdentity, older, newer, logCut,
      logNoise,
      databaseLinked, recordsLinked

    /// What the message must say.
    var words: [String] {
      switch self {
      case .empty: ["summit.sqlite", "an empty database", "restore the whole data directory"]
      case .half, .noise, .noHeader: ["summit.sqlite", "a sound database", "restore the whole data directory"]
      case .removed: ["summit.sqlite", "found none", "restore the whole data directory"]
      case .otherIdentity, .emptyIdentity: ["identity", "found another", "restore the whole data directory"]
      case .noIdentity: ["identity", "found none", "restore the whole data directory"]
      case .older, .logCut, .logNoise: ["summit.sqlite", "knows run 2", "restore the whole data directory"]
      case .newer: ["summit.sqlite", "one of a later version", "install that version"]
      case .databaseLinked: ["summit.sqlite", "a regular file", "put the database itself there"]
      case .recordsLinked: ["records", "not a symbolic link"]
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `a damaged data directory is refused with a remedy, and nothing is removed`(damage: Damage) throws {
    let harness = try Self.harness()
    let data = harness.settings.dataDirectory
    try Self.harm(harness, damage)
    try harness.deliver("day-3.csv", SmallProvider.header)
    let before = try Self.names(data)
    #expect {
      try harness.run()
    } throws: { error in
      let text = "\(error)"
      let isClear = text.contains(": expected ") && damage.words.allSatisfy { text.contains($0) }
      if !isClear { print("\(damage): \(text)") }
      return isClear
    }
    #expect(try Self.names(data) == before)
    #expect(FileManager.default.fileExists(atPath: harness.settings.sourceDirectory + "/day-3.csv"))
    if damage != .recordsLinked {
      #expect(throws: LedgerFailure.self) { try harness.ledger() }
    }
  }

  /// A ledger of two runs.
  private static func harness() throws -> ImportHarness {
    let harness = try ImportHarness(registry: SmallProvider.registry, layout: try RecordLayout(.summit1))
    var provider = SmallProvider(seed: 1)
    for day in 1...2 {
      try harness.deliver("day-\(day).csv", provider.file(day: day))
      try harness.run()
    }
    return harness
  }

  /// Files and their sizes, the database's own log apart.
  private static func names(_ directory: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory).filter {
      !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
    }
    .sorted()
  }

  private static func harm(_ harness: ImportHarness, _ damage: Damage) throws {
    let data = harness.settings.dataDirectory
    let database = data + "/summit.sqlite"
    let files = FileManager.default
    var bytes = files.contents(atPath: database) ?? Data()
    switch damage {
    case .empty: bytes = Data()
    case .half: bytes = bytes.prefix(bytes.count / 2)
    case .noise: bytes = Data(noise(bytes.count))
    case .noHeader: bytes.replaceSubrange(0..<100, with: noise(100))
    case .removed: try files.removeItem(atPath: database)
    case .otherIdentity: try Data("0d5e0a34\n2\n".utf8).write(to: URL(fileURLWithPath: data + "/identity"))
    case .emptyIdentity: try Data().write(to: URL(fileURLWithPath: data + "/identity"))
    case .noIdentity: try files.removeItem(atPath: data + "/identity")
    case .older: bytes = try older(harness)
    case .newer:
      try harness.ledger().write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('v99')") }
      return
    case .logCut, .logNoise: return try harmLog(harness, cutsIt: damage == .logCut)
    case .databaseLinked: try link(database)
    case .recordsLinked: try link(data + "/records")
    }
    if [.empty, .half, .noise, .noHeader, .older].contains(damage) {
      try bytes.write(to: URL(fileURLWithPath: database))
    }
  }

  /// The database as it is after one run of that harness's data directory: its second run is taken back by hand.
  private static func older(_ harness: ImportHarness) throws -> Data {
    try harness.ledger().write { database in
      try database.execute(sql: "DELETE FROM segment WHERE run = 2; DELETE FROM span WHERE run = 2")
      try database.execute(sql: "DELETE FROM file WHERE run = 2; DELETE FROM run WHERE id = 2")
    }
    return FileManager.default.contents(atPath: harness.settings.dataDirectory + "/summit.sqlite") ?? Data()
  }

  /// A second run whose log was not yet taken into the database when the machine stopped, and is then damaged.
  private static func harmLog(_ harness: ImportHarness, cutsIt: Bool) throws {
    var provider = SmallProvider(seed: 2)
    let fresh = try ImportHarness(registry: SmallProvider.registry, layout: try RecordLayout(.summit1))
    try fresh.deliver("day-1.csv", provider.file(day: 1))
    try fresh.run()
    // A reader that stays keeps the log from being taken over.
    let reader = try fresh.ledger()
    _ = try reader.setting("identifier")
    try fresh.deliver("day-2.csv", provider.file(day: 2))
    try fresh.run()
    let data = harness.settings.dataDirectory
    try FileManager.default.removeItem(atPath: data)
    try FileManager.default.copyItem(atPath: fresh.settings.dataDirectory, toPath: data)
    _ = try reader.setting("identifier")
    try FileManager.default.removeItem(atPath: data + "/summit.sqlite-shm")
    let log = URL(fileURLWithPath: data + "/summit.sqlite-wal")
    let bytes = try Data(contentsOf: log)
    try #require(bytes.count > 4_096)
    try (cutsIt ? bytes.prefix(100) : Data(noise(bytes.count))).write(to: log)
  }

  private static func link(_ path: String) throws {
    try FileManager.default.moveItem(atPath: path, toPath: path + "-itself")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path + "-itself")
  }

  private static func noise(_ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: 9)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  @Test func `a database that another program keeps locked is named, and nothing changes`() throws {
    let harness = try Self.harness()
    let before = try harness.state()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(
      path: harness.settings.dataDirectory + "/summit.sqlite", configuration: configuration)
    try other.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    try harness.deliver("day-3.csv", SmallProvider.header)
    #expect { try harness.run() } throws: { error in
      "\(error)".contains("expected no other program in the database")
    }
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try other.close()
    try FileManager.default.removeItem(atPath: harness.settings.sourceDirectory + "/day-3.csv")
    let difference = try harness.state().difference(from: before)
    #expect(difference == nil)
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `pages of noise end in an error or in nothing, never in a crash`(seed: UInt64) throws {
    let harness = try Self.harness()
    let database = harness.settings.dataDirectory + "/summit.sqlite"
    let segments = try Self.names(harness.settings.dataDirectory).filter { $0.hasPrefix("records/") }
    var bytes = [UInt8](FileManager.default.contents(atPath: database) ?? Data())
    var random = SeededRandom(seed: seed)
    for _ in 0..<random.int(1...3) {
      let start = random.int(1...max(1, bytes.count / 4_096 - 1)) * 4_096
      for place in start..<min(start + random.pick([1, 8, 400, 4_096]), bytes.count) {
        bytes[place] = UInt8(truncatingIfNeeded: random.next())
      }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: database))
    var provider = SmallProvider(seed: seed)
    try harness.deliver("day-3.csv", provider.file(day: 3))
    do {
      try harness.run()
    } catch {
      #expect("\(error)".contains(": expected "), "\(error)")
      let kept = try Self.names(harness.settings.dataDirectory)
      #expect(Set(segments).isSubset(of: kept))
    }
  }
}
