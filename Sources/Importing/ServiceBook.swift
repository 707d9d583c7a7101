import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Rating
import Registry

/// The additional services (spec 4.4): open ones follow from the recorded calls, closed and invoiced ones are kept.
package struct ServiceBook {
  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// The services that `filter` and `states` let through, sorted by (contract, line, plan, cycle, kind, id).
  package func list(_ filter: SpanFilter = SpanFilter(), states: Set<ServiceRow.State> = Set(ServiceRow.State.allCases))
    throws
    -> [ServiceRow]
  {
    let final = try ledger.finalServices().filter { Self.lets($0, filter) }
    var services = final.filter { states.contains($0.state) }
    if states.contains(.open) {
      for (key, total) in try ledger.spanTotals(filter) where total.isEntryOpen {
        if let service = Self.open(key, total) { services.append(service) }
      }
    }
    services.sort { left, right in
      for (a, b) in [(left.contract, right.contract), (left.line, right.line), (left.plan, right.plan)]
      where !a.utf8.elementsEqual(b.utf8) { return precedesInByteOrder(a, b) }
      if left.cycleStart != right.cycleStart { return left.cycleStart < right.cycleStart }
      if left.entry != right.entry { return left.entry < right.entry }
      return left.id < right.id
    }
    return services
  }

  private static func lets(_ service: ServiceRow, _ filter: SpanFilter) -> Bool {
    (filter.contract ?? service.contract) == service.contract && (filter.line ?? service.line) == service.line
      && (filter.plan ?? service.plan) == service.plan
      && (filter.cycleStart ?? service.cycleStart) == service.cycleStart
      && service.cycleEnd >= filter.from ?? .distantPast && service.cycleStart <= filter.until ?? .distantFuture
  }

  /// The service of an entry; nil if it comes to no centavo.
  static func open(_ key: SpanTotalKey, _ total: SpanTotal) -> ServiceRow? {
    let centavos = Charging.centavos(micros: total.micros)
    guard centavos > 0 else { return nil }
    let isLate = key.entry > 0
    let kind = isLate ? "Excedente de telefonia (chamadas tardias)" : "Excedente de telefonia"
    return ServiceRow(
      id: id(key), book: total.book, entry: key.entry, kind: isLate ? .late : .cycle, state: .open,
      contract: key.contract, line: key.line, plan: key.plan, cycleStart: key.cycleStart, cycleEnd: total.cycleEnd,
      calls: total.calls, billedSeconds: total.billedSeconds, coveredSeconds: total.coveredSeconds,
      surplusSeconds: total.billedSeconds - total.coveredSeconds, centavos: centavos,
      description: "\(kind) \(total.number) - \(brazilian(key.cycleStart)) a \(brazilian(total.cycleEnd))")
  }

  /// An id that follows from the key alone, so that it does not depend on the order of imports: 16 hexadecimal digits.
  static func id(_ key: SpanTotalKey) -> String {
    let text = [key.contract, key.line, key.plan, key.cycleStart.description, "\(key.entry)"].joined(separator: "\u{0}")
    return String(contentDigest(Array(text.utf8)).description.prefix(16))
  }

  /// `DD/MM/YYYY`.
  static func brazilian(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(day))/\(two(month))/\(year)"
  }

  package static let csvHeader =
    "contract,line,plan,cycle_start,cycle_end,calls,billed_s,allowance_s,surplus_s,amount,description,id,kind,state,"
    + "reference\n"

  /// The columns of `additional-services.csv`, then id, kind, state and reference (spec 4.4).
  package static func csv(_ services: [ServiceRow]) -> [UInt8] {
    var bytes = Array(csvHeader.utf8)
    for service in services {
      let numbers = [
        service.cycleStart.description, service.cycleEnd.description, "\(service.calls)", "\(service.billedSeconds)",
        "\(service.coveredSeconds)", "\(service.surplusSeconds)", amount(service),
      ]
      for text in [service.contract, service.line, service.plan] { bytes += CSVText.cell(text) + [UInt8(ascii: ",")] }
      bytes += Array(numbers.joined(separator: ",").utf8) + [UInt8(ascii: ",")]
      bytes += CSVText.cell(service.description) + [UInt8(ascii: ",")]
      bytes += Array("\(service.id),\(service.kind.rawValue),\(service.state.rawValue),".utf8)
      bytes += CSVText.cell(service.reference ?? "") + [UInt8(ascii: "\n")]
    }
    return bytes
  }

  /// Reais with two decimals.
  package static func amount(_ service: ServiceRow) -> String {
    Money.text(micros: service.centavos * 10_000, decimals: 2)
  }
}
