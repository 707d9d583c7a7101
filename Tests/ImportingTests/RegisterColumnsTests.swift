import Registry
import Testing

@testable import Ledger

/// The columns are entered in the database as the files have them: one description for both.
@Suite("The registers' columns (spec 6.1)")
struct RegisterColumnsTests {
  @Test func `the database's registers have the columns of the tables' descriptions, in their order`() throws {
    let described = Dictionary(
      uniqueKeysWithValues: TableDescription.all.map { ($0.name, $0.columns.map(\.name).joined(separator: " ")) })
    let stored = Dictionary(uniqueKeysWithValues: LedgerSchema.registers.map { ($0.table, $0.columns) })
    #expect(stored == described)
    for register in LedgerSchema.registers {
      #expect(
        TableDescription.named(register.table)?.key.contains { $0.name == register.key } == true, "\(register.table)")
    }
  }
}
