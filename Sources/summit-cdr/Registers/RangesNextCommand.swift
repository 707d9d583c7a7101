import ArgumentParser
import CallModel
import Integration
import Listing
import RegistryStore

/// `summit-cdr ranges next` (spec 6.2).
struct RangesNextCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Print the first available number of a range.",
    discussion: """
      Exit codes: 0 printed, 2 none is available.

      Examples:
        summit-cdr ranges next --config integration.yml centro
        summit-cdr ranges next --config integration.yml centro --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("The range.", valueName: "name"))
  var name: String

  @Flag(help: "Print it as JSON, with its state.")
  var json = false

  func run(_ integration: Integration) throws {
    let numbers = try integration.numbers(ofRange: name)
    guard let next = numbers.next else {
      Terminal.error(
        "ranges \(DisplayText.of(name)): expected a number that is available, found none: "
          + "enter another range, or end lines that are no longer used")
      throw Exit.failed
    }
    if json { return try Terminal.write(json: RangeNumberListing.columns.object(next)) }
    try Terminal.write(lines: [next.number])
  }
}
