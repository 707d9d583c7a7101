/// Log-normal samples with the four basic operations of IEEE 754 only, so that every machine gives the same ones.
///
/// (`exp` and `log` of the C libraries differ in the last bit.)
struct LogNormal: Sendable {
  /// Quantiles at the middles of equal shares, ascending.
  private let quantiles: [Int32]

  /// - Parameters:
  ///   - median: of the samples.
  ///   - sigma: standard deviation of the logarithm.
  ///   - range: samples outside are moved to its ends.
  init(median: Double, sigma: Double, range: ClosedRange<Int32>, resolution: Int = 4096) {
    var random = SplitMix64(seed: 0x6C6F_676E)
    var samples: [Int32] = []
    samples.reserveCapacity(resolution)
    for _ in 0..<resolution {
      let value = median * Self.exponential(sigma * Self.normal(&random))
      samples.append(Int32(min(max(value, Double(range.lowerBound)), Double(range.upperBound))))
    }
    quantiles = samples.sorted()
  }

  @inline(__always)
  func sample(_ random: inout SplitMix64) -> Int {
    Int(quantiles[random.below(quantiles.count)])
  }

  /// Nearly normal: the sum of twelve uniform samples, less its mean (Irwin-Hall); within ±6.
  private static func normal(_ random: inout SplitMix64) -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += random.unit() }
    return sum
  }

  /// e to the power of `exponent`, in ±40: the series at a 64th of it, squared six times.
  private static func exponential(_ exponent: Double) -> Double {
    let small = exponent / 64
    var term = 1.0
    var sum = 1.0
    for order in 1...12 {
      term = term * small / Double(order)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
  }
}
