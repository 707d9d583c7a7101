import CallModel
import Testing

@testable import Output

@Suite("Numbers and dates as bytes, against the obvious way (spec 2.5)")
struct TextCursorTests {
  private func text(_ body: (inout TextCursor) -> Void) -> String {
    let buffer = TextBuffer(capacity: 1)
    buffer.write(64, body)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  private static func padded(_ value: UInt64, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// Every power of ten, its neighbours, and a seeded walk between.
  private static let values: [UInt64] = {
    var values: [UInt64] = [0]
    for exponent in 0...18 {
      let power = PhoneNumber.powerOfTen(exponent)
      values += [power - 1, power, power + 1, power * 9 + power / 7]
    }
    var seed: UInt64 = 20_261_124
    for _ in 0..<20_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      values.append(seed >> (seed >> 58))
    }
    return values.filter { $0 <= UInt64(Int64.max) }
  }()

  @Test func `eight digits at once are the eight digits`() {
    for value in stride(from: UInt64(0), to: 100_000_000, by: 9_973) {
      let digits = withUnsafeBytes(of: TextCursor.eightDigits(value)) { String(decoding: $0, as: UTF8.self) }
      #expect(digits == Self.padded(value, 8))
    }
  }

  @Test func `a decimal is what Swift writes`() {
    for value in Self.values { #expect(text { $0.put(decimal: Int(value)) } == String(value)) }
  }

  @Test func `digits are padded with zeros to their count, and what follows is whole`() {
    for value in Self.values {
      let least = String(value).count
      for count in least...20 {
        let written = text {
          $0.put(digits: value, count: count)
          $0.put(UInt8(ascii: ","))
        }
        #expect(written == Self.padded(value, count) + ",")
      }
    }
  }

  @Test(arguments: 2...6)
  func `an amount has its decimals, nothing rounded away but zeros`(decimals: Int) {
    for value in Self.values where value < 1 << 60 {
      let whole = value / 1_000_000
      let fraction = Self.padded(value % 1_000_000, 6).prefix(decimals)
      #expect(text { $0.put(micros: Int64(value), decimals: decimals) } == "\(whole).\(fraction)")
    }
    #expect(text { $0.put(micros: 0, decimals: decimals) } == "0." + String(repeating: "0", count: decimals))
  }

  @Test func `the time of day has two digits each`() {
    for second in 0..<86_400 {
      let parts = [second / 3600, second / 60 % 60, second % 60].map { Self.padded(UInt64($0), 2) }
      #expect(text { $0.put(clock: second) } == parts.joined(separator: ":"))
    }
  }

  @Test func `quotes are needed where the obvious way says so`() {
    for byte in UInt8.min...UInt8.max {
      for count in 1...20 {
        for place in 0..<count {
          var cell = [UInt8](repeating: place % 2 == 0 ? 0x2D : 0x20, count: count)
          cell[place] = byte
          let found = cell.withUnsafeBufferPointer { CSVText.needsQuotesQuickly($0) }
          #expect(found == CSVText.needsQuotes(cell))
        }
      }
    }
  }

  @Test func `a date is the same from the table and without, however days collide in it`() {
    let texts = DateTexts()
    for day in [20_000, 20_064, 20_000, 0, 64, 84_000, -64, 20_001, 19_999, 20_000] as [Int32] {
      let date = CivilDate(daysSinceEpoch: day)
      #expect(text { texts.write(date, to: &$0) } == date.description)
    }
  }
}
