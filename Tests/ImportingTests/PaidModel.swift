/// What customers of a small provider pay in the end, worked out plainly (spec 4.3, 11.1): the rating of the calls as they
/// now stand, less what accepted contests took out, of which what the calls have fallen by since is not given back again.
/// All amounts are whole centavos.
struct PaidModel {
  /// What a version of a call says, besides its id and start; the greatest stands for the call.
  struct Version: Comparable {
    var seconds: Int
    var number: Number
    /// The run that brought it.
    var run: Int64 = 0

    static func < (left: Version, right: Version) -> Bool {
      (left.seconds, left.number.rawValue) < (right.seconds, right.number.rawValue)
    }
    static func == (left: Version, right: Version) -> Bool {
      left.seconds == right.seconds && left.number == right.number
    }
  }

  /// In the order of their normalised forms.
  enum Number: Int, CaseIterable {
    /// Without a rate on the plan of a line alone.
    case abroad
    case fixed
    case mobile

    var dialled: String { ["0021351211234567", "4833335555", "48999998888"][rawValue] }
  }

  struct Call {
    var id: String
    /// Minutes after the cycle's first noon; no two are the same.
    var start: Int
    var line: String
    var versions: [Version]

    var standing: Version? { versions.max() }
  }

  /// What a line came to when one of its entries was closed.
  struct Closing {
    /// Of all calls that stood.
    var amounts: [String: Int]
    /// Of those that are rows of the entry.
    var rows: [String: Int]
  }

  struct Contest {
    var id: String
    var line: String
    var service: String
    var entry: Int
    /// Of one call.
    var call: String?
    /// Of one call of a service of several.
    var isPart: Bool
    var centavos: Int
    var isWithheld: Bool
    /// Nil: not answered.
    var isAccepted: Bool?
  }

  static let lines = ["L1", "S1", "S2"]

  var calls: [Call] = []
  var contests: [Contest] = []
  /// Of each line, by entry.
  var closings: [String: [Int: Closing]] = [:]
  /// The version of each call that is a row of a closed entry.
  var closedVersions: [String: Version] = [:]
  /// Centavos for six seconds to a mobile number: now, and of closed cycles by owner.
  var mobilePrice = 12
  var closedPrices: [String: Int] = [:]

  /// The contract of lines that share allowances, or the line.
  static func owner(_ line: String) -> String { line == "L1" ? "L1" : "C3" }

  // MARK: - Rating

  /// What each call of an account comes to; none for those without a price.
  func amounts(of owner: String) -> [String: Int] {
    let isPool = owner == "C3"
    let mobile = isPool ? 12 : closedPrices[owner] ?? mobilePrice
    var left = isPool ? 300 : 600
    var amounts: [String: Int] = [:]
    for call in calls.sorted(by: { $0.start < $1.start }) where Self.owner(call.line) == owner {
      guard let version = call.standing, isPool || version.number != .abroad else { continue }
      let billed = version.seconds <= 3 ? 0 : version.seconds <= 30 ? 30 : (version.seconds + 5) / 6 * 6
      let covered = isPool || version.number == .fixed ? min(left, billed) : 0
      left -= covered
      amounts[call.id] = (billed - covered) / 6 * (!isPool && version.number == .fixed ? 6 : mobile)
    }
    return amounts
  }

  private func amounts(ofLine line: String) -> [String: Int] {
    let own = Set(calls.filter { $0.line == line }.map(\.id))
    return amounts(of: Self.owner(line)).filter { own.contains($0.key) }
  }

  /// What the calls of a line come to.
  func rating(ofLine line: String) -> Int { amounts(ofLine: line).values.reduce(0, +) }

  // MARK: - Closing

  /// An entry of a line was closed: its rows are those of the calls whose standing version is in none yet.
  mutating func close(_ line: String, entry: Int) {
    let amounts = amounts(ofLine: line)
    var closing = Closing(amounts: amounts, rows: [:])
    for call in calls where call.line == line {
      guard let version = call.standing, let amount = amounts[call.id] else { continue }
      if closedVersions[call.id] == version { continue }
      closedVersions[call.id] = version
      closing.rows[call.id] = amount
    }
    closings[line, default: [:]][entry] = closing
  }

  /// A cycle is open again.
  mutating func reopen(_ owner: String) {
    closedPrices[owner] = nil
    for line in Self.lines where Self.owner(line) == owner {
      closings[line] = nil
      for call in calls where call.line == line { closedVersions[call.id] = nil }
    }
  }

  // MARK: - What is paid

  /// The least and the most that a line may come to; the same wherever that is plain to say.
  func paid(_ line: String) -> ClosedRange<Int> {
    let rating = rating(ofLine: line)
    let accepted = contests.filter { $0.line == line && $0.isAccepted == true }
    let now = amounts(ofLine: line)
    let taken = accepted.reduce(0) { $0 + $1.centavos }
    // Of several contests of a line, one of what late calls changed of others cannot be told call by call.
    if accepted.count > 1, accepted.contains(where: { adjustment($0) > 0 }) {
      return max(0, rating - taken)...rating
    }
    var given = 0
    var byCall: [String: Int] = [:]
    for contest in accepted {
      let kept = contest.centavos - fallen(contest, now)
      if let call = contest.call { byCall[call, default: 0] += kept } else { given += kept }
    }
    for (call, kept) in byCall { given += min(kept, now[call] ?? 0) }
    return (rating - given)...(rating - given)
  }

  /// The calls that were contested, with what they were charged.
  private func covered(_ contest: Contest) -> [String: Int] {
    let rows = closings[contest.line]?[contest.entry]?.rows ?? [:]
    if let call = contest.call { return rows.filter { $0.key == call } }
    let apart = Set(contests.filter { $0.service == contest.service && $0.isPart }.compactMap(\.call))
    return rows.filter { !apart.contains($0.key) && !isPerCall }
  }

  /// Whether each call is a service.
  var isPerCall = false

  private func adjustment(_ contest: Contest) -> Int {
    guard contest.entry > 0, contest.call == nil else { return 0 }
    return contest.centavos - covered(contest).values.reduce(0, +)
  }

  /// What of a contest's amount is gone, since the calls come to less than they were charged.
  private func fallen(_ contest: Contest, _ now: [String: Int]) -> Int {
    var fallen = covered(contest).reduce(0) { $0 + max(0, $1.value - (now[$1.key] ?? 0)) }
    let adjustment = adjustment(contest)
    if adjustment > 0, let closing = closings[contest.line]?[contest.entry] {
      let others = closing.amounts.filter { closing.rows[$0.key] == nil }
      let change = others.reduce(0) { $0 + $1.value - (now[$1.key] ?? 0) }
      fallen += min(adjustment, max(0, change))
    }
    return min(contest.centavos, fallen)
  }
}
