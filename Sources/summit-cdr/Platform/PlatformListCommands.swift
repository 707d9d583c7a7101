import ArgumentParser
import CallModel
import Foundation
import Integration
import Ledger
import Listing
import Platform
import Provisioning

/// `summit-cdr platform refresh`.
struct PlatformRefreshCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Ask the platform for its partitions, categories, plans and licences, and keep them.",
    discussion: """
      In beta mode what lines and partitions name must be among them. The time is kept with them; platform list shows \
      them.

      Example:
        summit-cdr platform refresh --config integration.yml
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Print the lists as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let settings = try integration.platformSettings()
    let at = Date().formatted(Date.ISO8601FormatStyle())
    let catalogue = try SummitHTTPClient.with(settings) { try PlatformCatalogue.fetch(from: $0, at: at) }
    try integration.writeRegisters { ledger, _ in try ledger.write { try catalogue.save($0) } }
    let counts = PlatformCatalogue.List.allCases.map { list in
      "\(CountText.grouped(catalogue.entries.count { $0.list == list })) \(list.rawValue)"
    }
    try say(catalogue.entries.map(CatalogueListing.columns.object), [counts.joined(separator: ", ")])
  }
}

extension PlatformCatalogue.List: ExpressibleByArgument {}

/// `summit-cdr platform list`.
struct PlatformListCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the platform's partitions, categories, plans or licences, as last asked for.",
    discussion: """
      platform refresh asks for them.

      Examples:
        summit-cdr platform list partitions --config integration.yml
        summit-cdr platform list categories --config integration.yml --partition FLN
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("What to list.", valueName: "partitions|categories|plans|licences"))
  var list: PlatformCatalogue.List

  @Option(help: ArgumentHelp("Only categories of this partition.", valueName: "code"))
  var partition: String?

  @Flag(help: "Print an array of objects.")
  var json = false

  func validate() throws {
    if partition != nil, list != .categories {
      throw ValidationError("--partition: expected with categories, found \(list.rawValue)")
    }
  }

  func run(_ integration: Integration) throws {
    let catalogue = try integration.withOutbox { try $0.read { try PlatformCatalogue($0) } }
    guard let fetchedAt = catalogue.fetchedAt else {
      throw Problem(
        integration.path, expected: "lists of the platform", found: "none yet",
        remedy: "run summit-cdr platform refresh")
    }
    let entries = catalogue.entries.filter { $0.list == list && (partition == nil || $0.partition == partition) }
    if json { return try Terminal.write(json: CatalogueListing.columns, entries) }
    let listing = list == .categories ? CatalogueListing.columns : CatalogueListing.withoutPartition
    try Terminal.write(lines: listing.table(entries))
    Terminal.message("as of \(fetchedAt)\n")
  }
}
