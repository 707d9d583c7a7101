import CallModel
import FileInput
import Ledger
import Pipeline
import RecordLayouts
import Registry

/// A registry at one moment: its tables as bytes, which the ledger keeps once a call was priced by them, and compiled.
package struct RegistrySnapshot: Sendable {
  /// By file name.
  let tables: [String: [UInt8]]
  /// Of all tables and the time zone that bands and cycles follow.
  let digest: String
  let tableDigests: [String: String]
  let timeZone: String
  /// Whether calls of lines with active=no are suspended.
  let activeLinesOnly: Bool
  /// How telephones dial: it decides what numbers mean, as the tables do (spec 4.3).
  let dialling: Dialling
  package let registry: Registry

  /// - Parameter zones: names of recorded calls, which must keep their numbers' meaning though no table names them now.
  init(
    tables: [String: [UInt8]], timeZone: String, activeLinesOnly: Bool, dialling: Dialling, zones: [String]
  ) throws(Problems) {
    self.dialling = dialling
    self.tables = tables
    self.timeZone = timeZone
    self.activeLinesOnly = activeLinesOnly
    var loaded = try RegistryLoader.load(tables: tables)
    let known = Set(loaded.zoneNames.map(ID.init))
    loaded.zoneNames += zones.filter { !known.contains(ID($0)) }
    registry = Registry(loaded)
    var digests: [String: String] = [:]
    for (name, bytes) in tables { digests[name] = Self.digest(bytes) }
    tableDigests = digests
    digest = Self.digest(
      ofTables: digests, timeZone: timeZone, activeLinesOnly: activeLinesOnly, dialling: dialling.text)
  }

  /// The digest of a registry whose tables have these digests, by file name.
  static func digest(ofTables digests: [String: String], timeZone: String, activeLinesOnly: Bool, dialling: String)
    -> String
  {
    let more =
      (activeLinesOnly ? "" : "\ninactive lines, too") + (dialling == Dialling.standard.text ? "" : "\n" + dialling)
    let lines = digests.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    return digest(Array((lines.joined() + timeZone + more).utf8))
  }

  /// Of what says to which line a number, trunk or account code belongs, and when (spec 3.2).
  var numberingDigest: String {
    var text = TermsText()
    text.add(dialling.text)
    let tables = registry.tables
    for line in tables.lines {
      text.add(line.id)
      text.add(line.trunk)
      text.add(line.accountCode)
      for value in [
        Int(line.number.value), Int(line.numberRange?.lowerBound ?? 0), Int(line.numberRange?.upperBound ?? 0),
        Int(line.activePeriod.first.daysSinceEpoch), Int(line.activePeriod.last.daysSinceEpoch),
      ] { text.add(value) }
    }
    var didText = DIDText()
    for did in tables.dids { text.add(text: didText.text(did)) }
    return text.digest.map { "\($0)" }.joined(separator: ".")
  }

  /// Whether numbers may belong to other lines than by the registry of the last run, which is another.
  func hasOtherNumbering(than ledger: Ledger) throws(LedgerFailure) -> Bool {
    guard let last = try ledger.setting(LedgerSettings.numbering) else { return true }
    return last != numberingDigest
  }

  /// The registry as its tables are now.
  static func today(_ settings: ImportSettings, _ ledger: Ledger) throws -> RegistrySnapshot {
    let zones = try ledger.zoneNames()
    do {
      return try RegistrySnapshot(
        tables: settings.registry.tables(ledger), timeZone: settings.timeZone,
        activeLinesOnly: settings.activeLinesOnly, dialling: settings.layout.dialling, zones: zones)
    } catch let faults as Problems {
      throw RateFailure.registry(faults)
    }
  }

  private static func digest(_ bytes: [UInt8]) -> String { contentDigest(bytes).description }
}

/// The digest of bytes in memory.
func contentDigest(_ bytes: [UInt8]) -> ContentDigest {
  bytes.withUnsafeBytes { ContentDigest.of($0) }
}

/// What a cycle account's amounts follow from, as a digest: its line's rows, its plan with rates and allowances, bands and holidays
/// (spec 4.3). Two registries with the same terms rate the cycle account's calls alike.
struct RegistryTerms {
  private let tables: RegistryTables
  private let registry: Registry
  private let planTerms: [[UInt8]]
  private let poolRows: [Int: [Int]]

