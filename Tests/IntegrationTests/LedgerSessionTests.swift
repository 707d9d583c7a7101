import Foundation
import Integration
import Ledger
import RunSupport
import Testing

@Suite("The ways to a ledger (spec 4.3)")
struct LedgerSessionTests {
  private let directory: TemporaryDirectory
  private let harness: ScheduleHarness
  private let author = Author(name: "ana", date: Date(timeIntervalSince1970: 1_800_000_000))

  init() throws {
    directory = try TemporaryDirectory()
    harness = try ScheduleHarness(directory)
    try harness.deliver(1)
    try harness.run(
      ScriptedClock(try harness.at("2026-11-25 10:00"), forSeconds: 20 * 3_600, jumps: []))
  }

  @Test(arguments: [LedgerSession.Purpose.looking, .verifying])
  func `who only looks cannot write`(purpose: LedgerSession.Purpose) throws {
    try harness.integration.withLedger(purpose) { (ledger: Ledger) throws in
      #expect(try ledger.journal().isEmpty)
      #expect(throws: LedgerFailure.self) { try ledger.change(by: author) { try $0.note("a change") } }
      #expect(throws: LedgerFailure.self) {
        try ledger.change(by: author) { try Ledger.set("a key", "a value", $0.database) }
      }
    }
    // Who writes can, and the one who looked changed nothing.
    try harness.integration.withLedger(.changing) { (ledger: Ledger) throws in
      #expect(try ledger.setting("a key") == nil)
      try ledger.change(by: author) { try $0.note("a change") }
      #expect(try ledger.journal().map(\.action) == ["a change"])
    }
  }
}
