extension TableDescription {
  /// The columns that rating reads (spec 2.2), in their order; empty for a table that only the registers in the database
  /// have (spec 6.2). A directory with these tables is a whole registry.
  package var ratingColumns: [TableColumn] {
    guard let names = Self.ratingNames[name] else { return [] }
    return names.isEmpty ? columns : columns.filter { names.contains($0.name) }
  }

  /// By table; none named: all.
  private static let ratingNames: [String: Set<String>] = [
    "contracts": ["id", "customer", "status"],
    "lines": [
      "id", "contract", "number", "plan", "reset_day", "active_from", "active_until", "active", "trunk",
      "account_code", "range_start", "range_end", "credit_limit",
    ],
    "dids": ["line", "number", "priority", "port", "active_from", "active_until"],
    "plans": [], "rates": [], "allowances": [], "zones": [], "bands": [], "holidays": [],
  ]

  /// The tables that rating reads.
  package static let rated: [TableDescription] = all.filter { !$0.ratingColumns.isEmpty }

  /// Those that no amount of a customer follows from: what bills say (`StatementTables`), and what carriers take
  /// (`CarrierRates`).
  package static let besideRating: [TableDescription] = [zoneLabels, hiddenNumbers, costs]

  /// The header of a new file of a registry's directory; nil for a table that only the registers in the database have.
  package var directoryHeader: String? {
    let isBeside = Self.besideRating.contains { $0.name == name }
    let columns = isBeside ? columns : ratingColumns
    return columns.isEmpty ? nil : columns.map(\.name).joined(separator: ",") + "\n"
  }
}
