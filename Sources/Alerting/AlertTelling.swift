import Foundation
import Importing
import Ledger

/// Tells a program of each alert (spec 6.5 `alerts.command`): the alert as JSON on its standard input, one call an alert, at
/// least once. It is told when it ends with 0; an alert that it did not take is told again after the next import.
package struct AlertTelling: Sendable {
  private let program: ProgramCall
  private let integration: String

  /// A program that has not ended by then is killed: the run lock is held meanwhile.
  static let timeoutSeconds = 30
  /// No call begins later than that after the first: the rest is for the next import.
  static let budgetSeconds = 120

  /// - Parameters:
  ///   - command: the program and its arguments; not empty.
  ///   - integration: its description, which the JSON has.
  ///   - withheld: environment variables that the program does not get: those with passwords.
  ///   - timeoutSeconds: for one alert.
  package init(
    command: [String], integration: String, withheld: Set<String> = [], timeoutSeconds: Int = Self.timeoutSeconds
  ) {
    program = ProgramCall(command, withheld: withheld, timeoutSeconds: timeoutSeconds)
    self.integration = integration
  }

  /// Tells what waits, of this run and of earlier ones; stops at the first that is not taken.
  func tell(_ ledger: Ledger, into report: inout ImportReport) {
    do {
      let waiting = try ledger.read { try AlertStore($0).waiting() }
      let start = ContinuousClock.now
      for (index, alert) in waiting.enumerated() {
        guard ContinuousClock.now - start < .seconds(Self.budgetSeconds) else {
          report.alertFailure = "\(waiting.count - index) alerts wait for the next import: \(program.name) is slow"
          return
        }
        try program.call(input: message(alert))
        try ledger.write { try AlertStore($0).setTold(alert.id) }
        report.toldAlerts += 1
      }
    } catch {
      report.alertFailure = "\(error)"
    }
  }

  private func message(_ alert: Alert) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return [UInt8](try encoder.encode(Message(alert: alert, integration: integration))) + [UInt8(ascii: "\n")]
  }

  /// The alert's keys, and `integration` beside them.
  private struct Message: Encodable {
    let alert: Alert
    let integration: String

    enum Key: CodingKey {
      case integration
    }

    func encode(to encoder: any Encoder) throws {
      try alert.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(integration, forKey: .integration)
    }
  }
}
