import CallModel
import Foundation
import Ledger
import Platform
import Provisioning
import RegistryStore

extension Integration {
  /// Holds what the platform has against what the registers say.
  ///
  /// - Parameter author: who puts into the outbox what makes the platform as the registers say, and what changes in the
  ///   registers by that (a terminal that was not known); the run lock is taken, and nothing is pushed meanwhile. Nil:
  ///   nothing is changed.
  package func comparePlatform(repairingBy author: Author?) throws -> ComparisonOutcome {
    let zone = try zoneRules()
    let settings = try platformSettings()
    guard let author else {
      return try withOutbox { ledger in
        let listed = try SummitHTTPClient.with(settings) { try $0.lines() }
        let day = zone.day(of: Date())
        let comparison = try ledger.read { try PlatformComparison(listed, on: day, $0) }
        return ComparisonOutcome(comparison: comparison, left: comparison.differences)
      }
    }
    return try withLedger(.changing) { ledger in
      let pushing = try RunLock(ledger.directory, .push)
      defer { withExtendedLifetime(pushing) {} }
      let listed = try SummitHTTPClient.with(settings) { try $0.lines() }
      return try ledger.transaction(isDryRun: false) { database in
        let comparison = try PlatformComparison(listed, on: zone.day(of: author.date), database)
        let transaction = try RegisterTransaction(
          database, author: author, zone: zone, action: "platform compare --repair")
        let (repaired, left) = try comparison.repair(transaction)
        return ComparisonOutcome(comparison: comparison, isRepair: true, repaired: repaired, left: left)
      }
    }
  }
}
