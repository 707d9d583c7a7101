/// The tables of a registry, in the order in which their faults are reported (spec 2.2).
enum RegistryFile: Int, CaseIterable, Sendable {
  case partitions, categories, licences, costCentres, ranges
  case contracts, plans, lines, dids, allowances, bands, holidays, zones, zoneLabels, hiddenNumbers, costs, rates

  /// The table's name, e.g. `cost_centres`.
  var table: String {
    switch self {
    case .costCentres: "cost_centres"
    case .zoneLabels: "zone_labels"
    case .hiddenNumbers: "hidden_numbers"
    default: "\(self)"
    }
  }
  /// The table's file name, e.g. `lines.csv`.
  var name: String { "\(table).csv" }

  /// Whether a registry without this table is at fault.
  var isRequired: Bool {
    switch self {
    case .contracts, .plans, .lines, .rates: true
    case .partitions, .categories, .licences, .costCentres, .ranges, .dids, .allowances, .bands, .holidays, .zones,
      .zoneLabels, .hiddenNumbers, .costs:
      false
    }
  }
}
