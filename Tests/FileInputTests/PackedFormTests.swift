import Testing

@testable import FileInput

/// Files that are packed otherwise than by gzip, archives, and text in UTF-16 or UTF-32 (spec 7.1).
@Suite struct PackedFormTests {
  private static func form(_ bytes: [UInt8], isInflated: Bool = false) -> PackedForm? {
    bytes.withUnsafeBytes { PackedForm($0, isInflated: isInflated) }
  }

  private static let text = Array("global_id;started_at;caller;called\ng1;2026-11-01 00:00:00;1;2\n".utf8)

  /// A header block of a tar, with `ustar` or, as before 1988, without.
  private static func tar(isOld: Bool) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ at: Int) { for (index, byte) in text.utf8.enumerated() { block[at + index] = byte } }
    put("Master.csv", 0)
    put("0000644\u{0}0000000\u{0}0000000\u{0}00000000005\u{0}15111111111\u{0}        0", 100)
    if !isOld { put("ustar\u{0}00", 257) }
    let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - sum.utf8.count) + sum + "\u{0} ", 148)
    return block + text
  }

  private static func wide(_ text: String, zerosBefore: Int, zerosBehind: Int) -> [UInt8] {
    text.utf8.flatMap {
      [UInt8](repeating: 0, count: zerosBefore) + [$0] + [UInt8](repeating: 0, count: zerosBehind)
    }
  }

  static let samples: [(bytes: [UInt8], form: PackedForm)] = [
    ([0x50, 0x4B, 3, 4, 20, 0], .zip), ([0x50, 0x4B, 5, 6], .zip),
    (Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], .bzip2),
    (Array("BZh1".utf8) + [0x17, 0x72, 0x45, 0x38, 0x50, 0x90], .bzip2), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], .xz),
    ([0x28, 0xB5, 0x2F, 0xFD, 4], .zstd), ([4, 0x22, 0x4D, 0x18, 0x64], .lz4),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip), (Array("Rar!".utf8) + [0x1A, 7, 1, 0], .rar),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], .workbook), (tar(isOld: false), .tar),
    (tar(isOld: true), .tar),
    ([0xFF, 0xFE, 0x67, 0], .utf16), ([0xFE, 0xFF, 0, 0x67], .utf16), ([0xFF, 0xFE, 0, 0, 0x67, 0, 0, 0], .utf32),
    ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x67], .utf32),
    (wide("global_id;started_at", zerosBefore: 0, zerosBehind: 1), .utf16),
    (wide("global_id;started_at", zerosBefore: 1, zerosBehind: 0), .utf16),
    (wide("global_id;started_at", zerosBefore: 0, zerosBehind: 3), .utf32),
    (wide("global_id;started_at", zerosBefore: 3, zerosBehind: 0), .utf32),
  ]

  @Test("is told by its first bytes, regardless of the name, in a gzip file too", arguments: samples.indices)
  func packed(index: Int) {
    let (bytes, form) = Self.samples[index]
    #expect(Self.form(bytes) == form)
    #expect(Self.form(bytes, isInflated: true) == form)
    let failure = form.failure(of: "cdr/x")
    #expect(failure.kind == .packed && failure.isOfContent)
    #expect(["unpack", "iconv", "export"].contains { failure.remedy.contains($0) })
  }

  @Test func `text is none, and gzip is only in a gzip`() {
    #expect(Self.form([]) == nil)
    #expect(Self.form([0x1F, 0x8B, 8, 0]) == nil)
    #expect(Self.form([0x1F, 0x8B, 8, 0], isInflated: true) == .gzip)
    #expect(Self.form(Self.text) == nil)
    #expect(Self.form([0xEF, 0xBB, 0xBF] + Self.text) == nil)
    #expect(Self.form(Array("BZh9;1;2\nPK;3\n".utf8)) == nil)
    #expect(Self.form(Array(String(repeating: "0000644 0000000 ustar ", count: 40).utf8)) == nil)
    // A file that lost power while it was written has blocks of zeros within; its rows say so, not the file.
    #expect(Self.form(Self.text + [UInt8](repeating: 0, count: 400)) == nil)
    #expect(Self.form([UInt8](repeating: 0, count: 600)) == nil)
  }
}
