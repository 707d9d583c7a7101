import ArgumentParser
import CallModel
import FileInput

/// `--include` and `--exclude`: which files of a directory are read (spec 7.1).
struct FileSelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read only files whose names match: * any text, ? one character, [a-z] one of a set. May be given several times.",
      valueName: "glob"), transform: Self.glob)
  var include: [Glob] = []

  @Option(
    help: ArgumentHelp(
      "Leave out files whose names match, even those of --include. May be given several times.", valueName: "glob"),
    transform: Self.glob)
  var exclude: [Glob] = []

  /// A pattern that is empty, as of a variable that is not set, is of no file.
  private static func glob(_ text: String) throws -> Glob {
    guard !text.isEmpty else {
      throw Problem("", expected: "a pattern of file names", found: "none", remedy: "write 'cdr_*', in quotes")
    }
    return try Glob(text)
  }

  /// Whether either was asked for.
  var isGiven: Bool { !include.isEmpty || !exclude.isEmpty }

  var selection: FileSelection { FileSelection(include: include, exclude: exclude) }
}
