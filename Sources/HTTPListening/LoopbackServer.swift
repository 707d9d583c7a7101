import CallModel
import Foundation
import Hummingbird
import Logging
import NIOCore

/// A server of this machine alone, to try things on.
package final class LoopbackServer: Sendable {
  package static let host = "127.0.0.1"

  /// The one it listens on.
  package let port: Int
  private let serving: Task<Void, Never>
  private let listening: any Channel

  private init(port: Int, serving: Task<Void, Never>, listening: any Channel) {
    self.port = port
    self.serving = serving
    self.listening = listening
  }

  /// Returns when it listens.
  ///
  /// - Parameter port: 0: any that is free.
  /// - Throws: `Problem` if the port is taken.
  package static func start<Responder: HTTPResponder>(
    _ responder: Responder, port: Int
  ) async throws -> LoopbackServer
  where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    let (started, starting) = AsyncStream.makeStream(of: Result<any Channel, Problem>.self)
    let application = Application(
      responder: responder,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { starting.yield(.success($0)) },
      logger: Logger(label: "loopback", factory: { _ in SwiftLogNoOpLogHandler() }))
    let serving = Task {
      do {
        try await application.run()
      } catch {
        starting.yield(.failure(failure(error, port: port)))
      }
      starting.finish()
    }
    for await outcome in started {
      let listening = try outcome.get()
      return LoopbackServer(port: listening.localAddress?.port ?? port, serving: serving, listening: listening)
    }
    throw failure(CancellationError(), port: port)
  }

  /// Ends it, as abruptly as a machine that fails: requests under way are not answered.
  package func stop() async {
    await listening.stopAccepting()
    serving.cancel()
    await serving.value
  }

  private static func failure(_ error: any Error, port: Int) -> Problem {
    let found = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
    return Problem(
      "\(host):\(port)", expected: "to listen", found: found,
      remedy: "choose another port, or --port 0 for any that is free")
  }
}
