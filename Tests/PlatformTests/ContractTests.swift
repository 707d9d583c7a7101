import Foundation
import Platform
import PlatformSimulator
import Testing
import Yams

@testable import Platform

@Suite("The wire format: client, simulator and docs/summit-platform.openapi.yaml agree, spec 6.3")
struct ContractTests {
  @Test("the document has the operations of the wire format, and no others")
  func operations() throws {
    let document = try OpenAPIDocument()
    let documented = document.operations.map { "\($0.id) \($0.method) \($0.path)" }.sorted()
    let spoken = SummitWireFormat.Operation.allCases.map { "\($0.rawValue) \($0.method) \($0.template)" }.sorted()
    #expect(documented == spoken)
    #expect(document.root["openapi"]?.string == "3.1.0")
    #expect(document.root["servers"]?[0]?["url"]?.string?.hasSuffix(SummitWireFormat.basePath) == true)
    for operation in document.operations {
      let needsKey = operation.parameters.contains { $0["name"]?.string == SummitWireFormat.keyHeader }
      #expect(needsKey == (operation.method != "GET"), "\(operation.id)")
      let success = operation.statuses.filter { $0.hasPrefix("2") }
      #expect(success == [SummitWireFormat.Operation(rawValue: operation.id).map { "\($0.status)" }], "\(operation.id)")
    }
  }

  @Test("the document's fields are those of the bodies, in the order of spec 6.3")
  func fields() throws {
    let document = try OpenAPIDocument()
    func names(_ schema: String) -> [String] {
      document.root["components"]?["schemas"]?[schema]?["properties"]?.mapping?.keys.compactMap(\.string) ?? []
    }
    #expect(names("NewLine") == NewPlatformLine.CodingKeys.allCases.map(\.rawValue))
    #expect(names("LineChange") == PlatformLineChange.CodingKeys.allCases.map(\.rawValue))
    #expect(names("NewDID") == NewPlatformDID.CodingKeys.allCases.map(\.rawValue))
    #expect(names("Line") == ["terminal"] + names("NewLine") + ["active", "dids"])
  }

  @Test("each exchange of client and simulator is as documented, and each documented answer was seen")
  func exchanges() async throws {
    let document = try OpenAPIDocument()
    let recorder = ExchangeRecorder()
    try await askEverything(recorder)
    try await askInVain(recorder)
    var seen: Set<String> = []
    for exchange in recorder.exchanges {
      seen.insert(try check(exchange, document))
    }
    for operation in document.operations {
      for status in operation.statuses {
        let isSeen = seen.contains("\(operation.id) \(status)")
        #expect(isSeen, "no exchange of \(operation.id) with \(status)")
      }
    }
  }

  /// Every operation through the client, with each answer it has.
  private func askEverything(_ recorder: ExchangeRecorder) async throws {
    var settings = PlatformSimulator.Settings()
    settings.recorder = recorder
    try await withSimulator(settings) { client, simulator in
      #expect(try await client.partitions().map(\.code) == ["FLN", "CWB", "SAO"])
      #expect(try await client.categories(ofPartition: "CWB").count == 4)
      #expect(await failure { try await client.categories(ofPartition: "X/Y ?") }?.isFinal == true)
      #expect(try await client.plans().count == 3)
      #expect(try await client.licences().count == 3)
      let account = try await client.create(.full("554833330001"), key: "1")
      _ = try await client.create(.sample("554833330002"), key: "2")
      var change = PlatformLineChange()
      (change.category, change.callLimit, change.plan) = ("BLOQUEADO", 1, "ILIMITADO")
      (change.costCentre, change.active, change.resetDay) = ("Default", false, 1)
      try await client.change(terminal: account.terminal, change, key: "3")
      let own = try await client.add(
        NewPlatformDID(number: "554833330003", priority: 1, port: 2), terminal: account.terminal, key: "4")
      let main = try await client.add(
        NewPlatformDID(number: "554833330004", priority: nil, port: 1), terminal: account.terminal, key: "5")
      #expect(main == account && own.terminal != account.terminal)
      #expect(try await client.line(terminal: account.terminal).dids.map(\.terminal) == [own, main].map(\.terminal))
      #expect(try await client.lines().map(\.line.number) == ["554833330001", "554833330002"])
      try await refusals(client, account.terminal)
      try await client.removeDID(number: "554833330003", terminal: account.terminal, key: "6")
      try await client.remove(terminal: account.terminal, key: "7")
      #expect(await simulator.lines.map(\.line.number) == ["554833330002"])
    }
  }

