import CallModel
import Foundation
import GRDB

/// An additional service: what is put on a contract for the surplus of one line and cycle (spec 3.7, 4.4).
package struct ServiceRow: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A cycle's own.
    case cycle
    /// For calls, or one call, that came after the cycle was closed.
    case late
    /// For one call of the cycle.
    case call
    /// What an accepted contest gives back of a service that was handed over (spec 11.1).
    case credit
    /// What a refused contest puts back of a service it was taken out of (spec 11.1).
    case contest
  }

  package enum State: String, Sendable, CaseIterable {
    /// The amount may change.
    case open
    /// The amount is final.
    case closed
    /// The ERP took it.
    case invoiced
  }

  /// Follows from what the service is for, not from the order of imports: 16 hexadecimal digits, of one call 33 characters.
  package var id: String
  package var cycleAccount: Int64
  /// 0: the cycle's own; n: its n-th late one.
  package var entry: Int
  package var kind: Kind
  package var state: State
  package var reference: String?
  package var contract: String
  package var line: String
  package var plan: String
  package var cycleStart: CivilDate
  package var cycleEnd: CivilDate
  package var calls: Int
  package var billedSeconds: Int
  package var coveredSeconds: Int
  package var surplusSeconds: Int
  /// What its calls came to when it was closed; below 0 for a credit: a final record of a call that came to less than the
  /// interim one.
  package var closedCentavos: Int128
  /// Taken out of it, since it was contested before it was handed over (spec 11.1).
  package var contestedCentavos: Int128 = 0
  package var description: String
  /// Of the one call that a service of its own is for.
  package var globalID: String?
  /// That call's start, seconds since 1970.
  package var startedAt: Int64?
  /// ISO 8601; nil while it is open.
  package var closedAt: String?
  package var invoicedAt: String?

  package init(
    id: String, cycleAccount: Int64, entry: Int, kind: Kind, state: State, contract: String, line: String, plan: String,
    cycleStart: CivilDate, cycleEnd: CivilDate, calls: Int, billedSeconds: Int, coveredSeconds: Int,
    surplusSeconds: Int, centavos: Int128, description: String
  ) {
    self.id = id
    self.cycleAccount = cycleAccount
    self.entry = entry
    self.kind = kind
    self.state = state
    self.contract = contract
    self.line = line
    self.plan = plan
    self.cycleStart = cycleStart
    self.cycleEnd = cycleEnd
    self.calls = calls
    self.billedSeconds = billedSeconds
    self.coveredSeconds = coveredSeconds
    self.surplusSeconds = surplusSeconds
    closedCentavos = centavos
    self.description = description
  }

  init(_ row: Row) {
    id = row["id"]
    cycleAccount = row["book"]
    entry = row["entry"]
    kind = Kind(rawValue: row["kind"]) ?? .cycle
    state = State(rawValue: row["state"]) ?? .closed
    reference = row["reference"]
    contract = row["contract"]
    line = row["line"]
    plan = row["plan"]
    cycleStart = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row["cycle_start"] as Int64))
    cycleEnd = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row["cycle_end"] as Int64))
    calls = row["calls"]
    billedSeconds = row["billed"]
    coveredSeconds = row["allowance"]
    surplusSeconds = row["surplus"]
    closedCentavos = Int128(row["centavos"] as Int64)
    contestedCentavos = Int128(row["contested"] as Int64)
    description = row["description"]
    // A blob: a text ends at its first NUL.
    globalID = (row["global_id"] as Data?).map { String(decoding: $0, as: UTF8.self) }
    startedAt = row["started_at"]
    closedAt = row["closed_at"]
    invoicedAt = row["invoiced_at"]
  }
}

extension ServiceRow {
  /// What it is charged at.
  package var centavos: Int128 { closedCentavos - contestedCentavos }

  /// Whether it follows from a contest, and not from calls.
  package var isOfContest: Bool { kind == .credit || kind == .contest }
}
