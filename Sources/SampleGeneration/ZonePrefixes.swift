import CallModel

/// The prefixes of `zones.csv`, and numbers that begin with them.
struct ZonePrefixes: Sendable {
  /// A prefix of an E.164 number, as its digits' value: none begins with 0.
  typealias Prefix = UInt64

  /// Brazilian prefixes (`55`, CN, 3 to 5 digits) by area code; fixed and mobile.
  private(set) var fixed: [[Prefix]] = Array(repeating: [], count: 100)
  private(set) var mobile: [[Prefix]] = Array(repeating: [], count: 100)
  private(set) var international: [(prefix: Prefix, zone: String)]
  /// Prefixes of `0PPP` numbers.
  private(set) var national: [(prefix: String, zone: String)] = []

  /// An operator's own zones: one a region, for places with a price of their own.
  static let ownZones = (1...9).map { "area-\($0)" }
  private static let maximumInternational = 320

  /// - Parameter count: how many rows `zones.csv` shall have, 0 to `GenerationOptions.maximumPrefixes`.
  init(count: Int, seed: UInt64) {
    international = Countries.prefixes(
      limit: min(Self.maximumInternational, count <= 100 ? count / 4 : count / 10 + 15))
    if count >= 100 {
      national = [("08007", "toll-free"), ("03004", "shared-cost"), ("09001", "premium")]
    }
    let brazilian = count - international.count - national.count
    let mobileCount = brazilian * 2 / 5
    fill(&fixed, leading: nil, count: brazilian - mobileCount, seed: seed)
    fill(&mobile, leading: 9, count: mobileCount, seed: seed ^ 0x9999)
  }

  /// Adds `count` distinct prefixes of 3 to 5 digits after the area code, the short ones up to half of all there are.
  private func fill(_ table: inout [[Prefix]], leading: UInt64?, count: Int, seed: UInt64) {
    let areas = AreaCode.all
    let perLength: UInt64 = leading == nil ? 400 : 100
    var left = count
    for length in 3...5 {
      let size = perLength * PhoneNumber.powerOfTen(length - 3)
      let half = areas.count * Int(size) / 2
      let share = length == 3 ? min(left / 5, half) : length == 4 ? min(left, half) : left
      for index in 0..<share {
        let area = areas[index % areas.count]
        // 1,237 has no factor in common with any size: no prefix comes twice.
        let offset = SplitMix64.mix(seed &+ UInt64(area)) % size
        let local = (UInt64(index / areas.count) * 1_237 + offset) % size
        let base = (leading ?? 2) * PhoneNumber.powerOfTen(length - 1)
        table[area].append((5500 + UInt64(area)) * PhoneNumber.powerOfTen(length) + base + local)
      }
      left -= share
    }
  }

  /// The zone of a Brazilian prefix: one in twelve fixed ones has a price of its own.
  static func zone(ofBrazilian prefix: Prefix, isMobile: Bool, area: Int) -> String {
    if isMobile { return "mobile" }
    return SplitMix64.mix(prefix) % 12 == 0 ? ownZones[area / 10 - 1] : "fixed"
  }
}

extension ZonePrefixes {
  /// 8 digits that a fixed telephone of `area` may have.
  func fixedSubscriber(area: Int, _ random: inout SplitMix64) -> UInt64 {
    let drawn = subscriber(fixed[area], digitCount: 8, &random)
    return drawn ?? UInt64(random.inside(20_000_000...59_999_999))
  }

  /// 9 digits, the first a 9; the second 6-9, as of all mobiles given out so far.
  func mobileSubscriber(area: Int, _ random: inout SplitMix64) -> UInt64 {
    let drawn = subscriber(mobile[area], digitCount: 9, &random)
    return drawn ?? UInt64(random.inside(960_000_000...999_999_999))
  }

  /// Four times of five a number that begins with one of the prefixes.
  private func subscriber(_ prefixes: [Prefix], digitCount: Int, _ random: inout SplitMix64) -> UInt64? {
    guard !prefixes.isEmpty, random.chance(perMille: 800) else { return nil }
    let prefix = prefixes[random.below(prefixes.count)]
    // 55 and the area code make 4 digits: what follows has 3, 4 or 5.
    let length = prefix < 10_000_000 ? 3 : prefix < 100_000_000 ? 4 : 5
    let rest = PhoneNumber.powerOfTen(digitCount - length)
    return prefix % PhoneNumber.powerOfTen(length) * rest + UInt64(random.below(Int(rest)))
  }

  /// A number abroad, 9 to 13 digits with its country code, as many as the code's numbers have (spec 7.6).
  func internationalNumber(_ random: inout SplitMix64) -> (value: UInt64, digitCount: Int) {
    let unlisted = international.isEmpty || random.chance(perMille: 60)
    let prefix =
      unlisted
      ? Countries.unlisted[random.below(Countries.unlisted.count)]
      : international[random.below(international.count)].prefix
    let digits = Self.digitCount(prefix)
    let drawn = digits + random.inside(8...9)
    let nearest = Self.lengthsAbroad.sorted { abs($0 - drawn) < abs($1 - drawn) }
    for length in nearest where length > digits {
      let rest = PhoneNumber.powerOfTen(length - digits)
      let value = prefix * rest + UInt64(random.below(Int(rest)))
      if CountryCodes.take(PhoneNumber(value: value, digitCount: length)) { return (value, length) }
    }
    // No code of ours lacks them all.
    return (prefix * PhoneNumber.powerOfTen(11 - digits), 11)
  }

  private static let lengthsAbroad = Array(9...13)

  static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    while count < 19, value >= PhoneNumber.powerOfTen(count) { count += 1 }
    return count
  }
}
