import ByteScanning
import CallModel
import RecordLayouts
import Testing

@testable import ReferenceRating

@Suite("Spec 2.3, 2.4: from bytes to rows")
struct RowReaderTests {
  private func texts(_ bytes: [UInt8], _ layout: BoundLayout) -> [String] {
    let fast = readRows(bytes, layout, masks: true)
    let slow = readRows(bytes, layout, masks: false)
    #expect(fast.rows == slow.rows)
    #expect(fast.lineCount == slow.lineCount)
    return fast.rows.map(\.description)
  }

  @Test(
    "rows end in \\n or \\r\\n or with the file; empty lines count but are no rows",
    arguments: [
      ("", []), ("\n", []), ("\r\n\n", []), ("a;b", ["0: a|b"]), ("a;b\n", ["0: a|b"]), ("a;b\r\n", ["0: a|b"]),
      ("\na;b\n\nc;d\n", ["1: a|b", "3: c|d"]), ("a;b\r", ["0: a|b\r"]), ("a;b\rc\n", ["0: a|b\rc"]),
      ("\r\r\n", ["0: missing-field"]), ("\r", ["0: missing-field"]), (";\n", ["0: |"]),
      ("a\n", ["0: missing-field"]), ("a;b;c\n", ["0: extra-field"]), ("a;\n;b", ["0: a|", "1: |b"]),
      ("a\u{0};b\n", ["0: bad-encoding"]), ("\"a;b\"\n", ["0: \"a|b\""]), ("é;b\n", ["0: é|b"]),
    ])
  func lineEnds(_ text: String, _ rows: [String]) throws {
    #expect(texts(Array(text.utf8), try headerless(2)) == rows)
  }

  @Test(
    "a byte order mark before a row, where files were put together, is passed over; within a row it is text",
    arguments: [
      ("\u{FEFF}a;b\n\u{FEFF}c;d\n", ["0: a|b", "1: c|d"]),
      ("a;b\n\u{FEFF}\n\u{FEFF}\u{FEFF}c;d", ["0: a|b", "2: c|d"]),
      ("a;\u{FEFF}b\n", ["0: a|\u{FEFF}b"]), ("a;b\r\n\u{FEFF}\r\nc;d", ["0: a|b", "2: c|d"]),
    ])
  func marksBeforeRows(_ text: String, _ rows: [String]) throws {
    #expect(texts(Array(text.utf8), try headerless(2)) == rows)
    let latin1 = Array("a;b\n".utf8) + [0xEF, 0xBB, 0xBF] + Array("c;d\n".utf8)
    #expect(texts(latin1, try headerless(2, encoding: .latin1)) == ["0: a|b", "1: c|d"])
    let quoted = Array("\"a;x\";b\n\u{FEFF}\"c;x\";d\ne;f\n".utf8)
    #expect(texts(quoted, try headerless(2, quote: UInt8(ascii: "\""))) == ["0: a;x|b", "1: c;x|d", "2: e|f"])
  }

  @Test(
    "quotes",
    arguments: [
      ("\"a;b\";c\n", ["0: a;b|c"]), ("\"a\nb\";c\n", ["0: missing-field", "1: b\"|c"]),
      ("\"a\"\"\";\"\"\n", ["0: a\"|"]), ("\"a;b\n\"c\";d\n", ["0: missing-field", "1: c|d"]),
    ])
  func quotes(_ text: String, _ rows: [String]) throws {
    #expect(texts(Array(text.utf8), try headerless(2, quote: UInt8(ascii: "\""))) == rows)
  }

  @Test(
    "spec 2.4: bytes that are no UTF-8 are bad-encoding, and come before the field count",
    arguments: [
      [0xE9], [0x3B, 0xFF], [0xC0, 0x80, 0x3B], [0xED, 0xA0, 0x80, 0x3B], [0xF5, 0x80, 0x80, 0x80, 0x3B],
      [0x3B, 0xE2, 0x82], [0x80, 0x3B, 0x3B],
    ] as [[UInt8]])
  func badEncoding(_ row: [UInt8]) throws {
    #expect(texts(row + Array("\na;b\n".utf8), try headerless(2)) == ["0: bad-encoding", "1: a|b"])
  }

