import CallModel
import Importing
import Integration
import Ledger
import Registers

/// How the commands come to the registers of an integration: what is thrown on the way is printed and gives the exit
/// code.
enum RegisterAccess {
  /// Looks at the registers.
  ///
  /// - Parameter day: as they were at its end; nil: as they stand.
  static func read<Value>(
    _ integration: Integration, asOf day: CivilDate? = nil, _ body: (RegisterReader) throws -> Value
  ) throws -> Value {
    try Terminal.failing { try integration.readRegisters(asOf: day, body) }
  }

  /// Opens the ledger to look at it.
  static func open<Value>(_ integration: Integration, _ body: (Ledger) throws -> Value) throws -> Value {
    try Terminal.failing { try body(try integration.openRegisters()) }
  }

  /// Changes the registers, and what follows from that: one transaction.
  ///
  /// - Parameter action: for the journal: `lines change L20`.
  static func change<Value>(
    _ integration: Integration, by author: Author, action: String, isDryRun: Bool,
    _ body: (RegisterTransaction, RegisterSettings) throws -> Value
  ) throws -> (value: Value, changes: RegisterChanges) {
    try Terminal.failing {
      try integration.changeRegisters(by: author, action: action, isDryRun: isDryRun, body)
    }
  }

  /// Opens the ledger to change the registers, with the rules they must keep.
  static func write<Value>(
    _ integration: Integration, _ body: (Ledger, RegisterSettings) throws -> Value
  ) throws -> Value {
    try Terminal.failing { try integration.writeRegisters(body) }
  }
}
