/// The numbers of a timestamp; a part the pattern has no token for is the first of its kind.
struct TimestampParts: Equatable {
  var year = 0
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
}

/// Reads `text` by a pattern of `YYYY MM DD HH MM SS` tokens (spec 2.3): digits stand for exactly the token's length,
/// every other character for itself. The first `MM` after `HH` is minutes. nil if the text is not of the pattern.
func matchTimestamp(_ text: String, pattern: String) -> TimestampParts? {
  var parts = TimestampParts()
  var text = text
  var pattern = pattern
  var hadHour = false
  var hadMinute = false
  func number(_ digits: Int) -> Int? {
    let token = text.first(digits)
    guard token.utf8.count == digits, token.isAllDigits, let value = Int(token) else { return nil }
    text = text.dropping(digits)
    return value
  }
  while !pattern.isEmpty {
    let token = ["YYYY", "MM", "DD", "HH", "SS"].first { pattern.hasPrefix($0) }
    guard let token else {
      guard text.utf8.first == pattern.utf8.first else { return nil }
      text = text.dropping(1)
      pattern = pattern.dropping(1)
      continue
    }
    guard let value = number(token.utf8.count) else { return nil }
    pattern = pattern.dropping(token.utf8.count)
    switch token {
    case "YYYY": parts.year = value
    case "MM" where hadHour && !hadMinute:
      parts.minute = value
      hadMinute = true
    case "MM": parts.month = value
    case "DD": parts.day = value
    case "HH":
      parts.hour = value
      hadHour = true
    default: parts.second = value
    }
  }
  return text.isEmpty ? parts : nil
}
