import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Platform
import Synchronization

/// A server that answers everything in one way, on loopback.
struct ScriptedServer: Sendable {
  let port: Int
  private let visits: Visits
  private let serving: Task<Void, Never>

  /// - Parameter answer: what it says to each request.
  static func start(_ answer: @escaping @Sendable () async throws -> Response) async throws -> ScriptedServer {
    let (ports, starting) = AsyncStream.makeStream(of: Int.self)
    let visits = Visits()
    let application = Application(
      responder: Answering(visits: visits, answer: answer),
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
    return ScriptedServer(port: port, visits: visits, serving: serving)
  }

  func stop() async {
    serving.cancel()
    await serving.value
  }

  var url: String { "http://127.0.0.1:\(port)" }
  /// Those that came.
  var requests: Int { visits.ports.withLock { $0.count } }
  /// Those on which requests came.
  var connections: Int { visits.ports.withLock { Set($0).count } }

  /// The client's port of each request.
  private final class Visits: Sendable {
    let ports = Mutex<[Int]>([])
  }

  private struct Context: RequestContext {
    var coreContext: CoreRequestContextStorage
    let port: Int

    init(source: ApplicationRequestContextSource) {
      coreContext = CoreRequestContextStorage(source: source)
      port = source.channel.remoteAddress?.port ?? 0
    }
  }

  private struct Answering: HTTPResponder {
    let visits: Visits
    let answer: @Sendable () async throws -> Response

    func respond(to request: Request, context: Context) async throws -> Response {
      visits.ports.withLock { $0.append(context.port) }
      return try await answer()
    }
  }
}

extension Response {
  static func scripted(_ status: Int, _ body: String = "", headers: HTTPFields = [:]) -> Response {
    Response(status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }
}
