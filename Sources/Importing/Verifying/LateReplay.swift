import ByteScanning
import CallModel
import Ledger
import Pipeline
import Rating
import Registry

/// Works out again what the open late rows of a closed cycle come to, call by call, and compares it with what is recorded
/// (spec 4.3 "What late rows cost"). The slow twin of `ClosedCycleRating`: the cycle as it now stands, rated once by the
/// version that closed it, less what was charged before; rows that are charged alone by the registry of the last run.
struct LateReplay {
  /// A recorded row of the cycle, or of those that are charged alone beside it.
  private struct Call {
    var cycleAccount: CycleAccountRow
    /// Of its (contract, line).
    var account: Int64
    /// Whether its amount may change.
    var isLate: Bool
    var instant: Int64
    var raw: [UInt8]
    var identity: [UInt8]
    var content: CallContent
    /// Where it lies, in words.
    var place: String
    /// How many rows were recorded before it.
    var rank: Int
    /// Of a closed row of a line with accepted contests: its number there.
    var number: Int?
  }

  private typealias Key = AcceptedContests.Place

  private let check: CycleAccountCheck
  private let cycle: CycleAccountRow
  private let place: String
  private let rows = SegmentRowReader()
  private let details = RowDetails()
  private var calls: [Call] = []
  private var sums: [Key: LineSum] = [:]
  private var lateCalls: [Key: Int] = [:]
  private var contests = AcceptedContests()
  /// What standing calls come to, by identity, and for whom.
  private var amounts: [[UInt8]: (key: Key, micros: Int64)] = [:]

  init(_ check: CycleAccountCheck, _ cycle: CycleAccountRow, _ place: String) {
    self.check = check
    self.cycle = cycle
    self.place = place
  }

  private var findings: FindingList { check.findings }

  mutating func run() throws {
    let alone = try check.context.ledger.readServices { try $0.aloneCycleAccounts(ofCycle: cycle.id) }
    contests = try AcceptedContests(check.context.ledger, [cycle] + alone, isSettled: true)
    for cycleAccount in [cycle] + alone { guard try collect(cycleAccount) else { return } }
    guard let charger = check.lateCharger(cycle.registry) else { return }
    let standing = try standingCalls()
    guard try charge(standing.filter { $0.cycleAccount.id == cycle.id }, charger) else { return }
    for call in standing where call.cycleAccount.id != cycle.id { guard try chargeAlone(call) else { return } }
    let fallen = contests.fallen(to: standingMicros())
    for cycleAccount in [cycle] + alone { try compareTotals(of: cycleAccount, fallen) }
  }

  /// What the calls of numbered closed rows come to for their line.
  private func standingMicros() -> [Int: Int64] {
    var micros: [Int: Int64] = [:]
    for call in calls {
      guard let number = call.number, let amount = amounts[call.identity] else { continue }
      if amount.key == Key(cycleAccount: call.cycleAccount.id, account: call.account) { micros[number] = amount.micros }
    }
    return micros
  }

  /// Reads the rows of a cycle account; false if some cannot be read, which the cycle account's own check tells.
  private mutating func collect(_ cycleAccount: CycleAccountRow) throws -> Bool {
    let spans = try check.context.ledger.spans(cycleAccount: cycleAccount.id)
    guard let content = try check.read(spans, place) else { return false }
    for (index, span) in spans.enumerated() {
      let name = check.context.segments[span.segment]?.name ?? "segment \(span.segment)"
      var at = span.offset
      var found: [Call] = []
      let isLate = span.entry >= cycleAccount.entry
      let isWhole = content.bytes.withUnsafeBufferPointer { bytes in
        (try? rows.forEach(in: Bytes(rebasing: bytes[content.ranges[index]])) { row in
          guard let instant = row.instant else { throw DamagedRows() }
          found.append(
            Call(
              cycleAccount: cycleAccount, account: span.account, isLate: isLate, instant: instant,
              raw: Array(row.raw), identity: try check.identityReader.identity(of: row),
              content: try check.identityReader.content(of: row), place: "\(name): byte \(at) (\(place))",
              rank: calls.count + found.count, number: isLate ? nil : contests.add(row, of: span)))
          at += Int64(row.raw.count)
        }) != nil
      }
      if !isWhole { return false }
      calls += found
    }
    return true
  }

  /// By identity the greatest content among the rows of the cycle that are kept without a charge.
  private func keptContents() throws -> [[UInt8]: CallContent] {
    var contents: [[UInt8]: CallContent] = [:]
    for kept in try check.context.ledger.keptRows(.ofCycleAccounts([cycle.id])) {
      try rows.forEach(in: kept.facts ?? []) { row in
        let identity = try check.identityReader.identity(of: row)
        let content = try check.identityReader.content(of: row)
        contents[identity] = max(contents[identity] ?? content, content)
      }
    }
    return contents
  }

