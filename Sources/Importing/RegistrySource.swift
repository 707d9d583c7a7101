import CallModel
import Ledger
import RegistryStore
import Registry

/// Where the registry of an integration is (spec 2.1, 6.1).
package enum RegistrySource: Equatable, Sendable {
  /// A directory of the tables of spec 2.2.
  case directory(String)
  /// The registers in the ledger's database.
  case database

  /// The tables as they are now, by file name: of the registers only what rating reads. What no amount follows from is not
  /// among them: a new label is no new version.
  ///
  /// - Throws: `Problems` for a directory or tables that cannot be read, `LedgerFailure` for the database.
  func tables(_ ledger: Ledger) throws -> [String: [UInt8]] {
    switch self {
    case .directory(let path):
      try RegistryLoader.bytes(directory: path).filter { file in
        !TableDescription.besideRating.contains { $0.fileName == file.key }
      }
    case .database: try RegisterReader.ratingTables(ledger)
    }
  }

  /// What it says of customers' bills alone, as it is now.
  ///
  /// - Throws: as `tables`.
  package func statementTables(_ ledger: Ledger) throws -> StatementTables {
    try StatementTables(tables: tablesBesideRating(ledger))
  }

  /// What carriers take for calls, as it is now.
  ///
  /// - Throws: as `tables`.
  package func carrierRates(_ ledger: Ledger) throws -> CarrierRates {
    try CarrierRates(tables: tablesBesideRating(ledger))
  }

  /// By which numbers the ERP knows contracts and lines, as it is now.
  ///
  /// - Throws: as `tables`.
  package func erpNumbers(_ ledger: Ledger) throws -> ERPNumbers {
    switch self {
    case .directory(let path): try ERPNumbers(tables: RegistryLoader.bytes(directory: path))
    case .database: try ERPNumbers(tables: RegisterReader.erpTables(ledger))
    }
  }

  private func tablesBesideRating(_ ledger: Ledger) throws -> [String: [UInt8]] {
    switch self {
    case .directory(let path): try RegistryLoader.tablesBesideRating(directory: path)
    case .database: try RegisterReader.tablesBesideRating(ledger)
    }
  }
}
