import Ledger
import Pipeline
import Rating

/// What accepted contests took out of the closed services of a cycle, held against what the calls come to in the cycle as it
/// now stands (spec 11.1). What they fell since they were charged, up to what was taken out, was given back before: late
/// services do not give it back again.
struct AcceptedContests {
  /// A (contract, line) of a cycle, or of what is charged alone beside it.
  struct Place: Hashable {
    var cycleAccount: Int64
    var account: Int64
  }

  /// An accepted contest.
  private struct Claim {
    var contest: ContestRow
    var service: ServiceRow
    /// The call contested; nil: what is left of the service.
    var part: String?
    /// Of a whole service: calls of it that were contested by themselves.
    var others: Set<String>
  }

  /// A closed row.
  private struct Call {
    var place: Place
    var entry: Int
    var part: String
    /// Millionths.
    var charged: Int64
  }

  private struct Line {
    var isPerCall: Bool
    var claims: [Claim] = []
    /// All services that follow from calls.
    var services: [ServiceRow] = []
  }

  private var lines: [Place: Line] = [:]
  private var calls: [Call] = []

  /// None.
  init() {}

  /// Those of a cycle, and of what is charged alone beside it.
  ///
  /// - Parameter isSettled: only those by which late services were worked out.
  init(_ ledger: Ledger, _ cycleAccounts: [CycleAccountRow], isSettled: Bool = false) throws {
    try ledger.readServices { reader in
      for cycleAccount in cycleAccounts { try add(cycleAccount, isSettled: isSettled, reader) }
    }
  }

  private mutating func add(_ cycleAccount: CycleAccountRow, isSettled: Bool, _ reader: ServiceReader) throws {
    let contests = try reader.contests(ofCycleAccount: cycleAccount.id)
    if contests.isEmpty { return }
    let services = try reader.services(ofCycleAccount: cycleAccount.id).filter { !$0.isOfContest }
    for service in services {
      guard let account = try reader.account(contract: service.contract, line: service.line) else { continue }
      let place = Place(cycleAccount: cycleAccount.id, account: account)
      let own = contests.filter { $0.service == service.id }
      lines[place, default: Line(isPerCall: cycleAccount.isPerCall)].services.append(service)
      for contest in own where contest.state == .accepted && (contest.isSettled || !isSettled) {
        lines[place]?.claims.append(
          Claim(
            contest: contest, service: service, part: contest.call ?? ServiceID.callPart(of: service),
            others: Set(own.compactMap(\.call))))
      }
    }
    lines = lines.filter { !$0.value.claims.isEmpty }
  }

  // MARK: - Closed rows

  /// Takes the closed rows of a line with accepted contests, and numbers them.
  mutating func add(_ rows: [UInt8], of span: SpanRow) throws -> [Int?] {
    if lines.isEmpty { return [] }
    var numbers: [Int?] = []
    try SegmentRowReader().forEach(in: rows) { numbers.append(add($0, of: span)) }
    return numbers
  }

  mutating func add(_ row: SegmentRow, of span: SpanRow) -> Int? {
    let place = Place(cycleAccount: span.cycleAccount, account: span.account)
    guard lines[place] != nil else { return nil }
    calls.append(
      Call(place: place, entry: span.entry, part: ServiceID.callPart(row), charged: row.micros(.amount) ?? 0))
    return calls.count - 1
  }

  // MARK: - What was given back before

  /// What late services do not give back again of each line, millionths.
  ///
  /// - Parameter standing: what the calls of closed rows come to now, by the rows' numbers.
  func fallen(to standing: [Int: Int64]) -> [Place: Int128] {
    var rows: [Place: [Row]] = [:]
    for (number, call) in calls.enumerated() {
      guard let line = lines[call.place] else { continue }
      rows[call.place, default: []].append(
        Row(
          entry: call.entry, part: call.part, charged: Self.amount(call.charged, line.isPerCall),
          now: Self.amount(standing[number] ?? 0, line.isPerCall)))
    }
    return rows.reduce(into: [:]) { found, entry in
      found[entry.key] = lines[entry.key].map { Self.fallen($0, entry.value) } ?? 0
    }
  }

