import CallModel
import GRDB
import Ledger
import Platform
import RegistryStore
import Registry

/// Holds what the platform has against what the registers say, line by line (spec 6.3).
package struct PlatformComparison: Sendable {
  /// In order of lines; those that the registers do not know come last.
  package private(set) var differences: [PlatformDifference] = []
  /// Lines looked at on either side.
  package private(set) var lines = 0
  private var sides: [Sides] = []

  /// Both sides of a line that the registers know.
  private struct Sides: Sendable {
    var record: PlatformLineRecord
    var outlook: LineOutlook
    var platform: PlatformLine?
    /// Requests of it wait for their turn, or for an answer.
    var isPending: Bool
    /// The platform refused one.
    var isRefused: Bool
  }

  /// Compares within a look at the ledger.
  ///
  /// - Parameters:
  ///   - listed: every line of the platform.
  ///   - day: today in the integration's time zone.
  package init(_ listed: [PlatformLine], on day: CivilDate, _ database: Database) throws {
    let owners = try LineOwners(listed, database)
    let outbox = Outbox(database)
    let refused = try outbox.linesRefused()
    let pending = try outbox.linesUnfinished().subtracting(refused)
    let view = try RegisterView(database, on: day)
    var registered: [RegisteredLine] = []
    try view.forEachLine { registered.append($0) }
    var rest = Dictionary(grouping: listed) { ID(owners.line(of: $0) ?? "") }
    let gone = Set(rest.keys).subtracting(registered.map { ID($0.id) }).subtracting([ID("")]).sorted()
    for line in registered + gone.map({ RegisteredLine(id: $0.text) }) {
      let id = ID(line.id)
      let record = try PlatformLineRecord.fetch(line.id, database) ?? PlatformLineRecord(line: line.id)
      var found = rest.removeValue(forKey: id) ?? []
      let known = found.firstIndex { $0.terminal == record.terminal } ?? found.indices.first
      let platform = known.map { found.remove(at: $0) }
      compare(
        Sides(
          record: record, outlook: LineOutlook(of: line, desired: record.desired, on: day), platform: platform,
          isPending: pending.contains(id), isRefused: refused.contains(id)))
      for other in found { addExtra(other, line: line.id, isPending: pending.contains(id)) }
    }
    for other in rest[ID("")] ?? [] { addExtra(other, line: nil, isPending: false) }
  }

  private mutating func compare(_ sides: Sides) {
    let (wanted, platform) = (sides.outlook.desired, sides.platform)
    guard wanted != nil || platform != nil else { return }
    self.sides.append(sides)
    lines += 1
    var found: [PlatformDifference] = []
    let line = sides.record.line
    switch (wanted, platform) {
    case (let wanted?, nil):
      found = [
        PlatformDifference(
          kind: .missing, line: line, number: wanted.line.number, terminal: sides.record.terminal,
          registers: wanted.line.category ?? "a line")
      ]
    case (nil, let platform?):
      found = [
        PlatformDifference(
          kind: .extra, line: line, number: platform.line.number, terminal: platform.terminal,
          platform: platform.line.category ?? "a line")
      ]
    case (let wanted?, let platform?):
      if sides.record.terminal != platform.terminal {
        found = [
          PlatformDifference(
            kind: .unknownTerminal, line: line, number: platform.line.number, terminal: platform.terminal,
            registers: sides.record.terminal, platform: platform.terminal)
        ]
      }
      found += PlatformDifference.between(
        registers: wanted, platform: DesiredLine(platform), line: line, terminal: platform.terminal)
    case (nil, nil): break
    }
    for index in found.indices {
      found[index].isPending = sides.isPending
      found[index].isRefused = sides.isRefused
    }
    differences += found
  }

  private mutating func addExtra(_ platform: PlatformLine, line: String?, isPending: Bool) {
    lines += 1
    differences.append(
      PlatformDifference(
        kind: .extra, line: line, number: platform.line.number, terminal: platform.terminal,
        platform: platform.line.category ?? "a line", isPending: isPending))
  }
}

/// Repairing what differs.
extension PlatformComparison {
  /// Puts into the outbox what makes the platform as the registers say, within a transaction of the ledger. Lines with
  /// requests under way are left, as are lines of the platform that the registers do not know: they may be another's.
  ///
  /// - Returns: the lines repaired, and the differences that are left.
  package func repair(
    _ transaction: RegisterTransaction
  ) throws -> (lines: [FollowedLine], left: [PlatformDifference]) {
    let outbox = Outbox(transaction.database)
    let isCurrent = try RegisterMark.isCurrent(transaction.database)
    var planned: [(line: String, requests: [NumberedRequest])] = []
    var repaired: [FollowedLine] = []
    let different = Set(differences.compactMap { $0.line.map(ID.init) })
    for side in sides where different.contains(ID(side.record.line)) && !side.isPending {
      var record = side.record
      // What was refused was not done, and nothing behind it was sent: the repair takes the place of all of it.
      for item in side.isRefused ? try outbox.unfinished(ofLine: record.line) : [] {
        try outbox.drop(item.id, reason: "platform compare --repair", at: transaction.author.at)
      }
      let has = side.platform.map { DesiredLine($0) }
      let requests = NumberedRequest.leading(from: has, to: side.outlook.desired)
      if let platform = side.platform, record.terminal != platform.terminal {
        for row in try transaction.rows(of: .lines, id: record.line) {
          // Its secret is not listed: the one that is known is of another terminal.
          try transaction.replace(
            row, with: ["terminal": platform.terminal, "credential": nil, "platform_state": "active"])
        }
      }
      record.terminal = side.platform?.terminal
      record.confirmed = has
      record.desired = requests.reduce(has) { $1.request.applied(to: $0) }
      record.due = side.outlook.due
      try record.save(transaction.database)
      planned.append((record.line, requests))
      repaired.append(FollowedLine(line: record.line, outlook: side.outlook, requests: requests.map(\.request)))
    }
    let ordered = NumberedRequest.inOrder(planned)
    for (line, request) in ordered {
      try outbox.add(request, line: line, journal: transaction.journal(), at: transaction.author.at)
    }
    if isCurrent { try RegisterMark.set(transaction.database) }
    let lines = Set(repaired.map { ID($0.line) })
    return (repaired, differences.filter { $0.line.map { !lines.contains(ID($0)) } ?? true })
  }
}

/// Whose the platform's lines are.
private struct LineOwners {
  private var lineOfTerminal: [ID: String] = [:]
  /// Of lines whose terminal the platform does not have, by the number they should have.
  private var lineOfNumber: [String: String] = [:]

  init(_ listed: [PlatformLine], _ database: Database) throws {
    // Terminals that a line had count, too, so that what should be gone is known; the later rows come later.
    for row in try RegisterReader(database).history(of: .lines, "terminal") { lineOfTerminal[ID(row.value)] = row.id }
    let records = try Row.fetchCursor(database, sql: "SELECT terminal, line, number FROM platform_line")
    let there = Set(listed.map(\.terminal))
    while let row = try records.next() {
      let terminal: String? = row[0]
      if let terminal { lineOfTerminal[ID(terminal)] = row[1] }
      if let number: String = row[2], terminal.map({ !there.contains($0) }) ?? true { lineOfNumber[number] = row[1] }
    }
  }

  func line(of platform: PlatformLine) -> String? {
    lineOfTerminal[ID(platform.terminal)] ?? lineOfNumber[platform.line.number]
  }
}
