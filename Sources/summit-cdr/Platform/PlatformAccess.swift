import CallModel
import Foundation
import Integration
import Ledger
import Platform
import Provisioning
import Registers

/// How the commands come to the platform of an integration.
enum PlatformAccess {
  /// Runs `body` with the ledger and the platform.
  static func run<Value>(
    _ integration: Integration, _ body: (Ledger, SummitHTTPClient) throws -> Value
  ) throws -> Value {
    try Terminal.failing {
      let settings = try settings(integration)
      let ledger = try ledger(integration)
      return try SummitHTTPClient.with(settings) { try body(ledger, $0) }
    }
  }

  /// Opens the ledger to look at it, and to settle wishes. Runs go on beside.
  static func ledger(_ integration: Integration) throws -> Ledger {
    let directory = DataDirectory(path: integration.dataDirectory)
    guard directory.exists else { throw Problem.noRegisters }
    let ledger = try Ledger.openForReading(directory)
    guard try Outbox.isThere(ledger) else { throw Problem.noRegisters }
    return ledger
  }

  /// Where the platform is, and with which account it is called.
  ///
  /// - Throws: `Problems` with the remedy if the integration does not say.
  static func settings(_ integration: Integration) throws -> SummitHTTPClient.Settings {
    guard let api = integration.summitAPI else {
      throw Problems([
        Problem(
          integration.path, field: "summit_api", expected: "the platform's host and port", found: "nothing",
          remedy: "add summit_api: {host: …, port: …}")
      ])
    }
    let credentials = try integration.credentials()
    return SummitHTTPClient.Settings(
      host: api.host, port: api.port, isTLS: api.usesTLS, caFile: api.caFile,
      timeoutSeconds: Double(api.timeoutSeconds), user: credentials.user, password: PlatformSecret(credentials.password)
    )
  }

  /// A push to the platform of an integration.
  static func push(
    _ integration: Integration, _ ledger: Ledger, _ platform: SummitHTTPClient
  ) throws -> PlatformPush {
    PlatformPush(ledger: ledger, platform: platform, zone: try integration.zoneRules())
  }
}
