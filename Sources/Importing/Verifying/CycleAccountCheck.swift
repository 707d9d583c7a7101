import ByteScanning
import CallModel
import FileInput
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// What the checks of cycle accounts share.
struct CycleAccountCheckContext {
  let ledger: Ledger
  let segments: [Int64: SegmentRecord]
  let versions: VersionCache
  let accounts: [Int64: (contract: String, line: String)]
  /// By the ledger's numbers.
  let fileNames: [String]
  let identities: IdentityStore
  /// Of the registry that the open part follows.
  let dialling: Dialling
  /// Closed cycles with late rows that are not closed, or with accepted contests and late rows; none of a ledger that waits for its first run by this law.
  let lateCycles: Set<Int64>
  /// Cycles that may pass allowances on to the next.
  let passing: PassingCycles
  let findings: FindingList
  let progress: VerifyProgress
}

/// Recorded cycles by owner, plan and start, and what closed ones kept (spec 11.1).
struct PassingCycles: Sendable {
  private var byKey: [[UInt8]: CycleAccountRow] = [:]
  let kept: [Int64: [KeptAllowance]]

  init(_ cycleAccounts: [CycleAccountRow], kept: [Int64: [KeptAllowance]]) {
    self.kept = kept
    for cycleAccount in cycleAccounts where cycleAccount.parent == nil {
      byKey[Self.key(cycleAccount, cycleAccount.cycleStart)] = cycleAccount
    }
  }

  func before(_ cycleAccount: CycleAccountRow) -> CycleAccountRow? {
    byKey[Self.key(cycleAccount, Cycle.before(cycleAccount.cycleStart))]
  }

  private static func key(_ cycleAccount: CycleAccountRow, _ start: CivilDate) -> [UInt8] {
    Array("\(cycleAccount.isPool)\u{0}\(cycleAccount.owner)\u{0}\(cycleAccount.plan)\u{0}\(start)".utf8)
  }
}

/// Rates recorded cycle accounts again, slowly and plainly, and compares row by row with what is recorded (I6). For one thread;
/// holds one cycle account at a time.
final class CycleAccountCheck {
  /// Live rows by the ledger's number of their file.
  private(set) var rowsOfFile: [Int]
  private(set) var rows = 0
  let identities: IdentityStore.Writer
  let identityReader: IdentityReader

  let context: CycleAccountCheckContext
  let segments: SegmentReader
  let reader = SegmentRowReader()
  private let otherReader = SegmentRowReader()
  /// Of one registry version each, by its number.
  private var chargers: [Int64: CallCharger] = [:]
  /// The same, regardless of the flags of lines.
  private var lateChargers: [Int64: CallCharger] = [:]
  private let expected = TextBuffer(capacity: 1 << 10)
  private let scratch = TextBuffer(capacity: 1 << 10)

  /// Versions that a worker has at hand; each holds the names of all files.
  private static let maximumChargers = 4

  init(_ context: CycleAccountCheckContext) throws(LedgerFailure) {
    self.context = context
    segments = try SegmentReader(context.ledger)
    identities = IdentityStore.Writer(context.identities)
    identityReader = IdentityReader(dialling: context.dialling)
    rowsOfFile = [Int](repeating: 0, count: context.fileNames.count)
  }

  var findings: FindingList { context.findings }

  /// Checks cycle accounts, each with all its rows.
  ///
  /// - Throws: if the database cannot be read, or a file without a name cannot be written. What is wrong with the cycle account
  ///   is a finding.
  func check(_ cycleAccounts: ArraySlice<CycleAccountRow>) throws {
    let spans = try context.ledger.spans(cycleAccounts: cycleAccounts.map(\.id))
    for cycleAccount in cycleAccounts { try check(cycleAccount, spans[cycleAccount.id] ?? []) }
  }

