import ArgumentParser

/// `summit-cdr services`: what is put on the customers' contracts (spec 4.4).
struct ServicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services",
    abstract: "List the additional services, make their amounts final, hand them to the ERP.",
    discussion: """
      An additional service is what a line's cycle comes to beyond its allowance. It is open while calls may change \
      it; close makes the amount final; invoice notes that the ERP took it. A call that comes after its cycle was \
      closed goes to a late service of its own. See docs/services.md.

      Without a further word it lists (see: summit-cdr help services list).

      Examples:
        summit-cdr services --config integration.yml --state open
        summit-cdr services close --config integration.yml \\
          --cycle-end-before 2026-12-01
        summit-cdr services export --config integration.yml --format ixc \\
          --output services.json
        summit-cdr services invoice --config integration.yml 4fd2a0b19c3e7715 \\
          --reference 88213
      """,
    subcommands: [
      ServicesListCommand.self, ServicesShowCommand.self, ServicesCloseCommand.self, ServicesReopenCommand.self,
      ServicesInvoiceCommand.self, ServicesExportCommand.self, ServicesPushCommand.self,
      ServicesReconcileCommand.self,
    ], defaultSubcommand: ServicesListCommand.self)
}
