import Foundation
import Importing

/// What a page answers.
package struct WebAnswer: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    /// Written piece by piece on a thread of its own; the sink throws if nobody reads any longer.
    case stream(@Sendable (_ sink: ([UInt8]) throws -> Void) throws -> Void)
  }

  var status = 200
  var headers: [(name: String, value: String)] = []
  var body = Body.bytes([])

  static func html(_ text: String, status: Int = 200) -> WebAnswer {
    WebAnswer(
      status: status, headers: [("Content-Type", "text/html; charset=utf-8")], body: .bytes(Array(text.utf8)))
  }

  static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8") -> WebAnswer {
    WebAnswer(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
  }

  /// After a write: the browser asks for that page.
  static func redirect(_ path: String) -> WebAnswer { WebAnswer(status: 303, headers: [("Location", path)]) }

  /// A file to keep.
  static func file(
    _ name: String, type: String, _ write: @escaping @Sendable (([UInt8]) throws -> Void) throws -> Void
  ) -> WebAnswer {
    let safe = String(
      decoding: name.utf8.map {
        (48...57).contains($0) || (97...122).contains($0) || (65...90).contains($0) || $0 == 45
          || $0 == 46 || $0 == 95 ? $0 : UInt8(ascii: "-")
      }, as: UTF8.self)
    return WebAnswer(
      headers: [("Content-Type", type), ("Content-Disposition", "attachment; filename=\"\(safe)\"")],
      body: .stream(write))
  }

  mutating func setCookie(_ name: String, _ value: String, isSecure: Bool, seconds: Int64? = nil) {
    var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict"
    if isSecure { text += "; Secure" }
    if let seconds { text += "; Max-Age=\(seconds)" }
    headers.append(("Set-Cookie", text))
  }

  /// What every answer has (spec 8.3). No page needs a script, style, image or frame of another origin.
  static let securityHeaders: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ]
  /// Told by TLS only: a year, and of names under this one.
  static let transportSecurity = (name: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains")
}

/// What ends a request with a sentence in place of a page.
struct PageFailure: Error {
  var status: Int
  /// For the person, in their language.
  var message: String

  static var notFound: PageFailure { PageFailure(status: 404, message: say("Esta página não existe.")) }
  static var forbidden: PageFailure {
    PageFailure(status: 403, message: say("Seu usuário não tem permissão para isto."))
  }
}

extension FileKind {
  /// As a header has it.
  var contentType: String { isText ? "\(mediaType); charset=utf-8" : mediaType }
}
