import CSodium
import Foundation
import Integration

/// Signs messages as the convention "Standard Webhooks" has it: HMAC-SHA-256 over id, time and body, so that a receiver knows
/// from whom a message is, that it is whole, and how old it is.
struct WebhookSignature: Sendable {
  /// Why there is no secret to sign with.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static let prefix = "whsec_"
  private static let keyBytes = 24...64

  private let key: [UInt8]

  /// - Parameter secret: `whsec_` and base64 of 24 to 64 bytes.
  init(secret: String) throws(Failure) {
    guard secret.hasPrefix(Self.prefix), let data = Data(base64Encoded: String(secret.dropFirst(Self.prefix.count))),
      Self.keyBytes.contains(data.count)
    else {
      throw Failure(
        description: "the secret: expected whsec_ and base64 of 24 to 64 bytes, found something else: "
          + "echo \"whsec_$(openssl rand -base64 32)\"")
    }
    key = [UInt8](data)
  }

  /// Reads the secret from where integration.yml says.
  init(_ secret: Integration.Access.Password) throws(Failure) {
    let text: String
    do throws(Integration.Access.Password.Failure) {
      text = try secret.read(environment: ProcessInfo.processInfo.environment)
    } catch {
      let name = error.key.replacing("password", with: "secret")
      throw Failure(description: "\(name): expected \(error.expected), found \(error.found): \(error.remedy)")
    }
    try self.init(secret: text)
  }

  /// The headers of a message.
  ///
  /// - Parameter at: of this attempt, seconds since 1970.
  func headers(id: String, at: Int64, body: [UInt8]) -> [String] {
    let signed = Data(hmac(Array("\(id).\(at).".utf8) + body)).base64EncodedString()
    return [
      "Content-Type: application/json", "webhook-id: \(id)", "webhook-timestamp: \(at)",
      "webhook-signature: v1,\(signed)",
    ]
  }

  private func hmac(_ bytes: [UInt8]) -> [UInt8] {
    precondition(Sodium.isReady, "libsodium could not be made ready")
    var state = crypto_auth_hmacsha256_state()
    let count = Int(crypto_auth_hmacsha256_bytes())
    // SAFETY: the state is our own, the inputs are as long as is said, the output has the room the library asks for.
    crypto_auth_hmacsha256_init(&state, key, key.count)
    crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let base = buffer.baseAddress { crypto_auth_hmacsha256_final(&state, base) }
      filled = count
    }
  }
}
