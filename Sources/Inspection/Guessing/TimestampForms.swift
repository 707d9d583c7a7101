import ByteScanning

/// The patterns that one value could be of, by its runs of digits, letters and signs.
struct TimestampForms {
  private enum Piece: Equatable {
    case digits(Int)
    case word(String)
    case sign(Character)
  }
  /// A pattern so far, and the piece it goes on with.
  private typealias Part = (text: String, next: Int)

  private let pieces: [Piece]

  /// Longer texts are no times.
  private static let maximumLength = 48
  private static let zoneWords = ["Z", "UTC", "GMT"]
  private static let weekdays = [
    "sun", "mon", "tue", "wed", "thu", "fri", "sat", "dom", "seg", "ter", "qua", "qui", "sex", "sab",
  ]
  private static let months = [
    "jan", "feb", "fev", "mar", "apr", "abr", "may", "mai", "jun", "jul", "aug", "ago", "sep", "set", "oct", "out",
    "nov", "dec", "dez",
  ]

  init(_ value: [UInt8]) {
    var pieces: [Piece] = []
    let text = value.count <= Self.maximumLength ? String(decoding: value, as: UTF8.self) : ""
    var rest = Substring(text)
    while let first = rest.first {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      let letters = rest.prefix { $0.isLetter }
      if !digits.isEmpty {
        pieces.append(.digits(digits.count))
        rest = rest.dropFirst(digits.count)
      } else if !letters.isEmpty {
        pieces.append(.word(String(letters)))
        rest = rest.dropFirst(letters.count)
      } else {
        if first != " " || pieces.last != .sign(" ") { pieces.append(.sign(first)) }
        rest = rest.dropFirst()
      }
    }
    self.pieces = pieces
  }

  func patterns(_ scope: TimestampPattern.Scope) -> [String] {
    guard pieces.contains(where: { if case .digits = $0 { true } else { false } }) else { return [] }
    // Cisco's gateways mark a clock that is not synchronised: *14:03:22.112 UTC Tue Nov 10 2026
    let begin: Part = sign(0).flatMap { ["*", "."].contains($0) ? ($0, 1) : nil } ?? ("", 0)
    let begins = weekday(at: 0).map { [$0] } ?? [begin]
    switch scope {
    case .date: return whole(begins.flatMap { dates($0) })
    case .time: return whole(times(begin))
    case .whole:
      let dateFirst = begins.flatMap { dates($0) }.flatMap { separated($0) }.flatMap { times($0) }
      let timeFirst = times(begin).flatMap { zoned($0) }.flatMap { separated($0) }
        .flatMap { [$0] + weekday(after: $0) }.flatMap { dates($0) }
      return whole((dateFirst + packed() + begins.flatMap { asctime($0) }).flatMap { zoned($0) } + timeFirst)
    }
  }

  private func whole(_ parts: [Part]) -> [String] { parts.filter { $0.next == pieces.count }.map(\.text) }

  private func digits(_ at: Int) -> Int {
    if at < pieces.count, case .digits(let count) = pieces[at] { return count }
    return 0
  }

  private func word(_ at: Int) -> String? {
    if at < pieces.count, case .word(let word) = pieces[at] { return word }
    return nil
  }

  private func sign(_ at: Int) -> String? {
    if at < pieces.count, case .sign(let sign) = pieces[at], sign.isASCII, sign != "'" { return String(sign) }
    return nil
  }

  private func isMonth(_ at: Int) -> Bool { word(at).map { Self.months.contains($0.prefix(3).lowercased()) } ?? false }

  private func weekday(at: Int) -> Part? {
    guard let name = word(at), Self.weekdays.contains(String(FieldNames.plain(name).prefix(3))), !isMonth(at) else {
      return nil
    }
    var part: Part = ("EEE", at + 1)
    if sign(at + 1) == "-", word(at + 2)?.lowercased() == "feira" { part.next = at + 3 }
    while let sign = sign(part.next) { part = (part.text + sign, part.next + 1) }
    return part
  }

