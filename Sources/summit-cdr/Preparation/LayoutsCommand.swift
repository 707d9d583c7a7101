import ArgumentParser
import RecordLayouts

/// `summit-cdr layouts`: what comes built in.
struct LayoutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts",
    abstract: "List the built-in CDR layouts, or print one as YAML.",
    discussion: """
      A layout says how a switch writes its records: delimiter, columns, time pattern, what the values mean. The list \
      tells of each for which system and version it is, where its form is from, what a site must set (with \
      --layout-set, or cdr.layout in integration.yml) and what it cannot read. To make one of your own, print the nearest built-in layout into a file and change it, or let `inspect --write` propose \
      one; then give the file to --layout.

      Examples:
        summit-cdr layouts
        summit-cdr layouts summit-1 > ours.yml
        summit-cdr inspect calls.csv --layout ours.yml
      """)

  @Argument(help: "Print this layout as YAML.")
  var name: String?

  @Flag(help: "Print the list as JSON.")
  var json = false

  func validate() throws {
    if let name, BuiltInLayouts.yaml(named: name) == nil {
      throw ValidationError(
        "layouts: expected one of \(BuiltInLayouts.names.joined(separator: ", ")), found \(name)")
    }
    if name != nil, json { throw ValidationError("--json: expected without a name: a layout is YAML") }
  }

  func run() throws {
    if let name, let yaml = BuiltInLayouts.yaml(named: name) { return try Terminal.write(Array(yaml.utf8)) }
    if json { return try Terminal.write(json: BuiltInLayouts.listed()) }
    try Terminal.write(lines: BuiltInLayouts.lines)
  }
}
