import CallModel
import Foundation
import Importing
import Ledger

/// What a push writes to the ledger: each a transaction, durable before the next request.
struct ServicePushSettlement {
  private let push: ServicePush

  init(_ push: ServicePush) { self.push = push }

  private var author: Author { Author(name: push.author, date: push.now()) }

  /// Notes that a service is about to be sent, with the amount it has now. From then on a contest of it is of something
  /// that was handed over, and its cycle is not reopened.
  ///
  /// - Returns: nil: it is no longer closed, or comes to nothing now.
  /// - Throws: `LedgerFailure` of kind `alreadyRunning` if a run is under way: it might reopen the cycle.
  func claim(_ id: String) throws -> ERPPushRow? {
    let lock = try RunLock(push.ledger.directory)
    defer { withExtendedLifetime(lock) {} }
    return try push.ledger.change(by: author) { change in
      guard let service = try change.reader.service(id), service.state == .closed, service.centavos != 0 else {
        return nil
      }
      let earlier = try change.reader.erpPush(id)
      // Of a claim the note is its own; of what was refused that of a file, made before or since.
      let claim = earlier.flatMap { $0.state == .claimed ? $0 : nil }
      let wasExported = try claim?.wasExported ?? isExported(service, change.reader)
      var row = try row(service, wasExported: wasExported)
      row.attempts = (earlier?.attempts ?? 0) + 1
      try change.set(row)
      try change.noteExport(of: service, format: ServicePush.format)
      return row
    }
  }

  /// A claim of a service, as it stands now.
  func row(_ service: ServiceRow, wasExported: Bool) throws -> ERPPushRow {
    ERPPushRow(
      service: service.id, state: .claimed, body: try IXCBody(service, push.terms).json, centavos: service.centavos,
      attempts: 1, claimedAt: Int64(push.now().timeIntervalSince1970.rounded(.down)), wasExported: wasExported)
  }

  /// The ERP gave an id.
  func note(_ row: ERPPushRow, id: String) throws -> ERPPushRow {
    var row = row
    row.state = .taken
    row.reference = id
    let noted = row
    try push.ledger.change(by: author) { try $0.set(noted) }
    return row
  }

  /// The id that the ERP gave is of another service: what came of this one is not known.
  func forget(_ row: ERPPushRow) throws {
    var row = row
    row.state = .claimed
    row.reference = nil
    let claimed = row
    try push.ledger.change(by: author) { try $0.set(claimed) }
  }

  /// What the ERP has was read: its id is the service's reference.
  ///
  /// - Parameter row: has a reference.
  func confirm(_ row: ERPPushRow, _ differences: [String]) throws {
    var row = row
    row.state = differences.isEmpty ? .confirmed : .differs
    row.message = differences.isEmpty ? nil : differences.joined(separator: "; ")
    let confirmed = row
    try push.ledger.change(by: author) { change in
      // One that was reopened meanwhile, as what a file had may be, is of no service any more.
      guard let service = try change.reader.service(confirmed.service), let id = confirmed.reference else { return }
      try change.set(confirmed)
      try change.noteExport(of: service, format: ServicePush.format)
      // One that a person noted meanwhile keeps that reference.
      guard service.state == .closed else { return }
      try change.invoice(service.id, reference: id)
      try change.note("push \(service.id) --reference \(id): \(service.amount)")
    }
  }

  /// The ERP said no: it does not have it.
  func refuse(_ row: ERPPushRow, _ words: String) throws {
    var row = row
    row.state = .refused
    row.message = words
    let refused = row
    try push.ledger.change(by: author) { change in
      try change.set(refused)
      try forgetExport(refused, change)
      try change.note("push \(refused.service): refused: \(words)")
    }
  }

  /// It cannot be sent as it is: what the ERP asks for is not known here.
  func refuse(_ service: ServiceRow, _ words: String) throws {
    try push.ledger.change(by: author) { change in
      if let earlier = try change.reader.erpPush(service.id), earlier.message == words { return }
      var row = try row(service, wasExported: isExported(service, change.reader))
      row.attempts = try change.reader.erpPush(service.id)?.attempts ?? 0
      row.state = .refused
      row.message = words
      try change.set(row)
    }
  }

  /// Nothing of it was sent: it is as it was before the claim. One that was sent before without an answer is looked for
  /// again.
  func release(_ row: ERPPushRow) throws {
    if row.attempts > 1 { return }
    try push.ledger.change(by: author) { change in
      try change.removeERPPush(row.service)
      try forgetExport(row, change)
    }
  }

  /// It is not at the ERP, and not to be sent again: a person noted another reference.
  func giveUp(_ row: ERPPushRow) throws {
    try push.ledger.change(by: author) { change in
      try change.removeERPPush(row.service)
      try forgetExport(row, change)
    }
  }

  private func isExported(_ service: ServiceRow, _ reader: ServiceReader) throws -> Bool {
    try reader.exports(of: service.id).contains { $0.format == ServicePush.format }
  }

  private func forgetExport(_ row: ERPPushRow, _ change: ManualChange) throws {
    if !row.wasExported { try change.forgetExport(of: row.service, format: ServicePush.format) }
  }
}
