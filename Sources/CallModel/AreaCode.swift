/// The Brazilian area codes (CN, DDD): spec 3.1.
public enum AreaCode {
  /// Every area code in use, ascending.
  package static let all: [Int] = (0..<100).filter(isValid)

  /// Whether the two digits' value, 0-99, is an area code.
  @inlinable
  public static func isValid(_ code: Int) -> Bool {
    (code < 64 ? below64 >> UInt64(code) : from64 >> UInt64(code - 64)) & 1 == 1
  }

  // A bit for each code: 11-19 21 22 24 27 28 31-35 37 38 41-49 51 53-55 61-63, then 64-69 71 73-75 77 79 81-89 91-99.
  @usableFromInline static let below64: UInt64 = 0xE0EBFE6F996FF800
  @usableFromInline static let from64: UInt64 = 0x0000000FFBFEAEBF
}
