import ByteScanning
import CallModel
import Testing

@testable import RecordLayouts

/// Cells in quotes are read where they lie; split byte by byte they are read in the general way: the twin (spec 7.2).
@Suite("Quoted rows, read both ways")
struct QuotedRowTests {
  private struct Source {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func one(of texts: [String]) -> String { texts[below(texts.count)] }

    /// Mostly as a switch writes it; now and then odd.
    mutating func cell(_ usual: [String]) -> String {
      let text =
        below(12) == 0 ? one(of: ["", "x", "-1", "0", "a\"\"b", "1\"", " 7 ", "0000-00-00 00:00:00"]) : one(of: usual)
      switch below(8) {
      case 0: return text.contains(",") || text.contains("\"") ? "\"\(text)\"" : text
      case 1: return "\"\(text)\"\(below(4) == 0 ? "z" : "")"
      default: return "\"\(text)\""
      }
    }

    mutating func row() -> String {
      let day = 1 + below(2)
      let second = below(60)
      func time(_ hour: String, _ minute: Int) -> String {
        let two = { (value: Int) in (value < 10 ? "0" : "") + String(value) }
        return "2026-11-\(two(day)) \(hour):\(two(minute)):\(two(second))"
      }
      let minute = below(50)
      let hour = one(of: ["00", "09", "23", "24"])
      let unix = 1_793_502_000 + below(3) * 86_400 + minute * 60
      let cells = [
        cell(["", "785763"]), cell(["551133163018", "4833334444"]), cell(["0651121579951", "190", "+351211234567"]),
        "\"from-internal\"", one(of: ["\"\"\"A\"\" <1>\"", "\"B, C\"", ""]), "\"PJSIP/1-2\"",
        cell(["PJSIP/TRK05-00000001", "SIP/x"]), "\"Dial\"", "\"a,30,tT\"", cell([time(hour, minute)]),
        cell([time(hour, minute), ""]), cell([time(hour, minute + 3), time("23", minute)]), "311",
        one(of: ["307", "\"307\"", "0", "180.5", "\"\"", "-1", "181"]),
        cell(["ANSWERED", "ANSWERED", "BUSY", "NO ANSWER"]), "\"DOCUMENTATION\"",
        cell(["\(unix).17", "pbx1-\(unix).3", "\(unix)", "\(unix).1.2", "\(unix).", ".5"]),
      ]
      return cells.prefix(below(20) == 0 ? 16 : 17).joined(separator: ",")
    }
  }

  private func read(_ text: String, _ layout: BoundLayout, masks: Bool) -> (rows: [String], checks: RowChecks) {
    let reader = RowReader(layout: layout)
    var fieldReader = CallFieldReader(layout: layout)
    var rows: [String] = []
    Array(text.utf8).withUnsafeBytes { bytes in
      reader.start(bytes, layout: layout, usesMasks: masks)
      while true {
        switch reader.next() {
        case .end: return
        case .fault(let reason): rows.append(reason.name)
        case .ignored: rows.append("ignored")
        case .fields:
          var fields = CallFields()
          if let reason = reader.readFields(&fieldReader, into: &fields) {
            rows.append(reason.name)
            continue
          }
          let texts = [
            fields.caller, fields.called, fields.globalID, fields.leg, fields.trunk, fields.accountCode,
          ].map { String(decoding: $0, as: UTF8.self) }
          rows.append(
            "\(fields.isAnswered) \(fields.instant) \(fields.billableSeconds) \(fields.direction) "
              + texts.joined(separator: "|"))
        }
      }
    }
    return (rows, fieldReader.checks)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `fields, faults and checks are the same`(seed: UInt64) throws {
    var source = Source(seed)
    let text = (0..<200).map { _ in source.row() + "\n" }.joined()
    let layout = try #require(try BuiltInLayouts.layout(named: "asterisk"))
    let zone = try #require(TimeZoneRules(builtIn: layout.timeZone))
    let bound = try BoundLayout(layout, zone: zone, header: [])
    #expect(bound.meaning.isQuoted)
    let fast = read(text, bound, masks: true)
    let slow = read(text, bound, masks: false)
    for (row, other) in zip(fast.rows, slow.rows) { #expect(row == other, "seed \(seed)") }
    #expect(fast.rows.count == slow.rows.count)
    #expect(fast.checks == slow.checks)
  }

  @Test func `a byte is found in texts of all lengths, and only where it is`() {
    for count in 0...40 {
      var text = [UInt8](repeating: 0x23, count: count)
      #expect(!text.withUnsafeBufferPointer { $0.has(0x22) })
      for place in 0..<count {
        text[place] = 0x22
        #expect(text.withUnsafeBufferPointer { $0.has(0x22) })
        text[place] = 0x21
      }
      #expect(!text.withUnsafeBufferPointer { $0.has(0x22) })
    }
  }
}
