import Testing

@testable import Inspection

@Suite("What a file's first bytes tell, spec 2.3")
struct TextSampleTests {
  private func sample(_ bytes: [UInt8], isWhole: Bool = true) -> TextSample { TextSample(bytes, isWhole: isWhole) }

  @Test("line ends by kind")
  func lineEnds() {
    let found = sample(Array("a\nb\r\nc\rd\n\r\n".utf8))
    #expect([found.lineFeeds, found.carriageReturnLineFeeds, found.loneCarriageReturns] == [2, 2, 1])
    #expect(found.lines.map { String(decoding: $0, as: UTF8.self) } == ["a", "b", "c\rd"])
  }

  @Test(
    "encoding of the whole lines",
    arguments: [
      (Array("abc\n".utf8), TextSample.Encoding.ascii), (Array("é\n".utf8), .utf8), ([0xE9, 0x0A], .latin1),
      ([], .ascii),
      (Array("a\n".utf8) + [0xE9], .latin1),
    ] as [([UInt8], TextSample.Encoding)])
  func encodings(_ bytes: [UInt8], _ encoding: TextSample.Encoding) {
    #expect(sample(bytes).encoding == encoding)
  }

  @Test("a character cut by the sample's end does not make the file Latin-1, and the cut line is left out")
  func cutCharacter() {
    let found = sample(Array("é\n".utf8) + [0xC3], isWhole: false)
    #expect(found.encoding == .utf8)
    #expect(found.lines.count == 1)
    #expect(sample(Array("abc".utf8), isWhole: false).lines.isEmpty)
  }

  @Test("the byte order mark is no part of the first line")
  func byteOrderMark() {
    let found = sample([0xEF, 0xBB, 0xBF] + Array("\r\na;b\r\nc".utf8))
    #expect(found.byteOrderMark == .utf8)
    #expect(found.firstLine == Array("a;b".utf8))
    #expect(found.lines.count == 2)
  }

  @Test("Latin-1 lines come as UTF-8, the first also as it came")
  func latin1() {
    let found = sample([0xE9, 0x0A])
    #expect(found.lines == [Array("é".utf8)])
    #expect(found.firstLine == [0xE9])
  }

  @Test(
    "what cannot be a CDR file says what to do",
    arguments: [
      ([UInt8](repeating: 0, count: 5_000), "expected text, found binary data (NUL bytes)"),
      ([0x7F, 0x45, 0x00, 0x0A, 0x01], "expected text, found binary data (NUL bytes)"),
      (
        Array("a;b\rc;d\r".utf8),
        "expected lines that end in \\n or \\r\\n, found lines that end in \\r: convert them (tr '\\r' '\\n')"
      ),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1],
        "expected text, plain or gzip, found an old spreadsheet or document (xls, doc): export it as CSV"
      ),
      (
        [0xEF, 0xBB, 0xBF] + Array("<?xml version=\"1.0\"?>\n<cdr>\n".utf8),
        "expected text, plain or gzip, found XML: export the calls as CSV, a row each"
      ),
      (
        Array("{\"start\":\"2026-11-13T14:03:22Z\",\"src\":\"4833334444\"}\n".utf8),
        "expected text, plain or gzip, found JSON: export the calls as CSV, a row each"
      ),
      (
        Array("<html><table>\n".utf8), "expected text, plain or gzip, found HTML: export the calls as CSV, a row each"
      ),
      (Array("%PDF-1.7".utf8), "expected text, plain or gzip, found a PDF document: export the calls as CSV"),
      (Array(String(repeating: "a;b\n", count: 500).utf8) + [0], nil), (Array("a;b\nc;d\n".utf8), nil), ([], nil),
    ] as [([UInt8], String?)])
  func obstacles(_ bytes: [UInt8], _ obstacle: String?) {
    #expect(sample(bytes).obstacle == obstacle)
  }

  @Test("at most so many lines, none longer than a row")
  func limits() {
    let many = sample(Array(repeating: [0x61, 0x0A], count: 5000).flatMap { $0 })
    #expect(many.lines.count == TextSample.maximumLines)
    #expect(many.rest.count == 2 * 4999 + 1)
    let long = sample([UInt8](repeating: 0x61, count: 70_000) + [0x0A, 0x62])
    #expect(long.lines == [[0x62]])
  }
}
