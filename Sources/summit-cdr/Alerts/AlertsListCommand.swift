import Alerting
import ArgumentParser
import CallModel
import Foundation
import Importing
import Integration
import Ledger

/// `summit-cdr alerts list`.
struct AlertsListCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List alerts, in the order in which they were raised.",
    discussion: """
      Kinds: credit-limit, the surplus of a line's cycle from 80 % of its limit (warning) or 100 % (alert); \
      unusual-day, a day far above the line's mean day; first-international, a line's first call to a dear zone of intl.

      Formats: table, for reading; csv and json, with all that is known: amounts as text in reais, local days and times.

      Examples:
        summit-cdr alerts list --config integration.yml --state open
        summit-cdr alerts list --config integration.yml --line L00001 --format json
        summit-cdr alerts list --config integration.yml --kind unusual-day \\
          --since 2026-11-01 --format csv
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only of this line.", valueName: "id"))
  var line: String?

  @Option(help: ArgumentHelp("Only of this contract.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("Only of this kind; may be repeated.", valueName: "kind"))
  var kind: [Alert.Kind] = []

  @Option(help: ArgumentHelp("Only those that are open, or acknowledged.", valueName: "state"))
  var state: KeptAlert.State?

  @Option(help: ArgumentHelp("Only those raised on this day or later.", valueName: "yyyy-mm-dd"))
  var since: CivilDate?

  @OptionGroup var output: ListFormatOptions

  func run(_ integration: Integration) throws {
    let zone = try integration.zoneRules()
    let listing = AlertListing.columns(zone)
    try integration.withLedger(.looking) { ledger in
      try ledger.inOneState { database in
        let forEach = { body in try AlertStore(database).forEach(filter(zone), body) }
        guard output.format == .table else {
          return try ListOutput.stream(listing, isJSON: output.format == .json, forEach)
        }
        var alerts: [KeptAlert] = []
        try forEach { alerts.append($0) }
        try Terminal.write(lines: AlertListing.table(alerts, listing, zone))
      }
    }
  }

  private func filter(_ zone: TimeZoneRules) -> AlertFilter {
    var filter = AlertFilter()
    filter.line = line
    filter.contract = contract
    filter.kinds = Set(kind)
    filter.state = state
    filter.since = since.map { day in
      let midnight = zone.start(of: day)
      return Date(timeIntervalSince1970: Double(midnight)).formatted(Date.ISO8601FormatStyle())
    }
    return filter
  }
}

extension Alert.Kind: ExpressibleByArgument {}
extension KeptAlert.State: ExpressibleByArgument {}
