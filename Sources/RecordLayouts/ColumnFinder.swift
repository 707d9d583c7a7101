import ByteScanning

/// Finds a layout's columns in a file's header.
struct ColumnFinder {
  private let layout: RecordLayout
  private let names: [[UInt8]]
  let counts: RecordLayout.ColumnCount
  let fieldCount: Int
  /// Of a row that is cut by places, each named once.
  private(set) var places: [Range<Int>] = []

  init(_ layout: RecordLayout, header: [UInt8]) {
    self.layout = layout
    names = layout.hasHeader && layout.format == .delimited ? Self.headerNames(header, layout) : []
    if let counts = layout.columnCount {
      self.counts = counts
    } else if layout.format == .delimited, layout.hasHeader {
      self.counts = .exactly([names.count])
    } else {
      self.counts = .exactly([Self.highestPosition(layout)])
    }
    switch counts {
    case .exactly(let counts): fieldCount = counts[counts.count - 1]
    case .atLeast(let least): fieldCount = least
    }
  }

  /// Every row has as many fields: a position within them is within the row.
  var isExact: Bool {
    if case .exactly(let counts) = counts { return counts.count == 1 && layout.format == .delimited }
    return false
  }

  private static func highestPosition(_ layout: RecordLayout) -> Int {
    layout.namedColumns.reduce(1) { highest, named in
      if case .position(let position) = named.column { return max(highest, position) }
      return highest
    }
  }

  /// -1 if the layout does not read the field, or if it need not be there and is not.
  mutating func position(of field: RecordLayout.Field) throws(BoundLayout.Mismatch) -> Int {
    guard let column = layout.columns[field] else { return -1 }
    if layout.reads(field) { return try position(of: column, field.rawValue) }
    if field == .duration || field == .direction || field == .billable { return -1 }
    return (try? position(of: column, field.rawValue)) ?? -1
  }

  /// nil if the layout has no such time, or the file lacks one that it need not have.
  mutating func time(_ field: RecordLayout.Field) throws(BoundLayout.Mismatch) -> BoundTime? {
    let form = layout.times[field] ?? RecordLayout.TimeForm()
    var time = BoundTime(column: try position(of: field), pattern: form.pattern ?? layout.timestamp)
    guard time.column >= 0 else { return nil }
    if let column = form.timeColumn {
      do throws(BoundLayout.Mismatch) {
        time.timeColumn = try position(of: column, field.rawValue)
      } catch {
        if layout.reads(field) { throw error }
        return nil
      }
    }
    if let parts = form.parts {
      time.pattern = parts.date
      time.timePattern = parts.time
    }
    return time
  }

  mutating func position(of column: RecordLayout.Column, _ field: String) throws(BoundLayout.Mismatch) -> Int {
    switch column {
    case .bytes(let from, let length):
      let place = (from - 1)..<(from - 1 + length)
      if let known = places.firstIndex(of: place) { return known }
      places.append(place)
      return places.count - 1
    case .position(let position):
      guard !isExact || position <= fieldCount else {
        throw BoundLayout.Mismatch(
          expected: "at least \(position) columns, as the layout \(layout.name) has \(field) there",
          found: "\(fieldCount)")
      }
      return position - 1
    case .name(let name):
      let wanted = Array(name.utf8)
      let found = names.indices.filter { names[$0] == wanted }
      guard found.count == 1 else {
        let count = found.isEmpty ? "none" : "\(found.count)"
        throw BoundLayout.Mismatch(
          expected: "one column named \(name) in the header, as the layout \(layout.name) says", found: count)
      }
      return found[0]
    }
  }

  /// The header's cells in UTF-8.
  private static func headerNames(_ header: [UInt8], _ layout: RecordLayout) -> [[UInt8]] {
    var bytes = header
    if layout.encoding == .latin1 {
      bytes.removeAll()
      for byte in header { Latin1.append(byte, to: &bytes) }
    }
    let splitter = FieldSplitter()
    var names = bytes.withUnsafeBufferPointer {
      splitter.split(
        $0, delimiter: layout.delimiter, quote: layout.quote, escapes: layout.escape == .backslash,
        trims: layout.trims)
    }
    if layout.allowsTrailingDelimiter, names.count > 1, names.last == [] { names.removeLast() }
    return names
  }
}