  private func weekday(after part: Part) -> [Part] {
    weekday(at: part.next).map { [(part.text + $0.text, $0.next)] } ?? []
  }

  private func dates(_ begin: Part) -> [Part] {
    let at = begin.next
    let (first, second, third) = (digits(at), digits(at + 2), digits(at + 4))
    if first == 8 { return ["YYYYMMDD", "DDMMYYYY", "MMDDYYYY"].map { (begin.text + $0, at + 1) } }
    if first == 6 { return ["YYMMDD", "DDMMYY"].map { (begin.text + $0, at + 1) } }
    if isMonth(at) || isMonth(at + 2) || isMonth(at + 4) { return namedDates(begin) }
    guard first > 0, second > 0, second <= 2, third > 0, let one = sign(at + 1), let two = sign(at + 3), one == two,
      one != ":"
    else { return [] }
    func forms(_ day: String, _ month: String) -> [[String]] {
      switch (first, third) {
      case (4, 1...2): [["YYYY", month, day]]
      case (1...2, 4): [[day, month, "YYYY"], [month, day, "YYYY"]]
      case (2, 2): [[day, month, "YY"], [month, day, "YY"], ["YY", month, day]]
      case (1, 2): [[day, month, "YY"], [month, day, "YY"]]
      default: []
      }
    }
    let isPadded = (first == 1 ? 1 : 2) + second + (third == 1 ? 1 : 2) == 6
    let found = forms(isPadded ? "DD" : "D", isPadded ? "MM" : "M")
    return found.map { (begin.text + $0.joined(separator: one), at + 5) }
  }

  /// `10-Nov-2026`, `10 de novembro de 2026`, `Nov 10, 2026`.
  private func namedDates(_ begin: Part) -> [Part] {
    var at = begin.next
    var text = begin.text
    while at < pieces.count {
      switch pieces[at] {
      case .digits(let count) where count <= 2 && !text.hasSuffix("D"):
        if text.contains("D"), text.contains("MMM") {
          return count == 2 ? [(text + "YY", at + 1)] : []
        }
        text += "D"
      case .digits(4):
        return text.contains("D") && text.contains("MMM") ? [(text + "YYYY", at + 1)] : []
      case .word where isMonth(at) && !text.contains("MMM"): text += "MMM"
      case .word("de"): text += "'de'"
      case .sign where sign(at) == "." && text.hasSuffix("MMM") && sign(at + 1) != nil: break
      case .sign(let mark) where mark != ":" && mark != "'": text += String(mark)
      default: return []
      }
      at += 1
    }
    return []
  }

  /// `Tue Nov 10 09:00:00 2026`, with a zone before the year perhaps.
  private func asctime(_ begin: Part) -> [Part] {
    guard isMonth(begin.next), sign(begin.next + 1) == " ", (1...2).contains(digits(begin.next + 2)),
      sign(begin.next + 3) == " "
    else { return [] }
    return times((begin.text + "MMM D ", begin.next + 4)).flatMap { zoned($0) }.compactMap { part in
      guard sign(part.next) == " ", digits(part.next + 1) == 4 else { return nil }
      return (part.text + " YYYY", part.next + 2)
    }
  }

  /// Fourteen digits and the like.
  private func packed() -> [Part] {
    let texts: [String]
    switch digits(0) {
    case 14: texts = ["YYYYMMDDHHMMSS", "DDMMYYYYHHMMSS", "MMDDYYYYHHMMSS"]
    case 12: texts = ["YYYYMMDDHHMM", "YYMMDDHHMMSS", "DDMMYYHHMMSS"]
    case 15...20: texts = ["YYYYMMDDHHMMSSf"]
    default: return []
    }
    return texts.flatMap { fraction(($0, 1)) }
  }

