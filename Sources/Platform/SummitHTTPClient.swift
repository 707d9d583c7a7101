import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The Summit platform over HTTP, in our wire format (`SummitWireFormat`).
///
/// One client holds the connections to one platform, at most `maximumConnections`; it may be used by any number of tasks.
/// Proxies of the environment are not used, redirects are not followed: the password goes to the configured host only.
/// With TLS the certificate must be of that host and of an authority that the system trusts. Nothing is tried again here:
/// that is the outbox's part.
package final class SummitHTTPClient: SummitPlatform {
  /// Where the platform is, and who asks.
  package struct Settings: Sendable {
    package var host: String
    /// 1-65535.
    package var port: Int
    package var isTLS: Bool
    /// For connecting, and for a whole request with its answer. Above 0.
    package var timeoutSeconds: Double
    package var user: String
    package var password: PlatformSecret

    package init(
      host: String, port: Int, isTLS: Bool = false, timeoutSeconds: Double = 10, user: String, password: PlatformSecret
    ) {
      self.host = host
      self.port = port
      self.isTLS = isTLS
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

  /// Requests at a time; more wait for a connection.
  package static let maximumConnections = 8
  /// A connection without use is closed before servers usually do, so that no request meets one that closes.
  private static let idleSeconds: Int64 = 20

  let settings: Settings
  private let client: HTTPClient
  private let authorisation: String

  /// `shutdown()` must follow; see `with(_:_:)`.
  package init(_ settings: Settings) {
    self.settings = settings
    authorisation = "Basic " + Data("\(settings.user):\(settings.password.text)".utf8).base64EncodedString()
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.proxy = nil
    configuration.httpVersion = .http1Only
    configuration.decompression = .disabled
    let timeout = TimeAmount.milliseconds(Int64(settings.timeoutSeconds * 1_000))
    configuration.timeout = HTTPClient.Configuration.Timeout(connect: timeout, read: timeout)
    configuration.connectionPool.idleTimeout = .seconds(Self.idleSeconds)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.maximumConnections
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Runs `body` with a client that is shut down when it ends, however it ends.
  package static func with<Value: Sendable>(
    _ settings: Settings, _ body: (SummitHTTPClient) async throws -> Value
  ) async throws -> Value {
    let client = SummitHTTPClient(settings)
    do {
      let value = try await body(client)
      await client.shutdown()
      return value
    } catch {
      await client.shutdown()
      throw error
    }
  }

  /// Closes the connections; requests under way end unanswered.
  package func shutdown() async {
    // The connections are gone either way; an error tells of one that did not close in order.
    try? await client.shutdown()
  }

  /// One request and its whole answer, in `timeoutSeconds`.
  func exchange(
    _ operation: SummitWireFormat.Operation, path: String, body: Data?, key: String?
  ) async throws -> (status: Int, body: Data) {
    var request = HTTPClientRequest(url: settings.url + path)
    request.method = .init(rawValue: operation.method)
    request.headers.add(name: "Authorization", value: authorisation)
    request.headers.add(name: "Accept", value: "application/json")
    if let key { request.headers.add(name: SummitWireFormat.keyHeader, value: key) }
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(body)
    }
    let isList = operation.method == "GET" && operation != .getLine
    let limit = isList ? SummitWireFormat.maximumListBytes : SummitWireFormat.maximumAnswerBytes
    return try await inTime { [client, request] in
      // The task ends with the answer; this bounds waiting for a connection.
      let response = try await client.execute(request, deadline: .distantFuture)
      let bytes = try await response.body.collect(upTo: limit)
      return (Int(response.status.code), Data(bytes.readableBytesView))
    }
  }

  /// `body`, or `HTTPClientError.deadlineExceeded`, whichever comes first.
  private func inTime<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let limit = Duration.milliseconds(Int64(settings.timeoutSeconds * 1_000))
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      guard let first = try await group.next(), let value = first else { throw HTTPClientError.deadlineExceeded }
      return value
    }
  }
}
