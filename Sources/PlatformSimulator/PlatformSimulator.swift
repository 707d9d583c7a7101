import CallModel
import HTTPListening
import Platform

/// A platform to try things on: serves all of `SummitWireFormat` on loopback (spec 6.3).
///
/// It checks user, password and values, remembers what it did, and does wrong what its faults say. Terminals, credentials
/// and faults follow from the seed and the requests, not from their order.
package final class PlatformSimulator: Sendable {
  package struct Settings: Sendable {
    /// 0: any that is free.
    package var port: Int
    package var user: String
    package var password: PlatformSecret
    /// Nil: what it did goes when it does.
    package var statePath: String?
    package var faults = SimulatorFaults.none
    package var seed: UInt64 = 1
    package var catalogue = SimulatorCatalogue.standard
    package var recorder: ExchangeRecorder?

    package init(
      port: Int = 0, user: String = PlatformSimulator.standardUser,
      password: PlatformSecret = PlatformSimulator.standardPassword
    ) {
      self.port = port
      self.user = user
      self.password = password
    }
  }

  package static let standardUser = "provedor"
  /// Nobody but this machine can reach it, and there is nothing behind it.
  package static let standardPassword = PlatformSecret("summit")

  private let platform: SimulatedPlatform
  private let server: LoopbackServer

  private init(_ platform: SimulatedPlatform, _ server: LoopbackServer) {
    self.platform = platform
    self.server = server
  }

  /// Returns when it listens.
  ///
  /// - Throws: `Problem` if the port is taken, or the state cannot be read.
  package static func start(_ settings: Settings) async throws -> PlatformSimulator {
    let platform = try SimulatedPlatform(
      catalogue: settings.catalogue, seed: settings.seed, statePath: settings.statePath)
    let responder = SimulatorResponder(platform: platform, settings: settings)
    return PlatformSimulator(platform, try await LoopbackServer.start(responder, port: settings.port))
  }

  /// The one it listens on.
  package var port: Int { server.port }

  /// Ends it, as abruptly as a machine that fails: requests under way are not answered. What was answered is kept.
  package func stop() async {
    await server.stop()
    await platform.close()
  }

  /// What it did, in order.
  package var applied: [AppliedWrite] {
    get async { await platform.memory.applied }
  }

  /// The lines that there are, by number.
  package var lines: [PlatformLine] {
    get async { await platform.memory.linesByNumber }
  }

  /// What a client is told to reach it.
  package func clientSettings(
    timeoutSeconds: Double = 10, user: String = standardUser, password: PlatformSecret = standardPassword
  ) -> SummitHTTPClient.Settings {
    SummitHTTPClient.Settings(
      host: LoopbackServer.host, port: port, timeoutSeconds: timeoutSeconds, user: user, password: password)
  }
}
