import ArgumentParser
import CallModel
import Integration
import Listing
import RegistryStore

/// `summit-cdr ranges numbers` (spec 6.2).
struct RangesNumbersCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "numbers",
    abstract: "List the numbers of a range with their states.",
    discussion: """
      available; in-use, with the line or DID and since when it has it; waiting, when its line ended and \
      auto_cancel_days are not over. A number that a line takes on a day to come is in use already.

      --as-of gives the states of that day, by the registers as they were at its end.

      Examples:
        summit-cdr ranges numbers --config integration.yml centro
        summit-cdr ranges numbers --config integration.yml centro --available \\
          --format csv
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("The range.", valueName: "name"))
  var name: String

  @Flag(help: "Only numbers that can be given to a line.")
  var available = false

  @Flag(help: "Only numbers that a line or DID has, or will have.")
  var inUse = false

  @Option(help: ArgumentHelp("The states of that day.", valueName: "yyyy-mm-dd"))
  var asOf: CivilDate?

  @OptionGroup var output: ListFormatOptions

  @Option(help: ArgumentHelp("At most so many numbers (default: \(Self.standardLimit) in a table).", valueName: "n"))
  var limit: Int?

  private static let standardLimit = 100
  /// A range may have a billion numbers, and nobody reads so many.
  private static let maximumLimit = 1_000_000

  func validate() throws {
    if available, inUse { throw ValidationError("expected --available or --in-use, found both") }
    if let limit, !(1...Self.maximumLimit).contains(limit) {
      throw ValidationError("--limit: expected 1 to \(Self.maximumLimit), found \(limit)")
    }
  }

  func run(_ integration: Integration) throws {
    let numbers = try integration.numbers(ofRange: name, on: asOf)
    let limit = limit ?? (output.format == .table ? Self.standardLimit : Self.maximumLimit)
    var rows: [RangeNumber] = []
    var isCut = false
    numbers.forEach { number in
      if available && number.state != .available || inUse && number.state != .inUse { return true }
      isCut = rows.count == limit
      if !isCut { rows.append(number) }
      return !isCut
    }
    if output.format == .table, isCut {
      return try Terminal.write(lines: RangeNumberListing.columns.table(rows) + ["… and more: --limit"])
    }
    try Terminal.write(RangeNumberListing.columns, rows, as: output.format, empty: "no such number")
    if isCut { Terminal.message("more numbers follow: see --limit\n") }
  }
}
