import CallModel

/// What lines and partitions name for the platform (spec 6.2, 6.3).
extension RegistryChecks {
  func platformFaults() -> [RegistryFault] {
    let partitions = References.keys(of: tables.partitions, PartitionsTable.code, tables.partitions.table.codes)
    let categories = References.keys(
      of: tables.categories, CategoriesTable.abbreviation, tables.categories.table.abbreviations)
    let licences = References.keys(of: tables.licences, LicencesTable.abbreviation, tables.licences.table.abbreviations)
    var faults = partitions.faults + categories.faults + licences.faults + costCentreFaults()
    faults += lineFaults(partitions: partitions.names)
    guard let rules else { return faults }
    faults += formFaults()
    switch rules.mode {
    case nil: break
    case .stable:
      let names = StableNames(tables, categories: categories.names, licences: licences.names)
      faults += names.partitionFaults() + platformLines.flatMap { names.faults(of: $0) }
    case .beta:
      let names = BetaNames(tables, rules.lists, partitions: partitions.names)
      faults += names.partitionFaults() + platformLines.flatMap { names.faults(of: $0) }
    }
    return faults
  }

  /// An account code has 6 digits and a port is 1 or more (spec 6.2): held of what is entered. Rating takes them as
  /// they are, since a directory of tables may be older.
  private func formFaults() -> [RegistryFault] {
    var faults: [RegistryFault] = []
    for (row, line) in tables.lines.table.rows.enumerated() where !line.accountCode.isEmpty {
      let digits = line.accountCode.utf8
      let isCode =
        digits.count == RegistryLimits.accountCodeDigits
        && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if isCode { continue }
      faults.append(
        tables.lines.fault(
          row, LinesTable.accountCode, expected: "\(RegistryLimits.accountCodeDigits) digits",
          found: "\(line.accountCode.prefix(RegistryLimits.maximumExcerptCharacters))"))
    }
    for (row, did) in tables.dids.table.rows.enumerated() where did.port == 0 {
      faults.append(tables.dids.fault(row, DIDsTable.port, expected: "1 or more, or nothing", found: "0"))
    }
    return faults
  }

  /// The rows of lines that the rules hold for: those that have not ended.
  private var platformLines: [PlatformCells] {
    let lines = tables.lines
    guard let today = rules?.today else { return lines.table.platformCells }
    return lines.table.platformCells.filter {
      lines.table.rows[$0.row].activePeriod.last >= today || !lines.isSound($0.row, LinesTable.periodColumns)
    }
  }

  /// Of two that differ in case only one is a slip: Summit knows one spelling (spec 6.2).
  private func costCentreFaults() -> [RegistryFault] {
    let centres = tables.costCentres
    var rowOfName: [ID: Int] = [:]
    var faults: [RegistryFault] = []
    for (row, value) in centres.table.values.enumerated() where !value.isEmpty {
      let folded = ID(centres.cell(value).lowercased())
      guard let earlier = rowOfName[folded] else {
        rowOfName[folded] = row
        continue
      }
      let isSame = ID(centres.cell(centres.table.values[earlier])) == ID(centres.cell(value))
      faults.append(
        centres.fault(
          row, CostCentresTable.value,
          expected: isSame ? "a value that no other row has" : "a value that differs from others in more than case",
          found:
            "\(centres.text(value)), while \(row: centres.row(earlier)) has \(centres.text(centres.table.values[earlier]))"
        ))
    }
    return faults
  }

  /// Partition and cost centre of lines: tables of ours, regardless of the platform's mode.
  private func lineFaults(partitions: NameTable) -> [RegistryFault] {
    let lines = tables.lines
    let centres = tables.costCentres
    var names = NameTable()
    for value in centres.table.values where !value.isEmpty { _ = names.insert(value, in: centres.bytes) }
    var faults: [RegistryFault] = []
    for cells in lines.table.platformCells {
      if !cells.partition.isEmpty, tables.partitions.isComplete,
        partitions.find(cells.partition, of: lines.bytes, in: tables.partitions.bytes) == nil
      {
        faults.append(
          lines.fault(
            cells.row, LinesTable.partition, expected: "the code of a partition in \(table: PartitionsTable.table)",
            found: "\(lines.text(cells.partition))"))
      }
      guard !cells.costCentre.isEmpty, centres.isComplete,
        names.find(cells.costCentre, of: lines.bytes, in: centres.bytes) == nil
      else { continue }
      if centres.rowCount == 0, lines.cell(cells.costCentre) == CostCentresTable.defaultValue { continue }
      let expected: FaultText =
        centres.rowCount == 0
        ? "\(CostCentresTable.defaultValue), as \(table: CostCentresTable.table) has none"
        : "a value of \(table: CostCentresTable.table), in its spelling"
      faults.append(
        lines.fault(cells.row, LinesTable.costCentre, expected: expected, found: "\(lines.text(cells.costCentre))"))
    }
    return faults
  }
}
