/// Where a cell's text is among its table's bytes.
struct FieldRange: Sendable {
  var start: UInt32
  var count: UInt32

  static let blank = FieldRange(start: 0, count: 0)

  init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    count = UInt32(truncatingIfNeeded: range.count)
  }

  var isEmpty: Bool { count == 0 }
  var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// Text for a message: cut to a readable length, control characters spelled out, quoted where spaces would not be seen.
func excerpt(of bytes: [UInt8], _ range: Range<Int>) -> String {
  if range.isEmpty { return "nothing" }
  let limit = RegistryLimits.maximumExcerptCharacters
  // A character has at most 4 bytes here; decoding more than can be shown would cost for nothing.
  let text = String(decoding: bytes[range].prefix(4 * (limit + 1)), as: UTF8.self)
  var shown = ""
  for scalar in text.unicodeScalars.prefix(limit) {
    shown += scalar.value < 0x20 || scalar.value == 0x7F ? scalar.escaped(asASCII: true) : String(scalar)
  }
  if text.unicodeScalars.count > limit { shown += "…" }
  return text.first == " " || text.last == " " ? "\"\(shown)\"" : shown
}
