import ArgumentParser
import CallModel
import Foundation
import Integration
import Listing
import RegistryStore
import Registry

/// `summit-cdr registry log`.
struct RegistryLogCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show who changed what in the registers, the last change first.",
    discussion: """
      Each row has when, who, table, id, and of each column that changed what it was and what it became. What the \
      platform filled in is by 'platform'. Credentials are not shown.

      Examples:
        summit-cdr registry log --config integration.yml --entity lines --id L20
        summit-cdr registry log --config integration.yml --since 2026-12-01 --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only this table: lines, cost-centres, …", valueName: "table"))
  var entity: String?

  @Option(help: ArgumentHelp("Only rows of this id, before or after.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("Only changes on this day or later.", valueName: "yyyy-mm-dd"))
  var since: CivilDate?

  @Option(help: ArgumentHelp("At most so many rows (default: \(Self.standardLimit)).", valueName: "n"))
  var limit: Int?

  @Flag(help: "Print an array of objects; without --limit all rows.")
  var json = false

  private static let standardLimit = 100

  func validate() throws {
    try RowLimit.check(limit)
    _ = try table()
  }

  func run(_ integration: Integration) throws {
    let zone = try integration.zoneRules()
    let selection = RegisterLogSelection(
      table: try table(), id: id,
      since: since.map { Date(timeIntervalSince1970: Double(zone.start(of: $0))) })
    let limit = limit ?? (json ? .max : Self.standardLimit)
    var entries: [RegisterLogEntry] = []
    var isCut = false
    try integration.withRegisters { ledger in
      try ledger.forEachRegisterChange(selection) { entry in
        isCut = entries.count == limit
        if !isCut { entries.append(entry) }
        return !isCut
      }
    }
    let cut = isCut ? ["… and more: --limit"] : []
    try say(
      entries.map(RegisterLogListing.columns.object),
      entries.isEmpty ? ["no changes"] : entries.map { RegisterLogText.line($0, zone) } + cut)
  }

  private func table() throws -> TableDescription? {
    guard let entity else { return nil }
    let name = entity.replacing("-", with: "_")
    guard let table = TableDescription.named(name) else {
      let names = TableDescription.all.map(\.commandName).joined(separator: ", ")
      throw ValidationError("--entity: expected one of \(names), found '\(entity)'")
    }
    return table
  }
}
