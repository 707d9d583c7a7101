import Foundation

enum ISOTime {
  /// Seconds since 1970 of an instant as the ledger notes it; nil for another text.
  static func seconds(_ text: String) -> Int64? {
    (try? Date(text, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970.rounded(.down)) }
  }
}
