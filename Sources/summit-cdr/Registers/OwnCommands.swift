import ArgumentParser
import Registry

/// Commands that only one table has, with examples for its help.
struct OwnCommands {
  var commands: [any ParsableCommand.Type] = []
  var examples: [String] = []

  static func of(_ table: TableDescription) -> OwnCommands {
    switch table.name {
    case TableDescription.contracts.name:
      OwnCommands(
        commands: [ContractsStatusCommand.self],
        examples: ["contracts status --config integration.yml 2001 blocked-manual"])
    case TableDescription.lines.name:
      OwnCommands(commands: [LinesReleaseCommand.self], examples: ["lines release --config integration.yml L20"])
    case TableDescription.ranges.name:
      OwnCommands(
        commands: [RangesNumbersCommand.self, RangesNextCommand.self],
        examples: [
          "ranges numbers --config integration.yml centro --available", "ranges next --config integration.yml centro",
        ])
    default: OwnCommands()
    }
  }
}
