/// What a closed cycle left of one allowance for the next (spec 11.1).
package struct KeptAllowance: Equatable, Sendable {
  package var name: String
  /// Seconds, or else millionths of a real.
  package var isTime: Bool
  package var amount: Int64

  package init(name: String, isTime: Bool, amount: Int64) {
    self.name = name
    self.isTime = isTime
    self.amount = amount
  }
}