  /// Of each call the row of the greatest content, a closed one before a late one; none if that is a row that is kept.
  private func standingCalls() throws -> [Call] {
    let kept = try keptContents()
    var standing: [Call] = []
    for (identity, versions) in Dictionary(grouping: calls, by: \.identity) {
      guard let greatest = versions.map(\.content).max() else { continue }
      if let kept = kept[identity], kept > greatest { continue }
      let best = versions.filter { $0.content == greatest }
      guard let winner = best.first(where: { !$0.isLate }) ?? best.first else { continue }
      standing.append(winner)
      for version in versions where version.isLate && version.place != winner.place {
        findings.add(
          .charge, version.place, expected: "a late call that stands", found: "a row of the call at \(winner.place)")
      }
    }
    return standing
  }

  private func with<Value>(_ call: Call, _ body: (SegmentRow) throws -> Value) throws -> Value {
    var value: Value?
    try rows.forEach(in: call.raw) { value = try body($0) }
    guard let value else { throw DamagedRows() }
    return value
  }

  // MARK: - Charging

  /// Charges the cycle's calls in their order, against the cycle's allowances; false if one cannot be charged.
  private mutating func charge(_ calls: [Call], _ charger: CallCharger) throws -> Bool {
    let sorted = try calls.sorted(by: precedes)
    var left: [Int64] = []
    for call in sorted {
      let placed = try with(call) { try charger.place($0) }
      guard case .placed(let placed) = placed, isOfCycle(placed, charger.registry) else {
        // What the version has elsewhere is as it was charged; a late call would be charged alone.
        if call.isLate {
          findings.add(
            .row, call.place, expected: "a call that registry version \(cycle.registry) has in its cycle", found: "none"
          )
          return false
        }
        try addAsCharged(call)
        continue
      }
      try add(call, placed, charger.charge(placed, left: &left, carried: cycle.carried), charger)
    }
    return true
  }

  /// By start, then as `CallOrder.compareForRating` has it: at last by source, and of one place the call that was recorded
  /// first.
  private func precedes(_ left: Call, _ right: Call) throws -> Bool {
    if left.instant != right.instant { return left.instant < right.instant }
    let order = details.compare(left.raw, right.raw)
    if order != 0 { return order < 0 }
    let (a, b) = (try source(of: left), try source(of: right))
    if a.file != b.file { return a.file.lexicographicallyPrecedes(b.file) }
    return (a.line, left.isLate ? 1 : 0, left.rank) < (b.line, right.isLate ? 1 : 0, right.rank)
  }

  private func source(of call: Call) throws -> (file: [UInt8], line: Int) {
    try with(call) { row in row.source.map { (Array($0.name), $0.line) } ?? ([], 0) }
  }

  private func isOfCycle(_ placed: CallCharger.Placed, _ registry: Registry) -> Bool {
    let line = registry.lines[placed.lineRow]
    let isPool = registry.planFacts[placed.plan].isPooled
    let owner = isPool ? registry.tables.contracts[line.contract].id : line.id
    return isPool == cycle.isPool && ID(owner) == ID(cycle.owner)
      && ID(registry.plans[placed.plan].id) == ID(cycle.plan) && placed.cycleStart == cycle.cycleStart
  }

  /// By the registry of the last run, without allowances; what is closed as it was charged.
  private mutating func chargeAlone(_ call: Call) throws -> Bool {
    if !call.isLate {
      try addAsCharged(call)
      return true
    }
    guard let version = try check.context.ledger.currentRegistryVersion(), let charger = check.lateCharger(version)
    else { return false }
    guard case .placed(let placed) = try with(call, { try charger.place($0) }),
      ID(charger.registry.plans[placed.plan].id) == ID(call.cycleAccount.plan),
      placed.cycleStart == call.cycleAccount.cycleStart
    else {
      findings.add(
        .row, call.place,
        expected: "a call of plan \(call.cycleAccount.plan) in the cycle of \(call.cycleAccount.cycleStart)",
        found: "none by registry version \(version)")
      return false
    }
    var none = [Int64](repeating: 0, count: charger.registry.allowances.plans[placed.plan].count)
    try add(call, placed, charger.charge(placed, left: &none), charger)
    return true
  }

  /// Compares a late row with what it should be, and adds a call to the sum of its (contract, line).
  private mutating func add(
    _ call: Call, _ placed: CallCharger.Placed, _ charge: CallCharge?, _ charger: CallCharger
  ) throws {
    if call.isLate {
      try with(call) { row in
        // The charger writes the call that it placed last.
        _ = try charger.place(row)
        try check.compare(
          row, placed, charge, charger, cycleStart: call.cycleAccount.cycleStart, file: row.integer(.file) ?? 0,
          line: row.source?.line ?? 0, { call.place })
      }
    }
    let number = charger.registry.lines[placed.lineRow].number.description
    add(call, charge, number: number)
  }

