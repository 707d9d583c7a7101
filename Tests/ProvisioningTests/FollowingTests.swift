import CallModel
import Foundation
import Ledger
import Platform
import RegistryStore
import Registry
import Testing

@testable import Provisioning

/// The outbox follows the registers in one transaction with their change (spec 6.3).
@Suite("The outbox follows the registers (spec 6.3)")
struct FollowingTests {
  @Test func `a new line is desired for once, with its DIDs`() throws {
    let site = try ProvisionedSite()
    try site.change { transaction in
      try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001"))
      try transaction.add(.dids, ["line": "L1", "number": "554833330002", "port": "1"])
      try transaction.add(.dids, ["line": "L1", "number": "554833330003"])
    }
    #expect(try site.requests() == ["L1 create-line standard", "L1 add-did 554833330002"])
    try site.change { try $0.change(.lines, id: "L1", ["trunk": "T9"]) }
    #expect(try site.requests().count == 2)
  }

  @Test func `a change that breaks a rule requests nothing`() throws {
    let site = try ProvisionedSite()
    #expect(throws: Problems.self) { try site.add("L1", number: "554833330001", ["reset_day": "31"]) }
    #expect(try site.requests() == [])
  }

  @Test func `without a platform nothing is desired, and all of it once there is one`() throws {
    let site = try ProvisionedSite()
    try site.change(isOnPlatform: false) { try $0.add(.lines, ProvisionedSite.line("L1", number: "554833330001")) }
    #expect(try site.requests() == [])
    let following = try PlatformFollowing.followDates(site.ledger, by: site.author, zone: site.zone)
    #expect(following.requesting.map(\.line) == ["L1"])
    #expect(try PlatformFollowing.followDates(site.ledger, by: site.author, zone: site.zone).lines.isEmpty)
  }

