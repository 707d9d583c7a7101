import CallModel
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// An ERP to try things on: serves a `SimulatedERP` on loopback, and checks the token (spec 11.2).
package final class ERPSimulator: Sendable {
  package struct Settings: Sendable {
    /// 0: any that is free.
    package var port: Int
    package var token: String
    package var faults = ERPSimulatorFaults()
    package var seed: UInt64 = 1

    package init(port: Int = 0, token: String = ERPSimulator.standardToken) {
      self.port = port
      self.token = token
    }
  }

  package static let host = "127.0.0.1"
  /// Nobody but this machine can reach it, and there is nothing behind it.
  package static let standardToken = "1:summit"

  /// The one it listens on.
  package let port: Int
  package let erp: SimulatedERP
  private let serving: Task<Void, Never>
  private let listening: any Channel

  private init(port: Int, erp: SimulatedERP, serving: Task<Void, Never>, listening: any Channel) {
    self.port = port
    self.erp = erp
    self.serving = serving
    self.listening = listening
  }

  /// Returns when it listens.
  ///
  /// - Throws: `Problem` if the port is taken.
  package static func start(_ settings: Settings) async throws -> ERPSimulator {
    let erp = SimulatedERP(seed: settings.seed, faults: settings.faults)
    let (started, starting) = AsyncStream.makeStream(of: Result<any Channel, Problem>.self)
    let application = Application(
      responder: ERPResponder(erp, token: settings.token),
      configuration: ApplicationConfiguration(address: .hostname(host, port: settings.port)),
      onServerRunning: { starting.yield(.success($0)) },
      logger: Logger(label: "erp-simulator", factory: { _ in SwiftLogNoOpLogHandler() }))
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
      return ERPSimulator(
        port: listening.localAddress?.port ?? settings.port, erp: erp, serving: serving, listening: listening)
    }
    throw failure(CancellationError(), port: settings.port)
  }

  /// Ends it; requests under way are not answered.
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

/// What the simulator knows of a request beside itself: its connection, which a fault may close.
struct ERPContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

/// From HTTP to the simulated ERP and back.
struct ERPResponder: HTTPResponder {
  typealias Context = ERPContext

  private let erp: SimulatedERP
  private let authorisation: String
  /// Of a request: many times the largest service.
  private static let maximumRequestBytes = 1 << 20

  init(_ erp: SimulatedERP, token: String) {
    self.erp = erp
    authorisation = "Basic " + Data(token.utf8).base64EncodedString()
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    var request = request
    let buffer = try await request.collectBody(upTo: Self.maximumRequestBytes)
    guard request.headers[.authorization] == authorisation else {
      return response(SimulatedERP.Answer(status: 401, html: "401 Unauthorized"))
    }
    let isListing = HTTPField.Name("ixcsoft").flatMap { request.headers[$0] } == "listar"
    let answer = erp.answer(
      method: request.method.rawValue, path: request.uri.path, isListing: isListing,
      body: Array(buffer.readableBytesView))
    if answer.body == nil { try? await context.channel.close() }
    return response(answer)
  }

  private func response(_ answer: SimulatedERP.Answer) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = answer.type
    return Response(
      status: .init(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body ?? [])))
  }
}
