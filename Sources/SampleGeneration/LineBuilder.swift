import CallModel

/// Makes contracts and lines one after the other, and gives each number out once.
struct LineBuilder {
  private let options: GenerationOptions
  private let catalog: PlanCatalog
  private var random: SplitMix64
  private let activity = LogNormal(median: 200, sigma: 1.2, range: 4...20_000)
  /// How many numbers, DIDs and ranges of 100 each area code has given out.
  private var numbersGiven = [UInt64](repeating: 0, count: 100)
  private var didsGiven = [UInt64](repeating: 0, count: 100)
  private var rangesGiven = [UInt64](repeating: 0, count: 100)
  private var trunksGiven: UInt32 = 0

  /// One line in so many is switched off.
  private static let inactiveInterval = 200
  private static let usualResetDays: [UInt8] = [5, 10, 15, 20, 25]

  init(options: GenerationOptions, catalog: PlanCatalog) {
    self.options = options
    self.catalog = catalog
    random = SplitMix64(seed: options.seed, stream: 0x6C69_6E65)
  }

  mutating func makeContract(areas: AreaCodes) -> LineRoster.Contract {
    let isUsual = random.chance(perMille: 900)
    let day = isUsual ? Self.usualResetDays[random.below(5)] : UInt8(random.inside(1...25))
    return LineRoster.Contract(
      resetDay: day, plan: Int16(catalog.popularity.sample(&random)), areaCode: UInt8(areas.sample(&random)))
  }

  /// Most contracts have one line, a few have up to 50.
  mutating func contractSize() -> Int {
    switch random.below(1000) {
    case ..<800: 1
    case ..<920: random.inside(2...5)
    case ..<985: random.inside(6...20)
    default: random.inside(21...50)
    }
  }

  mutating func makeLine(
    index: Int, contractIndex: Int, contract: LineRoster.Contract, previous: LineRoster.Line?
  ) -> LineRoster.Line {
    let plan = random.chance(perMille: 850) ? contract.plan : Int16(catalog.popularity.sample(&random))
    var line = LineRoster.Line(
      number: makeNumber(area: UInt64(contract.areaCode)), contract: Int32(contractIndex),
      weight: UInt32(activity.sample(&random)), plan: plan, laterPlan: plan, changeDay: 0,
      resetDay: contract.resetDay, areaCode: contract.areaCode)
    // The lines of a pool share the contract's reset day (spec 2.2); others may have one of their own.
    if !catalog.plans[Int(plan)].kind.isPooled, random.chance(perMille: 60) {
      line.resetDay = UInt8(random.inside(1...25))
    }
    line.isActive = index % Self.inactiveInterval != 7
    addNumbers(to: &line, previous: previous)
    addIdentifiers(to: &line, index: index, previous: previous)
    if line.isActive { addChange(to: &line) }
    return line
  }

  /// A fixed number that begins with 3 or 4, or for one line in twenty a mobile one.
  private mutating func makeNumber(area: UInt64) -> UInt64 {
    // 7,368,787 has no factor in common with 20 million: the first 20 million numbers of an area differ.
    let position = numbersGiven[Int(area)] * 7_368_787 % 20_000_000
    numbersGiven[Int(area)] += 1
    if random.chance(perMille: 50) { return (5500 + area) * 1_000_000_000 + 970_000_000 + position }
    return (5500 + area) * 100_000_000 + 30_000_000 + position
  }

  /// DIDs begin with 5 and ranges with 2, so that they never meet lines' own numbers.
  private mutating func addNumbers(to line: inout LineRoster.Line, previous: LineRoster.Line?) {
    let area = Int(line.areaCode)
    let base = (5500 + UInt64(area)) * 100_000_000
    if random.chance(perMille: 60) {
      line.didCount = UInt8(random.inside(1...4))
      line.firstDID = base + 50_000_000 + didsGiven[area]
      didsGiven[area] = (didsGiven[area] + 4) % 10_000_000
    }
    if let previous, previous.rangeSize == 100 {
      // Within the range of the contract's line before it, a narrower one.
      guard random.chance(perMille: 300) else { return }
      line.rangeSize = 10
      line.rangeStart = previous.rangeStart + 10 * UInt64(random.below(10))
    } else if random.chance(perMille: 12), rangesGiven[area] < 100_000 {
      line.rangeSize = 100
      line.rangeStart = base + 20_000_000 + 100 * rangesGiven[area]
      rangesGiven[area] += 1
    }
  }

  private mutating func addIdentifiers(to line: inout LineRoster.Line, index: Int, previous: LineRoster.Line?) {
    if let previous, previous.trunk != 0, random.chance(perMille: 150) {
      line.trunk = previous.trunk
    } else if random.chance(perMille: 40) {
      trunksGiven += 1
      line.trunk = trunksGiven
    }
    // 7,919 and a million have no factor in common: codes repeat after a million lines only.
    if random.chance(perMille: 600) { line.accountCode = Int32((index * 7_919 + 104_729) % 1_000_000) }
  }

  /// A few per cent of the lines change, one of three ways.
  private mutating func addChange(to line: inout LineRoster.Line) {
    guard options.days >= 2, random.chance(perMille: 30) else { return }
    line.changeDay = Int16(random.below(options.days - 1))
    switch random.below(5) {
    case 0..<2:
      line.change = .plan
      line.laterPlan = Int16(catalog.popularity.sample(&random))
    case 2..<4:
      line.change = .owner
    default:
      // A DID belongs to the line's id and would end with it.
      if line.didCount == 0 { line.change = .successor }
    }
  }
}
