/// Spells the drafts in the layout and spreads them over 1 to 5 files.
struct ScenarioFiles {
  private let layout: ScenarioLayout
  private var random: SeededRandom
  private(set) var files: [(name: String, bytes: [UInt8])] = []

  init(layout: ScenarioLayout, drafts: [RowDraft], random: SeededRandom) {
    self.layout = layout
    self.random = random
    let names = self.random.some(
      self.random.int(1...5),
      of: [
        "cdr-20261101.csv", "cdr-20261102.csv", "A.csv", "a.csv", "\u{E9}.csv", "b,1.csv", "=x.csv", "x y", "q\"1.gz",
      ])
    var shares: [[RowDraft]] = names.map { _ in [] }
    for draft in self.random.chance(percent: 50) ? self.random.shuffled(drafts) : drafts {
      shares[self.random.int(0...names.count - 1)].append(draft)
    }
    for (name, share) in zip(names, shares) { addFile(name, share) }
    if self.random.chance(percent: 15) { addOddFile() }
  }

  private mutating func addFile(_ name: String, _ drafts: [RowDraft]) {
    let hasHeader = layout.layout.hasHeader
    let columns = hasHeader && random.chance(percent: 30) ? random.shuffled(layout.columns) : layout.columns
    var bytes: [UInt8] = random.chance(percent: 10) ? [0xEF, 0xBB, 0xBF] : []
    let lineEnds = random.pick([["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"]])
    var lastLineEnd = ""
    // Files put together.
    let hasMarks = random.chance(percent: 15)
    func row(_ content: [UInt8]) {
      if hasMarks, random.chance(percent: 10) { bytes += [0xEF, 0xBB, 0xBF] }
      if random.chance(percent: 2) { bytes += Array(random.pick(["\n", "\r\n"]).utf8) }
      lastLineEnd = random.pick(lineEnds)
      bytes += content + Array(lastLineEnd.utf8)
    }
    for _ in 0..<layout.layout.skippedLines { row(Array(random.pick(["x", "", "a;b", "\"q"]).utf8)) }
    if !layout.layout.comment.isEmpty, random.chance(percent: 50) { row(encode(layout.layout.comment + "x;\"y")) }
    if hasHeader { row(joined(columns.map { cell($0.name) }) + trailing()) }
    for draft in drafts {
      row(spell(draft, columns) + trailing())
      if !layout.layout.comment.isEmpty, random.chance(percent: 5) { row(encode(layout.layout.comment + "\"")) }
    }
    if random.chance(percent: 15) {
      // A last row without line end, or with half of one.
      bytes.removeLast(lastLineEnd.utf8.count)
      if random.chance(percent: 30) { bytes.append(0x0D) }
    }
    files.append((name, bytes))
  }

  /// A file of nothing, or with a header that does not do.
  private mutating func addOddFile() {
    let names = layout.columns.map { encode($0.name) }
    let texts: [[UInt8]] = [
      [], [0xEF, 0xBB, 0xBF], [0x0A, 0x0D, 0x0A], joined(names), joined(names + [names[0]]) + [0x0A],
      joined(Array(names.dropFirst())) + [0x0A, 0x61, 0x0A], Array("a\rb\r".utf8), joined(names) + [0x0A, 0x0A],
      joined(names + [encode("extra"), encode("extra")]) + [0x0A, 0x61, 0x0A],
    ]
    files.append(("odd.csv", random.pick(texts)))
  }

  private mutating func spell(_ draft: RowDraft, _ columns: [(name: String, field: ReferenceField?)]) -> [UInt8] {
    var cells = columns.map { column in cell(column.field.map { draft.fields[$0] ?? "" } ?? filler()) }
    switch draft.damage {
    case .none: break
    case .lastFieldDropped: cells.removeLast()
    case .fieldAdded: cells.append(cell(random.pick(["", "x"])))
    case .byteInserted(let byte):
      var row = joined(cells)
      row.insert(byte, at: random.int(0...row.count))
      return row
    case .filled(let byteCount):
      // Into a column that nothing reads, if there is one, so that the row is a good one but for its length.
      let place = columns.firstIndex { $0.field == nil } ?? columns.count - 1
      let missing = max(0, byteCount - joined(cells).count)
      var filling: [UInt8] = Array(repeating: UInt8(ascii: "x"), count: missing)
      // Characters of two bytes where the row is cut for `raw` (spec 2.4).
      if layout.layout.encoding == .utf8, random.chance(percent: 50) {
        for start in stride(from: 0, to: min(missing - 1, 2 * rawBytesOfLongRow), by: 2) {
          filling.replaceSubrange(start..<start + 2, with: [0xC3, 0xA9])
        }
      }
      cells[place] = filling + cells[place]
    case .replaced(let text): return encode(text)
    }
    return joined(cells)
  }

  /// A delimiter more, where the layout allows it and now and then where it does not.
  private mutating func trailing() -> [UInt8] {
    guard layout.layout.hasTrailingDelimiter, random.chance(percent: 50) else { return [] }
    return [layout.layout.delimiter] + (layout.layout.trims ? Array(random.pick(["", " "]).utf8) : [])
  }

  private mutating func filler() -> String {
    random.chance(percent: 90) ? "" : random.pick(["2026-11-01 00:00:22", "\u{E9}", "\u{0}", "511", " "])
  }

  /// A cell as it is written, with blanks around it where they do not count.
  private mutating func cell(_ text: String) -> [UInt8] {
    if layout.layout.isFixed {
      let bytes = encode(text).prefix(ScenarioLayout.placeBytes)
      return bytes + Array(repeating: 0x20, count: ScenarioLayout.placeBytes - bytes.count)
    }
    let cell = quotedCell(text)
    guard layout.layout.trims, random.chance(percent: 15) else { return cell }
    return Array(random.pick(["", " ", "  ", "\t"]).utf8) + cell + Array(random.pick(["", " ", " \t"]).utf8)
  }

  /// A cell, quoted where it must be or happens to be.
  private mutating func quotedCell(_ text: String) -> [UInt8] {
    let bytes = encode(text)
    guard let quote = layout.layout.quote else { return bytes }
    let mustBeQuoted =
      bytes.contains(layout.layout.delimiter) || bytes.first == quote
      || (layout.layout.isMultiline && bytes.contains(10))
    guard mustBeQuoted ? random.chance(percent: 95) : random.chance(percent: 20) else { return bytes }
    var inner = bytes.flatMap { $0 == quote ? [quote, quote] : [$0] }
    if layout.layout.hasBackslashes {
      inner = bytes.flatMap { $0 == quote || $0 == 0x5C ? [0x5C, $0] : [$0] }
    }
    // Rarely the quote is closed too early, or never.
    if random.chance(percent: 1) { return [quote] + inner }
    if random.chance(percent: 1) { return [quote, quote] + inner }
    return [quote] + inner + [quote]
  }

  private func joined(_ cells: [[UInt8]]) -> [UInt8] {
    var row: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0, !layout.layout.isFixed { row.append(layout.layout.delimiter) }
      row += cell
    }
    return row
  }

  /// In Latin-1, what has no byte becomes `?`.
  private func encode(_ text: String) -> [UInt8] {
    switch layout.layout.encoding {
    case .utf8: return Array(text.utf8)
    case .latin1: return text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    }
  }
}
