import HTTPTypes

/// A request as the pages see it: checked, decoded, and with the client's address as far as it can be believed.
package struct WebRequest: Sendable {
  var method: String
  var isWrite: Bool
  /// The decoded segments of the path; none for `/`.
  var path: [String]
  /// As it came, for links back.
  var rawPath: String
  var query = FormFields()
  var form = FormFields()
  /// Values of the fields that hold a password, by name: never in `form`.
  var passwords: [String: Password] = [:]
  var cookies: [String: String]
  /// The client's.
  var address: String
  /// Whether no proxy says that it hands it on.
  var isDirect: Bool
  /// Whether it came by TLS, to us or to the proxy.
  var isSecure: Bool
  var agent: String
  /// `same-origin`, `none` …; nil from browsers that do not say.
  var fetchSite: String?
  var origin: String?
  var host: String
  /// What programs send (spec 8.2): a token, a key for each write, a body.
  var authorization: String?
  var idempotencyKey: String?
  var body: [UInt8] = []
  /// Of the body, without parameters, in small letters.
  var mediaType = ""

  /// Path and query as a link.
  var link: String { query.all.isEmpty ? rawPath : rawPath + "?" + query.encoded }

  /// Longer paths lead nowhere.
  private static let maximumPathBytes = 4_096

  /// The segments of a path; nil for one that is no path of ours: not absolute, with `.`, `..`, a backslash, a control
  /// character, an encoded slash, or bytes that are no text.
  static func segments(_ path: some StringProtocol) -> [String]? {
    guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= maximumPathBytes else { return nil }
    let parts = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.count == 1, parts[0].isEmpty { return [] }
    var segments: [String] = []
    for part in parts {
      guard let bytes = PercentCoding.decode(Array(part), plusIsSpace: false), !bytes.isEmpty,
        let text = String(validating: bytes, as: UTF8.self), text != ".", text != "..",
        !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") })
      else { return nil }
      segments.append(text)
    }
    return segments
  }

  /// A path of ours to go on to; nothing that leads elsewhere.
  static func back(_ path: String?) -> String? {
    guard let path, let start = path.split(separator: "?", maxSplits: 1).first, path.hasPrefix("/"),
      segments(start) != nil, path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return path
  }

  static func cookies(_ fields: HTTPFields) -> [String: String] {
    var cookies: [String: String] = [:]
    for field in fields[values: .cookie] {
      for pair in field.split(separator: ";") {
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else { continue }
        let name = String(sides[0]).trimmingWhitespace
        // Of two of one name neither is believed.
        cookies[name] = cookies[name] == nil ? String(sides[1]).trimmingWhitespace : ""
      }
    }
    return cookies
  }
}
