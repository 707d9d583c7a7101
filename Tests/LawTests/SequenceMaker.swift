import ReferenceRating

/// Makes up a sequence from a seed.
struct SequenceMaker {
  private var random: SeededRandom
  private var rows: RowMaker
  private var names: [String] = []
  private var provider: Provider
  private let form: RowForm
  /// The lines that most happens to.
  private let focus: Set<String>
  private var steps: [Step] = []

  static func sequence(seed: UInt64) -> LawSequence {
    var random = SeededRandom(seed: seed)
    let form = RowForm(
      hasGlobalID: random.chance(percent: 80), hasDirection: random.chance(percent: 75),
      hasLeg: random.chance(percent: 15))
    let provider = Provider.random(&random)
    let focus = (0..<2).map { _ in random.pick(provider.lines) }
    var maker = SequenceMaker(
      random: random, rows: RowMaker(form: form, focus: focus.map(\.number)), provider: provider, form: form,
      focus: Set(focus.map(\.id)))
    let isDatabase = maker.random.chance(percent: 40)
    let deletesFiles = maker.random.chance(percent: 30)
    let startsPerCall = maker.random.chance(percent: 15)
    maker.makeSteps(count: min(maker.random.int(5...25), maker.random.int(5...25)))
    return LawSequence(
      seed: seed, provider: provider, form: form, isDatabase: isDatabase, deletesFiles: deletesFiles,
      startsPerCall: startsPerCall, steps: maker.steps)
  }

  private init(random: SeededRandom, rows: RowMaker, provider: Provider, form: RowForm, focus: Set<String>) {
    self.focus = focus
    self.random = random
    self.rows = rows
    self.provider = provider
    self.form = form
  }

  private mutating func makeSteps(count: Int) {
    write()
    steps.append(.importFiles(dryFirst: false))
    while steps.count < count { addStep() }
    if case .importFiles = steps[steps.count - 1] { return }
    steps.append(.importFiles(dryFirst: random.chance(percent: 20)))
  }

  private mutating func addStep() {
    switch random.int(1...100) {
    case 1...16:
      write()
      if random.chance(percent: 70) { steps.append(.importFiles(dryFirst: random.chance(percent: 10))) }
    case 17...19: steps.append(.grow(name: random.pick(names), rows: rows.rows(random.int(1...3), &random)))
    case 20: steps.append(.age(name: random.pick(names)))
    case 21...24: deliverAgain()
    case 25...36: steps.append(.importFiles(dryFirst: random.chance(percent: 25)))
    case 37...39: steps.append(.killedImport(milliseconds: random.int(1...60)))
    case 40:
      steps.append(
        random.chance(percent: 50) ? .importAgain(name: random.pick(names)) : changeOfSettings())
    case 41...56: change()
    case 57...60: moveAndRepeat()
    case 61...74: closeAndGoOn()
    default: steps.append(disturbed(commandOnLedger()))
    }
  }

  private mutating func commandOnLedger() -> Step {
    switch random.int(1...26) {
    case 1...6: .reopen(pick: random.int(0...99), line: focus.sorted().first)
    case 7, 8: .invoice(pick: random.int(0...99))
    case 9...14: .undo(pick: random.int(0...99), withLater: random.chance(percent: 60))
    case 15...18: .restore(pick: random.int(0...99))
    case 19, 20: .discard(pick: random.int(0...99), isRejected: false)
    case 21: .discard(pick: random.int(0...99), isRejected: true)
    case 22: .takeBack(pick: random.int(0...99))
    default: .retry(isRejected: random.chance(percent: 20))
    }
  }

  /// With a dry run before it, or killed and asked again.
  private mutating func disturbed(_ step: Step) -> Step {
    switch random.int(1...10) {
    case 1, 2: .planned(step)
    case 3: .killed(step, milliseconds: random.int(1...60))
    default: step
    }
  }

  private mutating func changeOfSettings() -> Step {
    random.chance(percent: 50) ? .perCall(random.chance(percent: 50)) : .activeLinesOnly(random.chance(percent: 50))
  }

  private mutating func write() {
    let name = random.chance(percent: 4) && !names.isEmpty ? random.pick(names) : "f\(names.count + 1).csv"
    let isGzip = random.chance(percent: 15)
    let cut = !isGzip && random.chance(percent: 8) ? random.int(0...20) : nil
    let count = random.int(cut == nil ? 1...12 : 2...12)
    steps.append(.write(name: name, rows: rows.rows(count, &random), isGzip: isGzip, cut: cut))
    if !names.contains(name) { names.append(name) }
  }

