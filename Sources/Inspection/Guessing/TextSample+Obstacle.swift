extension TextSample {
  /// Documents that come in place of text, by their first bytes; `PackedForm` tells what is packed.
  private static let otherKinds: [(start: [UInt8], kind: String, remedy: String)] =
    [
      ([0xD0, 0xCF, 0x11, 0xE0], "an old spreadsheet or document (xls, doc)", "export it as CSV"),
      ([0x25, 0x50, 0x44, 0x46], "a PDF document", "export the calls as CSV"),
    ] + structured
  /// Text that has no rows of fields. Some systems call a page of HTML a spreadsheet.
  private static let structured = [
    ("JSON", ["{\"", "[{"]), ("XML", ["<?xml"]), ("HTML", ["<html", "<HTML", "<!doct", "<!DOCT", "<table", "<TABLE"]),
  ].flatMap { kind, beginnings in
    beginnings.map { (start: Array($0.utf8), kind: kind, remedy: "export the calls as CSV, a row each") }
  }
  /// More NUL bytes than one in so many are no damage to a text file: random bytes have one in 256.
  private static let binaryShare = 1_000

  /// Why this cannot be a CDR file at all, and what to do; nil if it may be one.
  package var obstacle: String? {
    if let other = Self.otherKinds.first(where: { start.starts(with: $0.start) }) {
      return "expected text, plain or gzip, found \(other.kind): \(other.remedy)"
    }
    if nulCount * Self.binaryShare > byteCount { return "expected text, found binary data (NUL bytes)" }
    if lines.count <= 1, loneCarriageReturns > 0 {
      return "expected lines that end in \\n or \\r\\n, found lines that end in \\r: convert them (tr '\\r' '\\n')"
    }
    return nil
  }
}
