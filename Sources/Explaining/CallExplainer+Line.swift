import CallModel
import Importing
import Ledger
import Rating
import Registry

extension CallExplainer {
  /// How the call's line was found, what its number is and which zone that has: by the version that says what is
  /// recorded.
  func lineAndZone(_ call: RecordedCall, _ cycleAccount: CycleAccountRow, _ raw: SourceRows.SourceRow?) throws
    -> [ExplainedRule]
  {
    let versions = try identifyingVersions(call, cycleAccount)
    for version in versions {
      let registry = try snapshot(version).registry
      guard let found = identified(call, registry) else { continue }
      guard call.isOutbound else { return [line(call, found, registry), inbound(call)] }
      if let zoned = zoned(call, row: found.row, registry, raw) { return [line(call, found, registry)] + zoned }
    }
    // What a call is stays as recorded, regardless of what the registry says since.
    var rules = [
      ExplainedRule(
        .line,
        "It is recorded for line \(call.line), contract \(call.contract); the registry it was rated by would not give it "
          + "this line and zone again: summit-cdr rerate shows what it would.",
        values: ["line": call.line, "contract": call.contract])
    ]
    rules.append(call.isOutbound ? recordedNumber(call, raw) : inbound(call))
    if call.isOutbound {
      rules.append(ExplainedRule(.zone, "Its zone is recorded as \(call.zone).", values: ["zone": call.zone]))
    }
    return rules
  }

  private func identified(_ call: RecordedCall, _ registry: Registry) -> (row: Int, match: LineMatch)? {
    let date = localStart(call).date
    let shown = call.isOutbound ? call.caller : call.called
    var found: (row: Int, match: LineMatch)?
    if let number = PhoneNumber(text: call.own.isEmpty ? shown : call.own), number.digitCount > 0 {
      found = registry.findLine(number: number, on: date)
    }
    if found == nil {
      let trunk = Array(call.trunk.utf8)
      let code = Array(call.accountCode.utf8)
      found = trunk.withUnsafeBufferPointer { trunk in
        code.withUnsafeBufferPointer { registry.findLine(trunk: trunk, accountCode: $0, on: date) }
      }
    }
    guard let found, ID(registry.lines[found.row].id) == ID(call.line) else { return nil }
    return found
  }

  private func line(
    _ call: RecordedCall, _ found: (row: Int, match: LineMatch), _ registry: Registry
  ) -> ExplainedRule {
    let row = registry.lines[found.row]
    let side = call.isOutbound ? "caller" : "called number"
    let number = call.own.isEmpty ? (call.isOutbound ? call.caller : call.called) : call.own
    var rows = [RegistryPlace.line(found.row, registry)]
    let text: String
    switch found.match {
    case .number: text = "The \(side) \(number) is the number of line \(row.id)"
    case .did:
      rows = [RegistryPlace.did(number, line: row.id, on: localStart(call).date, registry)] + rows
      text = "The \(side) \(number) is a DID of line \(row.id)"
    case .range:
      let range = row.numberRange.map { "\($0.lowerBound) to \($0.upperBound)" } ?? ""
      text = "The \(side) \(number) is in the range \(range) of line \(row.id)"
    case .trunk: text = "No line has the \(side)'s number; the trunk \(call.trunk) is that of line \(row.id) alone"
    case .accountCode:
      text = "No line has the \(side)'s number; the account code \(call.accountCode) is that of line \(row.id) alone"
    }
    let plan = registry.plans[row.plan].id
    let contract = registry.tables.contracts[row.contract].id
    return ExplainedRule(
      .line, "\(text), contract \(contract), \(plan.isEmpty ? "no plan" : "plan \(plan)") on \(localStart(call).date).",
      values: [
        "line": row.id, "contract": contract, "plan": plan, "found_by": found.match.rawValue, "number": number,
      ], rows: rows)
  }

  private func inbound(_ call: RecordedCall) -> ExplainedRule {
    ExplainedRule(.zone, "It was received: zone inbound, which is free.", values: ["zone": "inbound"])
  }

