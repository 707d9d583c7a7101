import CallModel
import Dispatch
import Foundation
import Importing
import Ledger

/// One push under way: services one after the other.
struct ServicePushRun {
  private let push: ServicePush
  private let settlement: ServicePushSettlement
  private let deadline: DispatchTime
  private(set) var report = ServicePushReport()
  /// Requests since the last that was answered.
  private var silences = 0

  /// So many requests in a row without an answer: the ERP is away.
  private static let maximumSilences = 3

  init(_ push: ServicePush) {
    self.push = push
    settlement = ServicePushSettlement(push)
    deadline = push.limitSeconds.map { DispatchTime.now() + $0 } ?? .distantFuture
  }

  private var isStopping: Bool { report.problem != nil }

  // MARK: - What was begun before

  mutating func finish(_ unfinished: [ERPPushRow]) throws {
    for row in unfinished {
      guard goesOn() else {
        report.unfinished += 1
        continue
      }
      if row.state == .taken { try readBack(row) } else { try find(row) }
    }
  }

  /// Looks for what may be there, and sends it again if it is not.
  private mutating func find(_ row: ERPPushRow) throws {
    guard let body = SentBody(row.body) else {
      throw Problem(
        "erp_push \(row.service)", expected: "a body as summit-cdr writes it", found: "another",
        remedy: "restore the data directory from a backup")
    }
    guard let found = try look(row, body) else { return }
    if let record = found { return try settle(row, found: record) }
    guard push.secondsLeft(row) <= 0 else {
      report.unfinished += 1
      return wait(row)
    }
    guard let service = try push.ledger.readServices({ try $0.service(row.service) }), service.state == .closed else {
      return try settlement.giveUp(row)
    }
    try send(service)
  }

  /// The record that is of a service: by our id, else one that is the same and names none.
  ///
  /// - Returns: nil: the ERP did not say; inside nil: there is none.
  private mutating func look(_ row: ERPPushRow, _ body: SentBody) throws -> ERPRecord?? {
    let records: [ERPRecord]
    do throws(ERPFailure) {
      records = try push.client.records(ofContract: body.fields["id_contrato"] ?? "")
    } catch {
      unanswered(error.description, isUnauthorised: error.isUnauthorised)
      report.unfinished += 1
      return nil
    }
    silences = 0
    let named = records.filter { $0.names(row.service) }
    // A record that was made inactive is not what is charged.
    if let record = named.first(where: \.isActive) ?? named.first { return .some(record) }
    let nameless = try records.first { record in
      try record.isNameless(body.fields) && !push.ledger.readServices { try $0.isERPReference(record.id) }
    }
    return .some(nameless)
  }

  // MARK: - What is new

  mutating func send(_ candidates: ServicePush.Candidates) throws {
    report.apart = candidates.apart
    for service in candidates.services {
      guard goesOn() else {
        report.waiting += 1
        continue
      }
      let gaps = IXCBody(service, push.terms).gaps
      guard gaps.isEmpty else {
        try settlement.refuse(service, gaps.joined(separator: "; "))
        report.refuse(service, gaps.joined(separator: "; "))
        continue
      }
      if try mayBeThere(service) { continue }
      try send(service)
    }
  }

  /// Whether the ERP has it already: by a file that was exported, or in spite of a refusal.
  private mutating func mayBeThere(_ service: ServiceRow) throws -> Bool {
    let earlier = try push.ledger.readServices { reader in
      (try reader.erpPush(service.id), try reader.exports(of: service.id).contains { $0.format == ServicePush.format })
    }
    guard earlier.1 || (earlier.0?.attempts ?? 0) > 0 else { return false }
    let row = try settlement.row(service, wasExported: earlier.1)
    guard let body = SentBody(row.body), let found = try look(row, body) else { return true }
    guard let record = found else { return false }
    try settle(row, found: record)
    return true
  }

  private mutating func send(_ service: ServiceRow) throws {
    let row: ERPPushRow
    do {
      guard let claimed = try settlement.claim(service.id) else { return }
      row = claimed
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning && report.sent + report.done > 0 {
      report.problem = "\(failure)"
      report.waiting += 1
      return
    }
    try push.onStep(.claimed)
    report.sent += 1
    let outcome = push.client.insert(row.body)
    try push.onStep(.answered)
    switch outcome {
    case .taken(let id):
      silences = 0
      if try push.ledger.readServices({ try $0.isERPReference(id) }) { return try lose(row, id) }
      let taken = try settlement.note(row, id: id)
      try push.onStep(.taken)
      try readBack(taken)
    case .refused(let words):
      silences = 0
      try settlement.refuse(row, words)
      report.refuse(service, words)
    case .notSent(let words, let isUnauthorised):
      try settlement.release(row)
      report.waiting += 1
      unanswered(words, isUnauthorised: isUnauthorised)
    case .unknown(let words):
      report.unfinished += 1
      wait(row)
      unanswered(words, isUnauthorised: false)
    }
  }

  /// The next push can send it again only then.
  private mutating func wait(_ row: ERPPushRow) {
    report.waitSeconds = max(report.waitSeconds ?? 0, push.secondsLeft(row))
  }

  // MARK: - What the ERP has

  private mutating func settle(_ row: ERPPushRow, found record: ERPRecord) throws {
    var row = row
    row.reference = record.id
    report.found += 1
    try confirm(row, record.differences(from: SentBody(row.body)?.fields ?? [:]))
  }

  private mutating func readBack(_ row: ERPPushRow) throws {
    let id = row.reference ?? ""
    let found: ERPRecord?
    do throws(ERPFailure) {
      found = try push.client.record(id)
    } catch {
      report.unfinished += 1
      return unanswered(error.description, isUnauthorised: error.isUnauthorised)
    }
    silences = 0
    guard let record = found else {
      report.problem =
        "the ERP does not list record \(id), which it just gave: nothing more is sent while its list "
        + "cannot be relied on; look at what its user may see"
      return try confirm(row, ["the ERP does not list record \(id)"])
    }
    if record.isOfAnother(than: row.service) { return try lose(row, id) }
    try confirm(row, record.differences(from: SentBody(row.body)?.fields ?? [:]))
  }

  /// An answer to another request, once more.
  private mutating func lose(_ row: ERPPushRow, _ id: String) throws {
    try settlement.forget(row)
    report.unfinished += 1
    wait(row)
    unanswered("record \(id), which is of another service", isUnauthorised: false)
  }

  private mutating func confirm(_ row: ERPPushRow, _ differences: [String]) throws {
    try settlement.confirm(row, differences)
    report.done += 1
    report.centavos += row.centavos
    if !differences.isEmpty { report.differ(row, differences.joined(separator: "; ")) }
  }

  // MARK: - When to stop

  private mutating func goesOn() -> Bool {
    if isStopping { return false }
    if push.isStopping() {
      report.problem = "it was stopped"
      return false
    }
    if DispatchTime.now() >= deadline {
      report.problem = "the time for it was up"
      return false
    }
    return true
  }

  private mutating func unanswered(_ words: String, isUnauthorised: Bool) {
    silences += 1
    if isUnauthorised {
      report.problem = words
    } else if silences >= Self.maximumSilences {
      report.problem = "the ERP does not answer: \(words)"
    } else {
      report.lastSilence = words
    }
  }
}

/// A body as the outbox keeps it.
struct SentBody {
  let fields: [String: String]

  init?(_ json: String) {
    guard let fields = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)) else { return nil }
    self.fields = fields
  }
}
