import CallModel
import Foundation
import HTTPListening
import Hummingbird
import Logging
import NIOCore
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

  package static let host = "127.0.0.1"
  package static let standardUser = "provedor"
  /// Nobody but this machine can reach it, and there is nothing behind it.
  package static let standardPassword = PlatformSecret("summit")

  /// The one it listens on.
  package let port: Int
  private let platform: SimulatedPlatform
  private let serving: Task<Void, Never>
  private let listening: any Channel

  private init(
    port: Int, platform: SimulatedPlatform, serving: Task<Void, Never>, listening: any Channel
  ) {
    self.port = port
    self.listening = listening
    self.platform = platform
    self.serving = serving
  }

  /// Returns when it listens.
  ///
  /// - Throws: `Problem` if the port is taken, or the state cannot be read.
  package static func start(_ settings: Settings) async throws -> PlatformSimulator {
    let platform = try SimulatedPlatform(
      catalogue: settings.catalogue, seed: settings.seed, statePath: settings.statePath)
    let (started, starting) = AsyncStream.makeStream(of: Result<any Channel, Problem>.self)
    let application = Application(
      responder: SimulatorResponder(platform: platform, settings: settings),
      configuration: ApplicationConfiguration(address: .hostname(host, port: settings.port)),
      onServerRunning: { starting.yield(.success($0)) },
      logger: Logger(label: "platform-simulator", factory: { _ in SwiftLogNoOpLogHandler() }))
    let serving = Task {
      do {
        try await application.run()
      } catch {
        starting.yield(.failure(failure(error, port: settings.port)))
      }
      starting.finish()
    }
    for await outcome in started {
      let listening = try outcome.get()
      return PlatformSimulator(
        port: listening.localAddress?.port ?? settings.port, platform: platform, serving: serving, listening: listening)
    }
    throw failure(CancellationError(), port: settings.port)
  }

  /// Ends it, as abruptly as a machine that fails: requests under way are not answered. What was answered is kept.
  package func stop() async {
    await listening.stopAccepting()
    serving.cancel()
    await serving.value
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
      host: Self.host, port: port, timeoutSeconds: timeoutSeconds, user: user, password: password)
  }

  private static func failure(_ error: any Error, port: Int) -> Problem {
    let found = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
    return Problem(
      "\(host):\(port)", expected: "to listen", found: found,
      remedy: "choose another port, or --port 0 for any that is free")
  }
}
