import ArgumentParser
import CallModel
import FileInput

/// `--include` and `--exclude`: which files of a directory are read (spec 7.1).
struct FileSelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read only files whose names match: * any text, ? one character, [a-z] one of a set. May be given several times.",
      valueName: "glob"), transform: { try Glob($0) })
  var include: [Glob] = []

  @Option(
    help: ArgumentHelp(
      "Leave out files whose names match, even those of --include. May be given several times.", valueName: "glob"),
    transform: { try Glob($0) })
  var exclude: [Glob] = []

  var selection: FileSelection { FileSelection(include: include, exclude: exclude) }
}
