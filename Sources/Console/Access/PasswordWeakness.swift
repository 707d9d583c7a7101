/// Why a new password is too easy to guess (docs/security.md).
package enum PasswordWeakness: Equatable, Sendable {
  case length
  /// One of those that people choose most.
  case common
  /// Few different characters, or a run of the keyboard's or the alphabet's.
  case simple
  /// Little beside the user's name or words of this trade.
  case contextual

  /// What a page says of it.
  package var words: String {
    switch self {
    case .length: say("A senha precisa de \(Password.fewestBytes) caracteres ou mais.")
    case .common: say("Esta senha está entre as mais usadas: escolha outra, como uma frase.")
    case .simple: say("Esta senha é simples demais: escolha outra, como uma frase.")
    case .contextual: say("Esta senha quase só tem o nome do usuário ou palavras daqui: escolha outra, como uma frase.")
    }
  }

  /// The same for a terminal.
  package var expectation: String {
    switch self {
    case .length: "\(Password.fewestBytes) to \(Password.mostBytes) bytes"
    case .common: "one that is not among those most used"
    case .simple: "more than a few characters or a run of them"
    case .contextual: "more than the user's name and words of this trade"
    }
  }
}

extension Password {
  /// The words that say little in a password of this console.
  private static let contextWords = [
    "summit-cdr", "summit", "console", "telefonia", "voip", "provedor", "ixcsoft", "ixc", "senha", "password", "admin",
    "operator", "billing", "reader",
  ]
  private static let common = Set(
    String(decoding: PackageResources.common_passwords_txt, as: UTF8.self).split(separator: "\n").map(String.init))
  /// Characters that must be left beside such words.
  private static let fewestOwn = 8
  private static let fewestDifferent = 5

  /// - Parameter user: whose it is to be.
  /// - Returns: nil: it may be one.
  package func weakness(of user: String) -> PasswordWeakness? {
    guard isLongEnough else { return .length }
    let text = withBytes { String(decoding: $0, as: UTF8.self) }.lowercased()
    if Self.common.contains(text) { return .common }
    if Set(text).count < Self.fewestDifferent || Self.isRun(Array(text.unicodeScalars)) { return .simple }
    var own = text
    for word in [user.lowercased()] + Self.contextWords where word.count > 2 { own = own.replacing(word, with: "") }
    return own.count < min(Self.fewestOwn, text.count) ? .contextual : nil
  }

  /// `abcdefghijkl`, `987654321098`, `aaaabbbbcccc`: nearly each character follows from the one before.
  private static func isRun(_ scalars: [Unicode.Scalar]) -> Bool {
    let steps = zip(scalars, scalars.dropFirst()).count { abs(Int($1.value) - Int($0.value)) <= 1 }
    return steps * 10 >= (scalars.count - 1) * 8
  }
}
