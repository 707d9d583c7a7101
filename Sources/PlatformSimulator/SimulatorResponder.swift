import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import Synchronization

/// What the simulator knows of a request beside itself: its connection, which a fault may close.
struct SimulatorContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

/// From HTTP to the simulated platform and back, with what goes wrong on the way.
final class SimulatorResponder: HTTPResponder {
  typealias Context = SimulatorContext

  private let platform: SimulatedPlatform
  private let authorisation: String
  private let faults: SimulatorFaults
  private let seed: UInt64
  private let recorder: ExchangeRecorder?
  /// How often each request came.
  private let arrivals = Mutex<[String: Int]>([:])

  init(platform: SimulatedPlatform, settings: PlatformSimulator.Settings) {
    self.platform = platform
    authorisation = "Basic " + Data("\(settings.user):\(settings.password.text)".utf8).base64EncodedString()
    faults = settings.faults
    seed = settings.seed
    recorder = settings.recorder
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    var request = request
    guard let buffer = try? await request.collectBody(upTo: SummitWireFormat.maximumRequestBytes) else {
      let refusal = SimulatorRefusal(
        413, "too-large", "expected at most \(SummitWireFormat.maximumRequestBytes) bytes, found more")
      let answer = SimulatorAnswer(refusal)
      note(request, Data(), nil, answer, isAnswered: true)
      var response = response(answer)
      response.headers[.connection] = "close"
      return response
    }
    let body = Data(buffer.readableBytesView)
    let match = SummitWireFormat.Operation.match(method: request.method.rawValue, path: request.uri.path)
    if let refusal = refusal(request, isKnown: match != nil) {
      let answer = SimulatorAnswer(refusal)
      note(request, body, match?.operation, answer, isAnswered: true)
      return response(answer)
    }
    guard let match, let keyName = HTTPField.Name(SummitWireFormat.keyHeader) else {
      return response(SimulatorAnswer(status: 404))
    }
    let asked = SimulatorRequest(
      operation: match.operation, values: match.values, key: request.headers[keyName], body: body)
    let fault = outcome(asked)
    let answer = await answer(asked, fault)
    note(request, body, match.operation, answer, isAnswered: !fault.losesAnswer)
    if fault.losesAnswer { try? await context.channel.close() }
    if fault.isSlow { try await Task.sleep(for: .milliseconds(Int64(faults.slowSeconds * 1_000))) }
    return response(answer)
  }

  private func refusal(_ request: Request, isKnown: Bool) -> SimulatorRefusal? {
    guard request.headers[.authorization] == authorisation else {
      return SimulatorRefusal(401, "unauthorised", "expected user and password by HTTP Basic, found others or none")
    }
    if isKnown { return nil }
    return SimulatorRefusal(
      404, "unknown-path", "expected an operation of \(SummitWireFormat.basePath), found none of that method and path")
  }

  private func answer(_ request: SimulatorRequest, _ fault: SimulatorFaults.Outcome) async -> SimulatorAnswer {
    if let status = fault.failure {
      let body = SummitWireFormat.ErrorBody(error: "simulated-fault", message: "try again")
      return SimulatorAnswer(status: status, json: body)
    }
    let answer = await platform.answer(request)
    return fault.happensTwice && request.operation.isWrite ? await platform.answer(request) : answer
  }

  private func outcome(_ request: SimulatorRequest) -> SimulatorFaults.Outcome {
    guard faults != .none else { return SimulatorFaults.Outcome() }
    let identity = request.identity
    let arrival = arrivals.withLock { arrivals in
      arrivals[identity, default: 0] += 1
      return arrivals[identity] ?? 1
    }
    return faults.outcome(seed: seed, request: "\(identity) \(arrival)")
  }

  private func response(_ answer: SimulatorAnswer) -> Response {
    var headers = HTTPFields()
    if answer.status == 401 { headers[.wwwAuthenticate] = "Basic realm=\"summit\"" }
    guard !answer.body.isEmpty else { return Response(status: .init(code: answer.status), headers: headers) }
    headers[.contentType] = "application/json"
    return Response(
      status: .init(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func note(
    _ request: Request, _ body: Data, _ operation: SummitWireFormat.Operation?, _ answer: SimulatorAnswer,
    isAnswered: Bool
  ) {
    guard let recorder else { return }
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    headers["authorization"] = headers["authorization"].map { String($0.prefix { $0 != " " }) }
    var answerHeaders: [String: String] = [:]
    for field in response(answer).headers { answerHeaders[field.name.canonicalName] = field.value }
    recorder.add(
      Exchange(
        method: request.method.rawValue, path: request.uri.path, operation: operation, headers: headers, body: body,
        status: answer.status, answer: answer.body, answerHeaders: answerHeaders, isAnswered: isAnswered))
  }
}
