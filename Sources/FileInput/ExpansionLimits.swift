/// How far a gzip file may expand before it is taken for a bomb.
package struct ExpansionLimits: Sendable, Equatable {
  /// Any file may expand to this: what a small archive of very regular rows needs, and harmless to read.
  package static let standardFloorBytes: Int64 = 64 << 20
  /// CDR text compresses 5 to 15 times, the most monotonous rows 100 times; DEFLATE can do 1032 times.
  package static let standardRatio: Int64 = 200

  package static let standard = ExpansionLimits(floorBytes: standardFloorBytes, ratio: standardRatio)

  package let floorBytes: Int64
  /// Inflated bytes for each compressed byte.
  package let ratio: Int64

  /// - Parameters: both 0 or more.
  package init(floorBytes: Int64, ratio: Int64) {
    precondition(floorBytes >= 0 && ratio >= 0, "an expansion limit is never negative")
    self.floorBytes = floorBytes
    self.ratio = ratio
  }

  /// The inflated bytes that a file of `compressedBytes` may have: max(floor, ratio × compressed), at most `Int64.max`.
  package func maximumInflatedBytes(compressedBytes: Int64) -> Int64 {
    let (product, overflow) = ratio.multipliedReportingOverflow(by: compressedBytes)
    return max(floorBytes, overflow ? .max : product)
  }
}
