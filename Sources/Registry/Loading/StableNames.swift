/// Stable mode: categories and licences are tables of ours; a plan of the platform is any text (spec 6.3).
struct StableNames {
  private let tables: DecodedTables
  private let categories: NameTable
  private let licences: NameTable

  private static let category: FaultText = "the abbreviation of a category in \(table: CategoriesTable.table)"

  init(_ tables: DecodedTables, categories: NameTable, licences: NameTable) {
    self.tables = tables
    self.categories = categories
    self.licences = licences
  }

  func partitionFaults() -> [RegistryFault] {
    let partitions = tables.partitions
    guard tables.categories.isComplete else { return [] }
    return partitions.table.categories.enumerated().flatMap { row, cells in
      zip(PartitionsTable.categoryColumns, cells).compactMap { column, cell in
        cell.isEmpty || categories.find(cell, of: partitions.bytes, in: tables.categories.bytes) != nil
          ? nil : partitions.fault(row, column, expected: Self.category, found: "\(partitions.text(cell))")
      }
    }
  }

  func faults(of cells: PlatformCells) -> [RegistryFault] {
    let lines = tables.lines
    var faults: [RegistryFault] = []
    if !cells.category.isEmpty, tables.categories.isComplete,
      categories.find(cells.category, of: lines.bytes, in: tables.categories.bytes) == nil
    {
      faults.append(
        lines.fault(cells.row, LinesTable.category, expected: Self.category, found: "\(lines.text(cells.category))"))
    }
    if !cells.licence.isEmpty, tables.licences.isComplete,
      licences.find(cells.licence, of: lines.bytes, in: tables.licences.bytes) == nil
    {
      faults.append(
        lines.fault(
          cells.row, LinesTable.licence, expected: "the abbreviation of a licence in \(table: LicencesTable.table)",
          found: "\(lines.text(cells.licence))"))
    }
    return faults
  }
}
