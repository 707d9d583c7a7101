import ArgumentParser
import Integration

/// `--config`, of every command that works on an integration.
struct IntegrationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The integration: integration.yml, or the directory that holds it.", valueName: "file"))
  var config: String

  /// Loads the integration.
  ///
  /// - Throws: `Exit.failed`, after printing every fault of it.
  func load() throws -> Integration { try Self.load(config) }

  /// The same of a path.
  static func load(_ path: String) throws -> Integration {
    try Integration.load(path: path)
  }
}
