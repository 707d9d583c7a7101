import CallModel
import Ledger
import Registry

/// Goes through additional services line by line in byte order, kept ones and those that follow from calls.
struct ServiceWalk {
  let maker: ServiceMaker
  private let reader: ServiceReader
  private let selection: ServiceSelection

  var segments: SegmentReader { maker.segments }

  init(_ ledger: Ledger, _ reader: ServiceReader, _ selection: ServiceSelection) throws {
    self.reader = reader
    self.selection = selection
    maker = try ServiceMaker(ledger, reader)
  }

  func forEach(_ body: (ServiceRow) throws -> Void) throws {
    try forEachEntry { entry in
      for service in entry.final where lets(service) { try body(service) }
      guard let total = entry.open else { return }
      for service in try maker.services(entry.key, total) where lets(service) { try body(service) }
    }
  }

  /// The service of that id.
  func find(_ id: String) throws -> ServiceRow? {
    var found: ServiceRow?
    try forEachEntry { entry in
      found = found ?? entry.final.first { $0.id == id }
      guard found == nil, let total = entry.open else { return }
      found = try maker.services(entry.key, total).first { $0.id == id }
    }
    return found
  }

  private func lets(_ service: ServiceRow) -> Bool {
    selection.states.contains(service.state) && selection.kinds.contains(service.kind)
  }

  /// What there is for one entry of one line's cycle.
  private struct Entry {
    var key: SpanTotalKey
    var final: [ServiceRow] = []
    var open: SpanTotal?
  }

  private func forEachEntry(_ body: (Entry) throws -> Void) throws {
    let filter = selection.filter
    let wantsFinal = selection.states.contains(.closed) || selection.states.contains(.invoiced)
    for contract in try reader.contracts(filter, in: selection.states) {
      let totals = selection.states.contains(.open) ? try reader.openTotals(ofContract: contract, filter) : [:]
      if totals.isEmpty, !wantsFinal { continue }
      let byLine = Dictionary(grouping: totals) { ID($0.key.line) }
      for line in try reader.lines(ofContract: contract, filter, in: selection.states) {
        var entries: [SpanTotalKey: Entry] = [:]
        for (key, total) in byLine[ID(line)] ?? [] { entries[key] = Entry(key: key, open: total) }
        let final = wantsFinal ? try reader.finalServices(contract: contract, line: line, filter) : []
        for service in final {
          var key = SpanTotalKey(
            contract: contract, line: line, plan: service.plan, cycleStart: service.cycleStart, entry: service.entry)
          key.alone = try reader.cycle(service.cycleAccount)?.parent ?? 0
          entries[key, default: Entry(key: key)].final.append(Self.asToday(service))
        }
        for key in entries.keys.sorted(by: Self.precedes) {
          guard var entry = entries[key] else { continue }
          entry.final.sort { ($0.startedAt ?? .max, $0.id) < ($1.startedAt ?? .max, $1.id) }
          try body(entry)
        }
      }
    }
  }

  /// Descriptions that name numbers of calls were kept as they were worded then.
  private static func asToday(_ service: ServiceRow) -> ServiceRow {
    guard service.startedAt != nil || service.isOfContest else { return service }
    var service = service
    service.description = ServiceText.shown(service.description)
    return service
  }

  private static func precedes(_ left: SpanTotalKey, _ right: SpanTotalKey) -> Bool {
    if ID(left.plan) != ID(right.plan) { return precedesInByteOrder(left.plan, right.plan) }
    return (left.cycleStart, left.alone, left.entry) < (right.cycleStart, right.alone, right.entry)
  }
}
