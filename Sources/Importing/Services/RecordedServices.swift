import CallModel
import Ledger
import Registry

/// Which additional services are asked for; an empty filter and all states: every one.
package struct ServiceSelection: Sendable {
  package var filter = SpanFilter()
  package var states = Set(ServiceRow.State.allCases)
  package var kinds = Set(ServiceRow.Kind.allCases)

  package init(_ filter: SpanFilter = SpanFilter()) { self.filter = filter }
}

/// An additional service with what else is known of it.
package struct ListedService: Sendable {
  package var service: ServiceRow
  /// By format.
  package var exports: [ServiceExportRow]
  /// Late calls that came later than the limit allows (`LateLimit`).
  package var overdueCalls: Int
  /// Whether it charges such calls, or what follows from those of others, or is a credit beside one that is kept apart
  /// (`LateCalls`).
  package var isBeyondLimit: Bool
  /// Its way to the ERP (spec 11.2); nil: it was not given this one.
  package var push: ERPPushRow?

  package init(
    service: ServiceRow, exports: [ServiceExportRow] = [], overdueCalls: Int = 0, isBeyondLimit: Bool = false,
    push: ERPPushRow? = nil
  ) {
    self.service = service
    self.exports = exports
    self.overdueCalls = overdueCalls
    self.isBeyondLimit = isBeyondLimit
    self.push = push
  }

  /// Whether it is to be handed to the ERP, which does not have it: closed, and never sent or refused. Where all of it is
  /// contested there is nothing to hand over (spec 11.1).
  package var awaitsERP: Bool {
    service.state == .closed && service.centavos != 0 && (push == nil || push?.state == .refused)
  }
}

/// The additional services (spec 4.4): open ones follow from the recorded calls, closed and invoiced ones are kept.
package struct RecordedServices {
  let ledger: Ledger
  private let zone: TimeZoneRules?
  private let limit: LateLimit

  /// - Parameter zone: of the days that calls came on; nil: late calls are not looked at.
  package init(_ ledger: Ledger, zone: TimeZoneRules? = nil, limit: LateLimit = .standard) {
    self.ledger = ledger
    self.zone = zone
    self.limit = limit
  }

  /// Calls `body` for each service in the order of (contract, line, plan, cycle, entry, start, id), all in one state of
  /// the database. `body` must not ask the ledger for anything. Holds the services of one line, or the calls of one of
  /// its cycles, at a time.
  package func forEach(_ selection: ServiceSelection, _ body: (ListedService) throws -> Void) throws {
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    try ledger.readServices { reader in
      try forEach(selection, reader, body)
    }
  }

  /// The same within a transaction.
  func forEach(_ selection: ServiceSelection, _ reader: ServiceReader, _ body: (ListedService) throws -> Void) throws {
    let walk = try ServiceWalk(ledger, reader, selection)
    let hasExports = try reader.hasExports()
    let hasPushes = try reader.hasERPPushes()
    let late = zone.map { LateCalls(reader, walk.segments, zone: $0, limit: limit) }
    try walk.forEach { service in
      var listed = ListedService(
        service: service, exports: hasExports ? try reader.exports(of: service.id) : [],
        push: hasPushes ? try reader.erpPush(service.id) : nil)
      try late?.look(at: &listed)
      try body(listed)
    }
  }

  /// The services that `filter` and `states` let through.
  package func list(
    _ filter: SpanFilter = SpanFilter(), states: Set<ServiceRow.State> = Set(ServiceRow.State.allCases)
  ) throws -> [ServiceRow] {
    var selection = ServiceSelection(filter)
    selection.states = states
    var services: [ServiceRow] = []
    try forEach(selection) { services.append($0.service) }
    return services
  }

  /// Whether each call of a cycle account is a service of its own.
  package func isPerCall(_ cycleAccount: CycleAccountRow) throws -> Bool {
    if cycleAccount.isClosed { return cycleAccount.isPerCall }
    return try ledger.readServices { try $0.setting(LedgerSettings.isPerCall) == LedgerSettings.text(true) }
  }

  /// The service of that id, in any state; nil if there is none. An open one is looked for among all open ones.
  package func find(_ id: String) throws -> ListedService? {
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    var found: ListedService?
    try ledger.readServices { reader in
      var selection = ServiceSelection()
      if let service = try reader.service(id) {
        selection.filter = SpanFilter(of: service)
      } else {
        selection.states = [.open]
      }
      let walk = try ServiceWalk(ledger, reader, selection)
      guard let service = try walk.find(id) else { return }
      let late = zone.map { LateCalls(reader, walk.segments, zone: $0, limit: limit) }
      var listed = ListedService(
        service: service, exports: try reader.exports(of: id), push: try reader.erpPush(id))
      try late?.look(at: &listed)
      found = listed
    }
    return found
  }
}

extension ServiceReader {
  /// Whether each call of the service's cycle is one of its own.
  func isPerCall(_ service: ServiceRow) throws -> Bool {
    if let cycleAccount = try cycle(service.cycleAccount), cycleAccount.isClosed { return cycleAccount.isPerCall }
    return try setting(LedgerSettings.isPerCall) == LedgerSettings.text(true)
  }
}

extension SpanFilter {
  /// The line, plan and cycle of a service.
  init(of service: ServiceRow) {
    self.init()
    contract = service.contract
    line = service.line
    plan = service.plan
    cycleStart = service.cycleStart
  }
}
