/// What names a table in files and in the database: `cost_centres`.
package struct TableName: Hashable, Sendable {
  package let text: String
  /// The table's place in the report of a registry's faults: after the tables that it refers to.
  let rank: Int

  init(_ text: String, rank: Int) {
    self.text = text
    self.rank = rank
  }

  /// `cost_centres.csv`
  package var file: String { "\(text).csv" }
  /// `cost-centres`: the name of its command.
  package var command: String { text.replacing("_", with: "-") }
}
