import Platform
import ReferenceRating
import Testing

@testable import Provisioning

/// Requests lead from one state of a line to another (spec 6.3).
@Suite("Wishes lead from one state to another (spec 6.3)")
struct PlatformRequestTests {
  static func state(_ random: inout SeededRandom) -> DesiredLine? {
    if random.chance(percent: 15) { return nil }
    var line = NewPlatformLine(
      number: "55483333000\(random.int(1...2))", bidType: random.pick(["terminal", "terminal", "trunk"]),
      partition: random.pick(["P", "P", "P", "Q"]), resetDay: random.int(1...3))
    line.category = random.pick(["std", "blk"])
    line.callLimit = random.int(1...3)
    line.plan = random.pick(["a", "b"])
    line.costCentre = random.pick(["Default", "Sul"])
    line.licence = random.pick([nil, nil, "basic"])
    let dids = (3...6).filter { _ in random.chance(percent: 50) }.map {
      NewPlatformDID(number: "55483333000\($0)", priority: random.pick([nil, 1]), port: random.int(1...2))
    }
    return DesiredLine(line: line, isActive: random.chance(percent: 80), dids: dids)
  }

  @Test(arguments: 1...500 as ClosedRange<UInt64>)
  func `done one after the other, they make the one of the other`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (from, to) = (Self.state(&random), Self.state(&random))
    let requests = NumberedRequest.leading(from: from, to: to)
    #expect(requests.reduce(from) { $1.request.applied(to: $0) } == to, "seed \(seed)")
    #expect(NumberedRequest.leading(from: to, to: to).isEmpty, "seed \(seed)")
    // What frees numbers comes first.
    let removals = requests.prefix { $0.isRemoval }.count
    #expect(requests.dropFirst(removals).allSatisfy { !$0.isRemoval }, "seed \(seed)")
    for request in requests {
      #expect(
        try PlatformRequest(request.request.action, content: request.request.content) == request.request, "seed \(seed)"
      )
    }
  }

  @Test func `what frees a number comes before what takes it, over all lines`() {
    let one = DesiredLine(line: NewPlatformLine(number: "1", bidType: "terminal", partition: "P", resetDay: 1))
    let two = DesiredLine(line: NewPlatformLine(number: "2", bidType: "terminal", partition: "P", resetDay: 1))
    let requests = NumberedRequest.inOrder([
      ("L1", NumberedRequest.leading(from: one, to: two)), ("L2", NumberedRequest.leading(from: two, to: one)),
    ])
    #expect(requests.map(\.line) == ["L1", "L2", "L1", "L2"])
    #expect(requests.map(\.request.request.action) == [.removeLine, .removeLine, .createLine, .createLine])
  }

  @Test func `waits grow from seconds to an hour`() {
    for seed in 1...20 as ClosedRange<UInt64> {
      var backOff = BackOff(seed: seed)
      for attempts in 1...40 {
        let middle = min(3_600, 5 << min(attempts - 1, 20))
        let wait = backOff.seconds(afterAttempts: attempts)
        #expect(Int64(middle - middle / 4)...Int64(middle + middle / 4) ~= wait, "seed \(seed), \(attempts) attempts")
      }
    }
  }
}
