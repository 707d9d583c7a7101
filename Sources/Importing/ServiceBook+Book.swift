import Ledger

extension ServiceBook {
  /// The services of one book, by (contract, line, entry): what is final as it was closed, what is open as it stands.
  package func services(ofBook book: Int64) throws -> [ServiceRow] {
    var services = try ledger.services(ofBook: book)
    for (key, total) in try ledger.spanTotals(ofBooks: [book]) where total.isEntryOpen {
      if let service = Self.open(key, total) { services.append(service) }
    }
    return services.sorted { left, right in
      for (a, b) in [(left.contract, right.contract), (left.line, right.line)] where !a.utf8.elementsEqual(b.utf8) {
        return a.utf8.lexicographicallyPrecedes(b.utf8)
      }
      return (left.entry, left.id) < (right.entry, right.id)
    }
  }
}
