/// The texts of a template: what stands between its tags, and what attributes say to people.
struct TemplateTexts {
  /// In the order of the template, without blanks around them.
  private(set) var texts: [String] = []
  /// The template with each text as `translate` has it.
  private(set) var source = ""

  private static let attributes = ["aria-label=\"", "title=\""]

  init(_ template: String, translate: (String) -> String) {
    var rest = template[...]
    while !rest.isEmpty {
      if rest.hasPrefix("{{") {
        source += Self.take(&rest, through: "}}")
      } else if rest.first == "<" {
        tag(Self.wholeTag(&rest), translate)
      } else {
        let end = [rest.firstIndex(of: "<"), rest.firstRange(of: "{{")?.lowerBound].compactMap { $0 }.min()
        let text = rest[..<(end ?? rest.endIndex)]
        rest = rest[text.endIndex...]
        source += translated(String(text), translate)
      }
    }
  }

  private mutating func translated(_ text: String, _ translate: (String) -> String) -> String {
    let words = text.trimmingWhitespace
    // What is asked for elsewhere is no text: names of values stand in braces.
    guard words.replacing(#/\{\{[^}]*\}\}/#, with: "").contains(where: \.isLetter),
      let range = text.firstRange(of: words)
    else { return text }
    texts.append(words)
    return "\(text[..<range.lowerBound])\(translate(words))\(text[range.upperBound...])"
  }

  private mutating func tag(_ tag: String, _ translate: (String) -> String) {
    var rest = tag[...]
    while let start = Self.attributes.compactMap({ rest.firstRange(of: " " + $0)?.upperBound }).min() {
      source += rest[..<start]
      rest = rest[start...]
      let value = rest.prefix { $0 != "\"" }
      rest = rest[value.endIndex...]
      source += translated(String(value), translate)
    }
    source += rest
  }

  private static func take(_ rest: inout Substring, through end: String) -> String {
    let until = rest.firstRange(of: end)?.upperBound ?? rest.endIndex
    defer { rest = rest[until...] }
    return String(rest[..<until])
  }

  /// `<…>`, in which what stands in braces may have such signs.
  private static func wholeTag(_ rest: inout Substring) -> String {
    var tag = ""
    while let sign = rest.first {
      if rest.hasPrefix("{{") {
        tag += take(&rest, through: "}}")
        continue
      }
      tag.append(sign)
      rest.removeFirst()
      if sign == ">" { break }
    }
    return tag
  }
}
