import ArgumentParser
import CallModel
import Integration
import Listing
import RegistryStore

/// `summit-cdr ranges next` (spec 6.2).
struct RangesNextCommand: IntegrationCommand, Reporting {
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
    guard let next = try integration.numbers(ofRange: name).next else {
      throw Problem(
        "ranges \(DisplayText.of(name))", expected: "a number that is available", found: "none",
        remedy: "enter another range, or end lines that are no longer used")
    }
    try say(RangeNumberListing.columns.object(next), [next.number])
  }
}
