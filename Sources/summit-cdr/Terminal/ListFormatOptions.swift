import ArgumentParser

/// What a list is printed as.
enum ListFormat: String, OutputFormat {
  case table, csv, json
}

/// What the rows of a command are printed as; one of them is JSON.
protocol OutputFormat: RawRepresentable<String>, ExpressibleByArgument, CaseIterable, Equatable {
  static var table: Self { get }
  static var json: Self { get }
}

/// `--format`, and `--json`, which every command has.
struct FormatOptions<Format: OutputFormat>: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp("What to print.", valueName: Format.allCases.map(\.rawValue).joined(separator: "|")))
  private var named: Format?

  @Flag(help: "The same as --format json.")
  private var json = false

  var format: Format { json ? .json : named ?? .table }

  func validate() throws {
    if json, let named, named != .json {
      throw ValidationError("expected --format \(named.rawValue) or --json, found both")
    }
  }
}

typealias ListFormatOptions = FormatOptions<ListFormat>
