import CallModel
import Ledger
import Pipeline
import Rating

/// What is contested: a closed service, or one call of it.
struct ContestSubject {
  var service: ServiceRow
  /// Nil: all of the service.
  var call: RecordedCall?
  /// The call's part of the id of a service.
  var part: String?
  /// The call's amount, millionths of a real.
  var micros: Int64 = 0
  /// What all calls of the service come to, millionths.
  var callsMicros: Int128 = 0
  /// As it stands on a bill.
  var description: String

  /// - Throws: `LedgerFailure` if there is none.
  init(_ request: ContestRequest, _ ledger: Ledger) throws {
    if let service = try ledger.readServices({ try $0.service(request.subject) }) {
      guard !service.isOfContest, service.closedCentavos > 0 else {
        throw ServiceActions.refusal(
          "service \(service.id)", expected: "a service that charges something",
          found: "one of kind \(service.kind.rawValue), R$ \(service.amount)", remedy: "see summit-cdr services list")
      }
      self.service = service
      description = service.description
      let segments = try SegmentReader(ledger)
      callsMicros = try ledger.readServices { reader in
        var micros: Int128 = 0
        try reader.forEachCall(of: service, segments) { row, _ in micros += Int128(row.micros(.amount) ?? 0) }
        return micros
      }
      return
    }
    let call = try Self.call(request, ledger)
    (service, part, micros, callsMicros) = try Self.place(of: call, ledger)
    self.call = call
    description = ServiceText.call(
      caller: call.caller, called: call.called, startedAt: call.startedAt, entry: 0, isCredit: false)
  }

  private static func call(_ request: ContestRequest, _ ledger: Ledger) throws -> RecordedCall {
    let calls = try CallSearch(ledger, workers: request.workers).calls(globalID: request.subject, request.calls)
    guard let call = calls.first, calls.count == 1 else {
      throw ServiceActions.refusal(
        request.subject, expected: "the id of a closed service, or the global id of one recorded call",
        found: calls.isEmpty ? "none of that id" : "\(calls.count) calls of that id",
        remedy: calls.isEmpty
          ? "see summit-cdr records and summit-cdr services list" : "narrow them with --line, --from and --until")
    }
    return call
  }

  /// The service that charges a call, and the call's place in it.
  private static func place(
    of call: RecordedCall, _ ledger: Ledger
  ) throws -> (service: ServiceRow, part: String, micros: Int64, callsMicros: Int128) {
    let segments = try SegmentReader(ledger)
    return try ledger.readServices { reader in
      let services = try reader.services(ofCycleAccount: call.cycleAccount).filter {
        $0.entry == call.entry && ID($0.contract) == ID(call.contract) && ID($0.line) == ID(call.line)
          && !$0.isOfContest
      }
      for service in services {
        var found: (part: String, micros: Int64)?
        var callsMicros: Int128 = 0
        try reader.forEachCall(of: service, segments) { row, _ in
          callsMicros += Int128(row.micros(.amount) ?? 0)
          guard row.instant == call.instant, row[.globalID].elementsEqual(call.globalID.utf8) else { return }
          found = (ServiceID.callPart(row), (found?.micros ?? 0) + (row.micros(.amount) ?? 0))
        }
        if let found { return (service, found.part, found.micros, callsMicros) }
      }
      throw ServiceActions.refusal(
        call.globalID, expected: "a call of a closed service",
        found: services.isEmpty ? "one whose cycle is open, or comes to nothing" : "one that is free",
        remedy:
          "what is open can be corrected (summit-cdr discard, the registry); close the cycle to contest a call of it")
    }
  }
}