  private mutating func addAsCharged(_ call: Call) throws {
    let charge = try with(call) { row in
      row.isRated
        ? CallCharge(
          billedSeconds: row.integer(.billed) ?? 0, coveredSeconds: row.integer(.allowance) ?? 0,
          allowanceAmount: .zero, amount: Money(micros: row.micros(.amount) ?? 0)) : nil
    }
    add(call, charge, number: "")
  }

  private mutating func add(_ call: Call, _ charge: CallCharge?, number: String) {
    let key = Key(cycleAccount: call.cycleAccount.id, account: call.account)
    var sum = sums[key] ?? LineSum(contract: "", line: "")
    defer { sums[key] = sum }
    if call.isLate { lateCalls[key, default: 0] += charge == nil ? 0 : 1 }
    guard let charge else { return }
    amounts[call.identity] = (key, charge.amount.micros)
    if !number.isEmpty { sum.number = number }
    sum.calls += 1
    sum.billedSeconds += charge.billedSeconds
    sum.coveredSeconds += charge.coveredSeconds
    sum.micros += Int128(charge.amount.micros)
    let centavos = Charging.centavos(micros: Int128(charge.amount.micros))
    sum.callCentavos += centavos
    if centavos == 0 { sum.smallMicros += Int128(charge.amount.micros) }
  }

  // MARK: - Services

  /// Compares what the open late services of a cycle account come to.
  private func compareTotals(of cycleAccount: CycleAccountRow, _ fallen: [Key: Int128]) throws {
    var charged = try check.context.ledger.charged(forCycleAccount: cycleAccount)
    var found = try check.context.ledger.openLateTotals(ofCycleAccount: cycleAccount)
    for (key, sum) in sums.sorted(by: { $0.key.account < $1.key.account }) where key.cycleAccount == cycleAccount.id {
      let before = charged.removeValue(forKey: key.account) ?? (0, 0, 0)
      let expected = LateTotal(
        cycleAccount: cycleAccount.id, account: key.account, entry: cycleAccount.entry, calls: lateCalls[key] ?? 0,
        billedSeconds: sum.billedSeconds - before.billedSeconds,
        coveredSeconds: sum.coveredSeconds - before.coveredSeconds,
        centavos: sum.centavos(isPerCall: cycleAccount.isPerCall, fallen: fallen[key] ?? 0) - before.centavos,
        number: sum.number)
      compare(expected, found.removeValue(forKey: key.account), isNeeded: lateCalls[key] != nil)
    }
    // Lines whose calls all lost to versions that are elsewhere.
    for (account, before) in charged {
      let fallen = fallen[Key(cycleAccount: cycleAccount.id, account: account)] ?? 0
      let expected = LateTotal(
        cycleAccount: cycleAccount.id, account: account, entry: cycleAccount.entry, calls: 0,
        billedSeconds: -before.billedSeconds,
        coveredSeconds: -before.coveredSeconds, centavos: Charging.centavos(micros: fallen) - before.centavos,
        number: "")
      compare(expected, found.removeValue(forKey: account), isNeeded: false)
    }
    for total in found.values {
      findings.add(
        .total, here(total), expected: "late calls that come to it", found: "none (entry \(total.entry))")
    }
  }

  private func compare(_ expected: LateTotal, _ found: LateTotal?, isNeeded: Bool) {
    guard let found else {
      if isNeeded || expected.centavos != 0 {
        findings.add(
          .total, here(expected), expected: "a late service of \(Self.text(expected.centavos))", found: "none")
      }
      return
    }
    let here = here(expected)
    findings.compare(.total, here, "entry", expected: expected.entry, found: found.entry)
    findings.compare(.total, here, "calls:", expected: expected.calls, found: found.calls)
    findings.compare(.total, here, "billed seconds:", expected: expected.billedSeconds, found: found.billedSeconds)
    findings.compare(
      .total, here, "allowance seconds:", expected: expected.coveredSeconds, found: found.coveredSeconds)
    findings.compare(
      .total, here, "amount", expected: Self.text(expected.centavos), found: Self.text(found.centavos))
    findings.compare(.total, here, "number", expected: expected.number, found: found.number)
  }

  private func here(_ total: LateTotal) -> String {
    "\(place), late service of line \(check.context.accounts[total.account]?.line ?? "?")"
  }

  private static func text(_ centavos: Int128) -> String { Money.text(micros: centavos * 10_000, decimals: 2) }
}
