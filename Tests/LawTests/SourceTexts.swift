import ReferenceLedger

/// The files that a sequence writes, as their texts: what of them lies in the source directory the site knows.
struct SourceTexts {
  struct Text {
    var text: String
    /// Bytes of it that are not there yet.
    var cut: Int
    var isGzip: Bool
    /// A half row is taken as it is.
    var isSettled = false
    /// A copy, or one taken as it is with a half row, does not: what grows there is another question.
    var mayGrow = true

    /// What is there, decompressed.
    var bytes: [UInt8] { Array(text.utf8.dropLast(cut)) }
  }

  private(set) var texts: [String: Text] = [:]

  /// What there is to write, or whose age is another, after a step; nil: it means nothing now.
  ///
  /// - Parameter isThere: whether a file of a name lies in the source directory.
  mutating func apply(_ step: Step, form: RowForm, isThere: (String) -> Bool) -> String? {
    switch step {
    case .write(let name, let rows, let isGzip, let cut):
      let text = ([form.header] + rows.map { $0.text(form) }).map { $0 + "\n" }.joined()
      // "Same name, other content" is a new file; a longer one that begins alike would be the same grown.
      if let old = texts[name], text.hasPrefix(old.text) || old.text.hasPrefix(text) { return nil }
      let last = rows.last.map { $0.text(form).utf8.count } ?? 0
      texts[name] = Text(text: text, cut: min(cut.map { $0 + 1 } ?? 0, last), isGzip: isGzip)
      return name
    case .grow(let name, let rows):
      guard let source = texts[name], source.mayGrow, !source.isGzip, isThere(name) else { return nil }
      texts[name]?.text += rows.map { $0.text(form) + "\n" }.joined()
      texts[name]?.cut = 0
      return name
    case .age(let name):
      guard let source = texts[name], source.cut > 0, isThere(name) else { return nil }
      texts[name]?.isSettled = true
      texts[name]?.mayGrow = false
      return name
    case .deliverAgain(let name, let other, let isGzip):
      guard var source = texts[name], source.cut == 0, texts[other] == nil else { return nil }
      source.isGzip = isGzip
      source.mayGrow = false
      texts[name]?.mayGrow = false
      texts[other] = source
      return other
    default: return nil
    }
  }

  /// What a run finds where files of these names lie.
  func entries(_ names: Set<String>) -> [SourceEntry] {
    names.sorted().compactMap { name in
      texts[name].map { SourceEntry(name: name, bytes: $0.bytes, isSettled: $0.cut == 0 || $0.isSettled) }
    }
  }
}
