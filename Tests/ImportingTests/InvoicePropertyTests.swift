import CallModel
import Foundation
import Ledger
import ReferenceRating
import Testing

@testable import Importing

/// The items of random months against a slow twin: sums, remainders, minutes (spec 11.3).
@Suite("Items of NFCom invoices over random months (I6, spec 11.3)")
struct InvoicePropertyTests {
  @Test func `parts add up, and are what giving out unit by unit comes to`() {
    var random = SeededRandom(seed: 11_003)
    for _ in 0..<3_000 {
      let weights = (0..<random.int(1...6)).map { _ in Int128(random.pick([0, 1, 5, random.int(0...1_000_000)])) }
      let total = Int128(random.int(0...60))
      #expect(LargestRemainder.parts(of: total, weights) == Self.slowParts(of: total, weights), "\(total) \(weights)")
    }
    // The example of docs/rules/billing.md.
    #expect(LargestRemainder.parts(of: 29, [124_000, 124_000, 42_000]) == [13, 12, 4])
    // Far beyond what a month comes to.
    let large: [Int128] = [900_000_000_000_000_000, 1, 899_999_999_999_999_999]
    #expect(LargestRemainder.parts(of: 1_000_000_000_000, large).reduce(0, +) == 1_000_000_000_000)
  }

