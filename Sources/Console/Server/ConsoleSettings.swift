import Foundation
import Integration
import Platform

/// What a console serves, and to whom.
package struct ConsoleSettings: Sendable {
  /// The integrations, by the files they were read from; the users are those of the first.
  package var integrations: [Integration]
  package var host = "127.0.0.1"
  /// 0: any that is free.
  package var port = 8_088
  /// Names by which browsers reach it, beside the address it listens on: `console.provedor.com.br`.
  package var names: [String] = []
  /// Addresses of the reverse proxies whose `X-Forwarded-…` are believed.
  package var trustedProxies: [AddressBlock] = []
  /// Whether cookies go without TLS beyond this machine.
  package var isPlainHTTP = false
  package var limits = ConsoleLimits()
  /// Runs its body with the platform of an integration; nil: there is none to be asked.
  package var withPlatform: PlatformConnection?
  /// What else an import does once it is recorded: requests are sent to the platform.
  package var afterImport: @Sendable (Integration) -> Void = { _ in }
  package var now: @Sendable () -> Date = { Date() }
  /// Where a line of log goes; it holds no secret and no whole telephone number.
  package var log: @Sendable (String) -> Void = { _ in }

  package typealias PlatformConnection =
    @Sendable (Integration, (any SummitPlatform) throws -> Void) throws -> Void

  package init(_ integrations: [Integration]) { self.integrations = integrations }

  /// Address and port of `127.0.0.1:8088` or `[::1]:8088`; nil if the text is none.
  package static func address(_ text: String) -> (host: String, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port), colon > text.startIndex
    else { return nil }
    let host = text[..<colon]
    return (String(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host), port)
  }

  /// Why it cannot be served so; nil: it can.
  package var fault: String? {
    if integrations.isEmpty { return "--config: expected an integration, found none" }
    if !isLoopback, !isPlainHTTP, trustedProxies.isEmpty {
      return
        "--listen: expected a loopback address, or TLS in front (--trusted-proxies), or --plain-http, found \(host)"
    }
    if !isLoopback, names.isEmpty, ["0.0.0.0", "::"].contains(host) {
      return "--host: expected a name by which browsers reach it, since it listens on every address, found none"
    }
    return nil
  }

  package var isLoopback: Bool { host == "localhost" || AddressBlock.loopback.contains { $0.contains(host) } }
}

/// How much of anything one may ask for (I7).
package struct ConsoleLimits: Sendable {
  /// A form: the longest has some dozens of short fields.
  package var bodyBytes = 256 << 10
  /// From the first byte that is awaited to the last of the request: who is slower holds a connection for nothing.
  package var requestSeconds = 30.0
  /// How long an answer may make no progress before its connection is closed.
  package var stalledSeconds = 60.0
  /// Open connections; more wait in the system's queue.
  package var connections = 2_048
  /// Requests that are worked on at one time, and those that may wait for that.
  package var workers = 8
  package var waiting = 256
  /// Exports at one time: each holds a thread for as long as it is read.
  package var exports = 4

  package init() {}
}
