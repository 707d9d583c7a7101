import CallModel
import Importing

/// One rule as it was applied to a call: what it says, with which values, and by which rows of the registry.
package struct ExplainedRule: Encodable, Sendable {
  package enum Name: String, Encodable, Sendable {
    case line, number, zone, rate, cycle, allowance, price, amount, service, contest, source, warning
    case billedSeconds = "billed-seconds"
  }

  package var rule: Name
  /// A sentence or two for a person who has the customer on the telephone.
  package var text: String
  /// The values in it, for machines.
  package var values: [String: String]
  /// Places in the registry or in a source file, such as `lines.csv:12`.
  package var rows: [String]

  package init(_ rule: Name, _ text: String, values: [String: String] = [:], rows: [String] = []) {
    self.rule = rule
    self.text = text
    self.values = values
    self.rows = rows
  }
}

/// How one recorded call came to its amount, rule by rule (spec 4.5).
package struct CallExplanation: Sendable {
  package var call: RecordedCall
  /// The row as the platform wrote it, if its file still has it.
  package var rawRow: String?
  package var rules: [ExplainedRule]
}

/// A row that mentions the global id and was not billed.
package struct ExplainedKeptRow: Encodable, Sendable {
  /// `file:line`.
  package var source: String
  /// `suspended` or `rejected`.
  package var outcome: String
  package var reason: String
  /// `held`, `settled`, `discarded` or `undone`.
  package var state: String
  package var text: String
  package var raw: String
}
