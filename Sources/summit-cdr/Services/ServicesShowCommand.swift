import ArgumentParser
import Importing
import Integration
import Ledger
import Listing

/// `summit-cdr services show`.
struct ServicesShowCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one service with its calls.",
    discussion: """
      Amounts of calls have the decimals of the plan; their sum, rounded half-up to centavos, is the service's. A late \
      service is what the cycle comes to with its late calls, less what was charged before: calls that came late may \
      change what others take of the allowance.

      Examples:
        summit-cdr services show --config integration.yml 4fd2a0b19c3e7715
        summit-cdr services show --config integration.yml 4fd2a0b19c3e7715 --mask
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("The id of a service.", valueName: "id"))
  var id: String

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Hide telephone numbers but for their last four digits.")
  var mask = false

  func run(_ integration: Integration) throws {
    try integration.look { ledger in
      let recorded = try integration.recordedServices(ledger)
      guard let listed = try recorded.find(id) else {
        throw LedgerFailure(
          path: "service \(id)", expected: "the id of an additional service", found: "none of that id",
          remedy: "see summit-cdr services list")
      }
      let calls = try recorded.calls(of: listed.service)
      let (service, call) = (ServiceListing.columns.masked(mask), CallListing.ofService.masked(mask))
      let object = ListingValue.object(["service": service.object(listed), "calls": .array(calls.map(call.object))])
      try say(object, ServiceListing.facts(listed, masks: mask) + [""] + call.table(calls))
    }
  }
}
