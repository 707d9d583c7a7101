import CallModel
import Foundation
import Importing
import Ledger
import Pipeline
import ReferenceRating
import RunSupport
import Testing

/// Any sequence of imports, closings and reopenings charges each call once (I3, I6, spec 3.7, 4.4).
@Suite("Services over imports, closings and reopenings (I3, I6, spec 4.4)")
struct ServicePropertyTests {
  /// SUMMIT_SERVICES and SUMMIT_FIRST_SEED go on by hand.
  static let count = ProcessInfo.processInfo.environment["SUMMIT_SERVICES"].flatMap { Int($0) } ?? 24
  static let batches = 4

  @Test(arguments: 0..<batches)
  func `services are the sums of their calls after each step, and of one batch run once all is open again`(
    batch: Int
  ) throws {
    var failures = 0
    for seed in LongMode.firstSeed..<(LongMode.firstSeed + UInt64(Self.count))
    where Int(seed) % Self.batches == batch && failures < 3 {
      if let difference = try Self.difference(seed: seed) {
        Issue.record("seed \(seed): \(difference)")
        failures += 1
      }
    }
  }

  private static func difference(seed: UInt64) throws -> String? {
    let scenario = Scenario(seed: seed)
    var random = SeededRandom(seed: seed &* 104_729)
    let desk = try ServiceDesk(try ImportHarness(scenario), today: "2190-01-01")
    let isPerCall = random.chance(percent: 40)
    desk.harness.settings.isPerCall = isPerCall
    try desk.harness.run()
    var delivered: [(name: String, bytes: [UInt8])] = []
    for deliveries in Self.deliveries(scenario, &random) {
      delivered += deliveries
      let final = try Self.final(desk)
      for piece in deliveries { try desk.harness.deliver(piece.name, piece.bytes) }
      try desk.harness.run()
      if try Self.final(desk) != final { return "an import changed a closed service" }
      let totals = try Self.totals(scenario, delivered, isPerCall: isPerCall)
      if let wrong = try Self.wrongSum(desk, totals, isPerCall: isPerCall) { return "after an import, \(wrong)" }
      try Self.act(desk, &random)
      if let wrong = try Self.wrongSum(desk, totals, isPerCall: isPerCall) { return "after an action, \(wrong)" }
      if let wrong = try Self.wrongStates(desk) { return wrong }
      if let finding = try desk.harness.verify().first { return "verify after an action, \(finding)" }
    }
    try Self.reopenAll(desk)
    if let finding = try desk.harness.verify().first { return "verify once all is open, \(finding)" }
    return try Self.differenceFromBatch(desk, scenario, isPerCall: isPerCall)
  }

  /// The pieces of the scenario's files, some at a time.
  static func deliveries(
    _ scenario: Scenario, _ random: inout SeededRandom
  ) -> [[(name: String, bytes: [UInt8])]] {
    var pieces: [(name: String, bytes: [UInt8])] = []
    for (index, file) in scenario.files.enumerated() {
      pieces += OrderTests.cut(
        "f\(index).csv", file.bytes, scenario.options.layout, &random)
    }
    pieces = random.shuffled(pieces)
    var deliveries: [[(name: String, bytes: [UInt8])]] = []
    while !pieces.isEmpty {
      let count = random.int(1...max(1, pieces.count / 2))
      deliveries.append(Array(pieces.prefix(count)))
      pieces.removeFirst(min(count, pieces.count))
    }
    return deliveries
  }

  /// Closes or reopens something, or nothing.
  private static func act(_ desk: ServiceDesk, _ random: inout SeededRandom) throws {
    let final = try desk.services(ServiceSelection()).map(\.service).filter { $0.state == .closed }
    let chosen = final.isEmpty ? nil : final[random.int(0...(final.count - 1))]
    switch random.int(0...3) {
    case 0: try desk.close(before: .distantFuture)
    case 1:
      let all = try desk.services().map(\.service)
      guard !all.isEmpty else { return }
      let contract = all[random.int(0...(all.count - 1))].contract
      try desk.close(before: .distantFuture) { $0.contract = contract }
    case 2:
      guard let chosen else { return }
      try desk.reopen(.services([chosen.id]))
    default: break
    }
  }

