import CSodium

/// A password as it was typed: overwritten when nobody holds it any longer. It is never shown or written.
package final class Password: @unchecked Sendable {
  // Written by `init` and `deinit` alone.
  private var bytes: [UInt8]

  package static let fewestBytes = 12
  /// Longer ones are no password; hashing takes them as a whole.
  package static let mostBytes = 1_024

  /// - Parameter bytes: as typed; nothing is no password and matches none.
  package init(_ bytes: [UInt8]) { self.bytes = bytes.isEmpty ? [0] : bytes }

  deinit {
    let count = bytes.count
    // SAFETY: all of the array's own bytes.
    bytes.withUnsafeMutableBytes { if let base = $0.baseAddress { sodium_memzero(base, count) } }
  }

  /// Whether it may be a password at all.
  package var isLongEnough: Bool { (Self.fewestBytes...Self.mostBytes).contains(bytes.count) }
  var isWithinBounds: Bool { (1...Self.mostBytes).contains(bytes.count) }

  /// Hands its bytes to what must have them as they are: another system's password, on its way to its file.
  func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    try bytes.withUnsafeBytes(body)
  }

  /// Whether nothing was typed.
  var isBlank: Bool { bytes == [0] }

  /// Argon2id with a salt of its own, by the library's measure for log-ins: 64 MiB, two passes.
  ///
  /// - Returns: nil if there is no memory for it.
  package func hash() -> PasswordHash? {
    precondition(Sodium.isReady, "libsodium could not be made ready")
    let count = Int(crypto_pwhash_strbytes())
    var failed = false
    let text = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let code = buffer.withMemoryRebound(to: CChar.self) { out in
        bytes.withUnsafeBytes { input in
          input.withMemoryRebound(to: CChar.self) { input in
            // SAFETY: the output has the room that the library asks for; the input is as long as is said.
            crypto_pwhash_str(
              out.baseAddress.unsafelyUnwrapped, input.baseAddress.unsafelyUnwrapped, UInt64(input.count),
              UInt64(crypto_pwhash_opslimit_interactive()), crypto_pwhash_memlimit_interactive())
          }
        }
      }
      failed = code != 0
      filled = failed ? 0 : count
    }
    return failed ? nil : PasswordHash(text: String(decoding: text.prefix { $0 != 0 }, as: UTF8.self))
  }

  package func matches(_ hash: PasswordHash) -> Bool {
    precondition(Sodium.isReady, "libsodium could not be made ready")
    // The library reads a whole buffer, regardless of the text's length.
    var text = Array(hash.text.utf8.prefix(Int(crypto_pwhash_strbytes()) - 1))
    text += [UInt8](repeating: 0, count: Int(crypto_pwhash_strbytes()) - text.count)
    return text.withUnsafeBytes { text in
      bytes.withUnsafeBytes { input in
        text.withMemoryRebound(to: CChar.self) { text in
          input.withMemoryRebound(to: CChar.self) { input in
            // SAFETY: the text ends with a zero within its buffer; the input is as long as is said.
            crypto_pwhash_str_verify(
              text.baseAddress.unsafelyUnwrapped, input.baseAddress.unsafelyUnwrapped, UInt64(input.count)) == 0
          }
        }
      }
    }
  }
}

/// What is kept of a password: `$argon2id$…`.
package struct PasswordHash: Sendable {
  package var text: String

  package init(text: String) { self.text = text }

  /// Of a password that nobody has: what unknown users are compared with, so that they take as long.
  static let ofNobody = Password(Sodium.random(32)).hash() ?? PasswordHash(text: "")
}
