import Foundation

/// What can be asked of the platform.
extension SummitHTTPClient {
  package func partitions() throws(PlatformFailure) -> [PlatformItem] {
    try read(.listPartitions)
  }

  package func categories(ofPartition partition: String) throws(PlatformFailure) -> [PlatformItem] {
    try read(.listCategories, [partition])
  }

  package func plans() throws(PlatformFailure) -> [PlatformItem] {
    try read(.listPlans)
  }

  package func licences() throws(PlatformFailure) -> [PlatformItem] {
    try read(.listLicences)
  }

  package func lines() throws(PlatformFailure) -> [PlatformLine] {
    let lines: [PlatformLine] = try read(.listLines)
    var terminals: Set<String> = []
    for line in lines where !terminals.insert(line.terminal).inserted || line.terminal.allSatisfy(\.isWhitespace) {
      throw unanswered(
        found: line.terminal.allSatisfy(\.isWhitespace)
          ? "a line without a terminal (number \(shown(line.line.number)))"
          : "two lines with the terminal \(shown(line.terminal))")
    }
    return lines
  }

  package func line(terminal: String) throws(PlatformFailure) -> PlatformLine {
    try read(.getLine, [terminal])
  }

  package func create(_ line: NewPlatformLine, key: String) throws(PlatformFailure) -> PlatformAccount {
    try decoded(try answer(.createLine, body: try encoded(line), key: key))
  }

  package func change(
    terminal: String, _ change: PlatformLineChange, key: String
  ) throws(PlatformFailure) {
    _ = try answer(.changeLine, [terminal], body: try encoded(change), key: key)
  }

  package func remove(terminal: String, key: String) throws(PlatformFailure) {
    _ = try answer(.removeLine, [terminal], key: key)
  }

  package func add(
    _ did: NewPlatformDID, terminal: String, key: String
  ) throws(PlatformFailure) -> PlatformAccount {
    try decoded(try answer(.addDID, [terminal], body: try encoded(did), key: key))
  }

  package func removeDID(number: String, terminal: String, key: String) throws(PlatformFailure) {
    _ = try answer(.removeDID, [terminal, number], key: key)
  }

  private func read<Value: Decodable>(
    _ operation: SummitWireFormat.Operation, _ values: [String] = []
  ) throws(PlatformFailure) -> Value {
    try decoded(try answer(operation, values))
  }

  /// Sends it, and returns the body of the answer that says it was done.
  private func answer(
    _ operation: SummitWireFormat.Operation, _ values: [String] = [], body: Data? = nil, key: String? = nil
  ) throws(PlatformFailure) -> Data {
    guard let path = operation.path(values) else {
      throw .refused(
        status: 0, error: "not-sent", message: "expected the terminal of a line, found a blank one: nothing was sent",
        field: nil)
    }
    let answer: (status: Int, body: Data)
    do throws(CurlFailure) {
      answer = try exchange(operation, path: path, body: body, key: key)
    } catch {
      throw unanswered(error)
    }
    if answer.status == operation.status { return answer.body }
    throw failure(status: answer.status, body: answer.body)
  }

  private func encoded(_ value: some Encodable) throws(PlatformFailure) -> Data {
    do {
      return try SummitWireFormat.encode(value)
    } catch {
      throw .refused(status: 0, error: "not-sent", message: "it cannot be written as JSON", field: nil)
    }
  }

  private func decoded<Value: Decodable>(_ body: Data) throws(PlatformFailure) -> Value {
    do {
      return try SummitWireFormat.decode(Value.self, from: body)
    } catch {
      // The body is not shown: it may have a credential.
      throw unanswered(found: "an answer that is not in our format (\(body.count) bytes)")
    }
  }
}
