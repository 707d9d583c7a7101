import ArgumentParser
import Integration

/// A command on one integration.
protocol IntegrationCommand: ParsableCommand {
  var integration: IntegrationOptions { get }

  /// Does what it is for.
  func run(_ integration: Integration) throws
}

extension IntegrationCommand {
  mutating func run() throws { try run(try integration.load()) }
}

/// `--config`, of every command that works on an integration.
struct IntegrationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The integration: integration.yml, or the directory that holds it.", valueName: "file"))
  var config: String

  /// - Throws: every fault of it at once.
  func load() throws -> Integration { try Integration.load(path: config) }
}

/// `--config` of commands that work on several.
struct IntegrationsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An integration: integration.yml, or the directory that holds it. May be given several times.",
      valueName: "file"))
  var config: [String]

  func validate() throws {
    if config.isEmpty { throw ValidationError("--config: expected an integration, found none") }
  }
}
