import CallModel
import Listing
import RegistryStore
import Registry

/// A table of the registers on a page: columns by its description, titles in the manual's words.
extension RegisterListing {
  static func page(_ table: TableDescription, _ names: [String]) -> Listing<RegisterRow> {
    let shown = names.compactMap { table.column($0) }.filter { $0.role != .secret }
    var words: [String: @Sendable (RegisterRow) -> ListingValue] = [:]
    for column in shown { words[column.name] = { value($0.values[column.index], column, table) } }
    return columns(shown).page(shown.map { ($0.name, RegisterWords.title(table, $0.name)) }, words: words)
  }

  /// A cell as it is shown: words for what has few values, days, numbers.
  static func value(_ cell: String?, _ column: TableColumn, _ table: TableDescription) -> ListingValue {
    guard let cell else { return .none }
    if let choice = RegisterWords.choices(table, column.name)?.first(where: { $0.value == cell }) {
      return .text(choice.label)
    }
    if isDay(column), let day = CivilDate(text: cell) { return .day(day) }
    if isTelephone(table, column) { return .telephone(cell) }
    switch column.name {
    case "price_per_minute", "connection_fee", "credit_limit": return .amount(cell)
    default: return .text(cell)
    }
  }

  /// What names a row: a DID's is its number.
  static func id(_ table: TableDescription, _ id: String) -> ListingValue {
    hasTelephoneKey(table) ? .telephone(id) : .text(id)
  }

  static func hasTelephoneKey(_ table: TableDescription) -> Bool { table.key.contains { isTelephone(table, $0) } }

  static func isDay(_ column: TableColumn) -> Bool {
    column.role == .from || column.role == .until || column.name == "date"
  }

  static func isTelephone(_ table: TableDescription, _ column: TableColumn) -> Bool {
    (table.name == "lines" || table.name == "dids") && ["number", "range_start", "range_end"].contains(column.name)
  }
}