  private func check(_ cycleAccount: CycleAccountRow, _ spans: [SpanRow]) throws {
    let place = Self.place(cycleAccount)
    if spans.isEmpty { return }
    guard let content = try read(spans, place) else { return }
    defer { context.progress.add(content.bytes.count) }
    guard Self.isDate(cycleAccount.cycleStart) else {
      findings.add(.total, place, expected: "a cycle of the years 1970 to 2199", found: "another")
      return
    }
    findings.compare(
      .total, place, "the cycle's last day", expected: Cycle.end(startingOn: cycleAccount.cycleStart).description,
      found: cycleAccount.cycleEnd.description)
    checkStanding(cycleAccount, spans, place)
    let own: ReadyVersion
    do {
      own = try context.versions.version(cycleAccount.registry)
    } catch let failure as LedgerFailure where failure.path == context.ledger.directory.databasePath {
      throw failure
    } catch {
      findings.add(
        .registry, "registry version \(cycleAccount.registry)", expected: "a registry to rate by", found: "\(error)")
      return
    }
    checkTerms(cycleAccount, own, place)
    checkPassing(cycleAccount, own, place)
    var replay = CycleAccountReplay(self, cycleAccount, spans, content, place)
    try replay.run()
    if context.lateCycles.contains(cycleAccount.id) {
      var late = LateReplay(self, cycleAccount, place)
      try late.run()
    }
  }

  /// The rows of all spans, one after the other; nil, with a finding, if some cannot be had.
  func read(_ spans: [SpanRow], _ place: String) throws -> CycleAccountContent? {
    var content = CycleAccountContent()
    for span in spans {
      // The segment's own check tells of a span that does not lie in it.
      guard let segment = context.segments[span.segment], SegmentCheck.lies(span, in: segment) else { return nil }
      let start = content.bytes.count
      do throws(LedgerFailure) {
        content.bytes += try segments.rows(of: span)
      } catch {
        findings.add(.segment, segment.name, expected: error.expected, found: error.found)
        return nil
      }
      content.ranges.append(start..<content.bytes.count)
    }
    return content
  }

  private func checkStanding(_ cycleAccount: CycleAccountRow, _ spans: [SpanRow], _ place: String) {
    for span in spans {
      let isFine = span.entry == 0 || (cycleAccount.isClosed && span.entry > 0 && span.entry <= cycleAccount.entry)
      if !isFine {
        findings.add(
          .span, place,
          expected: cycleAccount.isClosed ? "entries up to \(cycleAccount.entry)" : "the cycle's own calls only",
          found: "entry \(span.entry)")
      }
    }
    if cycleAccount.entry < 1 {
      findings.add(.total, place, expected: "a next entry from 1 on", found: "\(cycleAccount.entry)")
    }
  }

  /// What a cycle account's amounts follow from must be what its registry version says.
  private func checkTerms(_ cycleAccount: CycleAccountRow, _ version: ReadyVersion, _ place: String) {
    // A cycle that was opened again has none until the next run.
    if cycleAccount.terms.isEmpty { return }
    let key = version.keys.key(of: cycleAccount)
    guard key.owner >= 0, key.plan >= 0 else {
      findings.add(
        .registry, place, expected: "a line and plan of registry version \(cycleAccount.registry)", found: "none there")
      return
    }
    if version.terms.terms(of: key) != cycleAccount.terms {
      findings.add(
        .registry, place, expected: "the terms of registry version \(cycleAccount.registry)", found: "others")
    }
  }

  /// What passes on from cycle to cycle must be what the cycles before left.
  private func checkPassing(_ cycleAccount: CycleAccountRow, _ version: ReadyVersion, _ place: String) {
    if cycleAccount.parent != nil || cycleAccount.terms.isEmpty { return }
    let allowances = CycleAccountAllowances(keys: version.keys, version.snapshot.registry)
    if cycleAccount.isClosed {
      // What it took over is as it was closed.
      findings.compare(
        .balance, place, "allowances kept", expected: allowances.kept(cycleAccount),
        found: context.passing.kept[cycleAccount.id] ?? [])
      return
    }
    if cycleAccount.left.isEmpty { return }
    let before = context.passing.before(cycleAccount)
    let kept = before.flatMap { context.passing.kept[$0.id] } ?? []
    guard let expected = allowances.carriedIn(cycleAccount, before: before, kept: kept) else { return }
    let found = cycleAccount.carried.isEmpty ? expected.map { _ in Int64(0) } : cycleAccount.carried
    findings.compare(.balance, place, "allowances carried over", expected: expected, found: found)
  }

  /// The plain rater by a registry version; nil if there is none.
  func charger(_ version: Int64) -> CallCharger? {
    charger(version, whateverTheFlag: false, &chargers)
  }

  /// The same for late rows, whose lines have other flags (spec 4.3).
  func lateCharger(_ version: Int64) -> CallCharger? { charger(version, whateverTheFlag: true, &lateChargers) }

