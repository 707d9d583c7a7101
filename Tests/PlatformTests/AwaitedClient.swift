import Foundation
import RunSupport

@testable import Platform

/// The client, for tests, which are tasks: each request waits on a thread of its own.
struct AwaitedClient: Sendable {
  private let client: SummitHTTPClient

  static func with<Value>(
    _ settings: SummitHTTPClient.Settings, _ body: (AwaitedClient) async throws -> Value
  ) async throws -> Value {
    let client = SummitHTTPClient(settings)
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body(AwaitedClient(client: client))) } catch { outcome = .failure(error) }
    try await onThread { client.shutdown() }
    return try outcome.get()
  }

  func partitions() async throws -> [PlatformItem] { try await onThread { try client.partitions() } }
  func categories(ofPartition partition: String) async throws -> [PlatformItem] {
    try await onThread { try client.categories(ofPartition: partition) }
  }
  func plans() async throws -> [PlatformItem] { try await onThread { try client.plans() } }
  func licences() async throws -> [PlatformItem] { try await onThread { try client.licences() } }
  func lines() async throws -> [PlatformLine] { try await onThread { try client.lines() } }
  func line(terminal: String) async throws -> PlatformLine {
    try await onThread { try client.line(terminal: terminal) }
  }
  func create(_ line: NewPlatformLine, key: String) async throws -> PlatformAccount {
    try await onThread { try client.create(line, key: key) }
  }
  func change(terminal: String, _ change: PlatformLineChange, key: String) async throws {
    try await onThread { try client.change(terminal: terminal, change, key: key) }
  }
  func remove(terminal: String, key: String) async throws {
    try await onThread { try client.remove(terminal: terminal, key: key) }
  }
  func add(_ did: NewPlatformDID, terminal: String, key: String) async throws -> PlatformAccount {
    try await onThread { try client.add(did, terminal: terminal, key: key) }
  }
  func removeDID(number: String, terminal: String, key: String) async throws {
    try await onThread { try client.removeDID(number: number, terminal: terminal, key: key) }
  }

  /// Any request, and what is answered.
  func exchange(
    _ operation: SummitWireFormat.Operation, path: String, body: Data?, key: String?
  ) async throws -> (status: Int, body: Data) {
    try await onThread { try client.exchange(operation, path: path, body: body, key: key) }
  }
}