  private func recordedNumber(_ call: RecordedCall, _ raw: SourceRows.SourceRow?) -> ExplainedRule {
    let cause =
      raw.map { "its \($0.called) would be read otherwise today" }
      ?? "the row as it was dialled is no longer in the source directory"
    return ExplainedRule(
      .number, "The called number is recorded as \(call.called) (\(call.kind.name)); \(cause).",
      values: ["called": call.called, "kind": call.kind.name])
  }

  /// Number and zone by this registry; nil if it gives another zone than the recorded one.
  private func zoned(
    _ call: RecordedCall, row: Int, _ registry: Registry, _ raw: SourceRows.SourceRow?
  ) -> [ExplainedRule]? {
    let start = localStart(call)
    let areaCode = registry.lines[row].areaCode
    func explanation(_ text: String, _ dialling: Dialling, _ form: NumberForm) -> NumberExplanation? {
      let found = NumberExplanation(
        text,
        from: NumberViewpoint(
          registry: registry, row: row, date: start.date, secondOfDay: start.secondOfDay, dialling: dialling,
          form: form))
      guard let zone = found.zone, ID(zone.name) == ID(call.zone),
        found.normalised.number.description == call.called
      else { return nil }
      return found
    }
    if let raw, let found = explanation(raw.called, raw.dialling, raw.form) {
      let number = ExplainedRule(
        .number,
        "Dialled \(raw.called), by rule \(found.ruleText) (\(found.ruleForm)) the number is \(call.called).",
        values: ["dialled": raw.called, "called": call.called, "rule": found.ruleText])
      return [number, zoneRule(call, found, registry, areaCode: areaCode)]
    }
    if call.kind == .collect {
      return [recordedNumber(call, raw), zoneRule(call, "It was called collect (9090, or 90 and a carrier)")]
    }
    // What is recorded has its country code.
    let recorded = call.kind == .e164 ? "+" + call.called : call.called
    guard let found = explanation(recorded, .standard, .dialled) else { return nil }
    return [recordedNumber(call, raw), zoneRule(call, found, registry, areaCode: areaCode)]
  }

  private func zoneRule(_ call: RecordedCall, _ cause: String) -> ExplainedRule {
    ExplainedRule(.zone, "\(cause): zone \(call.zone).", values: ["zone": call.zone])
  }

  private func zoneRule(
    _ call: RecordedCall, _ explanation: NumberExplanation, _ registry: Registry, areaCode: Int
  ) -> ExplainedRule {
    let cause = explanation.zone?.cause ?? ""
    guard explanation.normalised.kind == .e164 || explanation.normalised.kind == .national, call.zone != "on-net" else {
      let reason = call.zone == "on-net" ? "The called number is the \(cause), and the plan has a rate for that" : cause
      return zoneRule(call, reason.prefix(1).uppercased() + reason.dropFirst())
    }
    let number = explanation.normalised.number
    let length = registry.zones.find(number)?.digitCount ?? 0
    let prefix = String(number.description.prefix(length))
    let place = RegistryPlace.zone(prefix: prefix, registry)
    var text = "The longest known prefix of \(number) is \(prefix) (\(place ?? "built in"))"
    if BuiltInZone.byArea.contains(call.zone) {
      let called = number.description.dropFirst(2).prefix(2)
      text +=
        "\(areaCode)" == called
        ? "; the line's area code is \(areaCode), too" : "; the line's area code is \(areaCode), the number's \(called)"
    }
    return ExplainedRule(
      .zone, "\(text): zone \(call.zone).",
      values: ["zone": call.zone, "prefix": prefix, "area_code": "\(areaCode)"], rows: place.map { [$0] } ?? [])
  }
}

extension BuiltInZone {
  /// Zones that depend on where line and number are (spec 3.3, step 4).
  fileprivate static let byArea: Set<String> = Set([local, ldn, vc1, vc2, vc3].map(\.name))
}
