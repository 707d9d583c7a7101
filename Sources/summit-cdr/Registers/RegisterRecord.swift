import Registers
import Registry

/// A row as JSON: its cells by column, null for blank ones.
struct RegisterRecord: Encodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let row: RegisterRow
  private let columns: [TableColumn]
  private let filledIn: [(name: String, value: String)]

  /// - Parameter filledIn: what comes from other tables.
  init(_ row: RegisterRow, _ columns: [TableColumn], filledIn: [(name: String, value: String)] = []) {
    self.row = row
    self.columns = columns
    self.filledIn = filledIn
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for column in columns { try container.encode(row.values[column.index], forKey: Key(stringValue: column.name)) }
    for (name, value) in filledIn { try container.encode(value, forKey: Key(stringValue: name)) }
  }
}
