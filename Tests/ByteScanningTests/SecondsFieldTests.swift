import ByteScanning
import Testing

@testable import ReferenceRating

@Suite("Spec 2.3: billable")
struct SecondsFieldTests {
  private func parse(_ text: [UInt8], _ mark: UInt8 = UInt8(ascii: ".")) -> UInt32? {
    text.withUnsafeBufferPointer { SecondsField.parse($0, decimalMark: mark) }
  }

  @Test(
    "1 to 9 digits, optionally the decimal mark and digits; fractions are rounded up",
    arguments: [
      ("0", 0), ("489", 489), ("000000007", 7), ("999999999", 999_999_999), ("488.27", 489), ("488.0", 488),
      ("488.000", 488), ("488.0001", 489), ("0.1", 1), ("0.0", 0), ("999999999.9", 1_000_000_000),
      ("1.00000000000000000000000000000000000000000001", 2),
    ])
  func values(_ text: String, _ seconds: UInt32) {
    #expect(parse(Array(text.utf8)) == seconds)
  }

  @Test(
    "anything else is no duration",
    arguments: [
      "", ".", "1.", ".5", "1000000000", "0000000000", "1000000000.5", "1,5", "1.5.5", "1.5a", "-1", "+1", " 1", "1 ",
      "1e3", "0x1", "٣", "1:30", "1\u{0}", "1.\u{0}",
    ])
  func noValues(_ text: String) {
    #expect(parse(Array(text.utf8)) == nil)
  }

  @Test("the decimal mark is the layout's")
  func decimalMark() {
    #expect(parse(Array("8,01".utf8), UInt8(ascii: ",")) == 9)
    #expect(parse(Array("8.01".utf8), UInt8(ascii: ",")) == nil)
  }

  @Test("random texts against an obvious twin", arguments: UInt64(1)...10)
  func twin(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<5000 {
      let text = (0..<random.int(0...13)).map { _ in random.pick(Array("00012345678999.,- a".utf8)) }
      #expect(parse(text) == Self.obvious(text), "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
  }

  private static func obvious(_ text: [UInt8]) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
    guard parts.count <= 2, areDigits, parts[0].count <= 9,
      let whole = UInt32(String(decoding: parts[0], as: UTF8.self))
    else { return nil }
    return parts.count == 2 && parts[1].contains { $0 != UInt8(ascii: "0") } ? whole + 1 : whole
  }
}
