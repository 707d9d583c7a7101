import ArgumentParser
import CallModel
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
    if let name, let yaml = BuiltInLayouts.yaml(named: name) {
      try Terminal.write(Array(yaml.utf8))
      return
    }
    if json {
      let layouts = try BuiltInLayouts.names.compactMap { try BuiltInLayouts.layout(named: $0) }
      try Terminal.write(json: layouts.map(ListedLayout.init))
      return
    }
    try Terminal.write(lines: BuiltInLayouts.names.flatMap(lines))
  }

  /// The name, and below it what the layout says of itself.
  private func lines(_ name: String) -> [String] {
    guard let head = BuiltInLayouts.head(of: name) else { return [] }
    return [name]
      + BuiltInLayouts.Head.Key.allCases.flatMap { key in
        head.lines(key).enumerated().map { number, text in
          let title = number == 0 ? "\(key.rawValue.lowercased()):" : ""
          return "  " + title.padded(to: 10) + text
        }
      }
  }
}

/// One entry of `layouts --json`.
private struct ListedLayout: Encodable {
  var name: String
  var description: String
  var system: String
  var version: String
  var source: String
  var settings: String
  var notRead: String

  init(_ layout: RecordLayout) {
    let head = BuiltInLayouts.head(of: layout.name)
    func text(_ key: BuiltInLayouts.Head.Key) -> String { head?.lines(key).joined(separator: " ") ?? "" }
    name = layout.name
    description = layout.description
    system = text(.system)
    version = text(.version)
    source = text(.source)
    settings = text(.settings)
    notRead = text(.notRead)
  }
}
