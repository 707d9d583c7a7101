import Foundation
import Synchronization
import Glibc

/// A receiver of events on this machine, which answers what a test wants it to.
final class HookReceiver: Sendable {
  struct Message: Sendable {
    var path: String
    var headers: [String: String]
    var body: [UInt8]
  }

  enum Answer: Sendable {
    case status(Int)
    case redirect(String)
    /// The connection stays open, and nothing comes.
    case silence
    case garbage
  }

  let port: Int
  private let descriptor: CInt
  private let state: Mutex<(answer: Answer, messages: [Message])>

  init(_ answer: Answer = .status(204)) throws {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    state = Mutex((answer, []))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = self.descriptor
    // SAFETY: a structure of our own, of the size that is said.
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in serve() }
  }

  var url: String { "http://127.0.0.1:\(port)/hook" }
  var messages: [Message] { state.withLock { $0.messages } }
  func set(_ answer: Answer) { state.withLock { $0.answer = answer } }

  /// Takes no connections any longer: down.
  func stop() {
    shutdown(descriptor, CInt(SHUT_RDWR))
    close(descriptor)
  }

  private func serve() {
    while true {
      let connection = accept(descriptor, nil, nil)
      guard connection >= 0 else { return }
      Thread.detachNewThread { [self] in answer(connection) }
    }
  }

  private func answer(_ connection: CInt) {
    defer { close(connection) }
    guard let message = Self.read(connection) else { return }
    let answer = state.withLock { state in
      state.messages.append(message)
      return state.answer
    }
    switch answer {
    case .status(let status): Self.write(connection, "HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n")
    case .redirect(let place):
      Self.write(connection, "HTTP/1.1 307 X\r\nLocation: \(place)\r\nContent-Length: 0\r\n\r\n")
    case .garbage: Self.write(connection, "nonsense\r\n\r\n")
    case .silence: Thread.sleep(forTimeInterval: 30)
    }
  }

  private static func read(_ connection: CInt) -> Message? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
      }
      let body = Array(bytes.dropFirst(text[..<end.upperBound].utf8.count))
      if body.count < Int(headers["content-length"] ?? "0") ?? 0 { continue }
      return Message(path: String(lines[0].split(separator: " ")[1]), headers: headers, body: body)
    }
  }

  private static func write(_ connection: CInt, _ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
  }
}