  @Test func `statuses of a contract with many lines, there and back`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    for number in 1...3 { try site.add("L\(number)", number: "55483333000\(number)") }
    try site.add("L4", number: "554833330004", ["partition": "300"])
    try site.add("L5", number: "554833330005", ["contract": "C2"])
    try site.pushAll(platform)
    let blocked = try site.status("C1", .blockedAutomatic)
    #expect(blocked.lines.map(\.line) == ["L1", "L2", "L3", "L4"])
    #expect(blocked.lines.map { $0.followed?.requests.count } == [1, 1, 1, 0])
    let categories = { (category: String) in ["L1", "L2", "L3"].map { "\($0) change-line \(category)" } }
    #expect(try site.requests() == categories("blocked"))
    // The same again, and another that asks for the same: nothing.
    try site.status("C1", .blockedAutomatic)
    try site.status("C1", .blockedManual)
    #expect(try site.requests() == categories("blocked"))
    try site.pushAll(platform)
    try site.status("C1", .overdue)
    try site.status("C1", .active)
    #expect(try site.requests() == categories("partial") + categories("standard"))
    try site.pushAll(platform)
    #expect(platform.category(of: "554833330001") == "standard")
    #expect(try site.comparison(platform).differences == [])
  }

  @Test func `overdue with a blank partial block stays as it is`() throws {
    let site = try ProvisionedSite()
    try site.add("L1", number: "554833330001", ["partition": "200"])
    #expect(try site.status("C1", .overdue).lines.first?.followed?.requests == [])
    try site.status("C1", .blockedManual)
    try site.status("C1", .overdue)
    #expect(try site.requests() == ["L1 create-line standard", "L1 change-line blocked"])
  }

  @Test func `a dry run shows and changes nothing`() throws {
    let site = try ProvisionedSite()
    try site.add("L1", number: "554833330001")
    let change = try site.status("C1", .blockedManual, isDryRun: true)
    #expect(change.lines.first?.followed?.requests.count == 1)
    #expect(try site.requests() == ["L1 create-line standard"])
    #expect(try site.cell(.contracts, "C1", "status") == nil)
  }

  @Test func `a cancelled contract's lines end that day, and their numbers become free`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.add("L1", number: "554833330001")
    try site.add("L2", number: "554833330002")
    try site.add("L3", number: "554833330003", ["active_from": "2026-12-01"])
    try site.add("L4", number: "554833330004", ["partition": "300"])
    try site.pushAll(platform)
    let change = try site.status("C1", .cancelled)
    #expect(change.lines.filter(\.ended).map(\.line) == ["L1", "L2", "L3"])
    // L3 had not begun: nothing is left of it.
    #expect(try site.requests() == ["L3 remove-line", "L1 change-line cancelled", "L2 change-line cancelled"])
    #expect(try site.cell(.lines, "L1", "active_until") == "2026-11-25")
    #expect(try site.cell(.lines, "L3", "id") == nil)
    #expect(try site.cell(.lines, "L4", "active_until") == nil)
    try site.pushAll(platform)
    #expect(platform.category(of: "554833330001") == "cancelled")
    site.set(day: "2026-11-26")
    try site.add("N1", number: "554833330001", ["contract": "C2", "active_from": "2026-11-26"])
    #expect(
      try site.requests() == ["L1 remove-line", "L2 remove-line", "N1 create-line standard"])
    try site.pushAll(platform)
    #expect(platform.numbers == ["554833330001", "554833330004"])
    #expect(try site.comparison(platform).differences == [])
  }

  @Test func `a contract that comes cancelled leaves its lines as they come`() throws {
    let site = try ProvisionedSite()
    try site.change { transaction in
      try transaction.add(.contracts, ["id": "C9", "status": "cancelled"])
      try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001", ["contract": "C9"]))
    }
    #expect(try site.cell(.lines, "L1", "active_until") == nil)
    #expect(try site.requests() == [])
  }

  @Test func `a line begins and ends by date`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.add("L1", number: "554833330001", ["active_from": "2026-12-01", "active_until": "2026-12-10"])
    try site.pushAll(platform)
    // It is made at once, with the day on which it begins.
    #expect(platform.numbers == ["554833330001"])
    site.set(day: "2026-12-01")
    try site.pushAll(platform)
    site.set(day: "2026-12-10")
    try site.pushAll(platform)
    #expect(platform.requests == 1)
    site.set(day: "2026-12-11")
    try site.pushAll(platform)
    #expect(platform.numbers == [])
    #expect(try site.cell(.lines, "L1", "terminal") == nil)
    #expect(try site.cell(.lines, "L1", "platform_state") == "removed")
  }

  @Test func `a number moves to another line by date, removed before it is made`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { try $0.add(.ranges, ["name": "R", "area": "5548", "first": "33330000", "last": "33330099"]) }
    try site.add("L2", number: "554833330001")
    try site.pushAll(platform)
    try site.change { transaction in
      try transaction.end(.lines, id: "L2", until: site.today)
      try transaction.add(
        .lines, ProvisionedSite.line("L1", number: "554833330001", ["active_from": "2026-11-26"]))
    }
    #expect(try site.requests() == [])
    site.set(day: "2026-11-26")
    try site.pushAll(platform)
    #expect(platform.applied.map(\.text) == ["create standard", "remove", "create standard"])
    #expect(try site.cell(.lines, "L1", "terminal") == "T2")
  }

  @Test func `a credit block holds until its last day, or until it is released`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.add("L1", number: "554833330001")
    try site.pushAll(platform)
    let block = {
      try site.ledger.write { database in
        try CreditLimitBlock.set(
          line: "L1", lastDay: CivilDate(year: 2026, month: 12, day: 9), by: site.author, zone: site.zone,
          isOnPlatform: true, database)
      }
    }
    #expect(try block().requesting.map(\.line) == ["L1"])
    #expect(try block().requesting.isEmpty)
    try site.pushAll(platform)
    #expect(platform.category(of: "554833330001") == "blocked")
    let released = try site.ledger.write { database in
      try CreditLimitBlock.release(line: "L1", by: site.author, zone: site.zone, isOnPlatform: true, database)
    }
    #expect(released?.requesting.map(\.line) == ["L1"])
    #expect(
      try site.ledger.write { database in
        try CreditLimitBlock.release(line: "L1", by: site.author, zone: site.zone, isOnPlatform: true, database)
      } == nil)
    try site.pushAll(platform)
    #expect(platform.category(of: "554833330001") == "standard")
    _ = try block()
    site.set(day: "2026-12-09")
    try site.pushAll(platform)
    #expect(platform.category(of: "554833330001") == "blocked")
    site.set(day: "2026-12-10")
    try site.pushAll(platform)
    #expect(platform.category(of: "554833330001") == "standard")
    #expect(try site.ledger.read { try CreditLimitBlock.all(on: site.today, $0) }.isEmpty)
  }

  @Test func `a line that has a terminal is taken as it is`() throws {
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform()
    try site.change { transaction in
      let row = try transaction.add(.lines, ProvisionedSite.line("L1", number: "554833330001"))
      try transaction.replace(row, with: ["terminal": "X1"])
    }
    #expect(try site.requests() == [])
    #expect(try site.comparison(platform).differences.map(\.kind) == [.missing])
    try site.status("C1", .blockedManual)
    #expect(try site.requests() == ["L1 change-line blocked"])
  }

  @Test func `a partition's rules concern all of its lines`() throws {
    let site = try ProvisionedSite()
    try site.add("L1", number: "554833330001")
    try site.add("L2", number: "554833330002", ["partition": "200"])
    try site.change { try $0.change(.partitions, id: "100", ["default_category": "partial"]) }
    #expect(
      try site.requests() == ["L1 create-line standard", "L2 create-line standard", "L1 change-line partial"])
  }
}
