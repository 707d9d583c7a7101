import CallModel

/// What recorded calls came to, and what they would have come to on another plan: for the terminal and for machines.
package struct SimulationReport: Codable, Equatable, Sendable {
  /// Rated calls and their sums; the amount is that of the services, in reais.
  package struct Sum: Codable, Equatable, Sendable {
    package var calls: Int
    package var billedSeconds: Int
    package var allowanceSeconds: Int
    package var surplusSeconds: Int
    package var amount: String
    /// Calls that the plan has no price for; they are in none of the sums.
    package var callsWithoutRate: Int
  }

  package struct Line: Codable, Equatable, Sendable {
    package var contract: String
    package var line: String
    package var actual: Sum
    package var simulated: Sum
  }

  /// What the simulated plan grants in the cycle, to all lines together, and what they would have used of it.
  package struct Allowance: Codable, Equatable, Sendable {
    package var name: String
    /// `seconds` or `reais`.
    package var unit: String
    package var granted: String
    package var used: String
  }

  package var plan: String
  package var scope: String
  package var cycleStart: String
  package var cycleEnd: String
  /// Whether the lines would share the contract's allowances.
  package var isPool: Bool
  package var lines: [Line] = []
  package var allowances: [Allowance] = []

  /// Of all lines together.
  package var actual: Sum { Self.total(lines.map(\.actual)) }
  package var simulated: Sum { Self.total(lines.map(\.simulated)) }

  /// Amounts are whole centavos.
  private static func total(_ sums: [Sum]) -> Sum {
    let centavos = sums.reduce(Int128(0)) { $0 + (Int128($1.amount.filter { $0 != "." }) ?? 0) }
    return Sum(
      calls: sums.reduce(0) { $0 + $1.calls }, billedSeconds: sums.reduce(0) { $0 + $1.billedSeconds },
      allowanceSeconds: sums.reduce(0) { $0 + $1.allowanceSeconds },
      surplusSeconds: sums.reduce(0) { $0 + $1.surplusSeconds },
      amount: Money.text(micros: centavos * 10_000, decimals: 2),
      callsWithoutRate: sums.reduce(0) { $0 + $1.callsWithoutRate })
  }
}
