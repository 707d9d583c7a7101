import CallModel
import Ledger
import Listing

extension ServiceActions {
  /// A reference is a number or a short text of the ERP.
  package static let maximumReferenceBytes = 200

  /// Notes that the ERP took services.
  ///
  /// - Returns: the ids that were invoiced now; those that had the same reference already are left out.
  /// - Throws: `LedgerFailure`, and changes none, if one is unknown, open, or invoiced with another reference.
  package func invoice(_ references: [(id: String, reference: String)]) throws -> [ServiceRow] {
    for (id, reference) in references where !Self.isReference(reference) {
      throw Self.refusal(
        "service \(id)", expected: "a reference of 1 to \(Self.maximumReferenceBytes) bytes without line ends",
        found: reference.isEmpty ? "none" : "another text", remedy: "give the number by which the ERP knows it")
    }
    return try ledger.change(by: author) { change in
      var invoiced: [ServiceRow] = []
      for (id, reference) in references {
        guard var service = try change.reader.service(id) else { throw Self.unknown(id) }
        if service.state == .invoiced {
          guard service.reference == reference else {
            throw Self.refusal(
              "service \(id)", expected: "the reference it was invoiced with, \(service.reference ?? "")",
              found: reference, remedy: "an invoiced service does not change: check which of them the ERP has")
          }
          continue
        }
        try change.invoice(id, reference: reference)
        service.state = .invoiced
        service.reference = reference
        service.invoicedAt = author.at
        invoiced.append(service)
        try change.note("invoice \(id) --reference \(reference): \(service.amount)")
      }
      return invoiced
    }
  }

  /// What was noted of services that the ERP took.
  ///
  /// - Parameter asked: how many services were named.
  package static func text(_ invoiced: [ServiceRow], of asked: Int, as reference: String) -> String {
    let sum = ServiceRow.amount(invoiced.reduce(Int128(0)) { $0 + $1.centavos })
    let earlier = asked - invoiced.count
    return "invoiced \(CountText.of(invoiced.count, "service", "services")) as \(DisplayText.of(reference)), R$ \(sum)"
      + (earlier > 0 ? "; \(CountText.of(earlier, "had", "had")) that reference already" : "")
  }

  private static func isReference(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= maximumReferenceBytes && !text.utf8.contains { $0 < 32 || $0 == 127 }
  }
}
