import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr services show`.
struct ServicesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one service with its calls.",
    discussion: """
      Amounts of calls have the decimals of the plan; their sum, rounded half-up to centavos, is the service's. A late \
      service is what the cycle comes to with its late calls, less what was charged before: calls that came late may \
      change what others take of the allowance.

      Examples:
        summit-cdr services show --config integration.yml 4fd2a0b19c3e7715
        summit-cdr services show --config integration.yml 4fd2a0b19c3e7715 --mask
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("The id of a service.", valueName: "id"))
  var id: String

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Hide the last four digits of telephone numbers.")
  var mask = false

  func run() throws {
    let integration = try integration.load()
    try LedgerAccess.read(integration) { ledger in
      let book = try integration.serviceBook(ledger)
      guard let listed = try book.find(id) else {
        throw LedgerFailure(
          path: "service \(id)", expected: "the id of an additional service", found: "none of that id",
          remedy: "see summit-cdr services list")
      }
      let calls = try book.calls(of: listed.service)
      if json {
        try Terminal.write(json: Shown(listed, calls: calls, masks: mask))
      } else {
        try Terminal.write(lines: facts(listed) + [""] + table(calls).lines)
      }
    }
  }

  private func facts(_ listed: ListedService) -> [String] {
    let service = listed.service
    var facts = [
      ("service", service.id), ("description", masked(service.description)), ("contract", service.contract),
      ("line", service.line), ("plan", service.plan), ("cycle", "\(service.cycleStart) to \(service.cycleEnd)"),
      ("kind", service.kind.rawValue), ("state", service.state.rawValue), ("amount", "R$ \(service.amount)"),
      ("calls", ProgressLine.grouped(service.calls)),
      (
        "seconds",
        "\(service.billedSeconds) billed, \(service.coveredSeconds) in the allowance, \(service.surplusSeconds) surplus"
      ),
    ]
    if service.contestedCentavos > 0 {
      facts.append(("contested", "R$ \(ServiceRow.amount(service.contestedCentavos)), not in the amount"))
    }
    if let closedAt = service.closedAt { facts.append(("closed", closedAt)) }
    if let at = service.invoicedAt { facts.append(("invoiced", "\(at) as \(service.reference ?? "")")) }
    for export in listed.exports {
      facts.append(("exported", "\(export.at) as \(export.format), R$ \(ServiceRow.amount(export.centavos))"))
    }
    if listed.overdueCalls > 0 {
      facts.append(("too late", CountText.of(listed.overdueCalls, "call", "calls")))
    }
    let width = facts.map(\.0.count).max() ?? 0
    return facts.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + Terminal.displayable(value)
    }
  }

  /// A description names whole numbers; all of 8 digits or more.
  private func masked(_ text: String) -> String { mask ? NumberMask.maskAll(in: text) : text }

  private func table(_ calls: [RecordedCall]) -> AlignedTable {
    var table = AlignedTable([
      .text("start"), .text("called"), .text("zone"), .number("s"), .number("billed"), .number("covered"),
      .number("R$"), .text("global_id"),
    ])
    for call in calls {
      table.append([
        "\(call.startedAt.prefix(10)) \(call.startedAt.dropFirst(11).prefix(8))",
        mask ? NumberMask.mask(call.called) : call.called, Terminal.displayable(call.zone), "\(call.duration)",
        "\(call.billed)", "\(call.covered)", Money.text(micros: Int128(call.amountMicros), decimals: call.decimals),
        Terminal.displayable(call.globalID),
      ])
    }
    return table
  }
}

/// The JSON of `services show`.
private struct Shown: Encodable {
  struct Call: Encodable {
    var globalId: String
    var startedAt: String
    var called: String
    var zone: String
    var durationS: Int
    var billedS: Int
    var allowanceS: Int
    var amount: String
  }

  var service: ServiceObject
  var calls: [Call]

  init(_ listed: ListedService, calls: [RecordedCall], masks: Bool) {
    var listed = listed
    if masks { listed.service.description = NumberMask.maskAll(in: listed.service.description) }
    service = ServiceObject(listed)
    self.calls = calls.map { call in
      Call(
        globalId: call.globalID, startedAt: call.startedAt,
        called: masks ? NumberMask.mask(call.called) : call.called, zone: call.zone, durationS: call.duration,
        billedS: call.billed, allowanceS: call.covered,
        amount: Money.text(micros: Int128(call.amountMicros), decimals: call.decimals))
    }
  }
}
