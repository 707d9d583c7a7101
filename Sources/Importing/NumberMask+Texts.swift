import ByteScanning

extension NumberMask {
  /// As many digits has a number with no area code.
  private static let fewestDigits = 8

  /// A text that may hold telephone numbers, such as a row of a file: of each run of digits, with what people put between
  /// them, all but the last four as `*`; but not of a day such as 2026-11-10, nor of one with fewer than 8 digits.
  package static func maskAll(in text: [UInt8]) -> [UInt8] {
    var masked = text
    var at = 0
    while at < text.count {
      guard text[at].isDigit else {
        at += 1
        continue
      }
      var end = at
      var gap = 0
      while end < text.count, gap <= widestGap {
        if !text[end].isDigit, !between.contains(text[end]) { break }
        gap = text[end].isDigit ? 0 : gap + 1
        end += 1
      }
      if !startsWithDay(text[at..<end]) { hide(&masked, at..<end) }
      at = end
    }
    return masked
  }

  package static func maskAll(in text: String) -> String {
    String(decoding: maskAll(in: Array(text.utf8)), as: UTF8.self)
  }

  /// As in `(48) 3333-4444`.
  private static let widestGap = 2
  private static let between: Set<UInt8> = Set(" -.()".utf8)

  private static func hide(_ text: inout [UInt8], _ run: Range<Int>) {
    var left = text[run].count(where: \.isDigit)
    guard left >= fewestDigits else { return }
    for index in run where text[index].isDigit {
      if left > shownDigits { text[index] = UInt8(ascii: "*") }
      left -= 1
    }
  }

  /// `2026-11-10`, and not `2026-11-1000`.
  private static func startsWithDay(_ run: ArraySlice<UInt8>) -> Bool {
    let form = Array("0000-00-00".utf8)
    let start = Array(run.prefix(form.count))
    guard start.count == form.count else { return false }
    let isDay = zip(start, form).allSatisfy { $0 == $1 || ($0.isDigit && $1.isDigit) }
    return isDay && run.dropFirst(form.count).first?.isDigit != true
  }
}
