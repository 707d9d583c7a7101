import ByteScanning
import Testing

@testable import ReferenceRating

@Suite("Spec 2.3: the timestamp pattern")
struct TimestampPatternTests {
  private typealias Pattern = ByteScanning.TimestampPattern
  private static let known =
    "expected YYYY, YY, MMM, MM, M, DD, D, EEE, HH, H, hh, h, AM, SS, F, f, ZZ, T, Z, punctuation or 'text'"

  private func parse(_ text: String, _ pattern: Pattern, fast: Bool = true) -> Pattern.Parts? {
    var parts = Pattern.Parts()
    let isRead = Array(text.utf8).withUnsafeBufferPointer {
      fast ? pattern.parse($0, into: &parts) : pattern.parseAny($0, into: &parts)
    }
    return isRead ? parts : nil
  }

  private func list(_ parts: Pattern.Parts?) -> [Int]? {
    parts.map { [$0.year, $0.month, $0.day, $0.hour, $0.minute, $0.second] }
  }

  @Test(
    "each pattern reads its form",
    arguments: [
      ("YYYY-MM-DD HH:MM:SS", "2026-11-01 08:15:30"), ("YYYY-MM-DDTHH:MM:SS", "2026-11-01T08:15:30"),
      ("YYYY-MM-DDTHH:MM:SSZ", "2026-11-01T08:15:30Z"), ("DD/MM/YYYY HH:MM:SS", "01/11/2026 08:15:30"),
      ("MM/DD/YYYY HH:MM:SS", "11/01/2026 08:15:30"), ("YYYYMMDDHHMMSS", "20261101081530"),
      ("YYYY-MM-DD HH:MM:SS.FFF", "2026-11-01 08:15:30.987"), ("YYYY-MM-DD HH:MM:SS,F", "2026-11-01 08:15:30,9"),
      ("YYYY-MM-DD HH:MM:SS-03:00", "2026-11-01 08:15:30-03:00"), ("HH:MM:SS DD/MM/YYYY", "08:15:30 01/11/2026"),
      ("SS MM DD YYYY HH MM", "30 11 01 2026 08 15"), ("YYYY-MM-DD HH'h'MM'm'SS", "2026-11-01 08h15m30"),
      ("YY/M/D H:M:SS", "26/11/1 8:15:30"), ("EEE MMM DD HH:MM:SS YYYY", "Sun Nov 01 08:15:30 2026"),
      ("D MMM YYYY hh:MM:SS AM", "1 novembro 2026 08:15:30 AM"), ("YYYY-MM-DD HH:MM:SS.f", "2026-11-01 08:15:30.5"),
      ("YYYY-MM-DD  HH:MM:SS", "2026-11-01   08:15:30"),
    ])
  func forms(_ pattern: String, _ text: String) throws {
    let compiled = try Pattern(pattern)
    #expect(list(parse(text, compiled)) == [2026, 11, 1, 8, 15, 30])
    #expect(parse(text + " ", compiled) == nil)
    #expect(parse(String(text.dropLast()), compiled) == nil)
    #expect(parse("", compiled) == nil)
  }

  @Test(
    "a pattern that is none says what was expected",
    arguments: [
      ("", "expected YYYY, MM, DD, HH and MM, found no year"),
      ("YYYY-MM-DD HH", "expected YYYY, MM, DD, HH and MM, found no minute"),
      ("YYYY-MM-DD", "expected YYYY, MM, DD, HH and MM, found no hour"),
      ("yyyy-MM-dd HH:mm:ss", "\(Self.known), found yyyy"), ("YYYYY-MM-DD HH:MM", "\(Self.known), found Y"),
      ("YYYY-MM-DD hh:MM", "expected hh and AM together, found one of them"),
      ("YYYY-MM-DD HH:MM AM", "expected hh and AM together, found one of them"),
      ("YYYY-MM-DD 'HH:MM", "expected a second apostrophe, found none"),
      ("YYYY-MM-DD HH:MM:SS.ff", "expected each part once, found fraction twice"),
      ("YYYY-MM-DD HH:MM.f", "expected SS before f, found no second"),
      ("YYYY-MM-DD YYYY HH:MM:SS", "expected each part once, found year twice"),
      ("YYYY-MM-DD HH:MM:SS SS", "expected each part once, found second twice"),
      ("YYYY-MM-DD HH:MM:SS MM", "expected each part once, found month twice"),
      ("DD de MM de YYYY HH:MM:SS", "\(Self.known), found d"),
    ])
  func faults(_ pattern: String, _ fault: String) {
    do {
      _ = try Pattern(pattern)
      Issue.record("expected a fault")
    } catch {
      #expect(error.description == fault)
    }
  }

  @Test("spec 5.5, rule 3: the fast path and the general one agree on near misses", arguments: UInt64(1)...10)
  func fastPath(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<4000 {
      var bytes = Array("2026-11-01 08:15:30".utf8)
      for _ in 0..<random.int(0...3) {
        switch random.int(0...9) {
        case 0 where !bytes.isEmpty: bytes.remove(at: random.int(0...bytes.count - 1))
        case 1: bytes.insert(UInt8(random.int(0...255)), at: random.int(0...bytes.count))
        case 2 where !bytes.isEmpty: bytes[random.int(0...bytes.count - 1)] = UInt8(random.int(0...255))
        case 3 where !bytes.isEmpty: bytes[random.int(0...bytes.count - 1)] = random.pick(Array("/:; -T".utf8))
        default: if !bytes.isEmpty { bytes[random.int(0...bytes.count - 1)] = UInt8(48 + random.int(0...9)) }
        }
      }
      var fast = Pattern.Parts()
      var slow = Pattern.Parts()
      let isReadFast = bytes.withUnsafeBufferPointer { Pattern.parseUsual($0, into: &fast) }
      let isReadSlow = bytes.withUnsafeBufferPointer { Pattern.usual.parseAny($0, into: &slow) }
      // The general one reads several blanks, too.
      let hasOneBlank = bytes.count { $0 == UInt8(ascii: " ") } == 1
      #expect(isReadFast == isReadSlow || !hasOneBlank, "seed \(seed): \(bytes)")
      if isReadFast { #expect(fast == slow, "seed \(seed): \(bytes)") }
    }
  }

  @Test("the general path agrees with the reference", arguments: UInt64(1)...10)
  func reference(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let tokens = random.shuffled(["YYYY", "MM", "DD", "HH", "MM", "SS"])
      let text = tokens.joined(separator: random.pick(["-", " ", "/", ":", "T", "", "."]))
      guard let pattern = try? Pattern(text) else { continue }
      var value = text.map { $0.isLetter && $0 != "T" ? Character(String(random.int(0...9))) : $0 }
      if random.chance(percent: 20), !value.isEmpty {
        value[random.int(0...value.count - 1)] = random.pick(["x", "0"])
      }
      let expected = matchTimestamp(String(value), pattern: text)
      let found = parse(String(value), pattern, fast: false)
      #expect(
        list(found) == expected.map { [$0.year, $0.month, $0.day, $0.hour, $0.minute, $0.second] },
        "seed \(seed): \(text), \(String(value))")
    }
  }
}
