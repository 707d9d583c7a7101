import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// What a page may know of its connection.
struct ConsoleContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

/// From HTTP to the pages and back. Nothing here waits for a disk.
final class ConsoleResponder: HTTPResponder {
  typealias Context = ConsoleContext

  private let core: ConsoleCore
  private let gate: RequestGate
  private let pages: PageRouter
  private let api: APIRouter
  private let workers: WorkThreads
  /// Of programs: pages do not wait for them.
  private let apiWorkers: WorkThreads
  /// Two hashes of passwords at a time (spec 8.3): each takes 64 MiB and a processor.
  private let passwordWorkers = WorkThreads(count: 2, waiting: 128)
  private let exporters: WorkThreads

  /// The one it listens on, once it does.
  private let port: Atomic<Int>

  init(_ core: ConsoleCore) {
    self.core = core
    port = Atomic(core.settings.port)
    gate = RequestGate(core.settings)
    pages = PageRouter(core)
    api = APIRouter(core)
    apiWorkers = WorkThreads(count: max(1, core.settings.limits.workers / 2), waiting: core.settings.limits.waiting)
    workers = WorkThreads(count: core.settings.limits.workers, waiting: core.settings.limits.waiting)
    exporters = WorkThreads(count: core.settings.limits.exports, waiting: 0)
  }

  func note(port: Int) { self.port.store(port, ordering: .releasing) }

  func stop() async {
    await core.imports.stop()
    await core.erp.stop()
    await workers.stop()
    await apiWorkers.stop()
    await passwordWorkers.stop()
    await exporters.stop()
  }

  func respond(to request: Request, context: ConsoleContext) async throws -> Response {
    var answer: WebAnswer
    var isSecure = false
    let language = Language(of: WebRequest.cookies(request.head.headerFields), core)
    let isOfAPI = APIRouter.owns(request.head.path ?? "")
    let refused = { (failure: PageFailure) in isOfAPI ? APIRouter.refused(failure) : self.pages.plainFailure(failure) }
    do {
      var checked = try Language.$current.withValue(language) {
        try gate.request(
          request.head, peer: context.channel.remoteAddress?.ipAddress, port: port.load(ordering: .acquiring))
      }
      isSecure = checked.isSecure
      let limit = core.settings.limits.bodyBytes
      if isOfAPI {
        if checked.isWrite { try await Self.readBytes(request, into: &checked, limit: limit, language) }
      } else if checked.isWrite {
        try await Self.readBody(request, into: &checked, limit: limit, language)
      }
      answer = try await self.answer(checked, isOfAPI: isOfAPI)
    } catch let failure as PageFailure {
      answer = refused(failure)
      // What is left of the body is not read: the connection goes.
      if failure.status == 413 || failure.status == 415 { context.channel.closeSoon() }
    } catch is WorkThreads.Overloaded {
      answer = refused(
        PageFailure(status: 503, message: say("Muitos acessos agora; tente de novo em instantes.", in: language)))
      answer.headers.append(("Retry-After", "5"))
    } catch {
      core.settings.log("error: \(request.method.rawValue) \(request.uri.path): \(error)")
      answer = refused(
        PageFailure(status: 500, message: say("Algo falhou aqui; o registro do servidor diz o quê.", in: language)))
    }
    core.requests.note(status: answer.status)
    return response(answer, isHead: request.method == .head, isSecure: isSecure, context)
  }

  private func answer(_ request: WebRequest, isOfAPI: Bool) async throws -> WebAnswer {
    let api = self.api
    if isOfAPI { return try await apiWorkers.run { api.answer(request) } }
    let pages = self.pages
    let threads = request.passwords.isEmpty ? workers : passwordWorkers
    return try await threads.run { try pages.answer(request) }
  }