  private func charger(
    _ version: Int64, whateverTheFlag: Bool, _ chargers: inout [Int64: CallCharger]
  ) -> CallCharger? {
    if let known = chargers[version] { return known }
    guard let ready = try? context.versions.version(version) else { return nil }
    if chargers.count >= Self.maximumChargers { chargers.removeAll() }
    let made = CallCharger(
      registry: ready.snapshot.registry, zone: ready.zone,
      activeLinesOnly: ready.snapshot.activeLinesOnly && !whateverTheFlag, dialling: ready.snapshot.dialling,
      fileNames: context.fileNames)
    chargers[version] = made
    return made
  }

  /// Whether calls have such a day; a cycle of January 1970 begins the year before.
  static func isDate(_ date: CivilDate) -> Bool {
    let year = date.components.year
    return (1969...2200).contains(year)
  }

  /// A cycle account in words.
  static func place(_ cycleAccount: CycleAccountRow) -> String {
    "\(cycleAccount.isPool ? "contract" : "line") \(cycleAccount.owner), plan \(cycleAccount.plan), cycle \(cycleAccount.cycleStart)"
  }
}

/// The rows of a cycle account's spans.
struct CycleAccountContent {
  var bytes: [UInt8] = []
  /// Of each span.
  var ranges: [Range<Int>] = []
}

extension CycleAccountCheck {
  /// Takes a row into the counts of its file, and its identity.
  ///
  /// - Parameter charger: has placed this row last, so that its facts need not be read a second time.
  func count(_ row: SegmentRow, isLate: Bool, _ charger: CallCharger? = nil) throws(OutputFailure) {
    rows += 1
    guard let file = row.integer(.file), rowsOfFile.indices.contains(file), let line = row.source?.line else { return }
    rowsOfFile[file] += 1
    let key = charger?.identity(context.dialling) ?? identity(of: row)
    let digest = key.withUnsafeBytes { ContentDigest.of($0) }
    // A late call may be another version of a closed one, which stays.
    let mark = isLate ? IdentityStore.lateMark : 0
    try identities.add(
      IdentityStore.Entry(
        high: digest.high, low: digest.low, file: UInt32(truncatingIfNeeded: file),
        line: UInt32(truncatingIfNeeded: line) & ~IdentityStore.lateMark | mark))
  }

  /// What makes the call this call (spec 2.4).
  private func identity(of row: SegmentRow) -> [UInt8] {
    (try? identityReader.identity(of: row)) ?? Array(row.raw)
  }

  /// Compares a row with what it should be; a finding names the first column that differs.
  func compare(
    _ row: SegmentRow, _ placed: CallCharger.Placed, _ charge: CallCharge?, _ charger: CallCharger,
    cycleStart: CivilDate, file: Int, line: Int, _ place: () -> String
  ) throws {
    expected.removeAll()
    charger.cells(placed, charge, cycleStart: cycleStart, file: file, line: line, to: expected)
    let count = expected.count
    let isSame =
      row.raw.count > count
      && expected.bytes.withMemoryRebound(to: UInt8.self) { $0.equals(Bytes(rebasing: row.raw[..<count])) }
    if isSame { return }
    var differs = false
    expected.append(Self.blankFacts)
    try expected.bytes.withMemoryRebound(to: UInt8.self) { bytes in
      try otherReader.forEach(in: bytes) { wanted in
        guard
          let column = SegmentRow.Column.allCases.first(where: { column in
            column.rawValue <= SegmentRow.Column.source.rawValue && !wanted[column].equals(row[column])
          })
        else { return }
        differs = true
        findings.add(
          Self.charged.contains(column) ? .charge : .row, place(), expected: "\(column) \(wanted.text(column))",
          found: row.text(column))
      }
    }
    if !differs { findings.add(.row, place(), expected: "a row as it is written", found: "other quotes or cells") }
  }

  /// Blank cells of the columns behind those of `call-records.csv`.
  private static let blankFacts =
    String(repeating: ",", count: SegmentRow.Column.allCases.count - SegmentRow.Column.source.rawValue - 1) + "\n"

  /// The columns that follow from the registry and the calls before.
  private static let charged: Set<SegmentRow.Column> = [
    .billed, .allowance, .surplus, .price, .allowanceAmount, .amount,
  ]
}
