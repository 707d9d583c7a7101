/// `call-records.csv` (spec 2.5).
func callRecordsFile(_ calls: [RatedCall]) -> String {
  var text = csvLine([
    "global_id", "started_at", "direction", "caller", "called", "line", "contract", "plan", "zone", "duration_s",
    "billed_s", "allowance_s", "surplus_s", "price_per_minute", "allowance_amount", "amount", "cycle_start", "source",
  ])
  for rated in calls.sorted(by: isWrittenBefore) { text += csvLine(callRecord(rated)) }
  return text
}

/// The order of spec 2.5.
private func isWrittenBefore(_ left: RatedCall, _ right: RatedCall) -> Bool {
  let (one, other) = (left.call, right.call)
  if one.line.contract != other.line.contract { return one.line.contract < other.line.contract }
  if one.line.id != other.line.id { return one.line.id < other.line.id }
  if one.read.startedAt.instant != other.read.startedAt.instant {
    return one.read.startedAt.instant < other.read.startedAt.instant
  }
  if one.read.globalID != other.read.globalID { return one.read.globalID < other.read.globalID }
  return left.numbersComeBefore(right)
}

private func callRecord(_ rated: RatedCall) -> [String] {
  let call = rated.call
  let decimals = rated.plan.decimals
  return [
    guardedAgainstFormulas(call.read.globalID.string), call.read.startedAt.iso, call.direction.rawValue,
    call.caller.string, call.called.string, call.line.id.string, call.line.contract.string, rated.plan.id.string,
    rated.zone.string, String(call.read.durationSeconds), String(rated.billedSeconds), String(rated.coveredSeconds),
    String(rated.surplusSeconds), rated.price?.written ?? "",
    formatAmount(rated.allowanceAmount, decimals: decimals), formatAmount(rated.amount, decimals: decimals),
    rated.cycle.start.iso, guardedAgainstFormulas("\(call.read.row.file):\(call.read.row.line)"),
  ]
}

/// `additional-services.csv` (spec 2.5, 3.7).
///
/// - Parameter calls: in the order of spec 3.6.
func additionalServicesFile(_ calls: [RatedCall]) -> String {
  struct Key: Hashable {
    let contract: Text
    let line: Text
    let plan: Text
    let cycle: Cycle
  }
  var groups: [Key: [RatedCall]] = [:]
  for rated in calls where rated.price != nil {
    let line = rated.call.line
    groups[Key(contract: line.contract, line: line.id, plan: rated.plan.id, cycle: rated.cycle), default: []]
      .append(rated)
  }
  let sorted = groups.sorted { left, right in
    let (one, other) = (left.key, right.key)
    return (one.contract, one.line, one.plan, one.cycle) < (other.contract, other.line, other.plan, other.cycle)
  }
  let header = "contract,line,plan,cycle_start,cycle_end,calls,billed_s,allowance_s,surplus_s,amount,description\n"
  return header + sorted.compactMap { serviceLine($0.value) }.joined()
}

/// The service of the calls of one (contract, line, plan, cycle); nil if its amount is 0.00.
private func serviceLine(_ calls: [RatedCall]) -> String? {
  guard let last = calls.last else { return nil }
  let line = last.call.line
  let units = unitsPerReal(decimals: last.plan.decimals)
  let sum = calls.reduce(Int128(0)) { $0 + $1.amount }
  let centavos = Rounding.halfUp.round(sum * 100, over: units)
  if centavos == 0 { return nil }
  let (start, end) = (last.cycle.start, last.cycle.end)
  func total(_ seconds: (RatedCall) -> Int) -> String { String(calls.reduce(0) { $0 + seconds($1) }) }
  return csvLine([
    line.contract.string, line.id.string, last.plan.id.string, start.iso, end.iso, String(calls.count),
    total { $0.billedSeconds }, total { $0.coveredSeconds }, total { $0.surplusSeconds },
    formatAmount(centavos, decimals: 2),
    "Excedente de telefonia \(line.number) - \(start.brazilian) a \(end.brazilian)",
  ])
}

/// A row of `rejected-records.csv`.
struct RejectedRow {
  let row: InputRow
  /// `rejected` or `suspended`.
  let outcome: String
  let fault: Fault
}

/// `rejected-records.csv`, sorted by file and line (spec 2.5).
func rejectedRecordsFile(_ rejected: [RejectedRow], layout: ReferenceLayout) -> String {
  let sorted = rejected.sorted { ($0.row.file, $0.row.line) < ($1.row.file, $1.row.line) }
  return csvLine(["file", "line", "outcome", "reason", "field", "raw"])
    + sorted.map { rejected in
      let row = rejected.row
      let shown = rejected.fault.reason == "too-long" ? row.bytes.prefix(rawBytesOfLongRow) : row.bytes
      return csvLine([
        guardedAgainstFormulas(row.file.string), String(row.line), rejected.outcome, rejected.fault.reason,
        rejected.fault.field,
        guardedAgainstFormulas(layout.decode(shown)),
      ])
    }.joined()
}
