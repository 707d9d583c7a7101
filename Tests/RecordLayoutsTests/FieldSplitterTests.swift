import ByteScanning
import RecordLayouts
import Testing

@testable import ReferenceRating

@Suite("Spec 2.3: delimiters and quotes")
struct FieldSplitterTests {
  private let comma = UInt8(ascii: ",")
  private let quote = UInt8(ascii: "\"")

  private func split(_ row: [UInt8], quote: UInt8?) -> [[UInt8]] {
    row.withUnsafeBufferPointer { FieldSplitter().split($0, delimiter: comma, quote: quote) }
  }

  @Test(
    "with quotes",
    arguments: [
      ("", [""]), ("a", ["a"]), (",", ["", ""]), ("a,b", ["a", "b"]), (#""a""#, ["a"]), (#""""#, [""]),
      (#""a,b",c"#, ["a,b", "c"]), (#""a""b""#, [#"a"b"#]), (#""""""#, [#"""#]), (#"a"b"c"#, [#"a"b"c"#]),
      (#""a"b"#, ["ab"]), (#""a"b"c""#, [#"ab"c""#]), (#""a"#, ["a"]), (#""a,b"#, ["a,b"]), (#""a"","#, [#"a","#]),
      (#"a,""#, ["a", ""]), (#"a,"b"#, ["a", "b"]), (#" "a""#, [#" "a""#]), (#"'a,b'"#, ["'a", "b'"]),
      ("a,,b,", ["a", "", "b", ""]), (#""a","b"#, ["a", "b"]),
    ])
  func quoted(_ row: String, _ fields: [String]) {
    #expect(split(Array(row.utf8), quote: quote) == fields.map { Array($0.utf8) })
  }

  @Test(
    "without quotes they are characters", arguments: [(#""a,b""#, [#""a"#, #"b""#]), ("", [""]), ("a,", ["a", ""])])
  func unquoted(_ row: String, _ fields: [String]) {
    #expect(split(Array(row.utf8), quote: nil) == fields.map { Array($0.utf8) })
  }

  @Test("a splitter used again forgets what it held, and grows")
  func reuse() {
    let splitter = FieldSplitter()
    for count in [3, 0, 70_000, 1, 5_000] {
      let row = [UInt8](repeating: comma, count: count)
      let fields = row.withUnsafeBufferPointer { splitter.split($0, delimiter: comma, quote: quote) }
      #expect(fields == Array(repeating: [], count: count + 1))
    }
  }

  @Test("the reference agrees on random rows", arguments: UInt64(1)...10)
  func reference(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var layout = ReferenceLayout.summit1
    layout.delimiter = comma
    layout.quote = quote
    for _ in 0..<2000 {
      let row = (0..<random.int(0...12)).map { _ in random.pick(Array("\"\"\",,ab".utf8)) }
      let fields = split(row, quote: quote).map { String(decoding: $0, as: UTF8.self) }
      #expect(fields == layout.fields(of: row[...]), "seed \(seed): \(String(decoding: row, as: UTF8.self))")
    }
  }
}