  /// What comes after a close is late, most of all where the registry has changed.
  private mutating func closeAndGoOn() {
    let date = random.pick(["04-01", "04-10", "04-25", "05-01", "05-10", "05-25", "06-01", "06-25"])
    let line = random.chance(percent: 15) ? random.pick(provider.lines).id : nil
    steps.append(
      disturbed(.close(before: "2024-\(date)", withSuspended: random.chance(percent: 50), line: line)))
    switch random.int(1...10) {
    case 1...4: change(changeOfAccount())
    case 5, 6: change(changeOfFinding())
    case 7: change()
    default: break
    }
    if random.chance(percent: 75) {
      write()
      steps.append(.importFiles(dryFirst: random.chance(percent: 10)))
    }
    if random.chance(percent: 25) { steps.append(.close(before: "2024-06-25", withSuspended: true, line: nil)) }
    if random.chance(percent: 40) { steps.append(.reopen(pick: random.int(0...99), line: focus.sorted().first)) }
  }

  private mutating func deliverAgain() {
    let other = "\(random.pick(["a", "f", "z"]))again\(steps.count).csv"
    steps.append(.deliverAgain(name: random.pick(names), as: other, isGzip: random.chance(percent: 30)))
  }

  private mutating func change(_ chosen: RegistryChange? = nil) {
    let change = chosen ?? randomChange()
    // Later changes look at what this one made.
    if let after = change.applied(to: provider) { provider = after.provider }
    steps.append(.change(change, isWhole: random.chance(percent: 15)))
    if random.chance(percent: 50) { steps.append(.importFiles(dryFirst: random.chance(percent: 15))) }
  }

  private mutating func anyLine() -> Provider.Line {
    let chosen = provider.lines.filter { focus.contains($0.id) }
    return random.pick(chosen.isEmpty || random.chance(percent: 35) ? provider.lines : chosen)
  }

  /// A change by which calls of all days, or from a day on, are of another account or cycle.
  private mutating func changeOfAccount() -> RegistryChange {
    let line = anyLine()
    let from = random.chance(percent: 25) ? "2024-04-\(random.int(11...28))" : nil
    switch random.int(1...6) {
    case 1, 2: return .line(id: line.id, field: "plan", value: random.pick(["P1", "P2", "P3"]), from: from)
    case 3, 4: return .line(id: line.id, field: "reset_day", value: random.pick(["1", "10", "25"]), from: from)
    case 5: return .line(id: line.id, field: "contract", value: random.pick(provider.contracts), from: from)
    default:
      let scope = provider.plans[line.plan] == "contract" ? "line" : "contract"
      return .scope(plan: line.plan.isEmpty ? "P1" : line.plan, scope: scope)
    }
  }

  /// A line ends, goes, or passes its number on, and then rows of calls come again, some in another version.
  private mutating func moveAndRepeat() {
    let line = anyLine()
    let day = "2024-04-\(random.int(11...20))"
    switch random.int(1...3) {
    case 1: change(.endLine(id: line.id, until: day))
    case 2: change(.removeLine(id: line.id))
    default: change(.passNumber(from: line.id, to: newLine(from: day)))
    }
    if case .importFiles = steps[steps.count - 1] {} else { steps.append(.importFiles(dryFirst: false)) }
    let name = "f\(names.count + 1).csv"
    names.append(name)
    steps.append(.write(name: name, rows: rows.repeats(random.int(2...6), &random), isGzip: false, cut: nil))
    steps.append(.importFiles(dryFirst: false))
  }

  /// A change by which rows find a line or a price that they did not find before.
  private mutating func changeOfFinding() -> RegistryChange {
    let line = anyLine()
    switch random.int(1...5) {
    case 1: return .did(number: random.pick(Provider.didNumbers), line: line.id)
    case 2: return .line(id: line.id, field: "number", value: random.pick(Provider.numbers), from: nil)
    case 3: return .line(id: line.id, field: "account_code", value: "77777\(random.int(1...6))", from: nil)
    default:
      let zone = random.pick(["ldn", "vc2", "intl", "unified", "vc3"])
      return .rate(plan: line.plan.isEmpty ? "P1" : line.plan, zone: zone, price: "0.3")
    }
  }

