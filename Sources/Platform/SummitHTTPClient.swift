import Dispatch
import Foundation
import Synchronization

/// The Summit platform over HTTP, in our wire format (`SummitWireFormat`).
///
/// One client holds the connections to one platform: as many as there were requests at a time. Each request waits on the
/// thread that asks; any number of threads may ask, but no task: it would take one of the few threads on which tasks run.
/// Proxies of the environment are not used, redirects are not followed: the password goes to the configured host only.
/// With TLS the certificate must be of that host and of an authority that the system trusts, or one of
/// `Settings.caFile`. Nothing is tried again here: that is the outbox's part.
package final class SummitHTTPClient: SummitPlatform {
  /// Where the platform is, and who asks.
  package struct Settings: Sendable {
    package var host: String
    /// 1-65535.
    package var port: Int
    package var isTLS: Bool
    /// A file with the certificates (PEM) of the only authorities that are trusted; nil: those of the system.
    package var caFile: String?
    /// For connecting, and for a whole request with its answer. Above 0.
    package var timeoutSeconds: Double
    package var user: String
    package var password: PlatformSecret

    package init(
      host: String, port: Int, isTLS: Bool = false, caFile: String? = nil, timeoutSeconds: Double = 10, user: String,
      password: PlatformSecret
    ) {
      self.host = host
      self.port = port
      self.isTLS = isTLS
      self.caFile = caFile
      self.timeoutSeconds = timeoutSeconds
      self.user = user
      self.password = password
    }

    /// Without the base path.
    package var url: String {
      let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
      return "\(isTLS ? "https" : "http")://\(name):\(port)"
    }
  }

  let settings: Settings
  private let authorisation: String
  private let idle = Mutex<[CurlHandle]>([])
  private let underWay = DispatchGroup()
  let stop = CurlStop()

  /// `shutdown()` should follow; see `with(_:_:)`.
  package init(_ settings: Settings) {
    self.settings = settings
    authorisation = "Basic " + Data("\(settings.user):\(settings.password.text)".utf8).base64EncodedString()
  }

  /// Runs `body` with a client that is shut down when it ends, however it ends.
  package static func with<Value>(
    _ settings: Settings, _ body: (SummitHTTPClient) throws -> Value
  ) rethrows -> Value {
    let client = SummitHTTPClient(settings)
    defer { client.shutdown() }
    return try body(client)
  }

  /// Closes the connections. Requests under way end unanswered, within a second; this waits for them.
  package func shutdown() {
    stop.set()
    underWay.wait()
    idle.withLock { $0 = [] }
  }

  /// One request and its whole answer, in `timeoutSeconds`.
  func exchange(
    _ operation: SummitWireFormat.Operation, path: String, body: Data?, key: String?
  ) throws(CurlFailure) -> (status: Int, body: Data) {
    underWay.enter()
    defer { underWay.leave() }
    var headers = ["Authorization: \(authorisation)", "Accept: application/json"]
    // With nothing behind the colon libcurl leaves a header out.
    if let key { headers.append("\(SummitWireFormat.keyHeader): \(key)") }
    if body != nil { headers.append("Content-Type: application/json") }
    let isList = operation.method == "GET" && operation != .getLine
    let request = CurlRequest(
      method: operation.method, url: settings.url + path, headers: headers, body: body,
      maximumAnswerBytes: isList ? SummitWireFormat.maximumListBytes : SummitWireFormat.maximumAnswerBytes)
    let kept = idle.withLock { $0.popLast() }
    let handle = if let kept { kept } else { try CurlHandle(settings, stop: stop) }
    defer { idle.withLock { $0.append(handle) } }
    return try handle.perform(request)
  }
}
