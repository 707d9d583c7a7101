/// XXH3-128 of more than 240 bytes: eight accumulators over stripes of 64 bytes, in vectors.
extension XXH3 {
  private typealias Stripe = SIMD8<UInt64>

  private static let stripeBytes = 64
  /// Each stripe of a round uses the secret from 8 bytes further on, until its end is reached.
  private static let stripesPerRound = (secretBytes - stripeBytes) / 8
  private static let roundBytes = stripesPerRound * stripeBytes
  private static let secretBytes = 192

  static func hashLong(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    // SAFETY: the pointer to the secret is used within the closure only.
    secret.withUnsafeBytes { secret in
      let accumulators = accumulate(bytes, secret: secret)
      let length = UInt64(bytes.count)
      return ContentDigest(
        high: merge(
          accumulators, secret: secret, secretOffset: secretBytes - stripeBytes - 11, start: ~(length &* Prime64.p2)),
        low: merge(accumulators, secret: secret, secretOffset: 11, start: length &* Prime64.p1))
    }
  }

  /// XXH3_hashLong_internal_loop
  private static func accumulate(_ bytes: UnsafeRawBufferPointer, secret: UnsafeRawBufferPointer) -> Stripe {
    var accumulators = Stripe(
      Prime32.p3, Prime64.p1, Prime64.p2, Prime64.p3, Prime64.p4, Prime32.p2, Prime64.p5, Prime32.p1)
    let count = bytes.count
    let rounds = (count - 1) / roundBytes
    for round in 0..<rounds {
      for index in 0..<stripesPerRound {
        add(stripe(bytes, round * roundBytes + index * stripeBytes), key: stripe(secret, 8 * index), to: &accumulators)
      }
      scramble(&accumulators, key: stripe(secret, secretBytes - stripeBytes))
    }
    for index in 0..<(count - 1 - rounds * roundBytes) / stripeBytes {
      add(stripe(bytes, rounds * roundBytes + index * stripeBytes), key: stripe(secret, 8 * index), to: &accumulators)
    }
    // The last stripe overlaps the one before, and has its own place in the secret (XXH_SECRET_LASTACC_START 7).
    let last = stripe(bytes, count - stripeBytes)
    add(last, key: stripe(secret, secretBytes - stripeBytes - 7), to: &accumulators)
    return accumulators
  }

  /// XXH3_accumulate_512
  @inline(__always)
  private static func add(_ data: Stripe, key: Stripe, to accumulators: inout Stripe) {
    let keyed = data ^ key
    let neighbours = Stripe(
      data[1], data[0], data[3], data[2], data[5], data[4], data[7], data[6])
    accumulators = accumulators &+ neighbours &+ (keyed & Stripe(repeating: 0xffff_ffff)) &* (keyed &>> 32)
  }

  /// XXH3_scrambleAcc
  @inline(__always)
  private static func scramble(_ accumulators: inout Stripe, key: Stripe) {
    accumulators = (accumulators ^ (accumulators &>> 47) ^ key) &* Stripe(repeating: Prime32.p1)
  }

  /// XXH3_mergeAccs
  private static func merge(
    _ accumulators: Stripe, secret: UnsafeRawBufferPointer, secretOffset: Int, start: UInt64
  ) -> UInt64 {
    var result = start
    for pair in 0..<4 {
      result &+= multiplyAndFold(
        accumulators[2 * pair] ^ word64(secret, secretOffset + 16 * pair),
        accumulators[2 * pair + 1] ^ word64(secret, secretOffset + 16 * pair + 8))
    }
    return avalanche(result)
  }

  @inline(__always)
  private static func stripe(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Stripe {
    // SAFETY: offset + 64 ≤ count, by the loops of `accumulate` for the input, and by their bounds for the secret.
    // xxHash reads little-endian; so does every machine this builds for (checked by the tests' twin).
    bytes.loadUnaligned(fromByteOffset: offset, as: Stripe.self)
  }
}
