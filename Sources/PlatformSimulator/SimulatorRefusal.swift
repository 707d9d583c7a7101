import Foundation
import Platform

/// What the platform says no to, and why.
struct SimulatorRefusal: Error, Equatable {
  var status: Int
  var body: SummitWireFormat.ErrorBody

  init(_ status: Int, _ error: String, _ message: String, field: String? = nil) {
    self.status = status
    body = SummitWireFormat.ErrorBody(error: error, message: message, field: field)
  }

  static func invalid(_ field: String, expected: String, found: String) -> SimulatorRefusal {
    SimulatorRefusal(422, "invalid-value", "expected \(expected), found \(found)", field: field)
  }

  /// A code that the platform does not list.
  static func unknown(_ field: String, _ code: String, known: [String]) -> SimulatorRefusal {
    let known = known.isEmpty ? "none" : "one of " + known.joined(separator: ", ")
    return SimulatorRefusal(422, "unknown-code", "expected \(known), found \(code)", field: field)
  }

  static func taken(_ number: String) -> SimulatorRefusal {
    SimulatorRefusal(409, "number-taken", "expected a number that is free, found \(number)", field: "number")
  }

  static func noTerminal(_ terminal: String) -> SimulatorRefusal {
    SimulatorRefusal(404, "unknown-terminal", "expected the terminal of a line, found \(terminal)")
  }
}

/// A request that a rule lets in: what was asked, of what, with which body.
struct SimulatorRequest: Sendable {
  var operation: SummitWireFormat.Operation
  /// What stands for the braces of the path.
  var values: [String]
  var key: String?
  var body: Data

  /// The same for the same request, of any client: operation, values and digest of the body.
  var identity: String {
    let digest = String(SeededDraw.digest(body), radix: 16)
    return ([operation.rawValue] + values + [digest]).joined(separator: " ")
  }
}

/// What the platform answers.
struct SimulatorAnswer: Equatable, Sendable {
  var status: Int
  var body: Data

  init(status: Int, body: Data = Data()) {
    self.status = status
    self.body = body
  }

  init(status: Int, json: some Encodable) {
    do {
      self.init(status: status, body: try SummitWireFormat.encode(json))
    } catch {
      self.init(status: 500)
    }
  }

  init(_ refusal: SimulatorRefusal) {
    self.init(status: refusal.status, json: refusal.body)
  }
}
