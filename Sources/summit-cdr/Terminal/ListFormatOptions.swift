import ArgumentParser

/// What a list is printed as.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

/// `--format`, and `--json`, which every command has.
struct ListFormatOptions: ParsableArguments {
  @Option(name: .customLong("format"), help: ArgumentHelp("What to print.", valueName: "table|csv|json"))
  private var named: ListFormat?

  @Flag(help: "The same as --format json.")
  private var json = false

  var format: ListFormat { json ? .json : named ?? .table }

  func validate() throws {
    if json, let named, named != .json {
      throw ValidationError("expected --format \(named.rawValue) or --json, found both")
    }
  }
}
