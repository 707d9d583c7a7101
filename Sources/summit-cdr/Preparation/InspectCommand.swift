import ArgumentParser
import CallModel
import Inspection
import Integration
import RecordLayouts

/// `summit-cdr inspect`: what a file is, and what the product reads of it.
struct InspectCommand: ParsableCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell what a CDR file is, propose a layout for it and show what would be read.",
    discussion: """
      Shows the file's form (plain or gzip by content, line ends, encoding), finds the built-in layout that fits or \
      proposes one from names and values, and reads the whole file with it: the first rows as they would be rated, and \
      each kind of fault with its first line. --layout reads it with that layout instead.

      --write keeps the layout in a new file, with remarks on what was guessed and what must be checked. Correct it, \
      then give it to --layout.

      Exit codes: 0 done, 2 the file cannot be read, or no layout for it could be found.

      Examples:
        summit-cdr inspect cdr/20261101.cdr
        summit-cdr inspect cdr --include 'cdr_*'
        summit-cdr inspect calls.csv --write ours.yml
        summit-cdr inspect calls.csv --layout ours.yml
      """)

  @Argument(help: "The file, plain or gzip; or a directory: its last file by name.")
  var file: String

  @OptionGroup var files: FileSelectionOptions

  @Option(help: ArgumentHelp("Read it with this built-in layout or layout file.", valueName: "name|file"))
  var layout: String?

  @Option(
    help: ArgumentHelp(
      "A key of that layout and its value, in place of the layout's: time_zone=UTC. May be given several times.",
      valueName: "key=value"))
  var layoutSet: [String] = []

  @Option(help: ArgumentHelp("Save the layout found as a new file; no file is overwritten.", valueName: "file"))
  var write: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print nothing but errors (with --write).")
  var quiet = false

  func validate() throws {
    if layout == nil, !layoutSet.isEmpty {
      throw ValidationError("--layout-set: expected with --layout: it replaces keys of that layout")
    }
    if layout != nil, write != nil {
      throw ValidationError("--write: expected without --layout: that layout is a file already, or built in")
    }
  }

  func run() throws {
    let given = try layout.map { choice in
      try LayoutChoice.load(choice, overrides: try LayoutOverrides(settings: layoutSet))
    }
    let chosen = try InspectedFile(path: file, selection: files.selection, isChosen: files.isGiven)
    if !quiet, let note = chosen.note { Terminal.message(note + "\n") }
    let inspection = try FileInspection(path: chosen.path, layout: given)
    try say(InspectionReport(inspection), InspectionText(inspection).lines)
    if let write { try save(inspection, to: write) }
    if let failure = inspection.failure {
      Terminal.error(failure)
      throw Exit.failed
    }
  }

  private func save(_ inspection: FileInspection, to path: String) throws {
    guard let text = inspection.layoutFileText else {
      throw Problem("--write", expected: "a file with rows to propose a layout from", found: "none")
    }
    try OutputPlaces().check(file: path)
    try LayoutFile.write(text, to: path)
    if !quiet { Terminal.message("layout written to \(DisplayText.of(path))\n") }
  }
}