  private static func final(_ desk: ServiceDesk) throws -> [UInt8] {
    RecordedServices.csv(try RecordedServices(try desk.harness.ledger()).list(states: [.closed, .invoiced]))
  }

  /// Each service that is not late against the rows of its entry, read one by one; those of a cycle together, late ones
  /// too, against one batch run of all that was delivered: late costs what on time would have cost (spec 4.3).
  private static func wrongSum(
    _ desk: ServiceDesk, _ totals: [EntrySums.Key: Int128], isPerCall: Bool
  ) throws -> String? {
    let sums = try EntrySums(try desk.harness.ledger())
    if let twice = sums.repeated { return "recorded twice: \(twice)" }
    var found: [EntrySums.Key: Int128] = [:]
    var cycles: [EntrySums.Key: Int128] = [:]
    for service in try desk.services().map(\.service) {
      var key = EntrySums.Key(service)
      if key.entry == 0 { found[key, default: 0] += service.centavos }
      key.entry = 0
      cycles[key, default: 0] += service.centavos
    }
    for (key, entry) in sums.entries where key.entry == 0 {
      let expected = isPerCall ? entry.centavosByCall : entry.centavos
      if found[key] ?? 0 != expected { return "\(key): \(found[key] ?? 0) centavos, its calls come to \(expected)" }
      found[key] = nil
    }
    if let lost = found.first { return "a service without calls: \(lost.key)" }
    for key in Set(totals.keys).union(cycles.keys) where totals[key] ?? 0 != cycles[key] ?? 0 {
      return "\(key) with late services: \(cycles[key] ?? 0) centavos, on time it comes to \(totals[key] ?? 0)"
    }
    return nil
  }

  /// A list of some states is the whole list without the others.
  private static func wrongStates(_ desk: ServiceDesk) throws -> String? {
    let recorded = RecordedServices(try desk.harness.ledger())
    let all = try recorded.list()
    for states: Set<ServiceRow.State> in [
      [], [.open], [.closed], [.invoiced], [.closed, .invoiced], [.open, .closed],
    ] {
      let found = try recorded.list(states: states).map(\.id)
      if found != all.filter({ states.contains($0.state) }).map(\.id) { return "services in \(states): \(found)" }
    }
    return nil
  }

  /// What one batch run of the files charges for each line and cycle, in centavos.
  private static func totals(
    _ scenario: Scenario, _ files: [(name: String, bytes: [UInt8])], isPerCall: Bool
  ) throws -> [EntrySums.Key: Int128] {
    var batch = try RunHarness(scenario)
    batch.files = files
    let records = try batch.run(RunVariant()).tables.callRecords
    var entries: [EntrySums.Key: EntrySums.Entry] = [:]
    for (number, row) in records.split(separator: "\n").dropFirst().enumerated() {
      let cells = cells(row)
      let key = EntrySums.Key(
        contract: cells[6], line: cells[5], plan: cells[7], cycleStart: CivilDate(text: cells[16]) ?? .distantPast,
        entry: 0)
      entries[key, default: EntrySums.Entry()].add(micros(cells[15]), call: "\(number)")
    }
    return entries.mapValues { isPerCall ? $0.centavosByCall : $0.centavos }
  }

