import CallModel
import FileInput
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// Charges calls that come after their cycle was closed: each against what the cycle's allowances have left, in the order
/// of their starts, into a service of its own kind (spec 4.4). Also the calls of cycles that keep an older registry.
struct LateCharging {
  /// What the late calls of one book came to.
  struct Result {
    /// Index into the run's books.
    var book: Int
    var spans: [SpanOfLine]
    var left: [Int64]
    var lastStart: Int64
    var firstStart: Int64
    /// The book's recorded rows are void: all its calls are in `spans`.
    var isRewritten = false
    /// Recorded calls that versions with greater content took the place of.
    var lost: [RecordedPlace: [UInt8]] = [:]
  }

  /// Rows of one (contract, line), together in the segment.
  struct SpanOfLine {
    var contract: String
    var line: String
    var number: String
    var offset: Int64
    var bytes: Int
    var rows: Int
    var firstStart: Int64
    var lastStart: Int64
    var calls: Int
    var billedSeconds: Int
    var coveredSeconds: Int
    var micros: Int128
  }

  /// A call with the version of it that it replaces.
  struct LateCall {
    var call: DivertedCall
    var view: DivertedView
  }

  let attempt: ImportAttempt
  private var registries: [Int64: SingleCharge] = [:]
  let current: SingleCharge
  private let fileNames: [String]

  init(_ attempt: ImportAttempt) {
    self.attempt = attempt
    fileNames = attempt.context.intake.candidates.map(\.file.displayName) + attempt.recorded.fileNames
    current = SingleCharge(
      registry: attempt.context.snapshot.registry, zone: attempt.context.zone, fileNames: fileNames)
  }

  func charge(_ diverted: [DivertedCall], into segment: OutputFile) throws -> [Result] {
    if diverted.isEmpty { return [] }
    var charging = self
    var results: [Result] = []
    let byBook = Dictionary(grouping: diverted, by: \.book)
    for book in byBook.keys.sorted() {
      let calls = (byBook[book] ?? []).map { LateCall(call: $0, view: attempt.run.view($0)) }
      let rewritten = attempt.books[book].isClosed ? nil : try charging.rewrite(calls, of: book, into: segment)
      results.append(try rewritten ?? charging.charge(calls, of: book, into: segment))
    }
    return results
  }

  private mutating func charge(_ calls: [LateCall], of book: Int, into segment: OutputFile) throws -> Result {
    let row = attempt.books[book]
    let versioned = try charge(version: row.registry)
    let registry = attempt.context.snapshot.registry
    let ordered = calls.sorted { $0.view.precedesInRating($1.view, registry) }
    var result = Result(
      book: book, spans: [], left: row.left, lastStart: row.lastStart, firstStart: row.firstStart)
    var buffers: LineRows = []
    let replaced = try ReplacedVersions(ordered.compactMap { $0.call.replaces == nil ? nil : $0.view }, attempt, row)
    for call in ordered {
      let earlier = call.call.replaces == nil ? nil : replaced.version(call.view)
      let (charger, placed) = place(call.view, line: earlier?.line, in: row, versioned)
      let charge = charger.chargeLate(
        placed, planID: row.plan, left: &result.left, earlier: earlier.map { ($0.charge, $0.zone) })
      write(call.view, placed, charge, charger, row, to: &buffers)
      result.firstStart = min(result.firstStart, call.view.instant)
      result.lastStart = max(result.lastStart, call.view.instant)
    }
    result.spans = try append(buffers, to: segment)
    return result
  }

  typealias LineRows = [(span: SpanOfLine, text: TextBuffer)]

  /// Writes a call behind those of its (contract, line).
  func write(
    _ view: DivertedView, _ placed: SingleCharge.Placed, _ charge: CallCharge?, _ charger: SingleCharge,
    _ book: BookRow,
    to buffers: inout LineRows
  ) {
    let line = charger.registry.lines[placed.lineRow]
    let contract = charger.registry.tables.contracts[line.contract].id
    // By bytes: two spellings of one letter are two ids.
    var index = buffers.firstIndex {
      $0.span.line.utf8.elementsEqual(line.id.utf8) && $0.span.contract.utf8.elementsEqual(contract.utf8)
    }
    if index == nil {
      buffers.append((SpanOfLine(contract: contract, line: line.id, view: view), TextBuffer(capacity: 1 << 12)))
      index = buffers.count - 1
    }
    guard let index else { return }
    buffers[index].span.add(view, charge, number: line.number.description)
    charger.write(
      view, placed, charge, cycleStart: book.cycleStart, file: view.source.file,
      ledgerFile: ledgerFile(view.source.file), to: buffers[index].text)
  }

  /// Appends the rows of each line to the segment.
  func append(_ buffers: LineRows, to segment: OutputFile) throws -> [SpanOfLine] {
    try buffers.map { span, text in
      var span = span
      span.offset = segment.sizeBytes
      span.bytes = text.count
      try segment.append(text.bytes)
      return span
    }
  }

