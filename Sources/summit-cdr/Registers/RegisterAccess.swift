import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Provisioning
import Registers
import Registry

/// How the commands come to the registers of an integration.
enum RegisterAccess {
  /// Looks at the registers.
  ///
  /// - Parameter day: as they were at its end; nil: as they stand.
  static func read<Value>(
    _ integration: Integration, asOf day: CivilDate? = nil, _ body: (RegisterReader) throws -> Value
  ) throws -> Value {
    try open(integration) { ledger in
      try ledger.readRegisters(asOf: day, zone: try integration.zoneRules(), body)
    }
  }

  /// Opens the ledger to look at it.
  static func open<Value>(_ integration: Integration, _ body: (Ledger) throws -> Value) throws -> Value {
    try Terminal.failing {
      try check(integration)
      let directory = DataDirectory(path: integration.dataDirectory)
      guard directory.exists else { throw Problem.noRegisters }
      return try body(Ledger.openForReading(directory))
    }
  }

  /// Changes the registers, and what follows from that: one transaction.
  ///
  /// - Parameter action: for the journal: `lines change L20`.
  static func change<Value>(
    _ integration: Integration, by author: Author, action: String, isDryRun: Bool,
    _ body: (RegisterTransaction, RegisterSettings) throws -> Value
  ) throws -> (value: Value, changes: RegisterChanges) {
    try write(integration) { ledger, settings in
      var changes = RegisterChanges(isDryRun: isDryRun)
      let value = try ledger.changeRegisters(by: author, settings, action: action, isDryRun: isDryRun) {
        let following = try PlatformFollowing.follow($0, isOnPlatform: integration.summitAPI != nil)
        try changes.take($0, following)
      } _: {
        try body($0, settings)
      }
      return (value, changes)
    }
  }

  /// Opens the ledger to change the registers, with the rules they must keep. A run that is under way keeps the registry
  /// it began with, so only making the ledger takes the run lock (spec 4.3).
  static func write<Value>(
    _ integration: Integration, _ body: (Ledger, RegisterSettings) throws -> Value
  ) throws -> Value {
    try Terminal.failing {
      try check(integration)
      let directory = DataDirectory(path: integration.dataDirectory)
      try directory.prepare()
      let isNew = !FileManager.default.fileExists(atPath: directory.databasePath)
      let lock = isNew ? try RunLock(directory) : nil
      defer { withExtendedLifetime(lock) {} }
      let ledger = try Ledger.openForWriting(directory)
      return try body(ledger, try settings(integration, ledger))
    }
  }

  /// By what the registers are judged: the platform's rules, too, if there is one.
  static func settings(_ integration: Integration, _ ledger: Ledger) throws -> RegisterSettings {
    let zone = try integration.zoneRules()
    let rules = try integration.summitAPI.map {
      try PlatformCatalogue.rules(mode: $0.mode, today: zone.day(of: Date()), ledger)
    }
    return RegisterSettings(zone: zone, rules: rules)
  }

  private static func check(_ integration: Integration) throws {
    guard case .directory(let directory) = integration.registry else { return }
    throw Problem(
      integration.path, field: "registry", expected: "database", found: directory,
      remedy: "set registry: database, and bring the files in: summit-cdr registry import DIR")
  }
}
