import Importing
import ReferenceRating
import Testing

/// What customers pay in the end, whatever is contested, comes late or is closed between (I3, I6, spec 4.3, 11.1).
@Suite("What is paid after contests and late versions (I3, I6, spec 11.1)")
struct PaidTests {
  static let batches = 4
  static let count = LongMode.count("SUMMIT_PAID", standard: 8)

  @Test(arguments: 0..<batches)
  func `each line pays what its calls come to less what accepted contests took out, nothing twice`(batch: Int) {
    LongMode.forEachSeed(batch, of: Self.batches, count: Self.count) { seed in
      var random = SeededRandom(seed: seed &* 7_368_787)
      let isPerCall = random.chance(percent: 40)
      let steps = (0..<random.int(6...20)).map { _ in PaidStep.random(&random) }
      guard PaidSequence.fault(steps, isPerCall: isPerCall) != nil else { return nil }
      let small = Self.shrunk(steps) { PaidSequence.fault($0, isPerCall: isPerCall) != nil }
      let fault = PaidSequence.fault(small, isPerCall: isPerCall) ?? ""
      return "isPerCall \(isPerCall)\n" + small.map { "  .\($0)," }.joined(separator: "\n") + "\n\(fault)"
    }
  }

  /// Leaves steps out as long as there is something to find.
  private static func shrunk(_ steps: [PaidStep], _ differs: ([PaidStep]) -> Bool) -> [PaidStep] {
    var small = steps
    var size = max(1, steps.count / 2)
    while size >= 1 {
      for place in stride(from: small.count - size, through: 0, by: -size) {
        var candidate = small
        candidate.removeSubrange(place..<min(place + size, small.count))
        if differs(candidate) { small = candidate }
      }
      size /= 2
    }
    return small
  }

  /// A call of 31 seconds to a mobile number, 0.72, becomes one of 37 to a fixed one, which the allowance covers.
  static let accepted: [PaidStep] = [.contestCall(1), .answer(0, isAccepted: true)]
  static let month: [PaidStep] = [
    .call(line: 0, seconds: 90, .mobile), .call(line: 0, seconds: 31, .mobile), .close,
  ]
  static let cheaper = PaidStep.version(1, longer: 6, .fixed)
  static let dearer = PaidStep.version(1, longer: 60, .mobile)
  static let unpriced = PaidStep.version(1, longer: 60, .abroad)

  static let lives: [[PaidStep]] = [cheaper, dearer, unpriced].flatMap { version -> [[PaidStep]] in
    [
      accepted + [version],
      [.export] + accepted + [version],
      accepted + [version, .close],
      [.contestCall(1), version, .close, .answer(0, isAccepted: true)],
      [.contestCall(1), version, .answer(0, isAccepted: true), .close],
      [.export, .contestCall(1), version, .close, .answer(0, isAccepted: true), .close],
      [version, .close, .contest(0), .answer(0, isAccepted: true), .close],
      [version, .close, .contest(1), .answer(0, isAccepted: true), .close],
      [.contestCall(1), .answer(0, isAccepted: false), version, .close],
      accepted + [version, .undo],
      accepted + [version, .close, .version(1, longer: 6, .mobile), .close],
      accepted + [
        version, .close, .contest(1), .contest(2), .answer(0, isAccepted: true), .answer(0, isAccepted: true),
      ],
    ]
  }

  @Test(arguments: lives.indices)
  func `what an accepted contest took out is not given back again`(life: Int) {
    // With services for each call the first few alone: each step takes its time.
    for isPerCall in life < 4 ? [false, true] : [false] {
      #expect(PaidSequence.fault(Self.month + Self.lives[life], isPerCall: isPerCall) == nil)
    }
  }
}
