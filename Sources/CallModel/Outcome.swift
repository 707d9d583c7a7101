/// Where a row ends; each row has exactly one (I1, spec 2.4).
package enum Outcome: UInt8, CaseIterable, Sendable {
  case rated, free, unanswered, duplicate, rejected, suspended, ignored

  /// The name in reports and in `rejected-records.csv`.
  package var name: String {
    switch self {
    case .rated: "rated"
    case .free: "free"
    case .unanswered: "unanswered"
    case .duplicate: "duplicate"
    case .rejected: "rejected"
    case .suspended: "suspended"
    case .ignored: "ignored"
    }
  }
}

/// Why a row was rejected (it cannot be read), suspended (it cannot be rated yet) or ignored (it is none of ours) and kept,
/// spec 2.4, 7.1.
///
/// The order of the rejecting cases is the order in which faults are looked for; a row gets the first.
package enum Reason: UInt8, CaseIterable, Sendable {
  // rejected
  case tooLong, badEncoding, missingField, extraField
  case badTimestamp, badDuration, badDirection, badDisposition, contradictoryTimes, badNumber
  case conflictingDuplicate, discarded
  // suspended
  case unknownLine, lineInactive, noPlan, unknownDestination, ambiguousNumber, noRate
  // ignored, though it has seconds
  case ignored

  /// The name in reports and in `rejected-records.csv`.
  package var name: String {
    switch self {
    case .tooLong: "too-long"
    case .badEncoding: "bad-encoding"
    case .missingField: "missing-field"
    case .extraField: "extra-field"
    case .badTimestamp: "bad-timestamp"
    case .badDuration: "bad-duration"
    case .badDirection: "bad-direction"
    case .badDisposition: "bad-disposition"
    case .contradictoryTimes: "contradictory-times"
    case .badNumber: "bad-number"
    case .conflictingDuplicate: "conflicting-duplicate"
    case .discarded: "discarded"
    case .unknownLine: "unknown-line"
    case .lineInactive: "line-inactive"
    case .noPlan: "no-plan"
    case .unknownDestination: "unknown-destination"
    case .ambiguousNumber: "ambiguous-number"
    case .noRate: "no-rate"
    case .ignored: "ignored"
    }
  }

  package var outcome: Outcome {
    if self == .ignored { return .ignored }
    return rawValue >= Reason.unknownLine.rawValue ? .suspended : .rejected
  }

  /// The layout field at fault, as `rejected-records.csv` names it; empty where no one field is (spec 2.4).
  package var field: String {
    switch self {
    case .badTimestamp: "started_at"
    case .badDuration: "billable"
    case .badDirection: "direction"
    case .badDisposition: "disposition"
    case .badNumber: "called"
    case .conflictingDuplicate: "global_id"
    default: ""
    }
  }
}

/// Which way a call went, seen from the provider's line.
package enum Direction: UInt8, Sendable {
  // The raw values are in the byte order of the names: records are sorted by direction's text.
  case inbound = 0
  case outbound = 1

  package var name: String { self == .inbound ? "in" : "out" }
}
