import Testing

@testable import Platform

/// What a request is addressed to.
@Suite struct PathTests {
  @Test(
    "A path has every value that stands in braces, and none without one", arguments: SummitWireFormat.Operation.allCases
  )
  func paths(operation: SummitWireFormat.Operation) {
    let braces = operation.template.split(separator: "/").count { $0.hasPrefix("{") }
    let values = (0..<braces).map { "v/\($0)" }
    #expect(operation.path(values)?.split(separator: "/").count == operation.template.split(separator: "/").count + 2)
    guard braces > 0 else { return }
    for blank in ["", " ", "\n"] {
      for index in 0..<braces {
        var values = values
        values[index] = blank
        #expect(operation.path(values) == nil, "\(operation) with '\(blank)'")
      }
    }
    #expect(operation.path(Array(values.dropLast())) == nil)
  }

  @Test("A blank terminal is never sent", arguments: ["", "  "])
  func blankTerminal(terminal: String) async throws {
    let settings = SummitHTTPClient.Settings(
      host: "127.0.0.1", port: 1, timeoutSeconds: 1, user: "u", password: PlatformSecret("p"))
    try await AwaitedClient.with(settings) { client in
      let failure = await #expect(throws: PlatformFailure.self) {
        try await client.remove(terminal: terminal, key: "k")
      }
      #expect(failure?.isFinal == true && "\(String(describing: failure))".contains("nothing was sent"))
    }
  }
}
