import CallModel
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
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

  /// Nobody but this machine can reach it, and there is nothing behind it.
  package static let standardToken = "1:summit"

  package let erp: SimulatedERP
  private let server: LoopbackServer

  private init(_ erp: SimulatedERP, _ server: LoopbackServer) {
    self.erp = erp
    self.server = server
  }

  /// Returns when it listens.
  ///
  /// - Throws: `Problem` if the port is taken.
  package static func start(_ settings: Settings) async throws -> ERPSimulator {
    let erp = SimulatedERP(seed: settings.seed, faults: settings.faults)
    return ERPSimulator(
      erp, try await LoopbackServer.start(ERPResponder(erp, token: settings.token), port: settings.port))
  }

  /// The one it listens on.
  package var port: Int { server.port }

  /// Ends it; requests under way are not answered.
  package func stop() async { await server.stop() }
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
