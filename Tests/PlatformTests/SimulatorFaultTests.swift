import Foundation
import Platform
import PlatformSimulator
import Testing

@Suite("The simulator's faults: seeded, and never at the cost of what was answered, spec 6.3")
struct SimulatorFaultTests {
  /// Asks until it is answered, with the same key, as the outbox does; returns how often it took.
  private func insist(_ body: () async throws -> Void) async throws -> Int {
    for attempt in 1...200 {
      guard let found = await failure(of: body) else { return attempt }
      #expect(!found.isFinal, "\(found)")
    }
    throw PlatformFailure.unanswered("200 times")
  }

  private func faults(_ texts: String...) -> SimulatorFaults {
    var faults = SimulatorFaults()
    for text in texts {
      let isTaken = faults.add(text)
      #expect(isTaken, "\(text)")
    }
    return faults
  }

  @Test(
    "in any case, each write is done once, in order, and the same seed meets the same", arguments: [1, 7, 42])
  func eachOnce(seed: UInt64) async throws {
    var settings = PlatformSimulator.Settings()
    settings.seed = seed
    settings.faults = faults("fail:0.3", "lost-answer:0.3", "twice:0.5", "slow:0.05:30")
    // Long enough that a busy machine is not taken for a slow platform.
    func run() async throws -> [Int] {
      try await withSimulator(settings, timeoutSeconds: 2) { client, simulator in
        var attempts: [Int] = []
        for index in 0..<12 {
          let number = "\(554_800_000_000 + index)"
          attempts.append(
            try await insist { _ = try await client.create(.full(number), key: number) })
        }
        let lines = await simulator.lines
        for line in lines {
          attempts.append(
            try await insist {
              try await client.remove(terminal: line.terminal, key: line.terminal)
            })
        }
        #expect(await simulator.applied.map(\.key) == lines.map(\.line.number) + lines.map(\.terminal), "seed \(seed)")
        return attempts
      }
    }
    let first = try await run()
    #expect(first.contains { $0 > 1 }, "seed \(seed)")
    #expect(try await run() == first, "seed \(seed)")
  }

  @Test("lost-answer: it is done, and the connection closed")
  func lostAnswer() async throws {
    var settings = PlatformSimulator.Settings()
    settings.faults = faults("lost-answer:1")
    try await withSimulator(settings) { client, simulator in
      let found = try #require(await failure { try await client.create(.sample(), key: "1") })
      #expect("\(found)".contains("the connection closed before an answer"))
      #expect(await simulator.lines.count == 1)
    }
  }

  @Test("slow: it is done, and answered after the client gave up; stopping does not wait for it")
  func slow() async throws {
    var settings = PlatformSimulator.Settings()
    settings.faults = faults("slow:1:3600")
    // Long enough for the request to arrive on a busy machine.
    try await withSimulator(settings, timeoutSeconds: 5) { client, simulator in
      let found = try #require(await failure { try await client.create(.sample(), key: "1") })
      #expect("\(found)".contains("found none within 5 s"))
      #expect(await simulator.lines.count == 1)
    }
  }

  @Test("fail: it is not done; twice: it is done once")
  func failAndTwice() async throws {
    var settings = PlatformSimulator.Settings()
    settings.recorder = ExchangeRecorder()
    settings.faults = faults("fail:1")
    try await withSimulator(settings) { client, simulator in
      for index in 0..<12 {
        #expect(
          await failure { try await client.create(.sample("\(554_800_000_000 + index)"), key: "\(index)") } != nil)
      }
      #expect(await simulator.lines.isEmpty)
    }
    #expect(Set(settings.recorder?.exchanges.map(\.status) ?? []) == [429, 500, 503])
    settings.faults = faults("twice:1")
    try await withSimulator(settings) { client, simulator in
      let account = try await client.create(.sample(), key: "1")
      try await client.remove(terminal: account.terminal, key: "2")
      #expect(await simulator.applied.map(\.key) == ["1", "2"])
    }
  }

  @Test(
    "a fault of another form is refused",
    arguments: [
      "", "slow", "slow:", "slow:2", "slow:-0.1", "slow:x", "slow:0.1:x", "slow:0.1:-1", "slow:0.1:1:1", "fail:0.1:2",
      "nan:0.1", "fail:nan", "FAIL:0.1", "lost-answer:1.01", "twice",
    ])
  func badForm(text: String) {
    var faults = SimulatorFaults()
    let isTaken = faults.add(text)
    #expect(!isTaken)
    #expect(faults == .none)
  }
}
