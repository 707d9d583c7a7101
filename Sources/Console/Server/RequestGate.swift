import Foundation
import HTTPTypes

/// From the head of a request to what may be believed of it: address, scheme, host, path.
struct RequestGate: Sendable {
  private let trustedProxies: [AddressBlock]
  /// Names of `--host`, and the addresses it listens on, without the port.
  private let names: Set<String>
  private let own: [String]

  init(_ settings: ConsoleSettings) {
    trustedProxies = settings.trustedProxies
    names = Set(settings.names.map { $0.lowercased() })
    own =
      [settings.host.contains(":") ? "[\(settings.host)]" : settings.host]
      + (settings.isLoopback ? ["127.0.0.1", "localhost", "[::1]"] : [])
  }

  /// - Parameters:
  ///   - peer: the address at the other end of the connection.
  ///   - port: the one it listens on.
  /// - Throws: `PageFailure` for what is answered with an error only.
  func request(_ head: HTTPRequest, peer: String?, port: Int) throws -> WebRequest {
    let target = head.path ?? "/"
    let isRead = head.method == .get || head.method == .head
    // Which methods a path of the API has, the API says.
    guard isRead || head.method == .post || APIRouter.owns(target) else {
      throw PageFailure(status: 405, message: say("Método não permitido."))
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = WebRequest.segments(parts[0]) else {
      throw PageFailure(status: 400, message: say("Endereço inválido."))
    }
    guard let query = FormFields(encoded: parts.count > 1 ? Array(parts[1].utf8) : []) else {
      throw PageFailure(status: 400, message: say("Endereço inválido."))
    }
    let fields = head.headerFields
    let isOfProxy = peer.map { peer in trustedProxies.contains { $0.contains(peer) } } ?? false
    let isSecure = isOfProxy && Self.value(fields, "X-Forwarded-Proto")?.lowercased() == "https"
    let request = WebRequest(
      method: head.method.rawValue, isWrite: !isRead, path: path, rawPath: String(parts[0]), query: query,
      cookies: WebRequest.cookies(fields), address: address(fields, peer: peer, isOfProxy: isOfProxy),
      isDirect: Self.value(fields, "X-Forwarded-For") == nil && Self.value(fields, "Forwarded") == nil,
      isSecure: isSecure, agent: fields[.userAgent] ?? "", fetchSite: Self.value(fields, "Sec-Fetch-Site"),
      origin: fields[.origin], host: head.authority ?? "", authorization: fields[.authorization],
      idempotencyKey: Self.value(fields, "Idempotency-Key"))
    try checkHost(request, port)
    return request
  }

  /// The client's address: of the addresses that proxies tell, the last that no proxy of ours has.
  private func address(_ fields: HTTPFields, peer: String?, isOfProxy: Bool) -> String {
    guard isOfProxy else { return peer ?? "" }
    let told = (Self.value(fields, "X-Forwarded-For") ?? "").split(separator: ",")
      .map { String($0).trimmingWhitespace }
    return told.last { address in !trustedProxies.contains { $0.contains(address) } } ?? peer ?? ""
  }

  /// Of a header that comes several times all values, with a comma between.
  private static func value(_ fields: HTTPFields, _ name: String) -> String? {
    HTTPField.Name(name).flatMap { fields[$0] }
  }

  /// A page that another site's name leads to must not be had: its scripts would count as ours (DNS rebinding).
  private func checkHost(_ request: WebRequest, _ port: Int) throws {
    if ["healthz", "readyz"].contains(request.path.first), request.path.count == 1 { return }
    let host = request.host.lowercased()
    let isNamed = names.contains { host == $0 || host == "\($0):443" || host == "\($0):\(port)" }
    guard isNamed || own.contains(where: { host == "\($0):\(port)" || (port == 80 && host == $0) }) else {
      throw PageFailure(status: 421, message: say("Este servidor não atende por esse nome (--host)."))
    }
  }

  /// Whether a write comes from a page of ours (spec 8.3): the browser says so, and the form has the session's token.
  static func isOurs(_ request: WebRequest, token: SessionToken) -> Bool {
    if let site = request.fetchSite, site != "same-origin" { return false }
    if let origin = request.origin {
      let authority = origin.range(of: "://").map { String(origin[$0.upperBound...]) }
      guard authority?.lowercased() == request.host.lowercased() else { return false }
    }
    guard let told = request.form["_token"] else { return false }
    return Sodium.areEqual(Array(told.utf8), Array(token.formToken.utf8))
  }
}
