import ArgumentParser
import Foundation
import Importing
import Integration
import Listing

/// `summit-cdr records contest`.
struct RecordsContestCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "contest",
    abstract: "Note that a customer contests a call, or a whole service.",
    discussion: """
      The call's cycle must be closed. What its service comes to without it is less by the contested amount. If the service \
      was not exported or invoiced before, that amount is taken out of it until there is an answer (records resolve); if \
      it was, nothing changes until then. No record and no cycle changes. What was contested is not reopened.

      A contest is refused billing.contest_years (3) years after the service was closed.

      Examples:
        summit-cdr records contest 6e3d439f-00000001 --config integration.yml \\
          --reason "não reconhece a ligação"
        summit-cdr records contest 4fd2a0b19c3e7715 --config integration.yml \\
          --reason "linha cancelada em outubro" --by ana
      """)

  @Argument(help: ArgumentHelp("A call's global id, or the id of a closed service.", valueName: "id"))
  var id: String

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("What the customer says.", valueName: "text"))
  var reason: String

  @OptionGroup var records: RecordOptions
  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the contest as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if id.isEmpty { throw ValidationError("ID: expected the id of a call or a service, found nothing") }
  }

  func run(_ integration: Integration) throws {
    var request = ContestRequest(id, reason: reason, years: integration.billing.contestYears)
    request.calls = try records.selection(integration).calls
    request.workers = ProcessInfo.processInfo.activeProcessorCount
    let contest = try integration.changeServices(by: author.author) { try $0.contest(request) }
    try say(ContestListing.columns.object(ListedContest(contest)), contest.openingLines)
  }
}

/// `summit-cdr records resolve`.
struct RecordsResolveCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Note the answer to a contest.",
    discussion: """
      Accepted: what was exported or invoiced before is given back by a service of kind credit; what was not stays left \
      out. Refused: what was left out is charged by a service of kind contest. These services are closed, and exported as \
      others are. An answer does not change.

      Examples:
        summit-cdr records resolve 4fd2a0b19c3e7715-c1 --config integration.yml \\
          --accepted --answer "linha sem uso na data"
        summit-cdr records resolve 6e3d439f-00000001 --config integration.yml \\
          --refused
      """)

  @Argument(help: ArgumentHelp("Id of the contest, or of what it contests.", valueName: "id"))
  var id: String

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "The customer does not pay it.")
  var accepted = false

  @Flag(help: "The customer pays it.")
  var refused = false

  @Option(help: ArgumentHelp("What the customer is answered.", valueName: "text"))
  var answer = ""

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the contest as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if accepted == refused {
      throw ValidationError("expected --accepted or --refused, found \(accepted ? "both" : "none")")
    }
  }

  func run(_ integration: Integration) throws {
    let (contest, service) = try integration.changeServices(by: author.author) {
      try $0.resolve(id, isAccepted: accepted, answer: answer)
    }
    try say(ContestListing.columns.object(ListedContest(contest)), [contest.answerLine(service)])
  }
}
