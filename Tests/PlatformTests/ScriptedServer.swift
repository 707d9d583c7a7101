import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Platform

/// A server that answers everything in one way, on loopback.
struct ScriptedServer: Sendable {
  let port: Int
  private let serving: Task<Void, Never>

  /// - Parameters:
  ///   - tls: with it, it speaks TLS.
  ///   - answer: what it says to each request.
  static func start(
    tls: TLSConfiguration? = nil, _ answer: @escaping @Sendable () async throws -> Response
  ) async throws -> ScriptedServer {
    let (ports, starting) = AsyncStream.makeStream(of: Int.self)
    let router = Router()
    router.add(middleware: Answering(answer: answer))
    let application = Application(
      router: router, server: try tls.map { try .tls(.http1(), tlsConfiguration: $0) } ?? .http1(),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { starting.yield($0.localAddress?.port ?? 0) },
      logger: Logger(label: "scripted", factory: { _ in SwiftLogNoOpLogHandler() }))
    let serving = Task {
      try? await application.run()
      starting.finish()
    }
    var port = 0
    for await first in ports {
      port = first
      break
    }
    return ScriptedServer(port: port, serving: serving)
  }

  func stop() async {
    serving.cancel()
    await serving.value
  }

  private struct Answering: RouterMiddleware {
    typealias Context = BasicRequestContext
    let answer: @Sendable () async throws -> Response

    func handle(
      _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
      try await answer()
    }
  }
}

extension Response {
  static func scripted(_ status: Int, _ body: String = "", headers: HTTPFields = [:]) -> Response {
    Response(status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }
}
