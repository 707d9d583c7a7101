import ByteScanning
import CallModel

/// Which pattern a column's timestamps have.
struct TimestampGuess {
  /// The pattern, and the zone that its ending names, if it names one.
  struct Form: Equatable {
    var pattern: TimestampPattern
    var zone: String?
    /// The offset that stands for itself at the end, e.g. `-03:00`.
    var fixedOffset: String?
  }

  let form: Form
  let matchCount: Int
  /// Day and month could be the other way round: every value reads as a date both ways.
  let isDayMonthOpen: Bool

  /// Date and time, the likeliest first; of equals the first is taken, so day before month as in Brazil.
  private static let stems = [
    "YYYY-MM-DD HH:MM:SS", "YYYY-MM-DDTHH:MM:SS", "DD/MM/YYYY HH:MM:SS", "DD-MM-YYYY HH:MM:SS", "DD.MM.YYYY HH:MM:SS",
    "YYYY/MM/DD HH:MM:SS", "YYYYMMDDHHMMSS", "YYYYMMDD HHMMSS", "YYYYMMDD HH:MM:SS", "YYYYMMDDTHHMMSS",
    "YYYY.MM.DD HH:MM:SS", "DDMMYYYY HH:MM:SS", "DDMMYYYYHHMMSS", "DD/MM/YYYY-HH:MM:SS", "DD/MM/YYYYTHH:MM:SS",
    "YYYY-MM-DD-HH:MM:SS", "HH:MM:SS DD/MM/YYYY", "MM/DD/YYYY HH:MM:SS", "MM-DD-YYYY HH:MM:SS",
  ]
  private static let dayFirst = [
    "DD/MM/YYYY HH:MM:SS": "MM/DD/YYYY HH:MM:SS", "DD-MM-YYYY HH:MM:SS": "MM-DD-YYYY HH:MM:SS",
  ]
  /// Values looked at for endings (fractions, offsets); the rest repeats them.
  private static let maximumFormSources = 20

  /// The pattern that fits most of `values`; nil if none fits any.
  init?(_ values: [[UInt8]]) {
    var forms: [(form: Form, stem: String)] = []
    for value in values.prefix(Self.maximumFormSources) {
      for stem in Self.stems {
        guard let form = Self.form(stem, of: value), !forms.contains(where: { $0.form == form }) else { continue }
        forms.append((form, stem))
      }
    }
    var best: (form: Form, stem: String, count: Int)?
    for (form, stem) in forms {
      let count = values.count { Self.reads($0, form.pattern) }
      guard count > 0 else { continue }
      let isBetter =
        best.map { count > $0.count || (count == $0.count && Self.rank(stem) < Self.rank($0.stem)) } ?? true
      if isBetter { best = (form, stem, count) }
    }
    guard let best else { return nil }
    form = best.form
    matchCount = best.count
    let other = Self.dayFirst[best.stem].flatMap { stem in forms.first { $0.stem == stem } }
    isDayMonthOpen = other.map { other in values.count { Self.reads($0, other.form.pattern) } == best.count } ?? false
  }

  private static func rank(_ stem: String) -> Int {
    stems.firstIndex(of: stem) ?? stems.count
  }

  /// `stem` and the ending of `value`, if the value begins like the stem.
  private static func form(_ stem: String, of value: [UInt8]) -> Form? {
    guard value.count >= stem.utf8.count, let pattern = try? TimestampPattern(stem),
      reads(Array(value.prefix(stem.utf8.count)), pattern)
    else { return nil }
    var rest = String(decoding: value.dropFirst(stem.utf8.count), as: UTF8.self)
    var text = stem
    if let mark = rest.first, mark == "." || mark == "," {
      let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
      guard !digits.isEmpty else { return nil }
      text += String(mark) + String(repeating: "F", count: digits.count)
      rest.removeFirst(1 + digits.count)
    }
    guard !rest.isEmpty else { return (try? TimestampPattern(text)).map { Form(pattern: $0) } }
    guard isOffset(rest), let whole = try? TimestampPattern(text + rest) else { return nil }
    let isUTC = rest == "Z" || !rest.contains { ("1"..."9").contains($0) }
    return Form(pattern: whole, zone: isUTC ? "UTC" : nil, fixedOffset: isUTC ? nil : rest)
  }

  /// `Z`, `-03`, `-0300`, `-03:00`, also after a space.
  private static func isOffset(_ text: String) -> Bool {
    let text = text.drop { $0 == " " }
    if text == "Z" { return true }
    guard let sign = text.first, sign == "+" || sign == "-" else { return false }
    let digits = text.dropFirst().filter { $0 != ":" }
    return (2...4).contains(digits.count) && digits.allSatisfy { ("0"..."9").contains($0) } && text.count <= 6
  }

  /// Whether `value` is of the pattern and names a time that exists.
  private static func reads(_ value: [UInt8], _ pattern: TimestampPattern) -> Bool {
    localSeconds(value, pattern) != nil
  }

  /// Seconds since 1970 as the clock on the wall showed them; nil if `value` is no time of this pattern.
  static func localSeconds(_ value: [UInt8], _ pattern: TimestampPattern) -> Int64? {
    var parts = TimestampPattern.Parts()
    guard value.withUnsafeBufferPointer({ pattern.parse($0, into: &parts) }),
      CallFieldReader.years.contains(parts.year),
      CivilDate.exists(year: parts.year, month: parts.month, day: parts.day),
      parts.hour < 24, parts.minute < 60, parts.second < 60
    else { return nil }
    let day = CivilDate(year: parts.year, month: parts.month, day: parts.day)
    return Int64(day.daysSinceEpoch) * 86_400 + Int64(parts.hour * 3600 + parts.minute * 60 + parts.second)
  }
}
