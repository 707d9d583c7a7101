/// What a simulated ERP does wrong, and how often (spec 11.2).
package struct ERPSimulatorFaults: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Not done: status 200 with `type: error`.
    case error
    /// Not done: status 200 with a page of HTML.
    case html
    /// Done, and answered with status 504 and a page of HTML.
    case gateway
    /// Done, and the connection closed without an answer.
    case lost
    /// Not done, and answered with status 500.
    case fail
    /// Done, but for a field that is dropped without a word.
    case drop
    /// Done, and the id answered as a number.
    case number
  }

  /// 0 to 1 each.
  package private(set) var chances: [Kind: Double] = [:]

  package init(_ chances: [Kind: Double] = [:]) { self.chances = chances }

  /// Takes `KIND:P`, P from 0 to 1.
  ///
  /// - Returns: false if it is not of that form.
  package mutating func add(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let chance = Double(parts[1]),
      (0...1).contains(chance)
    else { return false }
    chances[kind] = chance
    return true
  }
}
