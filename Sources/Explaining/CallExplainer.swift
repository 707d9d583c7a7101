import CallModel
import Importing
import Ledger
import Pipeline
import Rating
import RecordLayouts
import Registry
import Statements

/// Explains recorded calls by the registry versions they were rated by (spec 4.5).
package final class CallExplainer {
  let ledger: Ledger
  let zone: TimeZoneRules
  private let sources: SourceRows?
  private let versions: RegistryVersions
  private var snapshots: [Int64: RegistrySnapshot] = [:]

  /// - Parameters:
  ///   - zone: the integration's.
  ///   - sources: where the files as delivered may still be.
  package init(_ ledger: Ledger, zone: TimeZoneRules, sources: SourceRows?) {
    self.ledger = ledger
    self.zone = zone
    self.sources = sources
    versions = RegistryVersions(ledger)
  }

  /// - Throws: `LedgerFailure` if the ledger is damaged.
  package func explain(_ call: RecordedCall) throws -> CallExplanation {
    let cycleAccount = try cycleAccount(of: call)
    let raw = sources?.row(of: call, file: try ledger.file(call.file))
    let priced = try pricing(call, cycleAccount)
    var rules = try lineAndZone(call, cycleAccount, raw)
    rules += try rating(call, cycleAccount, priced)
    rules.append(try service(call))
    rules += try contests(call)
    rules.append(try source(call))
    return CallExplanation(call: call, rawRow: raw?.text, rules: rules)
  }

  func snapshot(_ version: Int64) throws -> RegistrySnapshot {
    if let known = snapshots[version] { return known }
    let snapshot = try versions.snapshot(version)
    snapshots[version] = snapshot
    return snapshot
  }

  /// The cycle account a call is in: the line's own, or its contract's pool.
  private func cycleAccount(of call: RecordedCall) throws -> CycleAccountRow {
    let found = try ledger.cycleAccounts(ofLine: call.line).first {
      $0.account == call.account && $0.cycleAccount.cycleStart == call.cycleStart
        && ID($0.cycleAccount.plan) == ID(call.plan)
    }
    guard let found else {
      throw LedgerFailure(
        path: ledger.directory.databasePath, expected: "the cycle of a recorded call", found: "none",
        remedy: "run summit-cdr verify")
    }
    return found.cycleAccount
  }

  /// The registry version a call's price follows from: its cycle account's; that of the run that recorded it where the cycle account's has
  /// no line or price for it.
  private func pricing(_ call: RecordedCall, _ cycleAccount: CycleAccountRow) throws -> (
    charge: CallCharger, placed: CallCharger.Placed
  )? {
    let run = try ledger.run(call.run)?.registry
    for version in [cycleAccount.registry, run].compactMap({ $0 }) {
      let charge = CallCharger(registry: try snapshot(version).registry, zone: zone)
      let placed = charge.place(
        line: call.line, zoneName: call.zone, instant: call.instant, isOutbound: call.isOutbound,
        duration: call.duration)
      if let placed { return (charge, placed) }
    }
    return nil
  }

  /// The registry versions that may have given a call its line and zone: its cycle account's, and that of the run it came in.
  func identifyingVersions(_ call: RecordedCall, _ cycleAccount: CycleAccountRow) throws -> [Int64] {
    var versions = [cycleAccount.registry]
    if let run = try ledger.file(call.file)?.run, let version = try ledger.run(run)?.registry,
      version != cycleAccount.registry
    {
      versions.append(version)
    }
    return versions
  }

  func localStart(_ call: RecordedCall) -> LocalTime {
    zone.localTime(of: call.instant)
  }

  // MARK: - Service and source

  private func service(_ call: RecordedCall) throws -> ExplainedRule {
    var filter = SpanFilter()
    filter.contract = call.contract
    filter.line = call.line
    filter.plan = call.plan
    filter.cycleStart = call.cycleStart
    let services = try RecordedServices(ledger).list(filter).filter { $0.entry == call.entry && !$0.isOfContest }
    let own = services.first { $0.startedAt == call.instant && $0.globalID == call.globalID }
    guard let service = own ?? services.first(where: { $0.startedAt == nil }), call.amountMicros != 0 else {
      let reason = call.amountMicros == 0 ? "Nothing is to be paid for it" : "The cycle comes to less than a centavo"
      return ExplainedRule(.service, "\(reason), so no additional service has it.")
    }
    var text =
      "It is part of additional service \(service.id), \(service.state.rawValue), "
      + "R$ \(service.amount): \(service.description)."
    if let reference = service.reference { text += " The ERP has it as \(reference)." }
    if service.kind == .late { text += " The call came after its cycle was closed." }
    var values = [
      "service": service.id, "state": service.state.rawValue, "kind": service.kind.rawValue,
      "amount": service.amount,
    ]
    values["reference"] = service.reference
    return ExplainedRule(.service, text, values: values)
  }

  /// What the customer contested of the call, or of the service that has it (spec 11.1).
  private func contests(_ call: RecordedCall) throws -> [ExplainedRule] {
    try ledger.readServices { reader in
      guard try reader.hasContests() else { return [] }
      let services = try reader.services(ofCycleAccount: call.cycleAccount).filter {
        $0.entry == call.entry && ID($0.line) == ID(call.line) && ID($0.contract) == ID(call.contract)
      }
      let contests = try services.flatMap { try reader.contests(ofService: $0.id) }.filter { contest in
        contest.call == nil || (contest.globalID == call.globalID && contest.startedAt == call.instant)
      }
      return contests.map(Self.contest)
    }
  }

  private static func contest(_ contest: ContestRow) -> ExplainedRule {
    let what = contest.call == nil ? "Its service" : "It"
    var text = "\(what) was contested on \(contest.openedAt) (\(contest.id)): \(contest.reason). "
    switch contest.state {
    case .open: text += "Not answered yet"
    case .accepted: text += "Accepted on \(contest.resolvedAt ?? "")"
    case .refused: text += "Refused on \(contest.resolvedAt ?? "")"
    }
    if !contest.answer.isEmpty { text += ": \(contest.answer)" }
    let amount = ServiceRow.amount(contest.centavos)
    text += contest.isWithheld ? "; R$ \(amount) is taken out of the service" : "; R$ \(amount)"
    if let kind = contest.outcome { text += ", and a service of kind \(kind.rawValue) has it" }
    return ExplainedRule(
      .contest, text + ".", values: ["contest": contest.id, "state": contest.state.rawValue, "amount": amount])
  }

  private func source(_ call: RecordedCall) throws -> ExplainedRule {
    let file = try ledger.file(call.file)
    var text = "It came in \(call.source)"
    var values = ["source": call.source, "rated_by_run": "\(call.run)"]
    if let file {
      values["run"] = "\(file.run)"
      let run = try ledger.run(file.run)
      text += ", imported by run \(file.run)" + (run.map { " on \($0.startedAt)" } ?? "")
      if file.state == .deleted { text += "; the file was deleted after that" }
      if call.run != file.run { text += "; last rated by run \(call.run)" }
    }
    return ExplainedRule(.source, text + ".", values: values, rows: [call.source])
  }
}
