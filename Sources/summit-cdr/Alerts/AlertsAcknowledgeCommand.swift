import Alerting
import ArgumentParser
import Integration
import Ledger
import Listing

/// `summit-cdr alerts acknowledge`.
struct AlertsAcknowledgeCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Note that someone has looked at alerts.",
    discussion: """
      Who, when and the note are kept with the alert, and in the journal. All that are named are noted, or none; one \
      that was acknowledged before stays as it is. The alert is not raised again.

      Examples:
        summit-cdr alerts acknowledge --config integration.yml 12
        summit-cdr alerts acknowledge --config integration.yml 12 13 \\
          --by ana --note 'customer called'
      """)

  /// A remark, not a report.
  private static let maximumNoteBytes = 1_000

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Numbers of alerts.", valueName: "id"))
  var ids: [Int64]

  @Option(help: ArgumentHelp("What was found, or done.", valueName: "text"))
  var note: String?

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the numbers that were noted now as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    guard let note else { return }
    if note.allSatisfy(\.isWhitespace) || note.utf8.count > Self.maximumNoteBytes {
      throw ValidationError(
        "--note: expected 1 to \(Self.maximumNoteBytes) bytes of text, found \(note.utf8.count) bytes")
    }
  }

  func run(_ integration: Integration) throws {
    let done = try integration.withLedger(.changing) { ledger in
      try AlertAcknowledgement(ids: ids, note: note).apply(to: ledger, by: author.author)
    }
    let earlier = Set(ids).count - done.count
    let rest = earlier > 0 ? "; \(CountText.of(earlier, "was", "were")) acknowledged before" : ""
    try say(done, ["acknowledged \(CountText.of(done.count, "alert", "alerts"))\(rest)"])
  }
}
