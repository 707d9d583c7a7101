/// What the batch job is told besides its registry and files.
package struct ReferenceOptions: Sendable {
  package var layout: ReferenceLayout
  /// IANA name of the integration's time zone: of cycles, bands and output (spec 2.1).
  package var timeZone: String
  package var activeLinesOnly: Bool

  package init(
    layout: ReferenceLayout = .summit1, timeZone: String = "America/Sao_Paulo", activeLinesOnly: Bool = true
  ) {
    self.layout = layout
    self.timeZone = timeZone
    self.activeLinesOnly = activeLinesOnly
  }
}

/// The output files of spec 2.5 as whole texts, and what `report.json` counts.
package struct ReferenceResult: Sendable {
  package var callRecords = ""
  package var additionalServices = ""
  package var rejectedRecords = ""
  /// By file name, then by `read`, `rated`, `free`, `unanswered`, `duplicate`, `rejected`, `suspended`, `ignored`; each is
  /// there. A failed file is not.
  package var counts: [String: [String: Int]] = [:]
  /// By file name, as `counts`.
  package var checks: [String: ReferenceChecks] = [:]
  /// Names by their bytes: the header lacked a column or named it twice, or more rows contradict their clock than agree.
  package var failedFiles: [String] = []
}

/// The whole batch job, slowly and plainly, from pages 2 and 3 of the specification.
///
/// - Parameters:
///   - registry: CSV text by table file name; assumed valid (spec 2.2), or it may trap.
///   - files: distinct names, and bytes already decompressed. In any order.
package func referenceRate(
  registry: [String: String], files: [(name: String, bytes: [UInt8])], options: ReferenceOptions
) -> ReferenceResult {
  var run = ReferenceRun(registry: ReferenceRegistry(registry), options: options)
  var placed: [PlacedCall] = []
  for file in files.sorted(by: { Text($0.name) < Text($1.name) }) {
    placed += run.placedCalls(of: file.bytes, name: Text(file.name))
  }
  return run.finish(placed)
}

/// One run: counts and rejects as they fall due.
private struct ReferenceRun {
  let registry: ReferenceRegistry
  let options: ReferenceOptions
  let layoutClock: LocalClock
  let clock: LocalClock
  var result = ReferenceResult()
  var rejected: [RejectedRow] = []

  init(registry: ReferenceRegistry, options: ReferenceOptions) {
    self.registry = registry
    self.options = options
    layoutClock = LocalClock(options.layout.timeZone)
    clock = LocalClock(options.timeZone)
  }

  /// Reads a file and finds the lines of its calls. The tests of spec 2.4 up to "suspended for its line".
  mutating func placedCalls(of bytes: [UInt8], name: Text) -> [PlacedCall] {
    let content = FileRows(file: name, bytes: bytes, layout: options.layout)
    let rows = content.rows
    // "A file with no row, or of no bytes, is fine" (spec 2.3): then there is no header to look at.
    let header = content.header.map { options.layout.fields(of: $0) }
    startCounts(of: name, read: rows.count)
    if options.layout.hasHeader && header == nil { return [] }
    let reader = RowReader(
      layout: options.layout, header: header ?? [], layoutClock: layoutClock, clock: clock)
    guard let reader, !reader.isCall(content.header, of: name) else {
      result.counts[name.string] = nil
      result.failedFiles.append(name.string)
      return []
    }
    // What is rejected comes to nothing if the file fails.
    let before = rejected
    var checks = ReferenceChecks()
    let calls = rows.compactMap { place($0, with: reader, &checks) }
    if checks.clockContradictions > checks.clockAgreements {
      rejected = before
      result.counts[name.string] = nil
      result.failedFiles.append(name.string)
      return []
    }
    result.checks[name.string] = checks
    return calls
  }

  private mutating func place(
    _ row: InputRow, with reader: RowReader, _ checks: inout ReferenceChecks
  ) -> PlacedCall? {
    do throws(Fault) {
      let read: ReadCall
      switch try reader.read(row, &checks) {
      case .ignored(hasSeconds: true):
        reject(row, "ignored", Fault(reason: "ignored", field: ""))
        return nil
      case .ignored(hasSeconds: false):
        count("ignored", row)
        return nil
      case .unanswered:
        count("unanswered", row)
        return nil
      case .call(let call): read = call
      }
      switch registry.place(read, activeLinesOnly: options.activeLinesOnly) {
      case .unanswered: count("unanswered", row)
      case .suspended(let reason): reject(row, "suspended", Fault(reason: reason, field: ""))
      case .call(let call): return call
      }
    } catch {
      reject(row, "rejected", error)
    }
    return nil
  }

  /// Duplicates, zones and rates, allowances, and the files. The rest of the tests of spec 2.4.
  mutating func finish(_ placed: [PlacedCall]) -> ReferenceResult {
    let settlement = DuplicateSettlement(placed)
    for call in settlement.duplicates { count("duplicate", call.read.row) }
    for call in settlement.conflicting {
      reject(call.read.row, "rejected", Fault(reason: "conflicting-duplicate", field: "global_id"))
    }
    var calls: [RatedCall] = []
    for call in settlement.standing {
      do throws(Fault) {
        let rated = try registry.rate(call)
        count(rated.price == nil ? "free" : "rated", call.read.row)
        calls.append(rated)
      } catch {
        reject(call.read.row, "suspended", error)
      }
    }
    calls = registry.takingAllowances(calls)
    result.callRecords = callRecordsFile(calls)
    result.additionalServices = additionalServicesFile(calls)
    result.rejectedRecords = rejectedRecordsFile(rejected, layout: options.layout)
    return result
  }

  private mutating func startCounts(of name: Text, read: Int) {
    let outcomes = ["rated", "free", "unanswered", "duplicate", "rejected", "suspended", "ignored"]
    result.counts[name.string] = Dictionary(uniqueKeysWithValues: outcomes.map { ($0, 0) })
    result.counts[name.string]?["read"] = read
  }

  private mutating func count(_ outcome: String, _ row: InputRow) {
    result.counts[row.file.string]?[outcome, default: 0] += 1
  }

  private mutating func reject(_ row: InputRow, _ outcome: String, _ fault: Fault) {
    count(outcome, row)
    rejected.append(RejectedRow(row: row, outcome: outcome, fault: fault))
  }
}