  init(_ snapshot: RegistrySnapshot) {
    registry = snapshot.registry
    tables = snapshot.registry.tables
    var shared = TermsText()
    shared.add(snapshot.timeZone)
    for window in tables.bandWindows {
      shared.add(tables.bandNames[window.band])
      for value in [Int(window.days), window.fromMinute, window.untilMinute] { shared.add(value) }
    }
    for zone in tables.zones { shared.add("\(zone.prefix) \(tables.zoneNames[Int(zone.zone)])") }
    shared.add(snapshot.activeLinesOnly ? 1 : 0)
    // As it was before telephones could dial otherwise: terms of cycles closed then stay the same.
    if snapshot.dialling != .standard { shared.add(snapshot.dialling.text) }
    for holiday in tables.holidays.map(\.date).sorted() { shared.add(Int(holiday.daysSinceEpoch)) }
    planTerms = Self.planTerms(tables, shared: shared.digest)
    var pools: [Int: [Int]] = [:]
    for (row, line) in tables.lines.enumerated() where tables.plans[line.plan].allowanceScope == .contract {
      pools[line.contract, default: []].append(row)
    }
    poolRows = pools
  }

  private static func planTerms(_ tables: RegistryTables, shared: [UInt8]) -> [[UInt8]] {
    var texts = tables.plans.map { plan in
      var text = TermsText()
      text.add(shared)
      text.add(plan.id)
      for value in [plan.graceSeconds, plan.decimals] { text.add(value) }
      text.add(plan.rounding.rawValue)
      text.add(plan.allowanceScope.rawValue)
      // Nothing of the other way: terms of before there were two stay the same.
      if plan.chargeRounding == .cut { text.add(plan.chargeRounding.rawValue) }
      return text
    }
    for allowance in tables.allowances {
      texts[allowance.plan].add(allowance.name)
      texts[allowance.plan].add("\(allowance.amount)")
      texts[allowance.plan].add(allowance.zones.joined(separator: " "))
      texts[allowance.plan].add(allowance.priority)
      if allowance.isProrated { texts[allowance.plan].add("days") }
      if allowance.carryOver != .none { texts[allowance.plan].add("\(allowance.carryOver)") }
    }
    for rate in tables.rates {
      texts[rate.plan].add(rate.zone)
      for value in [
        Int(rate.pricePerMinute.micros), Int(rate.connectionFee.micros), rate.minimumSeconds, rate.stepSeconds,
        rate.fromSecond, Int(rate.validity.first.daysSinceEpoch), Int(rate.validity.last.daysSinceEpoch),
      ] { texts[rate.plan].add(value) }
      texts[rate.plan].add(rate.band.map { tables.bandNames[$0] } ?? "")
    }
    return texts.map(\.digest)
  }

  /// The terms of a cycle account; its owner and plan are in the registry.
  func terms(of key: CycleAccountKey) -> [UInt8] {
    var text = TermsText()
    text.add(planTerms[Int(key.plan)])
    if key.isPool {
      for row in poolRows[Int(key.owner)] ?? [] { add(row, &text) }
    } else {
      for row in rows(ofLine: Int(key.owner)) { add(row, &text) }
    }
    return text.digest
  }

  private func rows(ofLine line: Int) -> [Int] {
    // A line's first row has its id.
    registry.rowsOfLine(line)
  }

  private func add(_ row: Int, _ text: inout TermsText) {
    let line = tables.lines[row]
    text.add(line.id)
    text.add(tables.contracts[line.contract].id)
    text.add(tables.plans[line.plan].id)
    for value in [
      Int(line.number.value), line.resetDay, line.isActive ? 1 : 0, Int(line.activePeriod.first.daysSinceEpoch),
      Int(line.activePeriod.last.daysSinceEpoch),
    ] { text.add(value) }
  }
}

/// Values one after the other, none of which runs into the next.
private struct TermsText {
  private var bytes: [UInt8] = []

  /// A text in UTF-8.
  mutating func add(text: some Sequence<UInt8>) {
    bytes += text
    bytes.append(0)
  }

  mutating func add(_ text: String) {
    bytes += text.utf8
    bytes.append(0)
  }

  mutating func add(_ more: [UInt8]) { bytes += more }

  mutating func add(_ value: Int) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  /// 16 bytes.
  var digest: [UInt8] { contentDigest(bytes).bytes }
}

extension ImportSettings {
  /// What to know before looking at open cycles: they follow the registry of the last run, and today's is another (spec 4.3).
  ///
  /// - Returns: nil if it is the same. The tables are digested and not parsed.
  package func registryWarning(_ ledger: Ledger) throws -> String? {
    let shown =
      "open cycles and late services are shown as the last run left them; summit-cdr import brings them up to date"
    if try ledger.setting(LedgerSettings.law) != LedgerSettings.currentLaw {
      return "this ledger was last written by an earlier version: \(shown)"
    }
    let tables: [String: [UInt8]]
    do {
      tables = try registry.tables(ledger)
    } catch is Problems {
      return "the registry cannot be read: \(shown)"
    }
    let today = RegistrySnapshot.digest(
      ofTables: tables.mapValues { contentDigest($0).description }, timeZone: timeZone,
      activeLinesOnly: activeLinesOnly,
      dialling: layout.dialling.text)
    return try ledger.setting(LedgerSettings.registry) == today ? nil : "the registry has changed: \(shown)"
  }
}
