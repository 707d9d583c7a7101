import ArgumentParser
import ERP
import Importing
import Integration
import Ledger
import Listing

/// `summit-cdr services reconcile`.
struct ServicesReconcileCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Show where the ERP differs from the closed services.",
    discussion: """
      Lists what the ERP has of the products of erp in integration.yml and holds it against the closed and invoiced \
      services. Nothing is changed, here or there. Kinds: missing, a service that is not there; doubled, one that is \
      there more than once; amount, with another amount; recurs, charged again each month; inactive, there and not \
      charged; foreign, a record of these products that is of no service here. Services that were invoiced by hand \
      without a file for the ERP are not looked for, unless their reference is the number of a record with their amount. With a filter foreign records are not told of. What \
      is kept apart (see services push) and is not there is counted.

      Exit codes: 0 no difference, 1 they differ, 2 failed.

      Examples:
        summit-cdr services reconcile --config matriz
        summit-cdr services reconcile --config matriz --cycle 2026-11-10 --format csv
      """)

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var services: ServiceFilterOptions
  @OptionGroup var output: ListFormatOptions

  @Flag(help: "No list; the exit code says it.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let found: ERPReconciliation
    do {
      found = try integration.withERP(.looking) { ledger, client in
        guard let products = integration.erp?.products else { throw Exit.failed }
        return try ERPReconciliation(
          ServiceSelection(services.filter), integration.recordedServices(ledger), ledger, client, products)
      }
    } catch let failure as ERPFailure {
      Terminal.error("\(integration.path): erp: \(failure)")
      throw Exit.failed
    }
    if !quiet, output.format == .table {
      let table = found.differences.isEmpty ? [] : ERPDifferenceListing.columns.table(found.differences)
      try Terminal.write(lines: table + [found.summary])
    } else if !quiet {
      try Terminal.write(ERPDifferenceListing.columns, found.differences, as: output.format, empty: "")
    }
    if !found.differences.isEmpty { throw Exit.differences }
  }
}