  private static func cells(_ row: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in row {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// Millionths of a decimal number with a point and at most six decimals.
  private static func micros(_ text: String) -> Int128 {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    return (Int128(parts[0]) ?? 0) * 1_000_000
      + (Int128(decimals + String(repeating: "0", count: 6 - decimals.count)) ?? 0)
  }

  private static func reopenAll(_ desk: ServiceDesk) throws {
    do {
      try desk.reopen(.cycles(CycleSelection()))
    } catch let failure as LedgerFailure where failure.found.hasPrefix("none for") {
      // None was closed.
    }
  }

  private static func differenceFromBatch(
    _ desk: ServiceDesk, _ scenario: Scenario, isPerCall: Bool
  ) throws -> String? {
    var batch = try RunHarness(scenario)
    batch.files = scenario.files.enumerated().map { (name: "f\($0.offset).csv", bytes: $0.element.bytes) }
    let expected = try batch.run(RunVariant()).tables
    let records = ImportHarness.withoutLastCells(expected.callRecords, 1)
    if let difference = ImportHarness.difference(try desk.harness.callRecords(), records) {
      return "reopened call records, \(difference)"
    }
    if isPerCall { return nil }
    return ImportHarness.difference(try desk.harness.services(), expected.additionalServices).map {
      "reopened services, \($0)"
    }
  }

  @Test func `services of calls are the same regardless of the order of imports (I3)`() throws {
    for seed in LongMode.firstSeed..<(LongMode.firstSeed + 12) {
      let scenario = Scenario(seed: seed)
      var random = SeededRandom(seed: seed &* 15_485_863)
      var texts: [String] = []
      for isAtOnce in [true, false] {
        let harness = try ImportHarness(scenario)
        harness.settings.isPerCall = true
        for deliveries in Self.deliveries(scenario, &random) {
          for piece in deliveries { try harness.deliver(piece.name, piece.bytes) }
          if !isAtOnce { try harness.run() }
        }
        if isAtOnce { try harness.run() }
        let services = try RecordedServices(try harness.ledger()).list()
        texts.append(String(decoding: RecordedServices.csv(services), as: UTF8.self))
        #expect(Set(services.map(\.id)).count == services.count, "seed \(seed)")
      }
      if let difference = ImportHarness.difference(texts[1], texts[0]) { Issue.record("seed \(seed): \(difference)") }
    }
  }
}

/// What the rows of each entry come to, read from the segments: the slow twin of the sums that spans and services keep.
struct EntrySums {
  struct Key: Hashable, CustomStringConvertible {
    var contract: String
    var line: String
    var plan: String
    var cycleStart: CivilDate
    var entry: Int

    init(contract: String, line: String, plan: String, cycleStart: CivilDate, entry: Int) {
      self.contract = contract
      self.line = line
      self.plan = plan
      self.cycleStart = cycleStart
      self.entry = entry
    }

    init(_ service: ServiceRow) {
      self.init(
        contract: service.contract, line: service.line, plan: service.plan, cycleStart: service.cycleStart,
        entry: service.entry)
    }

    var description: String { "\(contract) \(line) \(plan) \(cycleStart) entry \(entry)" }
  }

  struct Entry {
    var micros: Int128 = 0
    /// By identity, since an entry may have several versions of a call.
    var byCall: [String: Int128] = [:]

    mutating func add(_ micros: Int128, call: String) {
      self.micros += micros
      byCall[call, default: 0] += micros
    }

    var centavos: Int128 { rounded(micros) }

    /// Each call rounded by itself, and those that come to nothing together.
    var centavosByCall: Int128 {
      let single = byCall.values.map(rounded).reduce(0, +)
      return single + rounded(byCall.values.filter { rounded($0) == 0 }.reduce(0, +))
    }

    /// Half away from zero (spec 3.7).
    private func rounded(_ micros: Int128) -> Int128 {
      let magnitude = (micros < 0 ? -micros : micros) * 2 + 10_000
      return (micros < 0 ? -1 : 1) * (magnitude / 20_000)
    }
  }

  private(set) var entries: [Key: Entry] = [:]
  /// A call that is there twice with the same content.
  private(set) var repeated: String?

  init(_ ledger: Ledger) throws {
    let segments = try SegmentReader(ledger)
    let reader = SegmentRowReader()
    var versions: Set<String> = []
    for cycleAccount in try ledger.allCycleAccounts() {
      for span in try ledger.spans(cycleAccount: cycleAccount.id) {
        try segments.rows(of: span).withUnsafeBufferPointer { bytes in
          try reader.forEach(in: bytes) { row in
            let key = Key(
              contract: row.text(.contract), line: row.text(.line), plan: row.text(.plan),
              cycleStart: row.cycleStart ?? .distantPast, entry: span.entry)
            let micros = Int128(row.micros(.amount) ?? 0)
            var identity = [row.text(.startedAt), row.text(.direction), row.text(.globalID), row.text(.own)]
            identity += [row.text(.trunk), row.text(.accountCode)]
            if row.text(.globalID).isEmpty { identity += [row.text(.duration), row.text(.called), row.text(.kind)] }
            let version = (identity + [row.text(.duration), row.text(.called), row.text(.caller)]).joined(
              separator: "|")
            if !versions.insert(version).inserted { repeated = version }
            entries[key, default: Entry()].add(micros, call: identity.joined(separator: "|"))
          }
        }
      }
    }
  }
}