  private mutating func randomChange() -> RegistryChange {
    let line = anyLine()
    let day = "2024-\(random.pick(["03", "04", "04", "04", "05"]))-\(random.int(11...28))"
    let from = random.chance(percent: 50) ? day : nil
    func set(_ field: String, _ value: String) -> RegistryChange {
      .line(id: line.id, field: field, value: value, from: from)
    }
    switch random.int(1...32) {
    case 27...32: return changeOfTariff(line.plan.isEmpty ? "P1" : line.plan)
    case 1...4: return set("plan", random.pick(["P1", "P2", "P3"]))
    case 5, 6: return set("contract", random.pick(provider.contracts))
    case 7: return set("number", random.pick(Provider.numbers))
    case 8, 9: return set("active", random.pick(["yes", "no"]))
    case 10, 11: return set("reset_day", random.pick(["1", "10", "25"]))
    case 12: return set(random.pick(["trunk"]), random.pick(["T1", "T2"]))
    case 13: return .endLine(id: line.id, until: day)
    case 14, 15: return .removeLine(id: line.id)
    case 16, 17: return .addLine(newLine())
    case 18: return .passNumber(from: line.id, to: newLine(from: day))
    case 19: return .did(number: random.pick(Provider.didNumbers), line: random.chance(percent: 80) ? line.id : nil)
    case 20: return .scope(plan: random.pick(["P1", "P2", "P3"]), scope: random.pick(["line", "contract"]))
    case 21, 22:
      let zone = random.pick(["ldn", "vc2", "vc3", "intl", "on-net", "local"])
      let price = random.chance(percent: 80) ? random.pick(["0.05", "0.3", "0.9"]) : nil
      return .rate(plan: line.plan.isEmpty ? "P1" : line.plan, zone: zone, price: price)
    case 23: return changeOfAllowance()
    case 24, 25:
      let plan = random.pick(["P1", "P2", "P3"])
      return .cutsFractions(plan: plan, !provider.cutPlans.contains(plan))
    default: return set("plan", "")
    }
  }

  /// A change of what calls cost, in tables of which a line's calls follow by way of a digest.
  private mutating func changeOfTariff(_ plan: String) -> RegistryChange {
    let zone = random.pick(["local", "vc1", "ldn", "vip"])
    switch random.int(1...6) {
    case 1:
      return .price(
        plan: plan, zone: zone, price: random.pick(["0.07", "0.6"]), from: "2024-04-\(random.int(11...25))")
    case 2: return .bandPrice(plan: plan, zone: zone, price: random.chance(percent: 75) ? "0.03" : nil)
    case 3: return .grace(plan: plan, seconds: random.pick(["0", "3", "60"]))
    case 4:
      let day = "2024-04-\(random.int(11...20))"
      return .holiday(day: day, !provider.holidays.contains(day))
    default:
      let target = random.chance(percent: 70) ? random.pick(["local", "vip", "vc2"]) : nil
      return .zone(prefix: random.pick(Provider.prefixes), zone: target)
    }
  }

  private mutating func changeOfAllowance() -> RegistryChange {
    // Numbers of their own: what else a seed makes stays.
    var apart = random
    let amount = random.pick(["0", "2", "20"])
    let plan = apart.pick(["P1", "P2", "P3"])
    switch apart.int(1...4) {
    case 1: return .proration(plan: plan, apart.pick(["none", "days"]))
    case 2: return .carryOver(plan: plan, apart.pick(["none", "all", "minutes 1"]))
    default: return .allowance(plan: "P1", amount: amount)
    }
  }

  /// One of the ids there can be, so that removed lines come back.
  private mutating func newLine(from: String = "") -> Provider.Line {
    let place = random.int(1...6)
    let used = Set(provider.lines.map(\.id))
    let id = (["L\(place)"] + (1...9).map { "L\($0)" }).first { !used.contains($0) } ?? "L\(place)"
    var line = Provider.Line(
      id: id, contract: random.pick(provider.contracts), number: Provider.numbers[place - 1],
      plan: random.pick(["P1", "P2", "P3"]), resetDay: random.pick([1, 10, 25]), from: from)
    if random.chance(percent: 40) { line.trunk = random.pick(["T1", "T2"]) }
    if random.chance(percent: 40) { line.accountCode = "77777\(place)" }
    return line
  }
}
