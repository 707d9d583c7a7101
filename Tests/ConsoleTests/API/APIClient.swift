import Foundation
import Integration
import Ledger

@testable import Console

/// What a program got.
struct APIReply {
  let reply: Reply
  let json: JSONValue

  init(_ reply: Reply) {
    self.reply = reply
    json = JSONValue.parsed(Array(reply.body.utf8)) ?? .null
  }

  var status: Int { reply.status }
  var error: String? { json["error"]?.string }
  var items: [JSONValue] { json["items"]?.items ?? [] }
}

/// A program with a token.
struct APIClient {
  let client: WebClient
  var token: String?

  func get(_ path: String) async -> APIReply { await send("GET", path) }

  /// - Parameters:
  ///   - body: written as JSON.
  ///   - key: Idempotency-Key.
  func send(
    _ method: String, _ path: String, _ body: JSONValue? = nil, key: String? = nil, _ headers: [String: String] = [:]
  ) async -> APIReply {
    var all = headers
    if let token { all["Authorization"] = "Bearer \(token)" }
    if let key { all["Idempotency-Key"] = key }
    if body != nil, all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
    let target = path.hasPrefix("/") ? path : "/api/v1/" + path
    return APIReply(await client.send(method, target, all, body: body?.written))
  }
}

extension ConsoleSite {
  /// A program that acts in the name of that user.
  func program(of user: String = "ana", scope: Role = .admin, name: String = "erp", days: Int = 90) throws -> APIClient
  {
    let client = client()
    client.fetchSite = nil
    return APIClient(client: client, token: try token(of: user, scope: scope, name: name, days: days).text)
  }

  func token(
    of user: String, scope: Role, name: String, days: Int = 90
  ) throws -> (id: Int64, text: String) {
    var made: (id: Int64, text: String) = (0, "")
    try integration.openLedger().changeUsers {
      made = try TokenStore($0).add(name, of: user, scope: scope, days: days, by: Author(name: "teste", date: Date()))
    }
    return made
  }

  /// Asks until a run that was begun has ended.
  func ended(_ program: APIClient) async throws -> APIReply {
    while true {
      let job = await program.get("integrations/1/job")
      if job.json["state"] != "running" { return job }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
