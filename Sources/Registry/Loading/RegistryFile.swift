/// The tables of a registry, in the order in which their faults are reported (spec 2.2).
enum RegistryFile: Int, CaseIterable, Sendable {
  case contracts, plans, lines, dids, allowances, bands, holidays, zones, rates

  /// The table's file name, e.g. `lines.csv`.
  var name: String { "\(self).csv" }

  /// Whether a registry without this table is at fault.
  var isRequired: Bool {
    switch self {
    case .contracts, .plans, .lines, .rates: true
    case .dids, .allowances, .bands, .holidays, .zones: false
    }
  }
}
