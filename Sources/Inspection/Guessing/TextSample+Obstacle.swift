extension TextSample {
  /// Other kinds of files that come in place of text, by their first bytes.
  private static let otherKinds: [(start: [UInt8], kind: String, remedy: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip file or a spreadsheet (xlsx)", "unpack it, or export it as CSV"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old spreadsheet or document (xls, doc)", "export it as CSV"),
    ([0x42, 0x5A, 0x68], "a bzip2 file", "unpack it (bunzip2), or pack it with gzip"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file", "unpack it (unxz), or pack it with gzip"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file", "unpack it (unzstd), or pack it with gzip"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z file", "unpack it, or pack it with gzip"),
    ([0x1F, 0x8B], "a gzip file within a gzip file", "unpack it once"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document", "export the calls as CSV"),
  ]
  /// More NUL bytes than one in so many are no damage to a text file: random bytes have one in 256.
  private static let binaryShare = 1_000

  /// Why this cannot be a CDR file at all, and what to do; nil if it may be one.
  package var obstacle: String? {
    if let other = Self.otherKinds.first(where: { start.starts(with: $0.start) }) {
      return "expected text, plain or gzip, found \(other.kind): \(other.remedy)"
    }
    if byteOrderMark == .utf16 || looksLikeUTF16 {
      return "expected UTF-8 or Latin-1, found UTF-16: convert it (iconv -f UTF-16 -t UTF-8)"
    }
    if nulCount * Self.binaryShare > byteCount { return "expected text, found binary data (NUL bytes)" }
    if lines.count <= 1, loneCarriageReturns > 0 {
      return "expected lines that end in \\n or \\r\\n, found lines that end in \\r: convert them (tr '\\r' '\\n')"
    }
    return nil
  }

  /// Every other byte of Latin text in UTF-16 is NUL.
  private var looksLikeUTF16: Bool {
    guard let line = lines.first, line.count >= 8 else { return false }
    return line.count { $0 == 0 } * 2 >= line.count - 2
  }
}
