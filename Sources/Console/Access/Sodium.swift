import CSodium

/// The library that hashes and draws, made ready once.
enum Sodium {
  /// - Returns: whether it can be used.
  static let isReady: Bool = sodium_init() >= 0

  /// Random bytes, of the system's generator.
  static func random(_ count: Int) -> [UInt8] {
    precondition(isReady, "libsodium could not be made ready")
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      // SAFETY: the buffer has room for `count` bytes, and all of them are written.
      if let base = buffer.baseAddress { randombytes_buf(base, count) }
      filled = count
    }
  }

  /// BLAKE2b of 256 bits.
  ///
  /// - Parameter key: nothing, or 16 to 64 bytes.
  static func digest(_ bytes: [UInt8], key: [UInt8] = []) -> [UInt8] {
    precondition(isReady, "libsodium could not be made ready")
    let count = 32
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      // SAFETY: the buffer has room for `count` bytes, which are all written; the inputs are read for as long as they are.
      let code = crypto_generichash(
        buffer.baseAddress.unsafelyUnwrapped, count, bytes, UInt64(bytes.count), key.isEmpty ? nil : key, key.count)
      precondition(code == 0, "crypto_generichash takes keys of 16 to 64 bytes")
      filled = count
    }
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    // SAFETY: both have as many bytes as are compared.
    return sodium_memcmp(left, right, left.count) == 0
  }
}
