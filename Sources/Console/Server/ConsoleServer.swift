import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// A console that serves its pages (spec 8).
package final class ConsoleServer: Sendable {
  /// Why it does not serve.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package var place: String
    package var expected: String
    package var found: String
    package var remedy: String

    package var description: String { "\(place): expected \(expected), found \(found): \(remedy)" }
  }

  /// How long requests under way may take once it is to end.
  private static let graceSeconds = 3

  /// The port it listens on.
  package let port: Int
  private let serving: Task<Void, Never>
  private let responder: ConsoleResponder
  private let group: ServiceGroup
  private let listening: any Channel
  private let webhooks: WebhookDesk

  private init(
    port: Int, serving: Task<Void, Never>, responder: ConsoleResponder, group: ServiceGroup, listening: any Channel,
    webhooks: WebhookDesk
  ) {
    self.webhooks = webhooks
    self.port = port
    self.listening = listening
    self.serving = serving
    self.responder = responder
    self.group = group
  }

  /// Returns when it listens.
  ///
  /// - Throws: `Failure` if it cannot be reached as the settings say.
  package static func start(_ settings: ConsoleSettings) async throws -> ConsoleServer {
    let place = "\(settings.host):\(settings.port)"
    if let fault = settings.fault {
      throw Failure(
        place: "serve", expected: "settings that can be served", found: fault, remedy: "see summit-cdr help serve")
    }
    // Once, since a hash takes a while.
    _ = PasswordHash.ofNobody
    let core = try ConsoleCore(settings)
    let responder = ConsoleResponder(core)
    let (started, starting) = AsyncStream.makeStream(of: Result<any Channel, Failure>.self)
    let limits = settings.limits
    let logger = Logger(label: "console", factory: { _ in SwiftLogNoOpLogHandler() })
    let application = Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [RequestDeadline(seconds: limits.requestSeconds)],
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
      onServerRunning: { channel in
        responder.note(port: channel.localAddress?.port ?? settings.port)
        starting.yield(.success(channel))
      }, logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    configuration.maximumGracefulShutdownDuration = Duration.seconds(graceSeconds)
    let group = ServiceGroup(configuration: configuration)
    let serving = Task {
      do {
        try await group.run()
      } catch {
        let found = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
        starting.yield(
          .failure(
            Failure(
              place: place, expected: "to listen", found: found,
              remedy: "choose another address or port with --listen")))
      }
      starting.finish()
    }
    for await outcome in started {
      let listening = try outcome.get()
      let webhooks = WebhookDesk(core)
      webhooks.start()
      return ConsoleServer(
        port: listening.localAddress?.port ?? settings.port, serving: serving, responder: responder, group: group,
        listening: listening, webhooks: webhooks)
    }
    throw Failure(place: place, expected: "to listen", found: "an end", remedy: "try again")
  }

  /// Takes no new connections, answers what is under way, and ends.
  package func stop() async {
    await listening.stopAccepting()
    await group.triggerGracefulShutdown()
    await serving.value
    await webhooks.stop()
    await responder.stop()
  }
}
