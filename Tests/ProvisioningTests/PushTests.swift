import CallModel
import Dispatch
import Foundation
import GRDB
import Ledger
import Platform
import RegistryStore
import Registry
import RunSupport
import Synchronization
import Testing

@testable import Provisioning

/// Sending the outbox (spec 6.3).
@Suite("Sending the outbox (spec 6.3)")
struct PushTests {
  @Test func `activation fills terminal and credential, of the line and its DIDs, as a change by the platform`()
    throws
  {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001", ["active_until": "2026-11-30"]))
      try transaction.add(
        .lines, ProvisionedSite.line("L1", number: "554833330001", ["active_from": "2026-12-01", "reset_day": "11"]))
      try transaction.add(.dids, ["line": "L1", "number": "554833330002", "port": "3"])
    }
    let report = try site.pushAll(platform)
    #expect(report.done == 2)
    #expect(report.waiting == OutboxCounts())
    let rows = try site.ledger.read { try RegisterReader($0).rows(of: .lines, id: "L1") }
    #expect(rows.map { $0["terminal"] } == ["T1", "T1"])
    #expect(rows.map { $0["credential"] } == ["secret-1", "secret-1"])
    #expect(rows.map { $0["platform_state"] } == ["active", "active"])
    #expect(try site.cell(.dids, "554833330002", "terminal") == "T2")
    let author = try site.ledger.read {
      try String.fetchOne($0, sql: "SELECT user FROM journal ORDER BY id DESC LIMIT 1")
    }
    #expect(author == "platform")
    #expect(try site.comparison(platform).differences == [])
    // The change of the reset day is told on its day.
    site.set(day: "2026-12-01")
    try site.pushAll(platform)
    #expect(platform.applied.count == 3)
  }

  @Test(
    "an answer whose terminal is blank or another line's is an error, and nothing is sent there later",
    arguments: ["", " ", "T1"])
  func unusableTerminal(terminal: String) throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { try $0.add(.lines, ProvisionedSite.line("L1", number: "554833330001")) }
    try site.pushAll(platform)
    platform.set(terminal: terminal)
    try site.change { transaction in
      try transaction.add(.lines, ProvisionedSite.line("L2", number: "554833330002"))
      try transaction.add(.dids, ["line": "L1", "number": "554833330003", "port": "3"])
    }
    let report = try site.pushAll(platform)
    // A DID may answer with its own line's terminal.
    #expect(report.failed == (terminal == "T1" ? 1 : 2))
    #expect(report.refusals.first?.message.contains("terminal: expected a terminal of its own") == true)
    let applied = platform.applied.count
    try site.status("C1", .blockedManual)
    try site.pushAll(platform)
    let later = platform.applied.dropFirst(applied)
    #expect(later.map(\.number) == ["T1"], "\(later)")
    #expect(try site.ledger.read { try Outbox($0).counts() }.failed > 0)
  }

  @Test func `eight requests at a time, in order for each line and number`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform(faults: ScriptedPlatform.Faults(late: 50))
    try site.change { transaction in
      for number in 10...59 {
        try transaction.add(.lines, ProvisionedSite.line("L\(number)", number: "5548333300\(number)"))
      }
    }
    for status in [ContractStatus.blockedManual, .overdue, .active] { try site.status("C1", status) }
    let report = try site.pushAll(platform)
    #expect(report.done == 200)
    #expect(2...PlatformPush.requestsAtATime ~= platform.mostAtATime)
    // By terminal: T1 is the first that was made.
    for line in try platform.lines() {
      let texts = platform.applied.filter { $0.number == line.terminal || $0.number == line.line.number }.map(\.text)
      #expect(texts == ["create standard", "change blocked", "change partial", "change standard"])
    }
  }

  /// An import takes the run lock, and commits in one transaction of its own.
  @Test func `the one who takes the run lock and commits is not held up by a push under way`() async throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      for number in 100...499 {
        try transaction.add(.lines, ProvisionedSite.line("L\(number)", number: "554833330\(number)"))
      }
    }
    platform.set(isHeld: true)
    let push = site.push(platform)
    let pushing = Task { try await onThread { try push.run() } }
    while platform.atATime == 0 { try await Task.sleep(for: .milliseconds(1)) }
    // No request is answered before these are done.
    let commits = Result {
      for commit in 1...5 {
        let lock = try RunLock(site.ledger.directory)
        let other = try Ledger.openForWriting(site.ledger.directory)
        try other.write { try Ledger.set("test", "\(commit)", $0) }
        withExtendedLifetime(lock) {}
      }
    }
    #expect(platform.applied.isEmpty)
    platform.set(isHeld: false)
    try commits.get()
    #expect(try await pushing.value.done == 400)
  }

  @Test func `a refused request stays in front of its line, and others go on`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.add("L1", number: "554833330001")
    platform.set(refusal: .refused(status: 422, error: "unknown-code", message: "no such plan", field: "plan"))
    let refused = try site.pushAll(platform)
    #expect(refused.failed == 1)
    #expect(refused.refusals.map(\.message) == ["422 unknown-code plan: no such plan"])
    platform.set(refusal: nil)
    try site.add("L2", number: "554833330002")
    try site.pushAll(platform)
    #expect(platform.numbers == ["554833330002"])
    #expect(try site.requests([.failed]) == ["L1 create-line standard"])
    // Again, with another key: the platform may remember what it said to the first.
    let key = try site.ledger.read { try Outbox($0).items(states: [.failed]).first?.key }
    try site.ledger.write { _ = try OutboxActions($0, by: site.author).retry(nil) }
    #expect(try site.ledger.read { try Outbox($0).items(states: [.pending]).first?.key } != key)
    try site.pushAll(platform)
    #expect(platform.numbers == ["554833330001", "554833330002"])
  }

  @Test func `what the registers say now takes the place of what was refused`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001", ["summit_plan": "wrong"]))
      try transaction.add(.dids, ["line": "L1", "number": "554833330002", "port": "1"])
    }
    platform.set(refusal: .refused(status: 422, error: "unknown-code", message: "no such plan", field: "plan"))
    try site.pushAll(platform)
    platform.set(refusal: nil)
    try site.change { try $0.change(.lines, id: "L1", ["summit_plan": "basic"]) }
    #expect(try site.requests() == ["L1 create-line standard", "L1 add-did 554833330002"])
    try site.pushAll(platform)
    #expect(try platform.lines().first?.line.plan == "basic")
    #expect(try site.comparison(platform).differences == [])
  }

  @Test func `a dropped request is not sent, and the next change of the line asks for all of it`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001"))
      try transaction.add(.dids, ["line": "L1", "number": "554833330002", "port": "1"])
    }
    let dropped = try site.ledger.write { try OutboxActions($0, by: site.author).drop([1], reason: "by hand") }
    #expect(dropped.map(\.id) == [1, 2])
    try site.pushAll(platform)
    #expect(platform.requests == 0)
    #expect(try site.comparison(platform).differences.map(\.kind) == [.missing])
    #expect(throws: Problem.self) {
      try site.ledger.transaction(isDryRun: false) {
        try OutboxActions($0, by: site.author).drop([1], reason: "again")
      }
    }
    try site.change { try $0.change(.lines, id: "L1", ["call_limit": "5"]) }
    #expect(try site.requests() == ["L1 create-line standard", "L1 add-did 554833330002"])
    try site.pushAll(platform)
    #expect(try site.comparison(platform).differences == [])
  }

  @Test func `a platform that is away is left alone after some requests, and asked later`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      for number in 10...59 {
        try transaction.add(.lines, ProvisionedSite.line("L\(number)", number: "5548333300\(number)"))
      }
    }
    platform.set(isAway: true)
    let report = try site.push(platform).run()
    #expect(report.problem?.contains("does not answer") == true)
    #expect(report.sent <= 2 * PlatformPush.requestsAtATime)
    #expect(report.waiting.pending == 50)
    platform.set(isAway: false)
    try site.pushAll(platform)
    #expect(platform.numbers.count == 50)
    #expect(Set(platform.applied.map(\.key)).count == 50)
  }

  @Test func `a password that is not taken is no fault of the requests`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.add("L1", number: "554833330001")
    platform.set(refusal: .refused(status: 401, error: "unauthorised", message: "who?", field: nil))
    let report = try site.pushAll(platform)
    #expect(report.isUnauthorised)
    #expect(report.problem?.contains("401") == true)
    #expect(try site.requests([.pending]) == ["L1 create-line standard"])
    platform.set(refusal: nil)
    try site.pushAll(platform)
    #expect(platform.numbers == ["554833330001"])
  }

  @Test func `what is to be removed and is not there is removed`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001"))
      try transaction.add(.dids, ["line": "L1", "number": "554833330002", "port": "1"])
    }
    try site.pushAll(platform)
    platform.forget("554833330001")
    try site.change { transaction in
      try transaction.remove(.dids, id: "554833330002")
      try transaction.remove(.lines, id: "L1")
    }
    let report = try site.pushAll(platform)
    #expect(report.done == 2)
    #expect(report.waiting == OutboxCounts())
  }

  @Test func `a second push is told that one is under way`() throws {
    let site = try ProvisionedSite()
    let lock = try RunLock(site.ledger.directory, .push)
    #expect(throws: LedgerFailure.self) { try site.push(ScriptedPlatform()).run() }
    withExtendedLifetime(lock) {}
  }

  @Test func `the time for a push is bounded, regardless of what the platform does`() throws {
    let site = try ProvisionedSite()
    try site.add("L1", number: "554833330001")
    var push = site.push(SilentPlatform())
    push.limitSeconds = 0.05
    let report = try push.run()
    #expect(report.problem != nil)
    #expect(report.waiting.pending == 1)
    let item = try site.ledger.read { try Outbox($0).item(1) }
    #expect(item?.attempts == 0)
  }

  @Test func `compare finds every kind of difference and repairs what is ours`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      for number in 1...6 {
        try transaction.add(.lines, ProvisionedSite.line("L\(number)", number: "55483333000\(number)"))
      }
      try transaction.add(.dids, ["line": "L6", "number": "554833330009", "port": "1"])
    }
    try site.pushAll(platform)
    #expect(try site.comparison(platform).differences == [])
    platform.tamper("554833330001") { $0.line.category = "partial" }
    platform.tamper("554833330002") { $0.line.callLimit = 9 }
    platform.tamper("554833330003") { $0.active = false }
    platform.forget("554833330004")
    platform.tamper("554833330005") { $0.line.licence = "home" }
    platform.tamper("554833330006") { $0.dids = [] }
    platform.insert(
      PlatformLine(
        terminal: "X1",
        line: NewPlatformLine(number: "554833330099", bidType: "terminal", partition: "100", resetDay: 1)))
    let comparison = try site.comparison(platform)
    #expect(
      comparison.differences.map(\.kind)
        == [.category, .callLimit, .active, .missing, .licence, .missingDID, .extra])
    let left = try site.ledger.write { database in
      let transaction = try RegisterTransaction(
        database, author: site.author, zone: site.zone, action: "platform compare --repair")
      return try comparison.repair(transaction).left
    }
    #expect(left.map(\.kind) == [.extra])
    try site.pushAll(platform)
    #expect(try site.comparison(platform).differences.map(\.kind) == [.extra])
    // Requests of several lines go side by side: its terminal is the next or the one behind it.
    let made = try #require(try platform.lines().first { $0.line.number == "554833330004" }).terminal
    #expect(made != "T4")
    #expect(try site.cell(.lines, "L4", "terminal") == made)
  }

  @Test func `a line that is there under another terminal is taken over`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.add("L1", number: "554833330001")
    platform.insert(
      PlatformLine(
        terminal: "X1",
        line: NewPlatformLine(number: "554833330001", bidType: "terminal", partition: "100", resetDay: 10)))
    try site.pushAll(platform)
    #expect(try site.requests([.failed]) == ["L1 create-line standard"])
    try site.ledger.write { _ = try OutboxActions($0, by: site.author).drop([1], reason: "it is there") }
    let comparison = try site.comparison(platform)
    #expect(comparison.differences.first?.kind == .unknownTerminal)
    try site.ledger.write { database in
      let transaction = try RegisterTransaction(database, author: site.author, zone: site.zone, action: "repair")
      _ = try comparison.repair(transaction)
    }
    try site.pushAll(platform)
    #expect(try site.cell(.lines, "L1", "terminal") == "X1")
    #expect(try site.comparison(platform).differences == [])
  }

  @Test func `the platform's lists are kept, and are the rules of beta mode`() throws {
    let site = try ProvisionedSite()
    let before = try PlatformCatalogue.rules(mode: .beta, today: site.today, site.ledger)
    #expect(before.lists == PlatformLists())
    let catalogue = try PlatformCatalogue.fetch(from: ScriptedPlatform(), at: "2026-11-25T15:00:00Z")
    try site.ledger.write { try catalogue.save($0) }
    #expect(try site.ledger.read { try PlatformCatalogue($0) }.fetchedAt == "2026-11-25T15:00:00Z")
    let beta = try PlatformCatalogue.rules(mode: .beta, today: site.today, site.ledger)
    #expect(beta.lists.partitions == ["100", "200", "300"])
    #expect(beta.lists.categories["300"] == ["standard", "blocked", "partial", "cancelled"])
    #expect(beta.lists.plans == ["basic"])
    #expect(try PlatformCatalogue.rules(mode: .stable, today: site.today, site.ledger).lists == PlatformLists())
  }

  /// Spec 6.4 with both modes: which category a line gets does not depend on the mode, only what may be named.
  @Test(arguments: PlatformMode.allCases)
  func `statuses ask for the same in both modes`(mode: PlatformMode) throws {
    let site = try ProvisionedSite()
    if mode == .stable {
      try site.change { transaction in
        for name in ["standard", "blocked", "partial", "cancelled", "own"] {
          try transaction.add(.categories, ["abbreviation": name, "description": name])
        }
      }
    } else {
      let catalogue = try PlatformCatalogue.fetch(from: ScriptedPlatform(), at: "2026-11-25T15:00:00Z")
      try site.ledger.write { try catalogue.save($0) }
    }
    var settings = site.settings
    settings.rules = try PlatformCatalogue.rules(mode: mode, today: site.today, site.ledger)
    try site.add("L1", number: "554833330001", ["category": "standard"])
    for status in [ContractStatus.blockedManual, .overdue, .active, .cancelled] {
      _ = try ContractStatusChange.apply(
        [ContractStatusList.Row(contract: "C1", status: status)], to: site.ledger, by: site.author, settings,
        action: "status", isOnPlatform: true)
    }
    #expect(
      try site.requests() == [
        "L1 create-line standard", "L1 change-line blocked", "L1 change-line partial", "L1 change-line standard",
        "L1 change-line cancelled",
      ])
  }
}

