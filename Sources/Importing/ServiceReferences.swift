import Ledger

/// The ERP's ids of invoiced services, by the calls they charge: for exports that name them (spec 4.4).
package struct ServiceReferences {
  private struct Key: Hashable {
    var book: Int64
    var account: Int64
    var entry: Int
  }

  private var references: [Key: String] = [:]

  package init(_ ledger: Ledger) throws {
    for (book, account, entry, reference) in try ledger.serviceReferences() {
      references[Key(book: book, account: account, entry: entry)] = reference
    }
  }

  /// Blank if the ERP has no service for the calls of the span.
  package func reference(of span: SpanRow) -> String {
    references[Key(book: span.book, account: span.account, entry: span.entry)] ?? ""
  }
}