  /// A closed row with what it was charged and what its call comes to now, millionths; of services for each call each
  /// rounded as one.
  private struct Row {
    var entry: Int
    var part: String
    var charged: Int128
    var now: Int128

    var fallen: Int128 { max(0, charged - now) }
  }

  private static func amount(_ micros: Int64, _ isPerCall: Bool) -> Int128 {
    let centavos = Charging.centavos(micros: Int128(micros))
    return isPerCall && centavos != 0 ? centavos * microsPerCentavo : Int128(micros)
  }

  private static func fallen(_ line: Line, _ rows: [Row]) -> Int128 {
    // Of calls that were contested, by call: how much of their fall is told by that.
    var told: [String: Int128] = [:]
    var sums = line.claims.map { claim in
      covered(claim, line, rows).reduce(Int128(0)) { sum, row in
        told[row.part, default: 0] += row.fallen
        return sum + row.fallen
      }
    }
    for (index, claim) in line.claims.enumerated() {
      sums[index] = min(cap(claim), sums[index] + adjustmentFallen(claim, line, rows, told))
    }
    return sums.reduce(0, +) + doubled(line, rows, sums)
  }

  /// Versions of one call may have services of their own, each contested: more than the call comes to is not taken out.
  private static func doubled(_ line: Line, _ rows: [Row], _ fallen: [Int128]) -> Int128 {
    var taken: [String: Int128] = [:]
    for (index, claim) in line.claims.enumerated() {
      guard let part = claim.part else { continue }
      let charged = covered(claim, line, rows).reduce(0) { $0 + $1.charged }
      taken[part, default: 0] += min(charged, cap(claim)) - fallen[index]
    }
    let now = Dictionary(rows.map { ($0.part, $0.now) }, uniquingKeysWith: max)
    return taken.reduce(0) { $0 + max(0, $1.value - (now[$1.key] ?? 0)) }
  }

  /// The rows of the calls that were contested.
  private static func covered(_ claim: Claim, _ line: Line, _ rows: [Row]) -> [Row] {
    rows.filter { row in
      guard row.entry == claim.service.entry else { return false }
      if let part = claim.part { return row.part == part }
      return !claim.others.contains(row.part) && (!line.isPerCall || row.charged < microsPerCentavo / 2)
    }
  }

  /// What a contest took out, millionths: as exactly as it was told.
  private static func cap(_ claim: Claim) -> Int128 {
    let micros = Int128(claim.contest.micros)
    let centavos = claim.contest.centavos
    return Charging.centavos(micros: micros) == centavos ? micros : centavos * microsPerCentavo
  }

  /// A late service may charge what its calls changed of others, too (spec 4.3). What of that is gone, if it was contested
  /// as a whole: what these others came to together when it was closed, less what they come to now.
  private static func adjustmentFallen(
    _ claim: Claim, _ line: Line, _ rows: [Row], _ told: [String: Int128]
  ) -> Int128 {
    let entry = claim.service.entry
    guard entry > 0, claim.part == nil else { return 0 }
    let adjustment = cap(claim) - covered(claim, line, rows).reduce(0) { $0 + $1.charged }
    guard adjustment > 0 else { return 0 }
    let own = rows.filter { $0.entry == entry }
    let parts = Set(own.map(\.part))
    var others: [String: Int128] = [:]
    for row in rows where row.entry < entry && !parts.contains(row.part) { others[row.part] = row.now }
    let charged = line.services.filter { $0.entry <= entry }.reduce(0) { $0 + $1.closedCentavos } * microsPerCentavo
    let before = charged - own.reduce(0) { $0 + $1.charged } - others.keys.reduce(0) { $0 + (told[$1] ?? 0) }
    return min(adjustment, max(0, before - others.values.reduce(0, +)))
  }

  private static let microsPerCentavo: Int128 = 10_000
}
