import Platform
import ReferenceRating
import Testing

@testable import Provisioning

/// Wishes lead from one state of a line to another (spec 6.3).
@Suite("Wishes lead from one state to another (spec 6.3)")
struct WishTests {
  static func state(_ random: inout SeededRandom) -> WishedLine? {
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
    return WishedLine(line: line, isActive: random.chance(percent: 80), dids: dids)
  }

  @Test(arguments: 1...500 as ClosedRange<UInt64>)
  func `done one after the other, they make the one of the other`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (from, to) = (Self.state(&random), Self.state(&random))
    let wishes = NumberedWish.leading(from: from, to: to)
    #expect(wishes.reduce(from) { $1.wish.applied(to: $0) } == to, "seed \(seed)")
    #expect(NumberedWish.leading(from: to, to: to).isEmpty, "seed \(seed)")
    // What frees numbers comes first.
    let removals = wishes.prefix { $0.isRemoval }.count
    #expect(wishes.dropFirst(removals).allSatisfy { !$0.isRemoval }, "seed \(seed)")
    for wish in wishes {
      #expect(try Wish(wish.wish.action, content: wish.wish.content) == wish.wish, "seed \(seed)")
    }
  }

  @Test func `what frees a number comes before what takes it, over all lines`() {
    let one = WishedLine(line: NewPlatformLine(number: "1", bidType: "terminal", partition: "P", resetDay: 1))
    let two = WishedLine(line: NewPlatformLine(number: "2", bidType: "terminal", partition: "P", resetDay: 1))
    let wishes = NumberedWish.inOrder([
      ("L1", NumberedWish.leading(from: one, to: two)), ("L2", NumberedWish.leading(from: two, to: one)),
    ])
    #expect(wishes.map(\.line) == ["L1", "L2", "L1", "L2"])
    #expect(wishes.map(\.wish.wish.action) == [.removeLine, .removeLine, .createLine, .createLine])
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