  private func ledgerFile(_ source: Int) -> Int {
    let new = attempt.context.intake.candidates.count
    return source < new ? Int(attempt.context.firstFile) + source : source - new
  }

  /// A call by the book's registry; by today's if that had no line, zone or price for it, or another contract for the line.
  ///
  /// - Parameter line: of the recorded version that it replaces: the difference is that line's, whoever has the number now.
  func place(
    _ view: DivertedView, line: String?, in book: BookRow, _ versioned: SingleCharge
  ) -> (SingleCharge, SingleCharge.Placed) {
    let registry = attempt.context.snapshot.registry
    let zone = registry.zones.names[view.zone]
    for line in [line, registry.lines[view.lineRow].id].compactMap({ $0 }) {
      for charger in [versioned, current] {
        let placed = charger.place(
          line: line, zoneName: zone, instant: view.instant, isOutbound: view.isOutbound, duration: view.duration)
        if let placed, charger.belongs(placed, to: book) { return (charger, placed) }
      }
    }
    // Today's registry has just found line, zone and price for it.
    fatalError("a call without a price in the registry that priced it")
  }

  mutating func charge(version: Int64) throws -> SingleCharge {
    if let known = registries[version] { return known }
    let snapshot = try RegistryVersions(attempt.ledger).snapshot(version)
    let made = SingleCharge(registry: snapshot.registry, zone: attempt.context.zone, fileNames: fileNames)
    registries[version] = made
    return made
  }
}

extension SingleCharge {
  /// Whether the call's line, or its contract for a pool, is the book's.
  func belongs(_ placed: Placed, to book: BookRow) -> Bool {
    let line = registry.lines[placed.lineRow]
    let owner = book.isPool ? registry.tables.contracts[line.contract].id : line.id
    return owner.utf8.elementsEqual(book.owner.utf8)
  }
}

extension LateCharging.SpanOfLine {
  init(contract: String, line: String, view: DivertedView) {
    self.init(
      contract: contract, line: line, number: "", offset: 0, bytes: 0, rows: 0, firstStart: view.instant,
      lastStart: view.instant, calls: 0, billedSeconds: 0, coveredSeconds: 0, micros: 0)
  }

  mutating func add(_ view: DivertedView, _ charge: CallCharge?, number: String) {
    rows += 1
    lastStart = view.instant
    guard let charge else { return }
    self.number = number
    calls += 1
    billedSeconds += charge.billedSeconds
    coveredSeconds += charge.coveredSeconds
    micros += Int128(charge.amount.micros)
  }
}

extension CallCharge {
  static let nothing = CallCharge(billedSeconds: 0, coveredSeconds: 0, gross: .zero, allowanceAmount: .zero)

  /// What two versions of one call come to.
  func plus(_ other: CallCharge) -> CallCharge {
    CallCharge(
      billedSeconds: billedSeconds + other.billedSeconds, coveredSeconds: coveredSeconds + other.coveredSeconds,
      gross: Money(micros: gross.micros + other.gross.micros),
      allowanceAmount: Money(micros: allowanceAmount.micros + other.allowanceAmount.micros))
  }
}

/// What the closed book has charged for versions of calls that greater ones replace (spec 4.3).
private struct ReplacedVersions {
  /// By identity: of two legs of a transfer, which share global id and start, each has its own.
  private var versions: [[UInt8]: (charge: CallCharge, line: String, zone: String)] = [:]

  init(_ views: [DivertedView], _ attempt: ImportAttempt, _ book: BookRow) throws {
    if views.isEmpty { return }
    let wanted = Set(views.map(\.identity))
    let starts = Set(views.map(\.instant))
    let rows = try attempt.segments.rows(ofBook: book.id)
    var versions: [[UInt8]: (charge: CallCharge, line: String, zone: String)] = [:]
    rows.withUnsafeBufferPointer { bytes in
      _ = SegmentRowReader().forEach(in: bytes) { row in
        guard let instant = row.instant, starts.contains(instant),
          let identity = attempt.run.view(recorded: row)?.identity, wanted.contains(identity),
          let charge = Self.charge(row)
        else { return }
        let sum = (versions[identity]?.charge ?? .nothing).plus(charge)
        versions[identity] = (sum, row.text(.line), row.text(.zone))
      }
    }
    self.versions = versions
  }

  private static func charge(_ row: SegmentRow) -> CallCharge? {
    guard let amount = row.micros(.amount), let covered = row.micros(.allowanceAmount),
      let billed = row.integer(.billed), let seconds = row.integer(.allowance)
    else { return nil }
    return CallCharge(
      billedSeconds: billed, coveredSeconds: seconds, gross: Money(micros: amount + covered),
      allowanceAmount: Money(micros: covered))
  }

  /// What the versions recorded so far came to in all; line and zone are those of the last.
  func version(_ view: DivertedView) -> (charge: CallCharge, line: String, zone: String)? { versions[view.identity] }
}
