import Ledger
import Output

/// What is to be exported.
package struct ServiceExportRequest: Sendable {
  package var format: ServiceFormat
  /// Never open ones: their amounts may change.
  package var selection: ServiceSelection
  /// Also those that were exported in the format before.
  package var repeatsAll = false
  /// Also those whose amount has changed since they were.
  package var repeatsChanged = false
  /// Of `nfcom-items`.
  package var invoiceClasses = InvoiceClasses.standard
  /// How old late calls may be.
  package var lateLimit = LateLimit.standard
  /// Numbers that no description names: the registry's.
  package var hiddenNumbers: Set<String> = []
  /// What `ixc` says beside the services; nil: all but what only the ERP knows.
  package var ixc: IXCTerms?

  package init(_ format: ServiceFormat, _ selection: ServiceSelection) {
    self.format = format
    self.selection = selection
  }
}

package struct ServiceExportResult: Sendable {
  /// A service with another amount than when it was exported.
  package struct Change: Sendable {
    package var id: String
    package var exportedAt: String
    package var exportedCentavos: Int128
    /// Nil: it is not closed now.
    package var centavos: Int128?
    package var isDelivered: Bool
  }

  package var delivered = 0
  package var centavos: Int128 = 0
  package var credits = 0
  /// With calls that came later than the limit allows.
  package var overdue = 0
  /// Left out, since they were exported before.
  package var alreadyExported = 0
  package var changes: [Change] = []
  /// Beyond `maximumChanges` they are counted only.
  package var changeCount = 0

  /// What the ERP asks for and `ixc` had to leave out, with the remedy; the first of them.
  package var gaps: [String] = []

  package static let maximumChanges = 1_000
  package static let maximumGaps = 20

  mutating func add(_ change: Change) {
    changeCount += 1
    if changes.count < Self.maximumChanges { changes.append(change) }
  }

  mutating func add(gaps found: [String]) {
    for gap in found where gaps.count < Self.maximumGaps && !gaps.contains(gap) { gaps.append(gap) }
  }
}

extension ServiceActions {
  /// Writes services that were not exported in the format yet, and notes that they were.
  ///
  /// What is written comes before what is noted: a crash between the two has them exported again, never not at all.
  ///
  /// - Parameters:
  ///   - write: takes the next bytes; not called if there is nothing to export.
  ///   - finish: makes what was written durable.
  package func export(
    _ request: ServiceExportRequest, to write: @escaping ([UInt8]) throws -> Void, finish: () throws -> Void
  ) throws -> ServiceExportResult {
    let recorded = RecordedServices(ledger, zone: zone, limit: request.lateLimit)
    let ixc = request.ixc ?? IXCTerms(products: nil, zone: zone)
    return try ledger.change(by: author) { change in
      var result = ServiceExportResult()
      let classes =
        try request.format == .nfcomItems
        ? ServiceClasses(ledger, change.reader, request.invoiceClasses) : nil
      var writer = ServiceWriter(
        request.format, ixc: ixc, classes: classes, request.invoiceClasses, to: write)
      try recorded.forEach(request.selection, change.reader) { listed in
        guard listed.service.state != .open, Self.isWanted(listed, request, &result) else { return }
        if result.delivered == 0 { try writer.begin() }
        var shown = listed
        shown.service.description = ServiceText.shown(listed.service.description, hiding: request.hiddenNumbers)
        try writer.add(shown)
        if request.format == .ixc { result.add(gaps: IXCBody(listed.service, ixc).gaps) }
        try change.noteExport(of: listed.service, format: request.format.rawValue)
        result.delivered += 1
        result.centavos += listed.service.centavos
        if listed.service.centavos < 0 { result.credits += 1 }
        if listed.overdueCalls > 0 { result.overdue += 1 }
      }
      try addWithdrawn(request, change.reader, &result)
      guard result.delivered > 0 else { return result }
      try writer.end()
      try change.note(
        "export --format \(request.format.rawValue): \(result.delivered) services, \(ServiceRow.amount(result.centavos))"
      )
      try finish()
      return result
    }
  }

  private static func isWanted(
    _ listed: ListedService, _ request: ServiceExportRequest, _ result: inout ServiceExportResult
  ) -> Bool {
    // All of it is contested: there is nothing to hand over (spec 11.1).
    if listed.service.centavos == 0 { return false }
    guard let earlier = listed.exports.first(where: { $0.format == request.format.rawValue }) else { return true }
    let isChanged = earlier.centavos != listed.service.centavos
    let isWanted = request.repeatsAll || (request.repeatsChanged && isChanged)
    if isChanged {
      result.add(
        ServiceExportResult.Change(
          id: listed.service.id, exportedAt: earlier.at, exportedCentavos: earlier.centavos,
          centavos: listed.service.centavos, isDelivered: isWanted))
    }
    if !isWanted { result.alreadyExported += 1 }
    return isWanted
  }

  /// Services that were exported and then reopened; which contract they are of only the whole list tells.
  private func addWithdrawn(
    _ request: ServiceExportRequest, _ reader: ServiceReader, _ result: inout ServiceExportResult
  ) throws {
    guard request.selection.filter.isEmpty else { return }
    for (id, export) in try reader.withdrawnExports(format: request.format.rawValue) {
      result.add(
        ServiceExportResult.Change(
          id: id, exportedAt: export.at, exportedCentavos: export.centavos, centavos: nil, isDelivered: false))
    }
  }
}
