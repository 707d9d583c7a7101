import Foundation
import PlatformSimulator
import Testing

@testable import Platform

@Suite("What the simulator refuses, and how it says so, spec 6.3")
struct SimulatorRuleTests {
  /// Fields of a new line that take the place of the sample's, and the refusal: status, error, field.
  static let lines: [(String, Int, String, String?)] = [
    (#""number":"4833330001x""#, 422, "invalid-value", "number"), (#""number":"""#, 422, "invalid-value", "number"),
    (#""number":"0554833330001""#, 422, "invalid-value", "number"), (#""number":1"#, 422, "invalid-value", "number"),
    (#""number":"1234567""#, 422, "invalid-value", "number"),
    (#""number":"1234567890123456""#, 422, "invalid-value", "number"),
    (#""number":null"#, 422, "invalid-value", "number"), (#""number":"554833330001""#, 409, "number-taken", "number"),
    (#""number":"554833330002""#, 409, "number-taken", "number"),
    (#""bid_type":"both""#, 422, "invalid-value", "bid_type"),
    (#""description":"""#, 422, "invalid-value", "description"),
    (#""description":"\#(String(repeating: "é", count: 256))""#, 422, "invalid-value", "description"),
    (#""account_code":"12345""#, 422, "invalid-value", "account_code"),
    (#""account_code":"12345a""#, 422, "invalid-value", "account_code"),
    (#""extension":"""#, 422, "invalid-value", "extension"),
    (#""partition":"fln""#, 422, "unknown-code", "partition"),
    (#""category":"NONE""#, 422, "unknown-code", "category"),
    (#""partition":"CWB","category":"LOCAL""#, 422, "unknown-code", "category"),
    (#""plan":"NONE""#, 422, "unknown-code", "plan"), (#""licence":"NONE""#, 422, "unknown-code", "licence"),
    (#""activation_date":"2026-02-30""#, 422, "invalid-value", "activation_date"),
    (#""activation_date":"01/11/2026""#, 422, "invalid-value", "activation_date"),
    (#""reset_day":0"#, 422, "invalid-value", "reset_day"), (#""reset_day":26"#, 422, "invalid-value", "reset_day"),
    (#""reset_day":"10""#, 422, "invalid-value", "reset_day"), (#""call_limit":0"#, 422, "invalid-value", "call_limit"),
    (#""call_limit":1.5"#, 422, "invalid-value", "call_limit"),
    (#""cost_centre":"""#, 422, "invalid-value", "cost_centre"),
    (#""colour":"red""#, 422, "unknown-field", "colour"),
  ]

  @Test("a new line with a bad value is refused, and nothing is done", arguments: lines)
  func newLine(fields: String, status: Int, error: String, field: String?) async throws {
    try await withSimulator { client, simulator in
      let account = try await client.create(.sample(), key: "1")
      let did = NewPlatformDID(number: "554833330002", priority: nil, port: 1)
      _ = try await client.add(did, terminal: account.terminal, key: "2")
      let sample = #"{"number":"554833330009","bid_type":"terminal","partition":"FLN","reset_day":10}"#
      let body = try Self.merged(sample, "{\(fields)}")
      let answer = try await client.exchange(.createLine, path: "/api/v1/lines", body: body, key: "3")
      let refusal = try SummitWireFormat.decode(SummitWireFormat.ErrorBody.self, from: answer.body)
      #expect(answer.status == status && refusal.error == error && refusal.field == field, "\(refusal)")
      #expect(await simulator.applied.count == 2)
    }
  }

  private static func merged(_ sample: String, _ fields: String) throws -> Data {
    func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    return try JSONSerialization.data(withJSONObject: object(sample).merging(object(fields)) { $1 })
  }

  @Test(
    "other requests that are refused",
    arguments: [
      ("POST", "/api/v1/lines", "{", 400, "malformed"), ("POST", "/api/v1/lines", "[]", 400, "malformed"),
      ("POST", "/api/v1/lines", "", 400, "malformed"), ("POST", "/api/v1/lines", "{}", 422, "invalid-value"),
      ("POST", "/api/v1/lines", String(repeating: " ", count: 65_537), 413, "too-large"),
      ("PATCH", "/api/v1/lines/{}", "{}", 422, "nothing-to-change"),
      ("PATCH", "/api/v1/lines/{}", #"{"number":"554833330009"}"#, 422, "unknown-field"),
      ("PATCH", "/api/v1/lines/{}", #"{"active":"no"}"#, 422, "invalid-value"),
      ("PATCH", "/api/v1/lines/{}", #"{"category":"NONE"}"#, 422, "unknown-code"),
      ("PATCH", "/api/v1/lines/none", #"{"category":"NONE"}"#, 404, "unknown-terminal"),
      ("POST", "/api/v1/lines/{}/dids", #"{"number":"554833330001","port":1}"#, 409, "number-taken"),
      ("POST", "/api/v1/lines/{}/dids", #"{"number":"554833330009"}"#, 422, "invalid-value"),
      ("POST", "/api/v1/lines/{}/dids", #"{"number":"554833330009","port":-1}"#, 422, "invalid-value"),
      ("DELETE", "/api/v1/lines/{}/dids/554833330001", "", 404, "unknown-number"),
      ("DELETE", "/api/v1/lines/none", "", 404, "unknown-terminal"),
      ("GET", "/api/v1/partitions/none/categories", "", 404, "unknown-partition"),
      ("GET", "/api/v1/lines/", "", 404, "unknown-path"), ("GET", "/api/v2/lines", "", 404, "unknown-path"),
      ("DELETE", "/api/v1/lines", "", 404, "unknown-path"),
    ])
  func others(method: String, path: String, body: String, status: Int, error: String) async throws {
    try await withSimulator { client, simulator in
      let account = try await client.create(.sample(), key: "1")
      let operation = try #require(SummitWireFormat.Operation.allCases.first { $0.method == method })
      let answer = try await client.exchange(
        operation, path: path.replacingOccurrences(of: "{}", with: account.terminal),
        body: body.isEmpty && method != "POST" ? nil : Data(body.utf8), key: "2")
      let refusal = try SummitWireFormat.decode(SummitWireFormat.ErrorBody.self, from: answer.body)
      #expect(answer.status == status && refusal.error == error, "\(refusal)")
      #expect(await simulator.applied.count == 1)
    }
  }

  @Test("a number is free again when its line or DID is gone")
  func freeAgain() async throws {
    try await withSimulator { client, simulator in
      let first = try await client.create(.sample(), key: "1")
      let did = NewPlatformDID(number: "554833330002", priority: nil, port: 7)
      let port = try await client.add(did, terminal: first.terminal, key: "2")
      try await client.removeDID(number: did.number, terminal: first.terminal, key: "3")
      let again = try await client.add(did, terminal: first.terminal, key: "4")
      #expect(port != again)
      try await client.remove(terminal: first.terminal, key: "5")
      #expect(await simulator.lines.isEmpty)
      let second = try await client.create(.sample("554833330002"), key: "6")
      let third = try await client.create(.sample(), key: "7")
      #expect(Set([first, port, again, second, third].map(\.terminal)).count == 5)
    }
  }

  @Test("docs/summit-platform.md has what the simulator has")
  func documented() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/summit-platform.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    func codes(_ items: [PlatformItem]) -> String { items.map { "`\($0.code)`" }.joined(separator: ", ") }
    let catalogue = SimulatorCatalogue.standard
    for partition in catalogue.partitions {
      #expect(
        text.contains("| `\(partition.code)` | \(partition.description) | \(codes(partition.categories)) |"))
    }
    #expect(text.contains("Plans: \(codes(catalogue.plans)). Licences: \(codes(catalogue.licences))."))
  }
}
