import CallModel
import Ledger
import Pipeline
import Rating

/// What a closed service comes to by class (spec 11.3).
struct ClassShare: Equatable {
  var invoiceClass: InvoiceClass
  /// Above 0, of a deduction as well.
  var centavos: Int128
  /// What is charged beyond allowances, of the calls that cost anything; 0 if no time tells it.
  var seconds: Int
}

/// Cuts closed services into classes. Looks at the calls of one service at a time, and keeps those of the last cycle whose
/// calls are services of their own.
final class ServiceClasses {
  /// What calls of a class come to.
  private struct Sum {
    var micros: Int128 = 0
    var seconds = 0

    mutating func add(_ other: Sum) {
      micros += other.micros
      seconds += other.seconds
    }
  }

  private typealias Sums = [InvoiceClass: Sum]
  private typealias Call = (invoiceClass: InvoiceClass, sum: Sum)

  private struct Entry: Equatable {
    var cycleAccount: Int64
    var entry: Int
    var contract: String
    var line: String

    init(_ service: ServiceRow) {
      cycleAccount = service.cycleAccount
      entry = service.entry
      contract = service.contract
      line = service.line
    }
  }

  private let reader: ServiceReader
  private let segments: SegmentReader
  private let classes: InvoiceClasses
  /// By the call's part in the id of a service.
  private var last: (entry: Entry, calls: [String: Call])?
  private var lastNumber: (entry: Entry, number: String)?

  init(_ ledger: Ledger, _ reader: ServiceReader, _ classes: InvoiceClasses) throws {
    self.reader = reader
    self.classes = classes
    segments = try SegmentReader(ledger)
  }

  /// The classes with a centavo or more, in their order. They add up to the service; a credit is one deduction.
  ///
  /// - Throws: `LedgerFailure` if a service of calls has none, or a segment is damaged.
  func shares(of service: ServiceRow) throws -> [ClassShare] {
    if service.centavos < 0 {
      return [ClassShare(invoiceClass: .deduction, centavos: -service.centavos, seconds: 0)]
    }
    if service.entry > 0 {
      let seconds = max(0, service.surplusSeconds)
      return [ClassShare(invoiceClass: .earlierMonths, centavos: service.centavos, seconds: seconds)]
    }
    let sums = try sums(of: service)
    let found = InvoiceClass.allCases.filter { sums[$0] != nil }
    guard !found.isEmpty else {
      throw ServiceActions.refusal(
        "service \(service.id)", expected: "calls that come to its amount", found: "none",
        remedy: "see summit-cdr verify")
    }
    let parts = LargestRemainder.parts(of: service.centavos, found.map { max(0, sums[$0]?.micros ?? 0) })
    return zip(found, parts).filter { $0.1 > 0 }.map {
      ClassShare(invoiceClass: $0.0, centavos: $0.1, seconds: sums[$0.0]?.seconds ?? 0)
    }
  }

  /// The line's number at the last of the service's calls; blank if that is not known.
  func number(of service: ServiceRow) throws -> String {
    let entry = Entry(service)
    if let lastNumber, lastNumber.entry == entry { return lastNumber.number }
    let number = try number(of: entry)
    lastNumber = (entry, number)
    return number
  }

  private func number(of entry: Entry) throws -> String {
    guard let account = try reader.account(contract: entry.contract, line: entry.line) else { return "" }
    let spans = try reader.spans(cycleAccount: entry.cycleAccount, account: account, entry: entry.entry)
    if let latest = spans.filter({ $0.calls > 0 }).max(by: { $0.lastStart < $1.lastStart }) { return latest.number }
    return try reader.lateNumber(cycleAccount: entry.cycleAccount, account: account, entry: entry.entry) ?? ""
  }

  private func sums(of service: ServiceRow) throws -> Sums {
    let contest = service.kind == .contest ? try reader.contest(service.id) : nil
    guard let source = try contest.map({ try reader.service($0.service) }) ?? service else { return [:] }
    let contests = try reader.contests(ofService: source.id)
    let isPerCall = try reader.isPerCall(source)
    if !isPerCall, contests.isEmpty { return try streamedSums(source) }
    var calls = try calls(of: source)
    if let part = contest?.call ?? Self.part(of: source) { return Self.sums(of: calls[part].map { [$0] } ?? []) }
    if isPerCall { calls = calls.filter { Charging.centavos(micros: $0.value.sum.micros) == 0 } }
    // What was taken out of it is no part of it, and a contest of all is one of what was left.
    let number = contest?.number ?? .max
    for earlier in contests where earlier.isWithheld && earlier.number < number {
      if let part = earlier.call { calls[part] = nil }
    }
    return Self.sums(of: calls.values)
  }

  /// Of a service of one call, which that is.
  private static func part(of service: ServiceRow) -> String? {
    if service.startedAt == nil { return nil }
    return String(service.id.dropFirst(ServiceID.entryPart(of: service.id).utf8.count + 1))
  }

  private static func sums(of calls: some Sequence<Call>) -> Sums {
    var sums: Sums = [:]
    for call in calls { sums[call.invoiceClass, default: Sum()].add(call.sum) }
    return sums
  }

  private func streamedSums(_ service: ServiceRow) throws -> Sums {
    var sums: Sums = [:]
    try forEachCall(of: Entry(service)) { sums[$1.invoiceClass, default: Sum()].add($1.sum) }
    return sums
  }

  private func calls(of service: ServiceRow) throws -> [String: Call] {
    let entry = Entry(service)
    if let last, last.entry == entry { return last.calls }
    var calls: [String: Call] = [:]
    try forEachCall(of: entry) { row, call in
      calls[ServiceID.callPart(row), default: (call.invoiceClass, Sum())].sum.add(call.sum)
    }
    last = (entry, calls)
    return calls
  }

  private func forEachCall(of entry: Entry, _ body: (SegmentRow, Call) throws -> Void) throws {
    guard let account = try reader.account(contract: entry.contract, line: entry.line) else { return }
    let rows = SegmentRowReader()
    for span in try reader.spans(cycleAccount: entry.cycleAccount, account: account, entry: entry.entry)
    where span.calls > 0 {
      try rows.forEach(in: try segments.rows(of: span)) { row in
        guard row.isRated else { return }
        try body(row, call(row))
      }
    }
  }

  private func call(_ row: SegmentRow) -> Call {
    let isOutbound = row.isOutbound
    let shown = row.text(isOutbound ? .caller : .called)
    let own = row.text(.own)
    let micros = Int128(row.micros(.amount) ?? 0)
    let seconds = micros > 0 ? (row.integer(.billed) ?? 0) - (row.integer(.allowance) ?? 0) : 0
    return (
      classes.of(
        zone: row.text(.zone), own: own.isEmpty ? shown : own, other: row.text(isOutbound ? .called : .caller)),
      Sum(micros: micros, seconds: seconds)
    )
  }
}