  private func separated(_ part: Part) -> [Part] {
    if word(part.next) == "T" { return [(part.text + "T", part.next + 1)] }
    var found = part
    while found.next < part.next + 3, let sign = sign(found.next) { found = (found.text + sign, found.next + 1) }
    return found.next == part.next ? [] : [found]
  }

  private func times(_ begin: Part) -> [Part] {
    let at = begin.next
    if digits(at) == 6 { return fraction((begin.text + "HHMMSS", at + 1)) }
    if digits(at) == 4 { return [(begin.text + "HHMM", at + 1)] }
    guard (1...2).contains(digits(at)), let mark = hourMark(at + 1), digits(at + 2) == 2 else { return [] }
    let hour = digits(at) == 1 ? "H" : "HH"
    var part: Part = ("\(hour)\(mark)MM", at + 3)
    if sign(part.next) == mark, digits(part.next + 1) == 2 { part = (part.text + mark + "SS", part.next + 2) }
    if mark.hasPrefix("'") { return [lettered(part, begin)] }
    return fraction(part).map { found in
      let blank = sign(found.next) == " " ? 1 : 0
      if let word = word(found.next + blank), ["AM", "PM"].contains(word.uppercased()) {
        let text = found.text.replacing("H", with: "h") + (blank > 0 ? " " : "") + "AM"
        return (begin.text + text, found.next + blank + 1)
      }
      return (begin.text + found.text, found.next)
    }
  }

  /// `10h05`, `10h05m`, `10h05m07s`.
  private func lettered(_ hours: Part, _ begin: Part) -> Part {
    var part: Part = (begin.text + hours.text, hours.next)
    guard let minutes = word(part.next), ["m", "min"].contains(minutes.lowercased()) else { return part }
    part = (part.text + "'\(minutes)'", part.next + 1)
    guard digits(part.next) == 2 else { return part }
    part = (part.text + "SS", part.next + 1)
    guard let seconds = word(part.next), ["s", "seg", "sec"].contains(seconds.lowercased()) else { return part }
    return (part.text + "'\(seconds)'", part.next + 1)
  }

  /// `10:05`, `10.05`, `10h05`.
  private func hourMark(_ at: Int) -> String? {
    if let word = word(at), word == "h" || word == "H" { return "'\(word)'" }
    return sign(at).flatMap { [":", "."].contains($0) ? $0 : nil }
  }

  private func fraction(_ part: Part) -> [Part] {
    guard part.text.hasSuffix("SS"), let mark = sign(part.next), mark == "." || mark == ",",
      (1...9).contains(digits(part.next + 1))
    else { return [part] }
    return [(part.text + mark + "f", part.next + 2)]
  }

  /// `BRT`: which offset that is the time zone must say.
  private func isZoneWord(_ word: String) -> Bool {
    (3...4).contains(word.count) && word.allSatisfy { ("A"..."Z").contains($0) }
  }

  /// With the offset that may follow, or the name of one.
  private func zoned(_ part: Part) -> [Part] {
    let blank = sign(part.next) == " " ? 1 : 0
    let at = part.next + blank
    let text = part.text + (blank > 0 ? " " : "")
    if let word = word(at), Self.zoneWords.contains(word) {
      // UTC-03:00
      if let end = offset(at + 1) { return [(text + "'\(word)'ZZ", end)] }
      return [(text + "ZZ", at + 1)]
    }
    if let word = word(at), blank > 0, isZoneWord(word), !isMonth(at), weekday(at: at) == nil {
      return [(text + "'\(word)'", at + 1)]
    }
    return [offset(at).map { (text + "ZZ", $0) } ?? part]
  }

  /// Where the offset ends that begins there: `-03`, `-0300`, `-03:00`.
  private func offset(_ at: Int) -> Int? {
    guard let mark = sign(at), mark == "-" || mark == "+" else { return nil }
    if digits(at + 1) == 4 { return at + 2 }
    guard digits(at + 1) == 2 else { return nil }
    return sign(at + 2) == ":" && digits(at + 3) == 2 ? at + 4 : at + 2
  }
}
