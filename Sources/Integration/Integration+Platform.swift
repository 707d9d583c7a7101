import CallModel
import Foundation
import Ledger
import Platform
import Provisioning
import RegistryStore

/// How an integration comes to its platform (spec 6.3).
extension Integration {
  /// Gives `body` the ledger, to settle requests, and the platform.
  package func withPlatform<Value>(_ body: (Ledger, SummitHTTPClient) throws -> Value) throws -> Value {
    let settings = try platformSettings()
    return try withOutbox(.changingBesideRuns) { ledger in
      try SummitHTTPClient.with(settings) { try body(ledger, $0) }
    }
  }

  /// Gives `body` the ledger, which has an outbox.
  package func withOutbox<Value>(
    _ purpose: LedgerSession.Purpose = .looking, _ body: (Ledger) throws -> Value
  ) throws -> Value {
    guard directory.exists else { throw Problem.noRegisters }
    return try withLedger(purpose) { ledger in
      guard try Outbox.isThere(ledger) else { throw Problem.noRegisters }
      return try body(ledger)
    }
  }

  /// Gives `body` what a person does with requests, in one transaction.
  package func changeOutbox<Value>(
    _ purpose: LedgerSession.Purpose = .changing, by author: Author, _ body: (OutboxActions) throws -> Value
  ) throws -> Value {
    try withLedger(purpose) { ledger in
      try ledger.transaction(isDryRun: false) { try body(OutboxActions($0, by: author)) }
    }
  }

  /// Lifts the block of a line that passed its credit limit.
  ///
  /// - Returns: what the platform is asked; nil: the line was not blocked.
  package func releaseCreditBlock(
    ofLine line: String, by author: Author, isDryRun: Bool = false
  ) throws -> PlatformFollowing? {
    try writeRegisters { ledger, settings in
      try ledger.transaction(isDryRun: isDryRun) {
        try CreditLimitBlock.release(
          line: line, by: author, zone: settings.zone, isOnPlatform: summitAPI != nil, $0)
      }
    }
  }

  /// Where the platform is, and with which account it is called.
  ///
  /// - Throws: `Problems` with the remedy if the integration does not say.
  package func platformSettings() throws -> SummitHTTPClient.Settings {
    guard let api = summitAPI else {
      throw Problems([
        Problem(
          path, field: "summit_api", expected: "the platform's host and port", found: "nothing",
          remedy: "add summit_api: {host: …, port: …}")
      ])
    }
    let credentials = try credentials()
    return SummitHTTPClient.Settings(
      host: api.host, port: api.port, isTLS: api.usesTLS, caFile: api.caFile,
      timeoutSeconds: Double(api.timeoutSeconds), user: credentials.user, password: PlatformSecret(credentials.password)
    )
  }

  package func push(_ ledger: Ledger, _ platform: SummitHTTPClient) throws -> PlatformPush {
    PlatformPush(ledger: ledger, platform: platform, zone: try zoneRules())
  }
}