  /// - Throws: `PageFailure` if it is larger than the limit, or no form.
  private static func readBody(
    _ request: Request, into checked: inout WebRequest, limit: Int, _ language: Language
  ) async throws {
    guard mediaType(request) == "application/x-www-form-urlencoded" else {
      throw PageFailure(status: 415, message: say("Só formulários são aceitos aqui.", in: language))
    }
    var body = try await bytes(request, limit: limit, language)
    let unreadable = PageFailure(status: 400, message: say("O formulário não pôde ser lido.", in: language))
    guard let pairs = FormFields.pairs(body) else { throw unreadable }
    var fields: [(name: String, value: String)] = []
    for pair in pairs {
      guard let name = String(validating: pair.name, as: UTF8.self) else { throw unreadable }
      if name.hasPrefix("senha") {
        checked.passwords[name] = Password(pair.value)
      } else if let value = String(validating: pair.value, as: UTF8.self) {
        fields.append((name, value))
      } else {
        throw unreadable
      }
    }
    for index in body.indices { body[index] = 0 }
    checked.form = FormFields(fields)
  }

  /// The body of a program's request, as it came.
  private static func readBytes(
    _ request: Request, into checked: inout WebRequest, limit: Int, _ language: Language
  ) async throws {
    checked.mediaType = mediaType(request)
    checked.body = try await bytes(request, limit: limit, language)
  }

  private static func mediaType(_ request: Request) -> String {
    let type = request.headers[.contentType]?.split(separator: ";").first.map { String($0).trimmingWhitespace }
    return type?.lowercased() ?? ""
  }

  private static func bytes(_ request: Request, limit: Int, _ language: Language) async throws -> [UInt8] {
    let tooLarge = PageFailure(status: 413, message: say("O formulário é grande demais.", in: language))
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
    var body: [UInt8] = []
    for try await part in request.body {
      guard body.count + part.readableBytes <= limit else { throw tooLarge }
      body += part.readableBytesView
    }
    return body
  }

  private func response(_ answer: WebAnswer, isHead: Bool, isSecure: Bool, _ context: ConsoleContext) -> Response {
    var headers = HTTPFields()
    var fields = answer.headers + WebAnswer.securityHeaders
    if isSecure { fields.append(WebAnswer.transportSecurity) }
    if !answer.headers.contains(where: { $0.name == "Cache-Control" }) {
      // Pages are of persons and of who is logged in.
      fields.append(("Cache-Control", "no-store"))
    }
    for field in fields {
      if let name = HTTPField.Name(field.name) { headers.append(HTTPField(name: name, value: field.value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.body {
    case .bytes(let bytes):
      let response = Response(
        status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
      return isHead ? response.createHeadResponse() : response
    case .stream(let write):
      if isHead { return Response(status: status, headers: headers) }
      return Response(status: status, headers: headers, body: body(write, context))
    }
  }

  /// A body that a thread writes while the client reads it; it is held up where the client is slow, and ended where it
  /// has gone or reads nothing for too long.
  private func body(
    _ write: @escaping @Sendable (([UInt8]) throws -> Void) throws -> Void, _ context: ConsoleContext
  ) -> ResponseBody {
    let exporters = self.exporters
    let stalled = core.settings.limits.stalledSeconds
    let log = core.settings.log
    return ResponseBody { writer in
      let pipe = ExportPipe(stalledSeconds: stalled) { context.channel.close(mode: .all, promise: nil) }
      async let producing: Void = exporters.run {
        defer { pipe.end() }
        try write(pipe.put)
      }
      for await piece in pipe.pieces {
        try await writer.write(ByteBuffer(bytes: piece))
        pipe.taken()
      }
      do {
        try await producing
      } catch {
        log("error: an export ended early: \(error)")
        // The client must see that it is not whole: no last chunk comes.
        throw error
      }
      try await writer.finish(nil)
    }
  }
}

extension Channel {
  /// Closes once what is being written has had time to go.
  fileprivate func closeSoon() {
    eventLoop.scheduleTask(in: .milliseconds(500)) { self.close(mode: .all, promise: nil) }
  }
}
