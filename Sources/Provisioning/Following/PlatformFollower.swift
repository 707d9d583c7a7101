import CallModel
import GRDB
import Ledger
import RegistryStore
import Registry

/// Makes the outbox follow the registers, in the transaction that changes them (spec 6.3): what the registers say of a
/// line is held against what was asked for so far, and the difference is desired for. So what is already asked for is not
/// asked again.
struct PlatformFollower {
  let database: Database
  let view: RegisterView
  let author: Author
  /// The row of the journal that requests come from.
  private let journal: () throws -> Int64
  private let outbox: Outbox
  private var planned: [(line: String, requests: [NumberedRequest])] = []
  private(set) var lines: [FollowedLine] = []

  /// - Parameters:
  ///   - day: today in the integration's time zone.
  ///   - journal: asked only if there is something to request.
  init(
    _ database: Database, on day: CivilDate, by author: Author, journal: @escaping () throws -> Int64
  ) throws {
    self.database = database
    self.author = author
    self.journal = journal
    view = try RegisterView(database, on: day)
    outbox = Outbox(database)
  }

  /// Follows some lines, those that must give up numbers to them, and those whose day has come.
  mutating func follow(_ ids: Set<ID>) throws {
    var ids = ids.union(try dueLines())
    for id in ids { ids.formUnion(try view.holders(ofNumbersOf: view.line(id.text))) }
    for id in ids.sorted() { try look(at: view.line(id.text)) }
    try request()
  }

  /// Follows the lines whose day has come.
  mutating func followDue() throws {
    let due = try dueLines()
    if !due.isEmpty { try follow(due) }
  }

  /// Follows every line.
  mutating func followAll() throws {
    var gone = Set(try String.fetchAll(database, sql: "SELECT line FROM platform_line").map(ID.init))
    // What is looked at is not written while it is read.
    var registered: [RegisteredLine] = []
    try view.forEachLine { registered.append($0) }
    for line in registered {
      gone.remove(ID(line.id))
      try look(at: line)
    }
    for id in gone.sorted() { try look(at: RegisteredLine(id: id.text)) }
    try request()
  }

  private func dueLines() throws -> Set<ID> {
    try Set(
      String.fetchAll(
        database, sql: "SELECT line FROM platform_line WHERE due <= ?", arguments: [view.day.daysSinceEpoch]
      ).map(ID.init))
  }

  // MARK: - One line

  private mutating func look(at line: RegisteredLine) throws {
    let known = try PlatformLineRecord.fetch(line.id, database)
    var record = known ?? PlatformLineRecord(line: line.id)
    if known == nil, let terminal = line.terminal { record.adopt(line, terminal: terminal, on: view.day) }
    let outlook = LineOutlook(of: line, desired: record.desired, on: view.day)
    record.due = outlook.due
    var requests: [NumberedRequest] = []
    if !NumberedRequest.leading(from: record.desired, to: outlook.desired).isEmpty {
      let base = try base(of: record)
      requests = NumberedRequest.leading(from: base, to: outlook.desired)
      record.desired = requests.reduce(base) { $1.request.applied(to: $0) }
    }
    if let until = line.creditBlockedUntil, until < view.day {
      try database.execute(sql: "DELETE FROM credit_block WHERE line = ?", arguments: [line.id])
    }
    if record != known, known != nil || record.desired != nil || record.due != nil { try record.save(database) }
    lines.append(FollowedLine(line: line.id, outlook: outlook, requests: requests.map(\.request)))
    if !requests.isEmpty { planned.append((line.id, requests)) }
  }

  /// What new requests lead on from. A request that the platform refused was not done, and nothing behind it was sent: both make
  /// room for what the registers say now. What was dropped is asked again once the registers ask for something else.
  private func base(of record: PlatformLineRecord) throws -> DesiredLine? {
    let unfinished = try outbox.unfinished(ofLine: record.line)
    if unfinished.isEmpty { return record.confirmed }
    guard unfinished.contains(where: { $0.state == .failed }) else { return record.desired }
    for item in unfinished {
      try outbox.drop(item.id, reason: "the registers say otherwise by now", at: author.at)
    }
    return record.confirmed
  }

  private mutating func request() throws {
    guard !planned.isEmpty else { return }
    let journal = try journal()
    for (line, request) in NumberedRequest.inOrder(planned) {
      try outbox.add(request, line: line, journal: journal, at: author.at)
    }
    planned = []
  }
}

/// What following a line came to.
package struct FollowedLine: Equatable, Sendable {
  package var line: String
  package var outlook: LineOutlook
  /// Put into the outbox; empty: the platform was asked for all of it before.
  package var requests: [PlatformRequest]
}

extension PlatformLineRecord {
  /// Takes a line that has a terminal, and of which nothing was asked yet, to be at the platform as the registers say:
  /// another system made it, or an earlier ledger. `platform compare` shows where that is not so.
  mutating func adopt(_ line: RegisteredLine, terminal: String, on day: CivilDate) {
    guard let assumed = LineOutlook.assumed(line, on: day) else { return }
    self.terminal = terminal
    desired = LineOutlook(of: line, desired: assumed, on: day).desired
    confirmed = desired
  }
}
