import ArgumentParser
import Importing
import Integration
import Ledger

/// `summit-cdr services invoice`.
struct ServicesInvoiceCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "invoice",
    abstract: "Note that the ERP took closed services, with its reference.",
    discussion: """
      An invoiced service does not change any more, and its cycle is not reopened. With the same reference again \
      nothing changes; another reference is refused, as are open services. All that are named are noted, or none.

      Examples:
        summit-cdr services invoice --config integration.yml 4fd2a0b19c3e7715 \\
          --reference 88213
        summit-cdr services invoice --config integration.yml --reference NF-12 \\
          4fd2a0b19c3e7715 90aa1c5d33e0f2b4
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of closed services.", valueName: "id"))
  var ids: [String]

  @Option(help: ArgumentHelp("By which the ERP knows them.", valueName: "text"))
  var reference: String

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the ids that were noted now as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let invoiced = try integration.changeServices(by: author.author) {
      try $0.invoice(ids.map { (id: $0, reference: reference) })
    }
    try say(invoiced.map(\.id), [ServiceActions.text(invoiced, of: Set(ids).count, as: reference)])
  }
}
