/// Beta mode: what is named is in the platform's lists, as far as they are known; a category belongs to a partition
/// (spec 6.3).
struct BetaNames {
  private let tables: DecodedTables
  private let lists: PlatformLists
  private let partitions: NameTable
  /// By the number of a partition's code: the categories of one that blocks; nil for one that does not.
  private let ownCategories: [Set<String>?]

  init(_ tables: DecodedTables, _ lists: PlatformLists, partitions: NameTable) {
    self.tables = tables
    self.lists = lists
    self.partitions = partitions
    let decoded = tables.partitions
    var own = [Set<String>?](repeating: nil, count: partitions.names.count)
    for (row, code) in decoded.table.codes.enumerated() where decoded.table.blocks[row] {
      guard let name = partitions.find(code, of: decoded.bytes, in: decoded.bytes) else { continue }
      own[name] = Set(decoded.table.categories[row].filter { !$0.isEmpty }.map { decoded.cell($0) })
    }
    ownCategories = own
  }

  func partitionFaults() -> [RegistryFault] {
    let partitions = tables.partitions
    var faults: [RegistryFault] = []
    for (row, codeCell) in partitions.table.codes.enumerated() where !codeCell.isEmpty {
      let code = partitions.cell(codeCell)
      if let known = lists.partitions, !known.contains(code) {
        faults.append(
          partitions.fault(
            row, PartitionsTable.code, expected: "a partition that the platform has\(Self.sample(known))",
            found: "\(partitions.text(codeCell))"))
      }
      guard let known = lists.categories[code] else { continue }
      for (column, cell) in zip(PartitionsTable.categoryColumns, partitions.table.categories[row])
      where !cell.isEmpty && !known.contains(partitions.cell(cell)) {
        faults.append(
          partitions.fault(
            row, column, expected: "a category that the platform has for partition \(code)\(Self.sample(known))",
            found: "\(partitions.text(cell))"))
      }
    }
    return faults
  }

  func faults(of cells: PlatformCells) -> [RegistryFault] {
    var faults: [RegistryFault] = []
    if let fault = categoryFault(cells) { faults.append(fault) }
    if let fault = fault(cells, LinesTable.summitPlan, cells.summitPlan, lists.plans, "a plan that the platform has") {
      faults.append(fault)
    }
    if let fault = fault(cells, LinesTable.licence, cells.licence, lists.licences, "a licence that the platform has") {
      faults.append(fault)
    }
    return faults
  }

  private func categoryFault(_ cells: PlatformCells) -> RegistryFault? {
    if cells.category.isEmpty { return nil }
    let lines = tables.lines
    if cells.partition.isEmpty {
      return lines.isSound(cells.row, LinesTable.partition.bit)
        ? lines.fault(
          cells.row, LinesTable.partition,
          expected: "the partition to which category \(lines.text(cells.category)) belongs",
          found: "nothing") : nil
    }
    // A partition that is not in the table was told already.
    guard let name = partitions.find(cells.partition, of: lines.bytes, in: tables.partitions.bytes) else { return nil }
    let code = lines.cell(cells.partition)
    if let own = ownCategories[name] {
      return fault(
        cells, LinesTable.category, cells.category, own,
        "one of the categories of partition \(code) in \(table: PartitionsTable.table)")
    }
    return fault(
      cells, LinesTable.category, cells.category, lists.categories[code],
      "a category that the platform has for partition \(code)")
  }

  /// A fault if the name is not in a list that is known.
  private func fault(
    _ cells: PlatformCells, _ column: TableColumn, _ name: FieldRange, _ known: Set<String>?, _ expected: FaultText
  ) -> RegistryFault? {
    let lines = tables.lines
    guard !name.isEmpty, let known, !known.contains(lines.cell(name)) else { return nil }
    return lines.fault(cells.row, column, expected: "\(expected)\(Self.sample(known))", found: "\(lines.text(name))")
  }

  /// `: A, B, C`, the first of a list.
  private static func sample(_ known: Set<String>) -> String {
    if known.isEmpty { return " (it has none)" }
    let names = known.sorted()
    return ": " + names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }
}
