import Ledger

extension ServiceActions {
  /// Opens closed late services again. What came after one joins it; the late calls of its cycle's other lines, which are
  /// closed with it, are open again, too.
  ///
  /// - Returns: the services that are open again.
  /// - Throws: `LedgerFailure`, and changes nothing, if one of them is invoiced, or a later one is closed or invoiced.
  package func reopenLate(_ ids: [String]) throws -> [ServiceRow] {
    try ledger.change(by: author) { change in
      var opened: [ServiceRow] = []
      for id in ids where !opened.contains(where: { $0.id == id }) { opened += try reopenLate(id, change) }
      return opened
    }
  }

  private func reopenLate(_ id: String, _ change: ManualChange) throws -> [ServiceRow] {
    guard let service = try change.reader.service(id) else { throw Self.unknown(id) }
    guard service.entry > 0 else {
      throw Self.refusal(
        "service \(id)", expected: "a late service, as the others are", found: "that of a cycle",
        remedy: "reopen cycles by themselves")
    }
    let services = try change.reader.services(ofBook: service.book)
    if let later = services.first(where: { $0.entry > service.entry }) {
      throw Self.refusal(
        "service \(id)", expected: "no later late service of its cycle that is closed",
        found: "\(later.id), which is \(later.state.rawValue)",
        remedy: later.state == .invoiced ? "it stays as it is" : "reopen that one first")
    }
    let affected = services.filter { $0.entry == service.entry }
    if let invoiced = affected.first(where: { $0.state == .invoiced }) {
      throw Self.refusal(
        "service \(invoiced.id)", expected: "services that are not invoiced",
        found: "one invoiced as \(invoiced.reference ?? "")", remedy: "an invoiced service does not change")
    }
    try change.reopenLateEntry(service.entry, ofBook: service.book)
    try change.note("reopen \(id): \(affected.count) late services are open again")
    return affected
  }
}
