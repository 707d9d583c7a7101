/// What kind of row each row is: of every 2,000, the same number of each oddity, at places that the seed decides.
struct CallMix: Sendable {
  enum Kind: Sendable, Equatable {
    case ordinary
    /// An earlier row again (0.3 %).
    case duplicate
    /// The final record of a call whose interim record came earlier (0.05 %).
    case finalRecord
    /// A further leg of the call of an earlier row: its global_id, another start (0.1 %).
    case leg
    /// 0.05 %.
    case rejected(SampleCall.Fault)
    /// 0.3 %.
    case suspended(Suspension)
  }

  enum Suspension: Int, CaseIterable, Sendable {
    case unknownLine, unknownDestination, lineInactive, noRate
  }

  private let seed: UInt64
  private static let blockSize = 2000
  /// No factor in common with the size: every place in a block is taken once.
  private static let stride = 1237

  init(seed: UInt64) {
    self.seed = SplitMix64.mix(seed ^ 0x6D69_7800)
  }

  @inline(__always)
  func kind(ofRow row: Int) -> Kind {
    let block = row / Self.blockSize
    let offset = Int(truncatingIfNeeded: SplitMix64.mix(seed &+ UInt64(block)) >> 48)
    let place = ((row - block * Self.blockSize) * Self.stride + offset) % Self.blockSize
    return place < 16 ? Self.oddity(place: place, block: block) : .ordinary
  }

  private static func oddity(place: Int, block: Int) -> Kind {
    switch place {
    case 0..<6:
      return .duplicate
    case 6:
      return .finalRecord
    case 7, 8:
      return .leg
    case 9:
      let faults = SampleCall.Fault.allCases
      return .rejected(faults[1 + block % (faults.count - 1)])
    default:
      let rank = [0, 0, 0, 1, 1, 2 + block % 2][place - 10]
      return .suspended(Suspension.allCases[rank])
    }
  }
}
