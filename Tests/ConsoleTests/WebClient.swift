import Dispatch
import Foundation
import Glibc

/// An answer of the console.
struct Reply: Sendable {
  var status = 0
  var headers: [(name: String, value: String)] = []
  var body = ""
  /// The same, of what is no text.
  var bytes: [UInt8] = []
  /// Whether the last byte came: the length, or the last chunk.
  var isWhole = false
  /// Whether the server closed the connection; else nothing came for ten minutes.
  var isClosed = false

  func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
  func all(_ name: String) -> [String] { headers.filter { $0.name == name.lowercased() }.map(\.value) }
}

/// A browser without scripts, byte by byte: says exactly what a test wants it to say, and keeps cookies.
final class WebClient: @unchecked Sendable {
  // Used by one test, one request after the other.
  let port: Int
  var cookies: [String: String] = [:]
  /// What a browser says of where a request comes from.
  var fetchSite: String? = "same-origin"

  init(port: Int) { self.port = port }

  func get(_ path: String, _ headers: [String: String] = [:]) async -> Reply {
    await send("GET", path, headers)
  }

  /// A form, with the token of the page it stands on.
  func post(
    _ path: String, _ fields: [(String, String)], token: String?, _ headers: [String: String] = [:]
  ) async -> Reply {
    var fields = fields
    if let token { fields.insert(("_token", token), at: 0) }
    let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    var all = ["Content-Type": "application/x-www-form-urlencoded", "Origin": "http://127.0.0.1:\(port)"]
    all.merge(headers) { $1 }
    return await send("POST", path, all, body: body)
  }

  func send(_ method: String, _ path: String, _ headers: [String: String] = [:], body: String? = nil) async -> Reply {
    var fields = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
    if let fetchSite { fields["Sec-Fetch-Site"] = fetchSite }
    if !cookies.isEmpty { fields["Cookie"] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    if let body { fields["Content-Length"] = "\(body.utf8.count)" }
    fields.merge(headers) { $1 }
    let lines = fields.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
    let reply = await raw("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")")
    keep(reply)
    return reply
  }

  /// Sends those bytes and reads until the server closes.
  func raw(_ text: String) async -> Reply {
    let port = self.port
    // Not on the threads of tasks: the server needs those.
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let socket = RawSocket(port: port)
        socket.write(text)
        let (bytes, isClosed) = socket.readAll(seconds: 600)
        var reply = Self.parsed(bytes)
        reply.isClosed = isClosed
        continuation.resume(returning: reply)
      }
    }
  }

  /// The token in the forms of a page.
  static func token(_ page: String) -> String? {
    page.firstMatch(of: /name="_token" value="([0-9a-f]+)"/).map { String($0.1) }
  }

  private func keep(_ reply: Reply) {
    for cookie in reply.all("set-cookie") {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
    }
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }

  private static func parsed(_ bytes: [UInt8]) -> Reply {
    var reply = Reply()
    let end = Array("\r\n\r\n".utf8)
    guard let split = (0...max(0, bytes.count - 4)).first(where: { bytes[$0...].starts(with: end) }) else {
      return reply
    }
    let head = String(decoding: bytes[..<split], as: UTF8.self).components(separatedBy: "\r\n")
    reply.status = Int(head[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    for line in head.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      reply.headers.append((line[..<colon].lowercased(), value))
    }
    var rest = Array(bytes[(split + 4)...])
    if reply.header("transfer-encoding") == "chunked" {
      (rest, reply.isWhole) = unchunked(rest)
    } else {
      reply.isWhole = reply.header("content-length").flatMap { Int($0) } == rest.count
    }
    reply.bytes = rest
    reply.body = String(decoding: rest, as: UTF8.self)
    return reply
  }

  private static func unchunked(_ bytes: [UInt8]) -> (bytes: [UInt8], isWhole: Bool) {
    var at = 0
    var whole: [UInt8] = []
    while at < bytes.count {
      guard let line = bytes[at...].firstIndex(of: 13) else { break }
      guard let count = Int(String(decoding: bytes[at..<line], as: UTF8.self), radix: 16) else { break }
      if count == 0 { return (whole, true) }
      guard line + 2 + count <= bytes.count else { break }
      whole += bytes[(line + 2)..<(line + 2 + count)]
      at = line + 4 + count
    }
    return (whole, false)
  }
}

/// A connection to this machine.
final class RawSocket {
  private let descriptor: CInt

  init(port: Int) {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    // SAFETY: a structure of our own, of the size that is said.
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// What comes until the other side closes, or nothing comes for so long.
  func readAll(seconds: Int) -> (bytes: [UInt8], isClosed: Bool) {
    var timeout = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return (bytes, count == 0 || errno == ECONNRESET) }
      bytes += buffer[..<count]
    }
  }
}

/// How many files this process may have open.
enum OpenFiles {
  static func raise(to wanted: Int) -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return 0 }
    if limit.rlim_cur < wanted {
      limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
      _ = setrlimit(resource, &limit)
      _ = getrlimit(resource, &limit)
    }
    return Int(clamping: limit.rlim_cur)
  }
}