  /// Gives the whole units of each share, then each unit that is left to whom it lacks most, the first of equals.
  private static func slowParts(of total: Int128, _ weights: [Int128]) -> [Int128] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.indices.map { $0 == 0 ? total : 0 } }
    var parts = weights.map { $0 * total / sum }
    while parts.reduce(0, +) < total {
      let lacks = weights.indices.map { weights[$0] * total - parts[$0] * sum }
      if let most = lacks.max(), let first = lacks.firstIndex(of: most) { parts[first] += 1 }
    }
    return parts
  }

  @Test(arguments: 0..<4)
  func `each service is the sum of its classes, each class that of its calls`(batch: Int) throws {
    for seed in UInt64(1)...24 where Int(seed) % 4 == batch {
      if let wrong = try Self.difference(seed: seed) { Issue.record("seed \(seed): \(wrong)") }
    }
  }

  private static func difference(seed: UInt64) throws -> String? {
    let scenario = Scenario(seed: seed)
    var random = SeededRandom(seed: seed &* 7_919)
    let desk = try ServiceDesk(try ImportHarness(scenario), today: "2190-01-01")
    desk.harness.settings.isPerCall = random.chance(percent: 30)
    try desk.harness.run()
    for deliveries in ServicePropertyTests.deliveries(scenario, &random) {
      for piece in deliveries { try desk.harness.deliver(piece.name, piece.bytes) }
      try desk.harness.run()
      try desk.close(before: .distantFuture)
      try contestSomething(desk, &random)
      let expected = try expectedItems(desk)
      let text = try desk.export(.nfcomItems) { $0.repeatsAll = true }.text
      if let wrong = try difference(InvoiceItems(text), expected) { return wrong }
    }
    return nil
  }

  private static func contestSomething(_ desk: ServiceDesk, _ random: inout SeededRandom) throws {
    for listed in try desk.services() where listed.service.centavos > 0 && random.chance(percent: 30) {
      let calls = try RecordedServices(try desk.harness.ledger()).calls(of: listed.service)
      let id = random.chance(percent: 40) || calls.isEmpty ? listed.service.id : random.pick(calls).globalID
      // One that is free, or is there twice, is refused.
      guard let contest = try? desk.actions().contest(ContestRequest(id, reason: "não reconhece", years: 9)) else {
        continue
      }
      if random.chance(percent: 60) {
        _ = try desk.actions().resolve(contest.id, isAccepted: random.chance(percent: 50))
      }
    }
  }

  /// Centavos and seconds by contract, line, plan, cycle and class.
  private typealias Items = [String: (net: Int128, seconds: Int)]

  private static func expectedItems(_ desk: ServiceDesk) throws -> Items {
    let ledger = try desk.harness.ledger()
    let recorded = RecordedServices(ledger)
    var items: Items = [:]
    for service in try desk.services().map(\.service) where service.centavos != 0 && service.state == .closed {
      func add(_ code: String, _ centavos: Int128, _ seconds: Int) {
        if centavos == 0 { return }
        let key = "\(service.contract)|\(service.line)|\(service.plan)|\(service.cycleStart)|\(code)"
        items[key] = ((items[key]?.net ?? 0) + centavos, (items[key]?.seconds ?? 0) + seconds)
      }
      if service.centavos < 0 {
        add("5900101", service.centavos, 0)
      } else if service.entry > 0 {
        add("1000501", service.centavos, max(0, service.surplusSeconds))
      } else {
        let codes = ["0300101", "0300102", "0300103", "0300107"]
        let calls = try calls(of: service, recorded, ledger)
        let byCode = codes.map { code in calls.filter { Self.code($0) == code } }
        let found = codes.indices.filter { !byCode[$0].isEmpty }
        let weights = found.map { byCode[$0].reduce(Int128(0)) { $0 + Int128($1.amountMicros) } }
        for (index, part) in zip(found, slowParts(of: service.centavos, weights)) {
          add(codes[index], part, byCode[index].filter { $0.amountMicros > 0 }.reduce(0) { $0 + $1.surplus })
        }
      }
    }
    return items
  }

  /// Those of a service that were not taken out of it; of one that a contest led to, those contested.
  private static func calls(
    of service: ServiceRow, _ recorded: RecordedServices, _ ledger: Ledger
  ) throws -> [RecordedCall] {
    let all = try recorded.calls(of: service)
    let (contests, number) = try ledger.readServices { reader in
      let own = try reader.contest(service.id)
      return (try reader.contests(ofService: own?.service ?? service.id), service.kind == .contest ? own?.number : nil)
    }
    let isOneCall = service.kind == .contest && contests.first { $0.number == number }?.call != nil
    if isOneCall || service.startedAt != nil { return all }
    let taken = contests.filter { $0.call != nil && $0.isWithheld && $0.number < number ?? .max }
    return all.filter { call in
      !taken.contains { $0.globalID == call.globalID && $0.startedAt == call.instant }
    }
  }

  /// Written out again: by the zone, else by the first digits of both numbers.
  private static func code(_ call: RecordedCall) -> String {
    let zone = String(call.zone.split(separator: ":", omittingEmptySubsequences: false)[0])
    if zone == "local" || zone == "vc1" { return "0300101" }
    if zone == "ldn" || zone == "vc2" || zone == "vc3" { return "0300102" }
    if zone == "intl" { return "0300103" }
    if ["special", "unified", "shared-cost", "donation", "premium", "toll-free"].contains(zone) { return "0300107" }
    let own = call.own.isEmpty ? (call.isOutbound ? call.caller : call.called) : call.own
    let other = Array(call.otherNumber)
    let isBrazilian = other.starts(with: "55") && (other.count == 12 || other.count == 13)
    if isBrazilian {
      let isNear = own.hasPrefix("55") && own.count >= 12 && Array(own)[2...3] == other[2...3]
      return isNear ? "0300101" : "0300102"
    }
    if other.count <= 8 || other[0] == "0" || other.starts(with: "55") { return "0300107" }
    return "0300103"
  }

  private static func difference(_ found: InvoiceItems, _ expected: Items) throws -> String? {
    let net = expected.values.reduce(Int128(0)) { $0 + $1.net }
    let all = found.invoices.flatMap(\.items)
    if all.reduce(0, { $0 + $1.net }) != net { return "in all \(all.reduce(0) { $0 + $1.net }), expected \(net)" }
    for invoice in found.invoices where invoice.amount != ServiceRow.amount(invoice.items.reduce(0) { $0 + $1.net }) {
      return "contract \(invoice.contract): \(invoice.amount) is not the sum of its items"
    }
    let short = all.map { "\($0.invoiceClass) \($0.net) \($0.minutes)" }.sorted()
    let wanted = expected.map { key, item in
      let hasMinutes = item.net > 0 && item.seconds > 0
      return "\(key.suffix(7)) \(item.net) \(hasMinutes ? minutes(item.seconds) : "1.00")"
    }.sorted()
    if short != wanted { return "\(Set(short).symmetricDifference(wanted).sorted())" }
    return all.first { !isProduct($0) }.map { "\($0.price) times \($0.minutes) is not \($0.centavos)" }
  }

  /// With four decimals, half up, digit by digit.
  private static func minutes(_ seconds: Int) -> String {
    var digits = (0..<5).reduce(into: (rest: seconds % 60, value: seconds / 60)) { state, _ in
      state = (state.rest * 10 % 60, state.value * 10 + state.rest * 10 / 60)
    }.value
    digits = digits / 10 + (digits % 10 >= 5 ? 1 : 0)
    return "\(digits / 10_000)." + String("\(10_000 + digits % 10_000)".dropFirst())
  }

  /// Whether quantity times price is the total, to centavos.
  private static func isProduct(_ item: InvoiceItems.Item) -> Bool {
    let quantity = Int128(item.minutes.replacing(".", with: "")) ?? 0
    let price = Int128(item.price.replacing(".", with: "")) ?? 0
    func decimals(_ text: String) -> Int {
      text.count - (text.firstIndex(of: ".").map { text.distance(from: text.startIndex, to: $0) } ?? 0) - 1
    }
    let unit = (0..<(decimals(item.minutes) + decimals(item.price) - 2)).reduce(Int128(1)) { unit, _ in unit * 10 }
    return (quantity * price * 2 + unit) / (unit * 2) == item.centavos
  }
}
