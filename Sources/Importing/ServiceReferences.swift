import Ledger
import Pipeline

/// The ERP's ids of invoiced services, by the calls they charge: for exports that name them (spec 4.4).
package final class ServiceReferences {
  private struct Key: Hashable {
    var cycleAccount: Int64
    var account: Int64
    var entry: Int
  }

  private let ledger: Ledger
  private let hasCalls: Bool
  private var references: [Key: String] = [:]
  /// The id of the last entry that was asked for.
  private var entry: (key: Key, id: String)?

  package init(_ ledger: Ledger) throws {
    self.ledger = ledger
    (references, hasCalls) = try ledger.readServices { reader -> ([Key: String], Bool) in
      var references: [Key: String] = [:]
      for (cycleAccount, account, entry, reference) in try reader.invoicedEntries() {
        references[Key(cycleAccount: cycleAccount, account: account, entry: entry)] = reference
      }
      return (references, try reader.hasInvoicedCalls())
    }
  }

  /// Blank if the ERP has no service for the call.
  package func reference(of row: SegmentRow, in span: SpanRow) throws -> String {
    let key = Key(cycleAccount: span.cycleAccount, account: span.account, entry: span.entry)
    if hasCalls, let cycleStart = row.cycleStart {
      if entry?.key != key {
        let service = SpanTotalKey(
          contract: row.text(.contract), line: row.text(.line), plan: row.text(.plan), cycleStart: cycleStart,
          entry: span.entry)
        entry = (key, ServiceID.entry(service))
      }
      let id = ServiceID.call(entry?.id ?? "", row)
      if let service = try ledger.readServices({ try $0.service(id) }) { return service.reference ?? "" }
    }
    return references[key] ?? ""
  }
}
