import GRDB

extension Ledger {
  /// Of invoiced services that are not one call's, the ERP's id with the book, account and entry they are for.
  package func serviceReferences() throws(LedgerFailure) -> [(book: Int64, account: Int64, entry: Int, id: String)] {
    try readWithin { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT service.book, account.id, service.entry, service.reference FROM service
          JOIN account ON account.contract = service.contract AND account.line = service.line
          WHERE service.reference IS NOT NULL AND service.kind <> 'call'
          """
      ).map { ($0[0], $0[1], $0[2], $0[3]) }
    }
  }
}
