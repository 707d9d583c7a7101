import CallModel
import Importing
import Ledger
import Listing

/// Holds what the ERP has against the closed and invoiced services (spec 11.2). Nothing is changed.
package struct ERPReconciliation: Sendable {
  /// Services that were looked for.
  package private(set) var services = 0
  /// Services that were invoiced by hand, without a push and without a file for the ERP, under a reference that is no
  /// record of theirs: they are not looked for.
  package private(set) var byHand = 0
  /// Services that are kept apart and that the ERP does not have: they are not looked for.
  package private(set) var apart = KeptApart()
  /// Records of the ERP that were looked at.
  package private(set) var records = 0
  /// Services by contract, line and cycle; then what is foreign, by id.
  package private(set) var differences: [ERPDifference] = []

  /// - Parameters:
  ///   - selection: only these services; foreign records are told of without a filter alone.
  ///   - recorded: the services, with what is kept apart of them.
  /// - Throws: `ERPFailure` if the ERP does not list, `LedgerFailure`.
  package init(
    _ selection: ServiceSelection = ServiceSelection(), _ recorded: RecordedServices, _ ledger: Ledger,
    _ client: ERPClient, _ products: IXCTerms.Products
  ) throws {
    var listed: [String: ERPRecord] = [:]
    for product in Set([products.product, products.creditProduct]).sorted() {
      for record in try client.records(ofProduct: product) { listed[record.id] = record }
    }
    let wanted = try Self.wanted(selection, recorded, ledger)
    for one in wanted.compactMap(\.push?.reference) where listed[one] == nil {
      // Under another product now, but the same record.
      listed[one] = try client.record(one)
    }
    records = listed.count
    let places = Self.places(listed.values)
    for one in wanted {
      var found = places[ID(one.service.id)] ?? []
      if let record = one.recordByReference(listed), !found.contains(record) { found.append(record) }
      if found.isEmpty, one.isApart || !one.isPushed {
        if one.isApart { apart.add(one.service) } else { byHand += 1 }
        continue
      }
      services += 1
      compare(one, found.sorted { Self.number($0) < Self.number($1) })
      for record in found { listed[record.id] = nil }
    }
    if selection.filter.isEmpty { try addForeign(listed, ledger) }
  }

  /// A service with what is known of its way to the ERP.
  private struct Wanted {
    var service: ServiceRow
    var push: ERPPushRow?
    var isPushed: Bool
    var isApart: Bool

    /// The record whose id the ERP gave for it, or a person noted: then one of that amount, as the reference may be
    /// another number.
    func recordByReference(_ listed: [String: ERPRecord]) -> ERPRecord? {
      if let reference = push?.reference { return listed[reference] }
      guard let record = service.reference.flatMap({ listed[$0] }) else { return nil }
      return record.serviceIDs.isEmpty && record.centavos == service.centavos ? record : nil
    }
  }

  private static func wanted(
    _ selection: ServiceSelection, _ recorded: RecordedServices, _ ledger: Ledger
  ) throws -> [Wanted] {
    var selection = selection
    selection.states = [.closed, .invoiced]
    var listed: [ListedService] = []
    try recorded.forEach(selection) { if $0.service.centavos != 0 { listed.append($0) } }
    return try ledger.readServices { reader in
      try listed.map { one in
        let push = try reader.erpPush(one.service.id)
        let wasFile = one.exports.contains { $0.format == ServicePush.format }
        // What was refused, and then entered by hand, never came there by a push.
        let wasSent = push.map { $0.state != .refused } ?? false
        return Wanted(
          service: one.service, push: push, isPushed: one.service.state == .closed || wasSent || wasFile,
          isApart: one.isKeptApart)
      }
    }
  }

  /// The records that name a service, by what they name.
  private static func places(_ records: some Sequence<ERPRecord>) -> [ID: [ERPRecord]] {
    var places: [ID: [ERPRecord]] = [:]
    for record in records {
      for id in Set(record.serviceIDs.map { ID($0) }) { places[id, default: []].append(record) }
    }
    return places
  }

  private static func number(_ record: ERPRecord) -> Int64 { Int64(record.id) ?? .max }

  private mutating func compare(_ one: Wanted, _ found: [ERPRecord]) {
    let active = found.filter(\.isActive)
    guard let record = active.first else {
      if found.isEmpty {
        differences.append(ERPDifference(.missing, one.service, remark: Self.why(one)))
      } else {
        differences.append(
          ERPDifference(.inactive, one.service, found, remark: "its status is \(found[0]["status"])"))
      }
      return
    }
    if active.count > 1 {
      differences.append(
        ERPDifference(
          .doubled, one.service, active, remark: "\(active.count) active records: make all but one inactive"))
    }
    if record.centavos != one.service.centavos {
      differences.append(ERPDifference(.amount, one.service, [record]))
    }
    if record.recurs {
      differences.append(
        ERPDifference(.recurs, one.service, [record], remark: "repetir is S: it is charged again each month"))
    }
  }

  /// Why the ERP may not have it.
  private static func why(_ one: Wanted) -> String {
    switch one.push?.state {
    case nil: one.service.state == .closed ? "not pushed yet" : "invoiced as \(one.service.reference ?? "")"
    case .claimed: "sent, and no answer yet: the next push looks for it"
    case .refused: "refused: \(one.push?.message ?? "")"
    case .taken, .confirmed, .differs: "it was there as record \(one.push?.reference ?? "")"
    }
  }

  /// What is left is of no service here; what names one that was not looked for is of that. A record that was given to a
  /// service which is no more is foreign, too.
  private mutating func addForeign(_ left: [String: ERPRecord], _ ledger: Ledger) throws {
    let records = left.values.sorted { Self.number($0) < Self.number($1) }
    try ledger.readServices { reader in
      for record in records {
        if try record.serviceIDs.contains(where: { try reader.service($0) != nil }) { continue }
        differences.append(ERPDifference(foreign: record))
      }
    }
  }
}

extension ERPReconciliation {
  /// `12 services, 12 records of the ERP: no difference`
  package var summary: String {
    let looked =
      "\(CountText.of(services, "service", "services")), \(CountText.of(records, "record", "records")) of the ERP"
    let hand = byHand == 0 ? "" : "; \(CountText.grouped(byHand)) invoiced by hand, not looked for"
    let found =
      differences.isEmpty ? "no difference" : CountText.of(differences.count, "difference", "differences")
    return "\(looked): \(found)\(hand)" + (apart.isEmpty ? "" : "; \(apart.summary), not looked for")
  }
}
