import CallModel
import Ledger
import Listing

/// Services that are kept apart (spec 11.1): late calls of theirs came later than the limit allows, so that what they come
/// to is negotiated, or paid in parts, and not charged without a word.
package struct KeptApart: Equatable, Codable, Sendable {
  package private(set) var services = 0
  /// What they come to.
  package private(set) var amount = ServiceRow.amount(0)
  package private(set) var centavos: Int128 = 0 { didSet { amount = ServiceRow.amount(centavos) } }

  private enum CodingKeys: String, CodingKey { case services, amount }

  package init() {}

  package mutating func add(_ service: ServiceRow) {
    services += 1
    centavos += service.centavos
  }

  package var isEmpty: Bool { services == 0 }

  /// `1 service is kept apart, R$ 5.10`
  package var summary: String {
    "\(CountText.of(services, "service is", "services are")) kept apart, R$ \(amount)"
  }

  /// What it is, and what hands it over.
  package var text: String {
    "\(summary): calls \(ServiceListing.overdueWords); --beyond-limit sends \(services == 1 ? "it" : "them")"
  }
}

extension ListedService {
  /// Whether it is closed and beyond the limit, and no billing system was given it so far: then it is handed over only if
  /// that is asked for.
  package var isKeptApart: Bool { isBeyondLimit && service.centavos != 0 && isHandedToNobody }

  /// Whether it is closed, and no billing system was given it so far.
  var isHandedToNobody: Bool {
    service.state == .closed && push == nil && !exports.contains { ServiceFormat(rawValue: $0.format)?.charges == true }
  }
}