  /// 400, 404, 409 and 422 of each write that has them.
  private func refusals(_ client: AwaitedClient, _ terminal: String) async throws {
    let line = NewPlatformLine.sample("554833330009")
    let did = NewPlatformDID(number: "554833330009", priority: nil, port: 1)
    var change = PlatformLineChange()
    change.resetDay = 2
    for key in ["", "1"] {
      // No key, and the key of another request.
      for target in [terminal, "nobody"] where key.isEmpty || target == terminal {
        #expect(await failure { try await client.create(line, key: key) }?.isFinal == true)
        #expect(await failure { try await client.change(terminal: target, change, key: key) }?.isFinal == true)
        #expect(await failure { try await client.remove(terminal: target, key: key) }?.isFinal == true)
        #expect(await failure { try await client.add(did, terminal: target, key: key) }?.isFinal == true)
        #expect(
          await failure { try await client.removeDID(number: "1", terminal: target, key: key) }?.isFinal == true)
      }
    }
    #expect(await failure { try await client.line(terminal: "nobody") }?.isFinal == true)
    #expect(await failure { try await client.change(terminal: "nobody", change, key: "a") }?.isFinal == true)
    #expect(await failure { try await client.remove(terminal: "nobody", key: "b") }?.isFinal == true)
    #expect(await failure { try await client.add(did, terminal: "nobody", key: "c") }?.isFinal == true)
    #expect(await failure { try await client.removeDID(number: "1", terminal: terminal, key: "d") }?.isFinal == true)
    #expect(await failure { try await client.create(.sample(), key: "e") }?.isFinal == true)
    let taken = NewPlatformDID(number: "554833330002", priority: nil, port: 3)
    #expect(await failure { try await client.add(taken, terminal: terminal, key: "f") }?.isFinal == true)
  }

  /// Every operation without the password, and of a platform that always fails.
  private func askInVain(_ recorder: ExchangeRecorder) async throws {
    var settings = PlatformSimulator.Settings()
    settings.recorder = recorder
    try await withSimulator(settings) { _, simulator in
      let stranger = simulator.clientSettings(password: PlatformSecret("wrong"))
      try await AwaitedClient.with(stranger) { client in
        for failure in await failures(client) {
          #expect(failure?.isFinal == true)
          #expect("\(failure.map(String.init(describing:)) ?? "")".contains("check access in integration.yml"))
        }
      }
    }
    settings.faults.fail = 1
    try await withSimulator(settings) { client, _ in
      for failure in await failures(client) { #expect(failure?.isFinal == false) }
    }
  }

  /// What each operation throws.
  private func failures(_ client: AwaitedClient) async -> [PlatformFailure?] {
    var change = PlatformLineChange()
    change.active = true
    let did = NewPlatformDID(number: "554833330005", priority: nil, port: 1)
    return [
      await failure { try await client.partitions() },
      await failure { try await client.categories(ofPartition: "FLN") },
      await failure { try await client.plans() },
      await failure { try await client.licences() },
      await failure { try await client.lines() },
      await failure { try await client.line(terminal: "t") },
      await failure { try await client.create(.sample(), key: "k") },
      await failure { try await client.change(terminal: "t", change, key: "k") },
      await failure { try await client.remove(terminal: "t", key: "k") },
      await failure { try await client.add(did, terminal: "t", key: "k") },
      await failure { try await client.removeDID(number: "1", terminal: "t", key: "k") },
    ]
  }

  /// Holds an exchange against the document; returns the operation and the name of its answer there.
  private func check(_ exchange: Exchange, _ document: OpenAPIDocument) throws -> String {
    let operation = try #require(document.operations.first { $0.id == exchange.operation?.rawValue })
    let place = "\(exchange.method) \(exchange.path) \(exchange.status)"
    #expect(exchange.method == operation.method)
    #expect(exchange.headers["authorization"] == "Basic", "\(place)")
    let answer = try #require(document.response(of: operation, status: exchange.status), "\(place)")
    let isDone = exchange.operation?.status == exchange.status
    if let body = operation.node["requestBody"] {
      #expect(exchange.headers["content-type"] == "application/json", "\(place)")
      #expect(try document.fault(of: exchange.body, content: body, in: place) == nil)
    } else {
      #expect(exchange.body.isEmpty, "\(place)")
    }
    for parameter in operation.parameters where parameter["in"]?.string == "header" && isDone {
      let name = try #require(parameter["name"]?.string).lowercased()
      let schema = try #require(parameter["schema"])
      let value = try #require(exchange.headers[name], "\(place)")
      #expect(try document.fault(of: .text(value), schema: schema, in: place) == nil)
    }
    #expect(try document.fault(of: exchange.answer, content: answer.node, in: place) == nil)
    for (name, header) in answer.node["headers"]?.mapping.map(Array.init) ?? [] {
      let value = try #require(exchange.answerHeaders[(name.string ?? "").lowercased()], "\(place)")
      #expect(try document.fault(of: .text(value), schema: try #require(header["schema"]), in: place) == nil)
    }
    return "\(operation.id) \(answer.name)"
  }
}
