import Synchronization

/// The language of a page. Portuguese is that of the code: a text in it is the key under which the catalogue has the other.
enum Language: String, CaseIterable, Sendable {
  case portuguese = "pt-BR"
  case english = "en"

  /// Of the request that is being answered; exports and what runs beside requests are in Portuguese.
  @TaskLocal static var current = Language.portuguese

  var catalogue: Catalogue? {
    switch self {
    case .portuguese: nil
    case .english: .english
    }
  }
}

/// A text that a page says, with its values: `"\(count) de \(all)"` is the key `{1} de {2}` with two of them.
struct Words: ExpressibleByStringInterpolation, Sendable {
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var key = ""
    fileprivate var values: [String] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { key += literal }

    mutating func appendInterpolation<Value>(_ value: Value) {
      values.append("\(value)")
      key += "{\(values.count)}"
    }
  }

  let key: String
  let values: [String]

  init(key: String) {
    self.key = key
    values = []
  }

  init(stringLiteral key: String) { self.init(key: key) }

  init(stringInterpolation interpolation: StringInterpolation) {
    key = interpolation.key
    values = interpolation.values
  }
}

/// What a page says, in the language of who looks. One without an entry in the catalogue stays Portuguese.
func say(_ words: Words, in language: Language = .current) -> String {
  let text = language.catalogue?.text(words.key) ?? words.key
  return words.values.isEmpty ? text : Catalogue.filled(text, words.values)
}

/// The same of a text that is kept elsewhere, such as the title of a column.
func say(key: String) -> String { say(Words(key: key)) }

/// The texts of the pages in another language, by those in Portuguese.
struct Catalogue: Sendable {
  let texts: [String: String]

  static let english = Catalogue(String(decoding: PackageResources.english_txt, as: UTF8.self))

  /// Texts that were asked for and are not there: a test holds that there are none.
  static let missing = Mutex<Set<String>>([])
  private static let maximumMissing = 1_000

  /// - Parameter source: entries of two lines, Portuguese and the other, parted by blank lines.
  init(_ source: String) {
    var texts: [String: String] = [:]
    for entry in source.split(separator: "\n\n") {
      let lines = entry.split(separator: "\n", omittingEmptySubsequences: true)
      if lines.count == 2 { texts[String(lines[0])] = String(lines[1]) }
    }
    self.texts = texts
  }

  /// Nil: there is no entry. Blanks around a text are kept; what has no letter is the same in all languages.
  func text(_ key: String) -> String? {
    if let text = texts[key] { return text }
    let trimmed = key.trimmingWhitespace
    guard trimmed.contains(where: \.isLetter) else { return key }
    if let text = texts[trimmed], let range = key.firstRange(of: trimmed) {
      return "\(key[..<range.lowerBound])\(text)\(key[range.upperBound...])"
    }
    Self.missing.withLock { if $0.count < Self.maximumMissing { $0.insert(trimmed) } }
    return nil
  }

  /// A text with its values in place of `{1}`, `{2}` …
  static func filled(_ text: String, _ values: [String]) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      let number = Int(rest[rest.index(after: open)..<close]) ?? 0
      filled += values.indices.contains(number - 1) ? values[number - 1][...] : rest[open...close]
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