/// A platform that never answers.
private struct SilentPlatform: SummitPlatform {
  private func wait() throws(PlatformFailure) -> Never {
    DispatchSemaphore(value: 0).wait()
    throw .unanswered("nobody signals")
  }

  func partitions() throws(PlatformFailure) -> [PlatformItem] { try wait() }
  func categories(ofPartition partition: String) throws(PlatformFailure) -> [PlatformItem] { try wait() }
  func plans() throws(PlatformFailure) -> [PlatformItem] { try wait() }
  func licences() throws(PlatformFailure) -> [PlatformItem] { try wait() }
  func lines() throws(PlatformFailure) -> [PlatformLine] { try wait() }
  func line(terminal: String) throws(PlatformFailure) -> PlatformLine { try wait() }
  func create(_ line: NewPlatformLine, key: String) throws(PlatformFailure) -> PlatformAccount {
    try wait()
  }
  func change(terminal: String, _ change: PlatformLineChange, key: String) throws(PlatformFailure) {
    try wait()
  }
  func remove(terminal: String, key: String) throws(PlatformFailure) { try wait() }
  func add(_ did: NewPlatformDID, terminal: String, key: String) throws(PlatformFailure) -> PlatformAccount {
    try wait()
  }
  func removeDID(number: String, terminal: String, key: String) throws(PlatformFailure) { try wait() }
}
