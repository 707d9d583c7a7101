import CallModel
import Testing

/// Patterns of file names and of rows' values (spec 7.1).
@Suite struct GlobTests {
  @Test(
    "A pattern is of the whole value: * any text, ? one character, […] one of a set, \\ the next sign as it is",
    arguments: [
      ("cdr_*", ["cdr_", "cdr_01", "cdr_01.csv"], ["CDR_01", "xcdr_01", "cmr_01", ""]),
      ("*", ["", "a", "*97"], []),
      ("", [""], ["a"]),
      ("?", ["a", "é", "€", "😀"], ["", "ab"]),
      ("a?c", ["abc", "aéc"], ["ac", "abbc"]),
      ("*.csv.gz", ["a.csv.gz", ".csv.gz"], ["a.csv.gz.md5", "a.csv"]),
      ("a*b*c", ["abc", "aXbYc", "abbcc", "abcbc"], ["ab", "acb", "abcd"]),
      ("**a**", ["a", "xax"], ["x"]),
      ("[ab]1", ["a1", "b1"], ["c1", "1", "ab1"]),
      ("[0-9][0-9]", ["00", "97"], ["9", "a7", "123"]),
      ("[!0-9]*", ["a1", "-"], ["1a", ""]),
      ("[^0-9]", ["a", "é"], ["1"]),
      ("[]x]", ["]", "x"], ["[", ""]),
      ("[a-]", ["a", "-"], ["b"]),
      ("[\\]]", ["]"], ["\\"]),
      ("[à-ú]", ["é"], ["e"]),
      ("\\*97", ["*97"], ["97", "1197"]),
      ("\\\\", ["\\"], ["\\\\"]),
      ("a\\?", ["a?"], ["ab"]),
      ("s", ["s"], ["S", "ss"]),
      ("0800", ["0800"], ["08001"]),
    ])
  func matching(text: String, fitting: [String], others: [String]) throws {
    let glob = try Glob(text)
    for value in fitting { #expect(glob.matches(value), "\(text) and '\(value)'") }
    for value in others { #expect(!glob.matches(value), "\(text) and '\(value)'") }
  }

  @Test("Bytes that are no UTF-8 are a character each")
  func latin1() throws {
    #expect(try Glob("?").matches([0xE9]))
    #expect(try Glob("a?b").matches([0x61, 0xC3, 0x62]))
    #expect(try !Glob("?").matches([0xE9, 0xE9]))
    #expect(try Glob("[é]").matches([0xE9]))
  }

  @Test(
    "What is no pattern is refused with what to write",
    arguments: [
      ("*97", "\\*97"), ("*8*1", "\\*8\\*1"), ("a\\", "\\\\"), ("[", "\\["), ("[]", "\\["),
      ("a[b", "\\["), ("[z-a]", "a-z"),
    ])
  func faults(text: String, remedy: String) {
    let fault = #expect(throws: Problem.self) { try Glob(text) }
    #expect(fault?.remedy?.contains(remedy) == true, "\(String(describing: fault))")
    #expect(throws: Problem.self) { try Glob(String(repeating: "x", count: Glob.maximumBytes + 1)) }
  }

  @Test("The way round that a refused pattern is given is no longer refused, and matches any text there")
  func wayRound() throws {
    #expect(try Glob("*[9]7").matches("12397"))
  }

  @Test("Agrees with a slow twin on random patterns and values")
  func twin() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    for _ in 0..<20_000 {
      let pattern = String(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in "ab*?"[Int.random(in: 0...3, using: &random)] })
      let value = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in "ab"[Int.random(in: 0...1, using: &random)] })
      let isMatch = try Glob(pattern).matches(value)
      #expect(isMatch == slow(Array(pattern)[...], Array(value)[...]), "seed \(seed): \(pattern) and \(value)")
    }
  }

  /// Says it again, without any cleverness.
  private func slow(_ pattern: ArraySlice<Character>, _ value: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return value.isEmpty }
    if first == "*" {
      return slow(pattern.dropFirst(), value) || (!value.isEmpty && slow(pattern, value.dropFirst()))
    }
    guard let character = value.first, first == "?" || first == character else { return false }
    return slow(pattern.dropFirst(), value.dropFirst())
  }
}

/// A small generator that a seed repeats.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension String {
  fileprivate subscript(_ offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}
