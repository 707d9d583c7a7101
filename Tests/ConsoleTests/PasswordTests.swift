import Testing

@testable import Console

/// Passwords are Argon2id (spec 8.3).
struct PasswordTests {
  @Test(
    arguments: [
      ("curta", PasswordWeakness.length), ("1q2w3e4r5t6y", .common), ("QAZWSXEDC123", .common),
      ("aaaaaaaaaaaaaaa", .simple), ("ababababababab", .simple), ("abcdefghijklmn", .simple),
      ("98765432109876", .simple), ("mariajosefa-summit", .contextual), ("summitsummitsummit", .contextual),
      ("Admin-senha-ixc", .contextual), ("uma senha bem longa", nil), ("vento mar pedra sal", nil),
      ("ção-é-açaí-üñ", nil),
    ] as [(String, PasswordWeakness?)])
  func weakPasswordsAreTold(text: String, weakness: PasswordWeakness?) {
    #expect(Password(Array(text.utf8)).weakness(of: "mariajosefa") == weakness)
  }

  @Test func aPasswordMatchesItsOwnHashAlone() throws {
    let hash = try #require(Password(Array("uma senha bem longa".utf8)).hash())
    #expect(hash.text.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    #expect(Password(Array("uma senha bem longa".utf8)).matches(hash))
    #expect(!Password(Array("uma senha bem longA".utf8)).matches(hash))
    #expect(!Password(Array("uma senha bem longa".utf8)).matches(PasswordHash(text: "")))
  }

  @Test func twoHashesOfOnePasswordDiffer() throws {
    let password = Password(Array("uma senha bem longa".utf8))
    #expect(try #require(password.hash()).text != #require(password.hash()).text)
  }

  @Test func tokensAre256RandomBits() throws {
    let tokens = Set((0..<100).map { _ in SessionToken.drawn().text })
    #expect(tokens.count == 100)
    let token = try #require(tokens.first)
    #expect(Hexadecimal.bytes(token)?.count == 32)
    #expect(SessionToken(token + "0") == nil)
    #expect(SessionToken(String(repeating: "g", count: 64)) == nil)
  }

  @Test func theTokenOfFormsDoesNotTellTheSessions() throws {
    let token = SessionToken.drawn()
    #expect(token.formToken != token.text)
    #expect(token.formToken == SessionToken(token.text)?.formToken)
    #expect(token.formToken != SessionToken.drawn().formToken)
  }
}