  @Test("Latin-1 becomes UTF-8; the raw row stays as it came")
  func latin1() throws {
    let bytes: [UInt8] = [0xE9, 0x3B, 0x80, 0xFF, 0x0A, 0x61, 0x3B, 0x62]
    let layout = try headerless(2, encoding: .latin1)
    #expect(texts(bytes, layout) == ["0: é|\u{80}ÿ", "1: a|b"])
    #expect(readRows(bytes, layout, masks: true).rows[0].raw == [0xE9, 0x3B, 0x80, 0xFF])
  }

  @Test("spec 2.4: a row of 64 KiB is read, one byte more is too-long", arguments: ["\n", "\r\n", ""])
  func longRows(lineEnd: String) throws {
    let layout = try headerless(2)
    for (count, isRead) in [(65_535, true), (65_536, true), (65_537, false), (200_000, false)] {
      let row = [UInt8](repeating: UInt8(ascii: "x"), count: count - 2) + Array(";y".utf8)
      let bytes = row + Array(lineEnd.utf8)
      let fast = readRows(bytes, layout, masks: true).rows
      #expect(fast == readRows(bytes, layout, masks: false).rows)
      #expect(fast.count == 1)
      #expect(fast.first?.fault == (isRead ? nil : .tooLong), "\(count) bytes")
      #expect(fast.first?.raw.count == (isRead ? count : 1024))
    }
  }

  @Test("too-long comes before bad-encoding, and the rows after are read")
  func faultsInOrder() throws {
    let bytes = [UInt8](repeating: 0xFF, count: 70_000) + Array("\na;b\n".utf8)
    #expect(texts(bytes, try headerless(2)).map { $0.prefix(8) } == ["0: too-l", "1: a|b"])
  }

  @Test("spec 5.5, rule 3: masks, scalar and the obvious way agree on random bytes", arguments: UInt64(1)...20)
  func twins(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let alphabets: [[UInt8]] = [
      Array(0...255), Array(";\n\r\"ab".utf8), Array(";;;\n\"\"é\r\u{0}x".utf8),
      [0x3B, 0x0A, 0x0D, 0xC3, 0xA9, 0x22, 0],
      Array("2026-11-01 00:00:00;554833334444;\n".utf8),
    ]
    for _ in 0..<150 {
      let alphabet = random.pick(alphabets)
      let bytes = (0..<random.int(0...400)).map { _ in random.pick(alphabet) }
      let layout = try headerless(
        random.int(1...5), quote: random.pick([nil, UInt8(ascii: "\"")]),
        encoding: random.pick(RecordLayout.Encoding.allCases))
      let fast = readRows(bytes, layout, masks: true)
      let slow = readRows(bytes, layout, masks: false)
      let obvious = readRowsObviously(bytes, layout)
      #expect(fast.rows == slow.rows, "seed \(seed): \(bytes)")
      #expect(fast.rows == obvious.rows, "seed \(seed): \(bytes)")
      #expect(fast.lineCount == slow.lineCount && fast.lineCount == obvious.lineCount, "seed \(seed): \(bytes)")
    }
  }

  @Test("a reader goes on to another chunk and another layout")
  func restart() throws {
    let reader = RowReader(layout: try headerless(2))
    let chunks: [(String, BoundLayout)] = [
      ("a;b\nc;d\n", try headerless(2)), ("a|b|c\n", try headerless(3, delimiter: UInt8(ascii: "|"))),
      ("", try headerless(1)),
    ]
    for (text, layout) in chunks {
      Array(text.utf8).withUnsafeBytes { bytes in
        reader.start(bytes, layout: layout)
        var count = 0
        while case .fields = reader.next() { count += 1 }
        #expect(count == reader.lineCount)
        #expect(count == text.utf8.count { $0 == UInt8(ascii: "\n") })
      }
    }
  }
}
