import ArgumentParser

/// `summit-cdr alerts`: lines whose use is worth a look (spec 6.5).
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "List alerts on credit limits and unusual use, and note that they were looked at.",
    discussion: """
      Each import raises alerts: a line's surplus near or above its credit limit, a day far above what the line has \
      otherwise, a first call to a dear international zone. Each is raised once. See docs/alerts.md.

      Without a further word it lists (see: summit-cdr help alerts list).

      Examples:
        summit-cdr alerts --config integration.yml --state open
        summit-cdr alerts acknowledge --config integration.yml 12 13 \\
          --by ana --note 'customer called'
      """,
    subcommands: [AlertsListCommand.self, AlertsAcknowledgeCommand.self], defaultSubcommand: AlertsListCommand.self)
}
