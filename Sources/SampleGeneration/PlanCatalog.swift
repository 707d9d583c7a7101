/// The plans that lines are on: eight kinds, repeated with other prices if more are asked for.
///
/// A zone is matched by at most one time allowance and at most one value allowance of a plan. The rules allow more
/// (spec 3.6, by priority), but these shapes can also be stated in SQL as running sums, which the peers in
/// `Benchmarks/peers` do.
struct PlanCatalog: Sendable {
  struct Plan: Sendable {
    var id: String
    var kind: PlanKind
    /// Prices are the kind's, times so many per cent.
    var pricePercent: Int
  }

  let plans: [Plan]
  /// Which plan contracts are on: the first ones more often.
  let popularity: AliasTable

  init(count: Int) {
    plans = (0..<count).map { index in
      Plan(
        id: "P" + String(String(1001 + index).dropFirst()), kind: PlanKind.all[index % PlanKind.all.count],
        pricePercent: 100 + 3 * (index / PlanKind.all.count))
    }
    popularity = AliasTable(weights: (0..<count).map { UInt32(max(4, 40 - 3 * $0)) })
  }

  /// Indices of plans that have no price for donations (0500).
  var plansWithoutDonation: [Int] {
    plans.indices.filter { !plans[$0].kind.ratesEverything }
  }
}

/// One kind of plan: its row of `plans.csv`, its allowances and its prices.
struct PlanKind: Sendable {
  var name: String
  var graceSeconds = 3
  /// Nil: fractions of a centavo are cut.
  var rounding: String?
  var decimals = 4
  var isPooled = false
  /// Columns after `plan`: name, kind, amount, zones, priority.
  var allowances: [String] = []
  var rates: [Rate]
  /// Whether it has a price for `*`.
  var ratesEverything: Bool { rates.contains { $0.zone == "*" } }

  /// One row of `rates.csv`, prices in hundredths of a centavo (0.0001).
  struct Rate: Sendable {
    var zone: String
    var price: Int
    var connectionFee = 0
    var minimumSeconds = 30
    var stepSeconds = 6
    var fromSecond = 0
    var band = ""
    /// Which half of the period it holds in.
    var validity = Validity.always

    enum Validity: Sendable { case always, firstHalf, secondHalf }
  }
}
