import CallModel

/// How people dial: the forms of spec 3.1 for one and the same number.
struct DialledNumbers: Sendable {
  /// Codes of long-distance carriers (CSP), by how often they are dialled.
  private static let carriers: [UInt64] = [15, 15, 21, 21, 41, 31, 14, 12, 43, 65]

  @inline(__always)
  static func carrier(_ random: inout SplitMix64) -> UInt64 {
    carriers[random.below(carriers.count)]
  }

  /// A number of the caller's own area.
  static func local(area: Int, subscriber: UInt64, isMobile: Bool, _ random: inout SplitMix64) -> NumberCell {
    let cell = subscriberCell(subscriber, isMobile: isMobile, &random)
    switch random.below(100) {
    case ..<52: return cell
    case ..<62: return cell.prefixed(UInt64(area), digits: 3)
    case ..<72: return cell.prefixed(UInt64(area), digits: 2)
    case ..<80: return cell.prefixed(carrier(&random) * 100 + UInt64(area), digits: 5)
    case ..<94: return cell.prefixed(5500 + UInt64(area), digits: 4)
    default: return withPlus(cell.prefixed(5500 + UInt64(area), digits: 4))
    }
  }

  /// A number of any area.
  static func national(area: Int, subscriber: UInt64, isMobile: Bool, _ random: inout SplitMix64) -> NumberCell {
    let cell = subscriberCell(subscriber, isMobile: isMobile, &random)
    switch random.below(100) {
    case ..<50: return cell.prefixed(carrier(&random) * 100 + UInt64(area), digits: 5)
    case ..<68: return cell.prefixed(UInt64(area), digits: 3)
    case ..<78: return cell.prefixed(UInt64(area), digits: 2)
    case ..<92: return cell.prefixed(5500 + UInt64(area), digits: 4)
    default: return withPlus(cell.prefixed(5500 + UInt64(area), digits: 4))
    }
  }

  static func collect(
    area: Int, ownArea: Int, subscriber: UInt64, isMobile: Bool, _ random: inout SplitMix64
  ) -> NumberCell {
    let cell = subscriberCell(subscriber, isMobile: isMobile, &random)
    if area == ownArea, random.chance(perMille: 700) { return cell.prefixed(9090, digits: 4) }
    return cell.prefixed(90 * 10_000 + carrier(&random) * 100 + UInt64(area), digits: 6)
  }

  static func international(_ number: (value: UInt64, digitCount: Int), _ random: inout SplitMix64) -> NumberCell {
    let cell = NumberCell(value: number.value, digitCount: number.digitCount)
    switch random.below(100) {
    case ..<80:
      let carrier = carrier(&random)
      return hasOtherReading(number, behind: carrier) ? withPlus(cell) : cell.prefixed(carrier, digits: 4)
    // 10 and 11 digits could be a Brazilian number of some area, and what begins with 90 a collect call: those are
    // dialled with 00 or +.
    case ..<88 where number.digitCount >= 12 && number.value / PhoneNumber.powerOfTen(number.digitCount - 2) != 90:
      return cell
    default: return withPlus(cell)
    }
  }

  /// Whether carrier and number are a number abroad without a carrier, too (spec 7.6).
  private static func hasOtherReading(_ number: (value: UInt64, digitCount: Int), behind carrier: UInt64) -> Bool {
    let digits = number.digitCount + 2
    guard digits <= 15 else { return false }
    let value = carrier * PhoneNumber.powerOfTen(number.digitCount) + number.value
    return CountryCodes.take(PhoneNumber(value: value, digitCount: digits))
  }

  /// How a switch writes the number of one of its own lines, or of who calls it.
  static func ownNumber(_ number: UInt64, _ random: inout SplitMix64) -> NumberCell {
    let digits = number >= 1_000_000_000_000 ? 13 : 12
    let cell = NumberCell(value: number, digitCount: digits)
    switch random.below(100) {
    case ..<85: return cell
    case ..<95:
      // Without 55, as from a PBX.
      let power: UInt64 = digits == 13 ? 100_000_000_000 : 10_000_000_000
      return NumberCell(value: number % power, digitCount: digits - 2)
    default: return withPlus(cell)
    }
  }

  /// One mobile number in twenty is still dialled as before 2016, without its first 9.
  private static func subscriberCell(
    _ subscriber: UInt64, isMobile: Bool, _ random: inout SplitMix64
  ) -> NumberCell {
    guard isMobile else { return NumberCell(value: subscriber, digitCount: 8) }
    let short = subscriber % 100_000_000
    if short >= 60_000_000, random.chance(perMille: 50) { return NumberCell(value: short, digitCount: 8) }
    return NumberCell(value: subscriber, digitCount: 9)
  }

  @inline(__always)
  private static func withPlus(_ cell: NumberCell) -> NumberCell {
    var cell = cell
    cell.hasPlus = true
    return cell
  }
}
