/// Who calls whom: the caller, the called number and the identifiers of the line.
extension CallFactory {
  private static let specials: [UInt64] = [190, 192, 193, 181, 188, 180, 199, 10_331, 10_315, 1056]

  @inline(__always)
  func setOutbound(_ call: inout SampleCall, line index: Int, _ random: inout SplitMix64) {
    let line = roster.lines[index]
    call.isOutbound = true
    call.caller = DialledNumbers.ownNumber(numberInUse(line, &random), &random)
    call.trunk = line.trunk
    // Some calls come without the code that the customer should have dialled.
    call.accountCode = random.chance(perMille: 800) ? line.accountCode : -1
    call.called = destination(from: line, &random)
  }

  @inline(__always)
  func setInbound(_ call: inout SampleCall, line index: Int, _ random: inout SplitMix64) {
    let line = roster.lines[index]
    call.isOutbound = false
    call.called = DialledNumbers.ownNumber(numberInUse(line, &random), &random)
    call.trunk = line.trunk
    guard !random.chance(perMille: 60) else { return }
    let area = random.chance(perMille: 700) ? Int(line.areaCode) : areas.sample(&random)
    if random.chance(perMille: 650) {
      let subscriber = prefixes.mobileSubscriber(area: area, &random)
      call.caller = NumberCell(value: subscriber, digitCount: 9).prefixed(5500 + UInt64(area), digits: 4)
    } else {
      let subscriber = prefixes.fixedSubscriber(area: area, &random)
      call.caller = NumberCell(value: subscriber, digitCount: 8).prefixed(UInt64(area), digits: 2)
    }
  }

  /// The line's number, or one of its DIDs or of its range.
  @inline(__always)
  private func numberInUse(_ line: LineRoster.Line, _ random: inout SplitMix64) -> UInt64 {
    if line.didCount > 0, random.chance(perMille: 350) {
      return line.firstDID + UInt64(random.below(Int(line.didCount)))
    }
    if line.rangeSize > 0, random.chance(perMille: 600) {
      return line.rangeStart + UInt64(random.below(Int(line.rangeSize)))
    }
    return line.number
  }

  /// What a line dials, in shares of 1000.
  private func destination(from line: LineRoster.Line, _ random: inout SplitMix64) -> NumberCell {
    let own = Int(line.areaCode)
    switch random.below(1000) {
    case ..<240: return fixed(area: own, own: own, &random)
    case ..<350: return fixed(area: areas.sample(otherThan: own, &random), own: own, &random)
    case ..<630: return mobile(area: own, own: own, &random)
    case ..<690: return mobile(area: areas.neighbour(of: own, &random), own: own, &random)
    case ..<760: return mobile(area: areas.distant(from: own, &random), own: own, &random)
    case ..<880: return anotherLine(than: line, &random)
    case ..<915: return national(800, digitCount: random.chance(perMille: 900) ? 7 : 6, &random)
    case ..<924: return national(random.chance(perMille: 800) ? 300 : 303, digitCount: 7, &random)
    case ..<925: return national(500, digitCount: 7, &random)
    case ..<930: return national(900, digitCount: 6, &random)
    case ..<955: return unified(&random)
    case ..<967:
      let number = Self.specials[random.below(Self.specials.count)]
      return NumberCell(value: number, digitCount: ZonePrefixes.digitCount(number))
    case ..<975: return collect(own: own, &random)
    default: return DialledNumbers.international(prefixes.internationalNumber(&random), &random)
    }
  }

  @inline(__always)
  private func fixed(area: Int, own: Int, _ random: inout SplitMix64) -> NumberCell {
    let subscriber = prefixes.fixedSubscriber(area: area, &random)
    return dial(area: area, own: own, subscriber: subscriber, isMobile: false, &random)
  }

  @inline(__always)
  private func mobile(area: Int, own: Int, _ random: inout SplitMix64) -> NumberCell {
    let subscriber = prefixes.mobileSubscriber(area: area, &random)
    return dial(area: area, own: own, subscriber: subscriber, isMobile: true, &random)
  }

  private func dial(
    area: Int, own: Int, subscriber: UInt64, isMobile: Bool, _ random: inout SplitMix64
  ) -> NumberCell {
    area == own
      ? DialledNumbers.local(area: area, subscriber: subscriber, isMobile: isMobile, &random)
      : DialledNumbers.national(area: area, subscriber: subscriber, isMobile: isMobile, &random)
  }

  /// On-net: any line, whether it is active or not, by its number, a DID or its range.
  private func anotherLine(than line: LineRoster.Line, _ random: inout SplitMix64) -> NumberCell {
    let other = roster.lines[random.below(roster.lines.count)]
    let number = numberInUse(other, &random)
    let isMobile = number >= 1_000_000_000_000
    let subscriber = number % (isMobile ? 1_000_000_000 : 100_000_000)
    return dial(
      area: Int(other.areaCode), own: Int(line.areaCode), subscriber: subscriber, isMobile: isMobile, &random)
  }

  private func collect(own: Int, _ random: inout SplitMix64) -> NumberCell {
    let area = random.chance(perMille: 600) ? own : areas.sample(&random)
    let isMobile = random.chance(perMille: 700)
    let subscriber =
      isMobile ? prefixes.mobileSubscriber(area: area, &random) : prefixes.fixedSubscriber(area: area, &random)
    return DialledNumbers.collect(area: area, ownArea: own, subscriber: subscriber, isMobile: isMobile, &random)
  }

  /// `0PPP` and 6 or 7 digits.
  private func national(_ service: UInt64, digitCount: Int, _ random: inout SplitMix64) -> NumberCell {
    let bound = digitCount == 7 ? 10_000_000 : 1_000_000
    return NumberCell(value: UInt64(random.below(bound)), digitCount: digitCount).prefixed(service, digits: 4)
  }

  /// 400X and 300X numbers, as banks have.
  private func unified(_ random: inout SplitMix64) -> NumberCell {
    let leading: UInt64 = random.chance(perMille: 800) ? 400 : 300
    return NumberCell(value: UInt64(random.below(100_000)), digitCount: 5).prefixed(leading, digits: 3)
  }

  /// Digits that no rule of spec 3.1 matches: an extension, an area code that is none, a country code that is none.
  func unknownDestination(_ random: inout SplitMix64) -> NumberCell {
    switch random.below(3) {
    case 0: return NumberCell(value: UInt64(random.inside(2001...2999)), digitCount: 4)
    case 1:
      return NumberCell(value: UInt64(random.inside(30_000_000...39_999_999)), digitCount: 8).prefixed(20, digits: 3)
    default: return NumberCell(value: UInt64(random.below(1_000_000)), digitCount: 6).prefixed(21_999, digits: 7)
    }
  }
}
