import CallModel
import Ledger
import Registers
import Registry

/// Where the registry of an integration is (spec 2.1, 6.1).
package enum RegistrySource: Equatable, Sendable {
  /// A directory of the tables of spec 2.2.
  case directory(String)
  /// The registers in the ledger's database.
  case database

  /// The tables as they are now, by file name: of the registers only what rating reads.
  ///
  /// - Throws: `Problems` for a directory or tables that cannot be read, `LedgerFailure` for the database.
  func tables(_ ledger: Ledger) throws -> [String: [UInt8]] {
    switch self {
    case .directory(let path): try RegistryLoader.bytes(directory: path)
    case .database: try RegisterReader.ratingTables(ledger)
    }
  }
}
