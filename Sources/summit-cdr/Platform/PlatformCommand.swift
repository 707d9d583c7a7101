import ArgumentParser

/// `summit-cdr platform` (spec 6.3).
struct PlatformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "platform",
    abstract: "The Summit platform: send what the registers ask of it, compare, see what waits.",
    discussion: """
      Changes of lines, DIDs and contracts put wishes into the outbox, in the transaction that changes the registers. \
      They are sent by push, by each import and by the scheduler: in order for each line, again until the platform \
      answers, and never twice as something new.

      The platform is that of summit_api in integration.yml, called with the account of access.

      Examples:
        summit-cdr platform push --config integration.yml
        summit-cdr platform outbox list --config integration.yml
        summit-cdr platform compare --config integration.yml
      """,
    subcommands: [
      PlatformPushCommand.self, PlatformOutboxCommand.self, PlatformCompareCommand.self, PlatformRefreshCommand.self,
      PlatformListCommand.self,
    ])
}
