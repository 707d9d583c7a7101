import CallModel

/// The lines as the output sorts them: a *group* is a (contract, line), numbered in byte order of (contract, line).
package struct LineGroups: Sendable {
  /// The group of each row of `lines.csv`.
  package let groupOfRow: FixedTable<Int32>
  /// Line ids, numbered; rows of one line have the same number.
  package let lineIDOfRow: [Int]
  /// For each group, the contract's index.
  package let contractOfGroup: FixedTable<Int32>
  package var count: Int { contractOfGroup.count }

  private let lineIDs: TextTable
  private let firstRowOfLine: [Int]
  private let firstRowOfGroup: [Int]
  private let nextRowOfLine: [Int]

  init(_ tables: RegistryTables, in storage: TableStorage) {
    var lineIDs = TextTable(expectedCount: tables.lines.count)
    var lineIDOfRow: [Int] = []
    lineIDOfRow.reserveCapacity(tables.lines.count)
    var firstRow: [Int] = []
    var lastRow: [Int] = []
    var nextRow = [Int](repeating: -1, count: tables.lines.count)
    for (row, line) in tables.lines.enumerated() {
      let id = lineIDs.intern(line.id)
      lineIDOfRow.append(id)
      if id == firstRow.count {
        firstRow.append(row)
        lastRow.append(row)
      } else {
        nextRow[lastRow[id]] = row
        lastRow[id] = row
      }
    }
    let contractRank = Self.ranks(tables.contracts.map(\.id))
    let lineRank = Self.ranks((0..<lineIDs.count).map { lineIDs.text($0) })
    let keys = tables.lines.indices.map {
      UInt64(contractRank[tables.lines[$0].contract]) << 32 | UInt64(lineRank[lineIDOfRow[$0]])
    }
    let order = tables.lines.indices.sorted { keys[$0] < keys[$1] }
    var groupOfRow = [Int32](repeating: 0, count: tables.lines.count)
    var contractOfGroup: [Int32] = []
    var firstRowOfGroup: [Int] = []
    for (place, row) in order.enumerated() {
      if place == 0 || keys[order[place - 1]] != keys[row] {
        contractOfGroup.append(Int32(tables.lines[row].contract))
        firstRowOfGroup.append(row)
      }
      groupOfRow[row] = Int32(contractOfGroup.count - 1)
    }
    self.lineIDs = lineIDs
    self.lineIDOfRow = lineIDOfRow
    self.groupOfRow = storage.fixed(groupOfRow)
    self.contractOfGroup = storage.fixed(contractOfGroup)
    firstRowOfLine = firstRow
    self.firstRowOfGroup = firstRowOfGroup
    nextRowOfLine = nextRow
  }

  /// The place of each text in byte order.
  private static func ranks(_ texts: [String]) -> [Int32] {
    let isSorted = zip(texts, texts.dropFirst()).allSatisfy { precedesInByteOrder($0, $1) }
    let order = isSorted ? Array(texts.indices) : texts.indices.sorted { precedesInByteOrder(texts[$0], texts[$1]) }
    var ranks = [Int32](repeating: 0, count: texts.count)
    for (rank, index) in order.enumerated() { ranks[index] = Int32(rank) }
    return ranks
  }

  /// The rows of a line, in the order of the table.
  package func rows(ofLine id: String) -> [Int] {
    lineIDs.find(id).map { self.rows(ofLineNumber: $0) } ?? []
  }

  /// A row of the group.
  package func firstRow(ofGroup group: Int) -> Int { firstRowOfGroup[group] }

  /// The rows of the line of that number.
  func rows(ofLineNumber index: Int) -> [Int] {
    var rows: [Int] = []
    var row = firstRowOfLine[index]
    while row >= 0 {
      rows.append(row)
      row = nextRowOfLine[row]
    }
    return rows
  }
}
