/// What a file is that is no text, or none that rows are read from, told by its first bytes (spec 7.1).
///
/// Gzip is not among them: it is inflated, and what is in it is looked at again.
package enum PackedForm: String, CaseIterable, Sendable {
  case zip, rar, bzip2, xz, zstd, lz4
  case sevenZip = "7z"
  case workbook = "xls"
  case tar, gzip
  case utf16 = "UTF-16"
  case utf32 = "UTF-32"

  /// Of these first bytes a form is told: a tar has one block of them.
  package static let headBytes = 512

  /// - Parameters:
  ///   - bytes: the first of a file, `headBytes` of them or all there are.
  ///   - isInflated: whether they came out of a gzip file: another gzip in it is then a form, too.
  /// - Returns: nil for what may be text.
  package init?(_ bytes: UnsafeRawBufferPointer, isInflated: Bool = false) {
    let head = [UInt8](bytes.prefix(Self.headBytes))
    if isInflated, head.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if let form = Self.marks.first(where: { mark in mark.bytes.contains { head.starts(with: $0) } })?.form {
      self = form
    } else if Self.isTar(head) {
      self = .tar
    } else if let form = Self.unicode(head) {
      self = form
    } else {
      return nil
    }
  }

  /// Longer marks come before shorter ones that they begin with.
  private static let marks: [(form: PackedForm, bytes: [[UInt8]])] = [
    (.zip, [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]]),
    (
      .bzip2,
      (UInt8(ascii: "1")...UInt8(ascii: "9")).flatMap { level in
        // Behind the level: pi, or the root of pi where nothing is packed.
        [[0x42, 0x5A, 0x68, level, 0x31, 0x41, 0x59, 0x26], [0x42, 0x5A, 0x68, level, 0x17, 0x72, 0x45, 0x38]]
      }
    ),
    (.xz, [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]]),
    (.zstd, [[0x28, 0xB5, 0x2F, 0xFD]]),
    (.lz4, [[0x04, 0x22, 0x4D, 0x18], [0x02, 0x21, 0x4C, 0x18]]),
    (.rar, [[0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]]),
    // A compound file of before 2007.
    (.workbook, [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]]),
    (.sevenZip, [[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]]),
    (.utf32, [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]]),
    (.utf16, [[0xFF, 0xFE], [0xFE, 0xFF]]),
  ]

  /// `ustar` at byte 257, or, in tars older than that word, the sum of the block at byte 148.
  private static func isTar(_ head: [UInt8]) -> Bool {
    guard head.count >= 262 else { return false }
    if head[257..<262].elementsEqual("ustar".utf8) { return true }
    guard head.count == headBytes, head[0] != 0 else { return false }
    let digits = head[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard digits.count >= 4, head[148 + 7] == 0 || head[148 + 7] == 0x20 else { return false }
    let written = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    let sum = head.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element)) }
    return written == sum
  }

  /// Characters looked at where no byte order mark says it.
  private static let unmarkedCharacters = 16

  /// UTF-16 or UTF-32 without a mark: of the first characters, all of ASCII, the other bytes are zero.
  private static func unicode(_ head: [UInt8]) -> PackedForm? {
    for (form, width) in [(PackedForm.utf32, 4), (.utf16, 2)] where head.count >= 4 * width {
      let count = min(head.count / width, unmarkedCharacters)
      for place in [0, width - 1] {
        let isForm = (0..<count).allSatisfy { index in
          (0..<width).allSatisfy { (head[index * width + $0] == 0) == ($0 != place) }
        }
        if isForm { return form }
      }
    }
    return nil
  }

  /// What the file is, in words.
  private var words: String {
    switch self {
    case .zip, .rar, .sevenZip: "a \(rawValue) archive"
    case .workbook: "a spreadsheet (xls)"
    case .tar: "a tar archive"
    case .bzip2, .xz, .zstd, .lz4: "a file packed by \(rawValue)"
    case .gzip: "another gzip"
    case .utf16, .utf32: "text in \(rawValue)"
    }
  }

  private var remedy: String {
    switch self {
    case .zip: "unpack it (unzip) and deliver the files that are in it, or export a spreadsheet (xlsx) as CSV"
    case .workbook: "export it as CSV"
    case .rar: "unpack it (unrar x) and deliver the files that are in it"
    case .sevenZip: "unpack it (7z x) and deliver the files that are in it"
    case .tar: "unpack it (tar -xf) and deliver the files that are in it"
    case .bzip2: "unpack it (bunzip2), or pack it with gzip"
    case .xz: "unpack it (unxz), or pack it with gzip"
    case .zstd: "unpack it (unzstd), or pack it with gzip"
    case .lz4: "unpack it (unlz4), or pack it with gzip"
    case .gzip: "unpack it once (gunzip)"
    case .utf16, .utf32: "convert it (iconv -f \(rawValue) -t UTF-8)"
    }
  }

  /// The failure of a file that is this, as a whole.
  ///
  /// - Parameter isInflated: whether it is in a gzip file.
  package func failure(of path: String, isInflated: Bool = false) -> FileFailure {
    FileFailure(
      file: path, kind: .packed, expected: "rows of text, plain or gzip",
      found: isInflated ? "\(words) in a gzip file" : words, remedy: remedy)
  }
}
