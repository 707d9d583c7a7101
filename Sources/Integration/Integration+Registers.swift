import CallModel
import Foundation
import Importing
import Ledger
import Provisioning
import RegistryStore
import Registry

/// What a change of the registers did: a bounded number of its rows, and what the platform is asked.
package struct RegisterChanges {
  package let isDryRun: Bool
  package private(set) var first: [RegisterLogEntry] = []
  package private(set) var count = 0
  package private(set) var following = PlatformFollowing()

  /// Rows that are listed: more than that, nobody reads.
  package static let maximumListed = 50

  init(isDryRun: Bool) { self.isDryRun = isDryRun }

  mutating func take(_ transaction: RegisterTransaction, _ following: PlatformFollowing) throws {
    self.following = following
    (first, count) = try transaction.entries(limit: Self.maximumListed)
  }
}

/// The registers of an integration (spec 6.1).
extension Integration {
  /// Looks at the registers.
  ///
  /// - Parameter day: as they were at its end; nil: as they stand.
  /// - Throws: `Problem` if the registry is in files, or nothing was entered yet.
  package func readRegisters<Value>(
    asOf day: CivilDate? = nil, _ body: (RegisterReader) throws -> Value
  ) throws -> Value {
    try withRegisters { try $0.readRegisters(asOf: day, zone: try zoneRules(), body) }
  }

  /// The numbers of a range with their states.
  ///
  /// - Parameter day: of the states and the registers; nil: today.
  package func numbers(ofRange name: String, on day: CivilDate? = nil) throws -> RangeNumbers {
    try readRegisters(asOf: day) { reader in
      try RangeNumbers(reader, name: name, on: try day ?? zoneRules().day(of: Date()))
    }
  }

  /// Gives `body` the ledger, to look at its registers.
  package func withRegisters<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
    try checkHasRegisters()
    guard directory.exists else { throw Problem.noRegisters }
    return try withLedger(.looking, body)
  }

  /// Changes the registers, and what follows from that: one transaction.
  ///
  /// - Parameter action: for the journal: `lines change L20`.
  package func changeRegisters<Value>(
    by author: Author, action: String, isDryRun: Bool = false,
    _ body: (RegisterTransaction, RegisterSettings) throws -> Value
  ) throws -> (value: Value, changes: RegisterChanges) {
    try writeRegisters { ledger, settings in
      var changes = RegisterChanges(isDryRun: isDryRun)
      let value = try ledger.changeRegisters(by: author, settings, action: action, isDryRun: isDryRun) {
        let following = try PlatformFollowing.follow($0, isOnPlatform: summitAPI != nil)
        try changes.take($0, following)
      } _: {
        try body($0, settings)
      }
      return (value, changes)
    }
  }

  /// Opens the ledger to change the registers, with the rules they must keep. A run that is under way keeps the registry
  /// it began with, so only making the ledger takes the run lock (spec 4.3).
  package func writeRegisters<Value>(_ body: (Ledger, RegisterSettings) throws -> Value) throws -> Value {
    try checkHasRegisters()
    return try withLedger(.entering) { try body($0, try registerSettings($0)) }
  }

  /// By what the registers are judged: the platform's rules, too, if there is one.
  package func registerSettings(_ ledger: Ledger) throws -> RegisterSettings {
    let zone = try zoneRules()
    let rules = try summitAPI.map {
      try PlatformCatalogue.rules(mode: $0.mode, today: zone.day(of: Date()), ledger)
    }
    return RegisterSettings(zone: zone, rules: rules)
  }

  private func checkHasRegisters() throws {
    guard case .directory(let directory) = registry else { return }
    throw Problem(
      path, field: "registry", expected: "database", found: directory,
      remedy: "set registry: database, and bring the files in: summit-cdr registry import DIR")
  }
}

extension Integration {
  /// Whether the registers in the database are its registry.
  package var hasRegisters: Bool {
    if case .database = registry { return true }
    return false
  }
}
