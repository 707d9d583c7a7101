import Ledger

extension ServiceActions {
  /// Opens a closed late service again. What came after it joins it; the late calls of its cycle's other lines, which are
  /// closed with it, are open again, too.
  ///
  /// - Returns: the services that are open again.
  /// - Throws: `LedgerFailure`, and changes nothing, if one of them is invoiced, or a later one is closed or invoiced.
  package func reopenLate(_ id: String) throws -> [ServiceRow] {
    try ledger.change(by: author) { change in
      guard let service = try change.reader.service(id) else { throw Self.unknown(id) }
      let services = try change.reader.services(ofBook: service.book)
      if let later = services.first(where: { $0.entry > service.entry }) {
        throw Self.refusal(
          "service \(id)", expected: "no later late service of its cycle that is closed",
          found: "\(later.id), which is \(later.state.rawValue)",
          remedy: later.state == .invoiced ? "it stays as it is" : "reopen that one first")
      }
      let affected = services.filter { $0.entry == service.entry }
      try Self.refuseInvoiced(affected)
      try change.reopenLateEntry(service.entry, ofBook: service.book)
      try change.note("reopen \(id): \(affected.count) late services are open again")
      return affected
    }
  }

  static func refuseInvoiced(_ services: [ServiceRow]) throws {
    guard let invoiced = services.first(where: { $0.state == .invoiced }) else { return }
    throw refusal(
      "service \(invoiced.id)", expected: "services that are not invoiced",
      found: "one invoiced as \(invoiced.reference ?? "")", remedy: "an invoiced service does not change")
  }
}
