import Ledger
import Listing

extension ServiceExportResult {
  /// What is said of an export.
  ///
  /// - Parameter output: the file; nil: standard output.
  package func messages(as format: ServiceFormat, to output: String?) -> [String] {
    var lines = [
      "exported \(CountText.of(delivered, "service", "services")), R$ \(ServiceRow.amount(centavos))"
    ]
    if let output, delivered > 0 { lines[0] += ", to \(output)" }
    if delivered == 0, output != nil { lines[0] += ": no file was written" }
    if credits > 0 {
      lines.append("\(CountText.of(credits, "of them is a credit", "of them are credits"))")
    }
    if overdue > 0 {
      lines.append("\(CountText.of(overdue, "of them has", "of them have")) calls \(ServiceListing.overdueWords)")
    }
    if alreadyExported > 0 {
      lines.append(
        "\(CountText.of(alreadyExported, "was", "were")) exported as \(format.rawValue) before: "
          + "--again delivers \(alreadyExported == 1 ? "it" : "them") again")
    }
    lines += gaps.map { "the ERP will refuse it: \($0)" }
    for change in changes.prefix(Self.listedChanges) { lines.append(text(change)) }
    if changeCount > Self.listedChanges {
      lines.append("… and \(CountText.grouped(changeCount - Self.listedChanges)) more changes")
    }
    return lines
  }

  private static let listedChanges = 20

  private func text(_ change: Change) -> String {
    let earlier = "\(change.id): exported on \(change.exportedAt) with R$ \(ServiceRow.amount(change.exportedCentavos))"
    guard let centavos = change.centavos else { return "\(earlier), and reopened since" }
    let now = "\(earlier), now R$ \(ServiceRow.amount(centavos))"
    return change.isDelivered ? "\(now): delivered" : "\(now): --changed delivers it"
  }
}
