/// Makes the call of any row from the seed and the row's number alone, in constant time.
///
/// A value that only reads: threads may share it.
struct CallFactory: Sendable {
  let roster: LineRoster
  let prefixes: ZonePrefixes
  let areas: AreaCodes
  private let seed: UInt64
  private let clock: CallClock
  private let mix: CallMix
  private let pools: LinePools
  private let durations = LogNormal(median: 72, sigma: 1.15, range: 1...3900)
  /// How far back the row before lies that comes again in the next file.
  private let rowsPerFile: Int

  /// An interim record that belongs to a final one is looked for in so many rows before it.
  private static let searchLimit = 64

  init(options: GenerationOptions, roster: LineRoster, catalog: PlanCatalog, prefixes: ZonePrefixes, areas: AreaCodes) {
    self.roster = roster
    self.prefixes = prefixes
    self.areas = areas
    seed = SplitMix64.mix(options.seed ^ 0x726F_7700)
    clock = CallClock(firstDay: options.firstDay, days: options.days, rows: options.rows)
    mix = CallMix(seed: options.seed)
    pools = LinePools(roster: roster, catalog: catalog)
    rowsPerFile = max(1, options.rows / options.files)
  }

  func call(ofRow row: Int) -> SampleCall {
    let kind = mix.kind(ofRow: row)
    if kind == .ordinary { return ordinaryCall(row: row) }
    var random = SplitMix64(seed: ~seed, stream: UInt64(row))
    switch kind {
    case .ordinary:
      return ordinaryCall(row: row)
    case .duplicate:
      // One in four comes again in the next file.
      let distance = 1 + random.below(40) + (random.chance(perMille: 250) ? rowsPerFile : 0)
      return earlierCall(before: row, distance: distance, mustBeAnswered: false) ?? ordinaryCall(row: row)
    case .finalRecord:
      return finalRecord(row: row, &random)
    case .leg:
      var call = ordinaryCall(row: row)
      if let first = earlierCall(before: row, distance: 1 + random.below(20), mustBeAnswered: false) {
        (call.identifier, call.sequence) = (first.identifier, first.sequence)
      }
      return call
    case .rejected(let fault):
      var call = ordinaryCall(row: row)
      call.fault = fault
      if fault == .badNumber {
        call.called = NumberCell(value: 0, digitCount: 0, text: random.inside(NumberCell.badNumbers))
      }
      return call
    case .suspended(let suspension):
      return suspendedCall(suspension, row: row)
    }
  }

  /// The nearest ordinary call at `distance` rows before `row` or further; nil if there is none near.
  private func earlierCall(before row: Int, distance: Int, mustBeAnswered: Bool) -> SampleCall? {
    let first = row - distance
    for candidate in stride(from: first, through: max(0, first - Self.searchLimit), by: -1) where candidate >= 0 {
      guard mix.kind(ofRow: candidate) == .ordinary else { continue }
      let call = ordinaryCall(row: candidate)
      if !mustBeAnswered || call.disposition == .answered { return call }
    }
    return nil
  }

  /// An earlier call again, which has lasted longer by now.
  private func finalRecord(row: Int, _ random: inout SplitMix64) -> SampleCall {
    let distance = 1 + random.below(60)
    guard var call = earlierCall(before: row, distance: distance, mustBeAnswered: true) else {
      return ordinaryCall(row: row)
    }
    call.billableSeconds += random.inside(1...600)
    return call
  }

  private func ordinaryCall(row: Int) -> SampleCall {
    var random = SplitMix64(seed: seed, stream: UInt64(row))
    var call = blankCall(row: row, &random)
    if random.chance(perMille: 250) {
      setInbound(&call, line: pools.line(&random), &random)
    } else if random.chance(perMille: 6), let index = pools.identifiedByTrunk(&random) {
      setOutbound(&call, line: index, &random)
      call.caller = userName(&random)
      call.accountCode = -1
    } else if random.chance(perMille: 6), let index = pools.identifiedByAccountCode(&random) {
      setOutbound(&call, line: index, &random)
      call.caller = userName(&random)
      call.trunk = 0
      call.accountCode = roster.lines[index].accountCode
    } else {
      setOutbound(&call, line: pools.line(&random), &random)
    }
    return call
  }

  private func userName(_ random: inout SplitMix64) -> NumberCell {
    NumberCell(value: 0, digitCount: 0, text: random.inside(NumberCell.userNames))
  }

  /// Identity, times and outcome, which do not depend on who calls whom.
  private func blankCall(row: Int, _ random: inout SplitMix64) -> SampleCall {
    var call = SampleCall(
      identifier: UInt32(truncatingIfNeeded: SplitMix64.mix(seed ^ UInt64(row / 4096))),
      sequence: UInt32(truncatingIfNeeded: row + 1))
    let endedAt = clock.second(ofRow: row, jitter: random.unit())
    let outcome = random.below(100)
    if outcome < 78 {
      call.setupSeconds = random.inside(2...18)
      call.billableSeconds = random.chance(perMille: 12) ? random.below(4) : durations.sample(&random)
    } else {
      call.disposition = outcome < 90 ? .noAnswer : outcome < 95 ? .busy : outcome < 97 ? .failed : .cancelled
      call.setupSeconds = call.disposition == .noAnswer ? random.inside(20...45) : random.below(12)
    }
    call.startedAt = endedAt - call.setupSeconds - call.billableSeconds
    call.carrier = 1 + random.below(8)
    return call
  }

  /// A call that can be read, but not rated. Always answered.
  private func suspendedCall(_ suspension: CallMix.Suspension, row: Int) -> SampleCall {
    var random = SplitMix64(seed: seed, stream: UInt64(row))
    var call = blankCall(row: row, &random)
    call.disposition = .answered
    if call.billableSeconds < 4 { call.billableSeconds = 40 }
    call.startedAt = min(call.startedAt, clock.second(ofRow: row, jitter: 0) - call.billableSeconds)
    switch suspension {
    case .lineInactive:
      guard let line = pools.inactive(&random) else { break }
      setOutbound(&call, line: line, &random)
      return call
    case .noRate:
      guard let line = pools.withoutDonation(&random) else { break }
      setOutbound(&call, line: line, &random)
      call.called = NumberCell(value: UInt64(random.below(1_000_000)), digitCount: 6).prefixed(500, digits: 4)
      return call
    case .unknownDestination:
      setOutbound(&call, line: pools.line(&random), &random)
      call.called = unknownDestination(&random)
      return call
    case .unknownLine:
      break
    }
    setOutbound(&call, line: pools.line(&random), &random)
    // Ranges take the numbers that begin with 2 from below: none gets as far as 299.
    let subscriber = UInt64(random.inside(29_900_000...29_999_999))
    call.caller = NumberCell(value: subscriber, digitCount: 8).prefixed(5500 + UInt64(areas.sample(&random)), digits: 4)
    (call.trunk, call.accountCode) = (0, -1)
    return call
  }
}
