import ReferenceRating

/// A row of a CDR file; what the sequence's layout lacks is not written.
struct CallRow: Sendable {
  var globalID: String
  /// `YYYY-MM-DD HH:MM:SS`
  var start: String
  var caller: String
  var called: String
  var seconds: String
  var direction = "OUT"
  var disposition = "ANSWERED"
  var trunk = ""
  var accountCode = ""
  var leg = ""

  func text(_ form: RowForm) -> String {
    let cells = form.columns.map { column in
      switch column {
      case "global_id": globalID
      case "started_at": start
      case "caller": caller
      case "called": called
      case "billable": seconds
      case "direction": direction
      case "disposition": disposition
      case "trunk": trunk
      case "leg": leg
      default: accountCode
      }
    }
    return cells.joined(separator: ";")
  }
}

/// The layout of a sequence's files: `summit-1`, or one that lacks columns.
struct RowForm: Sendable {
  let hasGlobalID: Bool
  let hasDirection: Bool
  /// A column that tells apart what one channel does at one instant (spec 7.2).
  var hasLeg = false

  var isBuiltIn: Bool { hasGlobalID && hasDirection && !hasLeg }

  var columns: [String] {
    (hasGlobalID ? ["global_id"] : []) + ["started_at", "caller", "called", "billable"]
      + (hasDirection ? ["direction"] : []) + ["disposition", "trunk", "account_code"]
      + (hasLeg ? ["leg"] : [])
  }

  var header: String { columns.joined(separator: ";") }

  /// The layout file; the built-in layout needs none.
  var yaml: String {
    let names = columns.map { "  \($0): \($0)\n" }.joined()
    let direction = hasDirection ? "direction: {outbound: [OUT], inbound: [IN]}\n" : ""
    return "columns:\n\(names)\(direction)disposition: {answered: [ANSWERED], unanswered: [NO ANSWER, BUSY]}\n"
  }
}

/// Makes up rows: new ones, and others of calls that were made up before.
struct RowMaker {
  let form: RowForm
  /// The numbers that most calls are of: what happens to a ledger happens to few lines then.
  let focus: [String]
  private(set) var made: [CallRow] = []
  private var number = 0

  init(form: RowForm, focus: [String]) {
    self.form = form
    self.focus = focus
  }

  mutating func rows(_ count: Int, _ random: inout SeededRandom) -> [CallRow] {
    (0..<count).map { _ in
      let row = !made.isEmpty && random.chance(percent: 30) ? again(&random) : new(&random)
      made.append(row)
      return row
    }
  }

  /// Rows of calls that were made up before.
  mutating func repeats(_ count: Int, _ random: inout SeededRandom) -> [CallRow] {
    if made.isEmpty { return rows(count, &random) }
    let rows = (0..<count).map { _ in again(&random) }
    made += rows
    return rows
  }

  private mutating func new(_ random: inout SeededRandom) -> CallRow {
    number += 1
    let month = random.pick(["03", "04", "04", "04", "04", "04", "05"])
    let day = random.int(1...28)
    let time = "\(random.int(10...22)):\(random.int(10...59)):0\(random.int(0...9))"
    var row = CallRow(
      globalID: random.chance(percent: 88) ? "g\(number)" : "",
      start: "2024-\(month)-\(day < 10 ? "0" : "")\(day) \(time)",
      caller: random.pick(random.chance(percent: 60) ? focus : Self.callers),
      called: random.pick(Self.dialled), seconds: random.pick(["2", "31", "60", "60", "95", "200", "610"]))
    if random.chance(percent: 20) {
      (row.caller, row.called) = (random.pick(["554899998888", "anonymous", "33334444"]), row.caller)
      if row.called == "anonymous" { row.called = "554833330001" }
      row.direction = "IN"
    }
    if random.chance(percent: 30) { row.trunk = random.pick(["T1", "T2"]) }
    if random.chance(percent: 30) { row.accountCode = "77777\(random.int(1...6))" }
    if random.chance(percent: 5) { row.disposition = "BUSY" }
    if random.chance(percent: 3) { row.seconds = "x" }
    if form.hasLeg { row.leg = random.pick(Self.legs) }
    return row
  }

  private static let callers =
    Provider.numbers + Provider.didNumbers + ["anonymous", "554833330203", "554833339999"]

  private static let legs = ["", "SIP/a", "SIP/b"]

  /// Local with and without area code, mobile, another area, abroad, toll-free, ours, and what nothing matches.
  private static let dialled =
    ["33334444", "33334444", "33334445", "4833334444", "554833334444", "99998888", "99998888", "48999998888"]
    + ["04833334444", "1133334444", "554733334444", "0014155552671", "08001234567", "190", "554833330001"]
    + ["554833330002", "33330003", "554833330101", "554833330205", "9090433334444", "12", "30012345"]

  /// The same row, a greater or lesser version, or another part of the same call's cycle.
  private mutating func again(_ random: inout SeededRandom) -> CallRow {
    var row = random.pick(made)
    if form.hasLeg && random.chance(percent: 25) { row.leg = random.pick(Self.legs) }
    switch random.int(1...4) {
    case 1, 2: break
    case 3: row.seconds = random.pick(["31", "61", "95", "300", "900"])
    default:
      // Where the registry decides the direction, the versions may be of two lines.
      let ours = form.hasDirection ? [] : focus + Provider.numbers + Provider.didNumbers
      if row.direction == "OUT" || !form.hasDirection {
        row.called = random.pick(["33334444", "4833334445", "99998888"] + ours)
      }
    }
    return row
  }
}
