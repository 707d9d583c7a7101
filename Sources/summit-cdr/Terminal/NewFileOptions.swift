import ArgumentParser
import Integration
import Output

/// `--output` of a command that otherwise writes to standard output.
struct NewFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File to write, which must not exist (default: standard output). It appears when it is whole.",
      valueName: "file"))
  var output: String?

  func validate() throws {
    if let output, output.isEmpty { throw ValidationError("--output: expected a file, found nothing") }
  }

  /// - Parameters:
  ///   - isTable: whether the format is for reading on a terminal.
  ///   - isBinary: whether it is no text.
  func validate(isTable: Bool, isBinary: Bool, _ format: String) throws {
    if isTable, output != nil { throw ValidationError("--output: expected with a --format other than table") }
    if isBinary, output == nil {
      throw ValidationError("--format \(format): expected --output FILE with it, found none: it is no text")
    }
  }

  /// The file, or standard output, all of which must arrive.
  func destination() throws -> ExportDestination { try ExportDestination(output, orElse: Terminal.deliver) }

  /// Checks that the file may be there.
  func check(_ integration: Integration) throws {
    if let output { try OutputPlaces([integration]).check(file: output) }
  }
}
