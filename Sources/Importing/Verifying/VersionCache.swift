import CallModel
import FileInput
import Ledger
import Pipeline
import Registry
import Synchronization

/// A recorded registry version, ready to rate by.
struct ReadyVersion: Sendable {
  let snapshot: RegistrySnapshot
  let terms: RegistryTerms
  let keys: CycleAccountKeys
  let zone: TimeZoneRules

  var ratingTerms: RatingTerms {
    RatingTerms(
      registry: snapshot.registry, zone: zone, activeLinesOnly: snapshot.activeLinesOnly, dialling: snapshot.dialling)
  }
}

/// The registry versions that workers rate by, a few at a time: cycle accounts are checked in the order of their versions, so
/// memory does not grow with the number of versions (I7).
final class VersionCache: Sendable {
  /// A cycle account's own, those of two runs that brought late calls, and the next cycle account's.
  private static let maximumVersions = 4

  private let ledger: Ledger
  private let versions = Mutex<(ready: [Int64: ReadyVersion], order: [Int64])>(([:], []))

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// - Throws: `LedgerFailure` or `Problems` if the version is missing or damaged.
  func version(_ id: Int64) throws -> ReadyVersion {
    try versions.withLock { state in
      if let known = state.ready[id] { return known }
      let snapshot = try RegistryVersions(ledger).snapshot(id)
      guard let zone = TimeZoneRules(identifier: snapshot.timeZone) else {
        throw RateFailure.timeZone(snapshot.timeZone)
      }
      let ready = ReadyVersion(
        snapshot: snapshot, terms: RegistryTerms(snapshot), keys: CycleAccountKeys(snapshot.registry), zone: zone)
      state.ready[id] = ready
      state.order.append(id)
      if state.order.count > Self.maximumVersions { state.ready[state.order.removeFirst()] = nil }
      return ready
    }
  }
}
