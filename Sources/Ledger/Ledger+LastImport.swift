import Foundation
import GRDB

extension Ledger {
  /// When the last recorded import began; nil if there is none.
  package func lastImportStart() throws(LedgerFailure) -> Date? {
    let text = try read {
      try String.fetchOne($0, sql: "SELECT started_at FROM run WHERE kind = 'import' ORDER BY id DESC LIMIT 1")
    }
    return text.flatMap { try? Date($0, strategy: .iso8601) }
  }
}
