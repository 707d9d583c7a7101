import Platform

/// A request to the ERP's web service (spec 11.2).
package struct ERPRequest: Sendable {
  package enum Kind: Sendable {
    /// With the header `ixcsoft: listar`: with it a POST is a listing.
    case list
    /// Without: a POST makes a record.
    case insert
  }

  package var kind: Kind
  /// JSON.
  package var body: [UInt8]

  /// Below the host; the only table of the ERP that is spoken to.
  package static let path = "/webservice/v1/cliente_contrato_servicos"
  package static let listHeader = "ixcsoft"
  package static let listValue = "listar"
}

/// How requests reach the ERP: over HTTP, or in a test not at all.
package protocol ERPTransport: Sendable {
  /// Sends a request once, and waits for its whole answer.
  ///
  /// - Throws: if there is none.
  func exchange(_ request: ERPRequest) throws(HTTPCaller.Failure) -> (status: Int, body: [UInt8])
}

/// The ERP over HTTP: Basic with the whole token.
package struct ERPConnection: ERPTransport {
  private let url: String
  private let authorisation: String
  private let caller: HTTPCaller

  /// Of one listing: a thousand records of some hundred fields.
  private static let maximumAnswerBytes = 64 << 20

  /// - Parameters:
  ///   - baseURL: `https://HOST`, without a path.
  ///   - token: `number:digits`, as the ERP shows it.
  package init(baseURL: String, token: PlatformSecret, _ caller: HTTPCaller) {
    url = baseURL + ERPRequest.path
    authorisation = "Authorization: Basic " + token.text.base64
    self.caller = caller
  }

  package func exchange(_ request: ERPRequest) throws(HTTPCaller.Failure) -> (status: Int, body: [UInt8]) {
    var headers = [authorisation, "Content-Type: application/json"]
    if request.kind == .list { headers.append("\(ERPRequest.listHeader): \(ERPRequest.listValue)") }
    return try caller.exchange(
      "POST", url, headers: headers, body: request.body, maximumAnswerBytes: Self.maximumAnswerBytes)
  }
}
