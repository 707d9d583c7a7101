/// Compiles the text of a pattern to its elements (spec 7.3).
struct TimestampCompiler {
  private typealias Element = TimestampPattern.Element
  private typealias Fault = TimestampPattern.Fault

  private let bytes: [UInt8]
  private var index = 0
  private var elements: [TimestampPattern.Element] = []
  private var names: Set<String> = []
  /// Signs since the hour; nil if the last token is another.
  private var signsSinceHour: Int?

  private static let known =
    "YYYY, YY, MMM, MM, M, DD, D, EEE, HH, H, hh, h, AM, SS, F, f, ZZ, T, Z, punctuation or 'text'"
  /// The longest first.
  private static let tokens = [
    "YYYY", "YY", "MMM", "MM", "M", "DD", "D", "EEE", "HH", "H", "hh", "h", "AM", "SS", "ZZ", "F", "f",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func compile(_ scope: TimestampPattern.Scope) throws(TimestampPattern.Fault) -> [TimestampPattern.Element] {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "'") {
        try takeQuotedText()
      } else if let token = Self.tokens.first(where: { bytes[index...].starts(with: $0.utf8) }) {
        index += token.utf8.count
        try add(token)
      } else {
        try takeSign(byte)
      }
    }
    try check(scope)
    return elements
  }

  private mutating func add(_ token: String) throws(TimestampPattern.Fault) {
    let isMinute = (token == "MM" || token == "M") && (signsSinceHour.map { $0 <= 1 } ?? false)
    let (name, element): (String, TimestampPattern.Element) =
      switch token {
      case "YYYY": ("year", .year)
      case "YY": ("year", .shortYear)
      case "MM" where isMinute: ("minute", .minute(isPadded: true))
      case "M" where isMinute: ("minute", .minute(isPadded: false))
      case "MM": ("month", .month(isPadded: true))
      case "M": ("month", .month(isPadded: false))
      case "MMM": ("month", .monthName)
      case "DD": ("day", .day(isPadded: true))
      case "D": ("day", .day(isPadded: false))
      case "EEE": ("weekday", .weekday)
      case "HH": ("hour", .hour(isPadded: true))
      case "H": ("hour", .hour(isPadded: false))
      case "hh": ("hour", .hour(isPadded: true))
      case "h": ("hour", .hour(isPadded: false))
      case "AM": ("AM", .halfDay)
      case "SS": ("second", .second)
      case "ZZ": ("offset", .offset)
      case "f": ("fraction", .fraction)
      default: ("", .droppedDigit)
      }
    if !name.isEmpty, !names.insert(name).inserted {
      throw TimestampPattern.Fault(description: "expected each part once, found \(name) twice")
    }
    if token.hasPrefix("h") { names.insert("hour of twelve") }
    signsSinceHour = name == "hour" ? 0 : nil
    elements.append(element)
  }

  private mutating func takeQuotedText() throws(TimestampPattern.Fault) {
    guard let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
      throw TimestampPattern.Fault(description: "expected a second apostrophe, found none")
    }
    // Two apostrophes with nothing between them are one.
    let text = end == index + 1 ? bytes[index...index] : bytes[(index + 1)..<end]
    index = end + 1
    for byte in text { addSign(byte) }
  }

  private mutating func takeSign(_ byte: UInt8) throws(TimestampPattern.Fault) {
    let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    if isLetter {
      var end = index
      while end < bytes.count, bytes[end] == byte { end += 1 }
      let isAlone = end == index + 1 && (byte == UInt8(ascii: "T") || byte == UInt8(ascii: "Z"))
      guard isAlone else {
        let run = String(decoding: bytes[index..<end], as: UTF8.self)
        throw TimestampPattern.Fault(description: "expected \(Self.known), found \(run)")
      }
    }
    index += 1
    addSign(byte)
  }

  private mutating func addSign(_ byte: UInt8) {
    if let count = signsSinceHour { signsSinceHour = count + 1 }
    if byte == UInt8(ascii: " ") {
      // A blank is one or more, so that a second one says nothing more.
      if elements.last != .blank { elements.append(.blank) }
    } else {
      elements.append(.literal(byte))
    }
  }

  private func check(_ scope: TimestampPattern.Scope) throws(TimestampPattern.Fault) {
    let date = ["year", "month", "day"]
    let time = ["hour", "minute"]
    let timeOnly = ["hour", "minute", "second", "AM", "fraction"]
    let needed: [String]
    let (expected, refused): (String, [String])
    switch scope {
    case .whole: (needed, expected, refused) = (date + time, "YYYY, MM, DD, HH and MM", [])
    case .date: (needed, expected, refused) = (date, "YYYY, MM and DD", timeOnly)
    case .time: (needed, expected, refused) = (time, "HH and MM", date + ["weekday"])
    }
    if let missing = needed.first(where: { !names.contains($0) }) {
      throw TimestampPattern.Fault(description: "expected \(expected), found no \(missing)")
    }
    if let extra = refused.first(where: { names.contains($0) }) {
      throw TimestampPattern.Fault(description: "expected \(expected) alone, found \(extra) too")
    }
    guard names.contains("AM") == names.contains("hour of twelve") else {
      throw TimestampPattern.Fault(description: "expected hh and AM together, found one of them")
    }
    if names.contains("fraction"), !names.contains("second") {
      throw TimestampPattern.Fault(description: "expected SS before f, found no second")
    }
  }
}
