/// A registry table (spec 2): RFC 4180, header first, `,` or `;` told from the header, `\r\n` and a byte order mark
/// accepted. The text is assumed valid; what is not there reads as blank.
struct CSVTable {
  let rows: [[String: String]]

  init(_ text: String?) {
    guard let text else {
      rows = []
      return
    }
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let header = bytes.prefix { $0 != 0x0A }
    let separator = UInt8(ascii: header.contains(UInt8(ascii: ";")) ? ";" : ",")
    let records = Self.records(bytes, separator: separator)
    guard let names = records.first else {
      rows = []
      return
    }
    rows = records.dropFirst().map { record in
      Dictionary(zip(names, record), uniquingKeysWith: { first, _ in first })
    }
  }

  /// The records of the text; empty lines are none.
  private static func records(_ bytes: [UInt8], separator: UInt8) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var inQuotes = false
    var wasQuoted = false

    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field = []
      wasQuoted = false
    }
    func endRecord() {
      let isEmptyLine = record.isEmpty && field.isEmpty && !wasQuoted
      endField()
      if !isEmptyLine { records.append(record) }
      record = []
    }

    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      index += 1
      if inQuotes {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if next == UInt8(ascii: "\"") {
          field.append(byte)
          index += 1
        } else {
          inQuotes = false
        }
      } else if byte == UInt8(ascii: "\"") && field.isEmpty {
        inQuotes = true
        wasQuoted = true
      } else if byte == separator {
        endField()
      } else if byte == 0x0A {
        endRecord()
      } else if byte == 0x0D && (next == 0x0A || next == nil) {
        continue
      } else {
        field.append(byte)
      }
    }
    if !record.isEmpty || !field.isEmpty || wasQuoted { endRecord() }
    return records
  }
}

/// One line of an output file: RFC 4180, quoted only where it must be, `\n` at the end (spec 2).
func csvLine(_ fields: [String]) -> String {
  fields.map { csvField($0) }.joined(separator: ",") + "\n"
}

private func csvField(_ text: String) -> String {
  var bytes: [UInt8] = [0x22]
  var mustBeQuoted = false
  for byte in text.utf8 {
    if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { mustBeQuoted = true }
    if byte == 0x22 { bytes.append(0x22) }
    bytes.append(byte)
  }
  guard mustBeQuoted else { return text }
  return String(decoding: bytes + [0x22], as: UTF8.self)
}

/// `global_id` and `raw` as written: with a leading `'` where a spreadsheet would run them as a formula (spec 2.5).
func guardedAgainstFormulas(_ text: String) -> String {
  guard let first = text.utf8.first else { return text }
  return "=+-@\t\r".utf8.contains(first) ? "'" + text : text
}
