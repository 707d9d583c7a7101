/// XXH3-128 of up to 240 bytes: each range of lengths has its own formula.
extension XXH3 {
  static var hashOfNothing: ContentDigest {
    ContentDigest(
      high: avalanche64(secret64(80) ^ secret64(88)), low: avalanche64(secret64(64) ^ secret64(72)))
  }

  static func hash1to3(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    let count = bytes.count
    let low =
      UInt32(bytes[0]) << 16 | UInt32(bytes[count >> 1]) << 24 | UInt32(bytes[count - 1]) | UInt32(count) << 8
    let high = low.byteSwapped << 13 | low.byteSwapped >> 19
    return ContentDigest(
      high: avalanche64(UInt64(high) ^ UInt64(secret32(8) ^ secret32(12))),
      low: avalanche64(UInt64(low) ^ UInt64(secret32(0) ^ secret32(4))))
  }

  static func hash4to8(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    let count = bytes.count
    let input = UInt64(word32(bytes, 0)) | UInt64(word32(bytes, count - 4)) << 32
    let keyed = input ^ (secret64(16) ^ secret64(24))
    let product = keyed.multipliedFullWidth(by: Prime64.p1 &+ UInt64(count) << 2)
    let high = product.high &+ product.low << 1
    let low = xorShift(product.low ^ high >> 3, 35) &* 0x9FB2_1C65_1E98_DF25
    return ContentDigest(high: avalanche(high), low: xorShift(low, 28))
  }

  static func hash9to16(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    let count = bytes.count
    let first = word64(bytes, 0)
    let last = word64(bytes, count - 8)
    let mixed = (first ^ last ^ secret64(32) ^ secret64(40)).multipliedFullWidth(by: Prime64.p1)
    let keyed = last ^ secret64(48) ^ secret64(56)
    let high = mixed.high &+ keyed &+ (keyed & 0xffff_ffff) &* (Prime32.p2 - 1)
    let low = (mixed.low &+ UInt64(count - 1) << 54) ^ high.byteSwapped
    let product = low.multipliedFullWidth(by: Prime64.p2)
    return ContentDigest(high: avalanche(product.high &+ high &* Prime64.p2), low: avalanche(product.low))
  }

  static func hash17to128(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    let count = bytes.count
    var accumulator = Accumulator(count: count)
    // From the middle outwards, as many pairs of 16 bytes as it takes to cover the input.
    for pair in (0...(count - 1) / 32).reversed() {
      accumulator.mix(bytes, 16 * pair, count - 16 * (pair + 1), secretOffset: 32 * pair)
    }
    return accumulator.digest(count: count)
  }

  static func hash129to240(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    let count = bytes.count
    var accumulator = Accumulator(count: count)
    for round in 0..<4 {
      accumulator.mix(bytes, 32 * round, 32 * round + 16, secretOffset: 32 * round)
    }
    accumulator.low = avalanche(accumulator.low)
    accumulator.high = avalanche(accumulator.high)
    for round in 4..<count / 32 {
      accumulator.mix(bytes, 32 * round, 32 * round + 16, secretOffset: 3 + 32 * (round - 4))
    }
    // 136 is the least size of a secret (XXH3_SECRET_SIZE_MIN), 17 XXH3_MIDSIZE_LASTOFFSET.
    accumulator.mix(bytes, count - 16, count - 32, secretOffset: 136 - 17 - 16)
    return accumulator.digest(count: count)
  }

  private struct Accumulator {
    var low: UInt64
    var high: UInt64 = 0

    init(count: Int) {
      low = UInt64(count) &* Prime64.p1
    }

    /// XXH128_mix32B: 16 bytes at each of two offsets.
    mutating func mix(_ bytes: UnsafeRawBufferPointer, _ first: Int, _ second: Int, secretOffset: Int) {
      low &+= XXH3.mix16(bytes, first, secretOffset: secretOffset)
      low ^= word64(bytes, second) &+ word64(bytes, second + 8)
      high &+= XXH3.mix16(bytes, second, secretOffset: secretOffset + 16)
      high ^= word64(bytes, first) &+ word64(bytes, first + 8)
    }

    func digest(count: Int) -> ContentDigest {
      let mixed = low &* Prime64.p1 &+ high &* Prime64.p4 &+ UInt64(count) &* Prime64.p2
      return ContentDigest(high: 0 &- avalanche(mixed), low: avalanche(low &+ high))
    }
  }

  /// XXH3_mix16B
  private static func mix16(_ bytes: UnsafeRawBufferPointer, _ offset: Int, secretOffset: Int) -> UInt64 {
    multiplyAndFold(
      word64(bytes, offset) ^ secret64(secretOffset), word64(bytes, offset + 8) ^ secret64(secretOffset + 8))
  }
}
