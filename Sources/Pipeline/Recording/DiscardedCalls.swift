/// Calls that were let go: each row of them, whenever it comes, counts as come and is not billed (spec 4.3).
package struct DiscardedCalls: Sendable {
  private let identities: Set<[UInt8]>
  private let instants: Set<Int64>

  /// - Parameter identities: as `IdentityReader` gives them, each beginning with its instant.
  package init(_ identities: Set<[UInt8]> = []) {
    self.identities = identities
    instants = Set(identities.map { Self.instant($0) })
  }

  /// The instant that an identity begins with.
  package static func instant(_ identity: [UInt8]) -> Int64 {
    var value: UInt64 = 0
    for byte in identity.prefix(8) { value = value << 8 | UInt64(byte) }
    return Int64(bitPattern: value)
  }

  package var isEmpty: Bool { identities.isEmpty }

  /// Whether a call that starts then may be one of them.
  @inline(__always)
  func mayHold(_ instant: Int64) -> Bool { !instants.isEmpty && instants.contains(instant) }

  func holds(_ call: CallRecordView, _ identity: CallIdentity) -> Bool {
    mayHold(call.pointer.pointee.instant) && identities.contains(identity.key(call))
  }
}
