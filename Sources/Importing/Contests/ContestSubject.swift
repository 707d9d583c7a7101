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
    let (call, place) = try Self.charged(request, ledger)
    (service, part, micros, callsMicros) = (place.service, place.part, place.micros, place.callsMicros)
    self.call = call
    description = ServiceText.call(
      caller: call.caller, called: call.called, startedAt: call.startedAt, entry: 0, isCredit: false)
  }

  /// Where a call is charged.
  private struct Place {
    var service: ServiceRow
    /// The call's part of the id of a service.
    var part: String
    var micros: Int64
    var callsMicros: Int128

    var isCharged: Bool { micros > 0 && service.closedCentavos > 0 }
  }

  /// The call of a global id. Of several versions of one, and of several calls, the only one that a closed service charges:
  /// what came late and is given back, or is not closed yet, cannot be meant.
  private static func charged(_ request: ContestRequest, _ ledger: Ledger) throws -> (RecordedCall, Place) {
    let calls = try CallSearch(ledger, workers: request.workers).calls(globalID: request.subject, request.calls)
    let places = try calls.map { try place(of: $0, ledger) }
    let charged = calls.indices.filter { places[$0].place?.isCharged ?? false }
    if calls.count == 1 || charged.count == 1 {
      let chosen = charged.first ?? 0
      guard let place = places[chosen].place else { throw notCharged(calls[chosen], isClosed: places[chosen].isClosed) }
      return (calls[chosen], place)
    }
    let expected = "the id of a closed service, or the global id of one recorded call"
    if calls.isEmpty {
      throw ServiceActions.refusal(
        request.subject, expected: expected, found: "none of that id",
        remedy: "see summit-cdr records and summit-cdr services list")
    }
    if charged.isEmpty {
      throw ServiceActions.refusal(
        request.subject, expected: expected, found: "\(calls.count) calls of that id, none charged by a closed service",
        remedy: openRemedy)
    }
    let services = charged.compactMap { places[$0].place?.service.id }.joined(separator: " and ")
    throw ServiceActions.refusal(
      request.subject, expected: expected, found: "\(calls.count) calls of that id, charged by \(services)",
      remedy: "contest one of these services, or narrow the calls with --line, --from and --until")
  }

  /// The service that a call is part of, and its place there; nil if there is none.
  ///
  /// - Returns: `isClosed`: there are closed services of its line, cycle and entry.
  private static func place(
    of call: RecordedCall, _ ledger: Ledger
  ) throws -> (place: Place?, isClosed: Bool) {
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
        if let found {
          return (Place(service: service, part: found.part, micros: found.micros, callsMicros: callsMicros), true)
        }
      }
      return (nil, !services.isEmpty)
    }
  }

  private static func notCharged(_ call: RecordedCall, isClosed: Bool) -> LedgerFailure {
    ServiceActions.refusal(
      call.globalID, expected: "a call of a closed service",
      found: isClosed ? "one that is free" : "one whose cycle is open, or comes to nothing", remedy: openRemedy)
  }

  private static let openRemedy =
    "what is open can be corrected (summit-cdr discard, the registry); close the cycle to contest a call of it"
}
