/// What a user of the console is (spec 8.3).
package enum Role: String, CaseIterable, Sendable {
  /// Looks, with telephone numbers masked but for their area.
  case reader
  /// Keeps registers, imports and kept rows.
  case operating = "operator"
  /// Prices, services and bills.
  case billing
  /// All, and users.
  case admin

  /// As people read it.
  var title: String {
    switch self {
    case .reader: say("Consulta")
    case .operating: say("Operação")
    case .billing: say("Faturamento")
    case .admin: say("Administração")
    }
  }

  func may(_ capability: Capability) -> Bool {
    switch (self, capability) {
    case (_, .look), (.admin, _): true
    case (.reader, _): false
    case (_, .seeNumbers): true
    case (.operating, .keepRegisters), (.operating, .runImports), (.operating, .settleKeptRows): true
    case (.billing, .keepPrices), (.billing, .bill): true
    case (.operating, _), (.billing, _): false
    }
  }
}

/// What someone may do.
package enum Capability: Sendable {
  case look
  /// Whole telephone numbers, statements, exports.
  case seeNumbers
  /// Ranges, partitions, contracts, lines, DIDs and what belongs to them.
  case keepRegisters
  /// Plans, rates, allowances, bands, holidays and zones.
  case keepPrices
  case runImports
  /// Retry and discard rows that are not billed.
  case settleKeptRows
  /// Close, reopen, invoice and export services.
  case bill
  /// Users and their sessions, the access log.
  case manageUsers
}
