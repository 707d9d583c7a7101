import ArgumentParser
import CallModel
import FileInput
import Foundation
import Inspection
import Integration
import Listing
import RecordLayouts

/// `summit-cdr inspect`: what a file is, and what the product reads of it.
struct InspectCommand: ParsableCommand {
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
    let file = try chosen()
    let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: file)) != nil
    let inspection = try FileInspection(path: isLink ? path : file, layout: given)
    if json {
      try Terminal.write(json: InspectionReport(inspection))
    } else if !quiet {
      try Terminal.write(lines: InspectionText(inspection).lines)
    }
    if let write { try save(inspection, to: write) }
    if let failure = inspection.failure {
      Terminal.error(failure)
      throw Exit.failed
    }
  }

  /// The file that is meant: of a directory the last one that --include and --exclude leave.
  private func chosen() throws -> String {
    guard (try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType) == .typeDirectory
    else {
      let name = URL(fileURLWithPath: file).lastPathComponent
      // A file that is named is meant, marker or not, unless it is left out in so many words.
      guard files.include.isEmpty && files.exclude.isEmpty || files.selection.takes(Array(name.utf8)) else {
        throw FileFailure(
          file: SourceFile.displayable(file.utf8), kind: .notFound,
          expected: "a file that --include and --exclude leave",
          found: "one that they leave out", remedy: "name another file, or leave these options out")
      }
      return file
    }
    let listing = try SourceDirectory(path: file).listing(files.selection)
    guard let last = listing.files.last else {
      throw FileFailure(
        file: SourceFile.displayable(file.utf8), kind: .notFound, expected: "a directory with CDR files",
        found: listing.leftOut == 0
          ? "none" : "none but \(CountText.of(listing.leftOut, "file", "files")) left out by name",
        remedy: "name a file, or see --include and --exclude")
    }
    if !quiet {
      Terminal.message(
        "\(DisplayText.of(file)): \(CountText.of(listing.files.count, "file", "files")), \(listing.leftOut) left out by "
          + "name; the last one is \(last.displayName)\n")
    }
    return file + "/" + String(decoding: last.name, as: UTF8.self)
  }

  private func save(_ inspection: FileInspection, to path: String) throws {
    guard let text = inspection.layoutFileText else {
      Terminal.error("--write: expected a file with rows to propose a layout from, found none")
      throw Exit.failed
    }
    try OutputPlaces().check(file: path)
    try LayoutFile.write(text, to: path)
    if !quiet { Terminal.message("layout written to \(DisplayText.of(path))\n") }
  }
}
