import CallModel
import Integration
import Ledger
import Listing
import Provisioning
import RegistryStore

/// Lines that are blocked because they passed their credit limit (spec 6.5).
enum CreditBlockResources {
  private static let path = "integrations/{integration}/credit-blocks"

  static let routes: [APIRoute] = [
    .read(
      path, "listCreditBlocks", "Lines that are blocked today for their credit limit.",
      .json(.page(blocks.schema))
    ) { call in blocks.page(try all(call), next: nil) },
    .write(
      .post, path + "/release", "releaseLine",
      "Lifts a line's block: it is not blocked again for its credit limit in this cycle.", needs: .keepRegisters,
      body: [APIField("line", .line(), isRequired: true)],
      .json(APISchema.object([APIField("platform_requests", .integer, isRequired: true, "That follow from it.")])),
      release),
  ]

  private static let blocks = APIList<CreditLimitBlock>([
    APIColumn("line", .text) { .text($0.line) }, APIColumn("last_day", .day) { .text("\($0.lastDay)") },
    APIColumn("at", .instant) { .text($0.at) },
  ])

  private static func all(_ call: APICall) throws -> [CreditLimitBlock] {
    let today = try RegisterResources.site(call).integration.zoneRules().day(of: call.core.nowSeconds)
    return try RegisterResources.read(call) { try CreditLimitBlock.all(on: today, $0.database) }
  }

  private static func release(_ call: APICall) throws -> WebAnswer {
    let site = try RegisterResources.site(call)
    let line = call.text("line") ?? ""
    guard let released = try site.integration.releaseCreditBlock(ofLine: line, by: call.author) else {
      throw APIFailure(
        422, "refused", field: "line", expected: "a line that is blocked for its credit limit",
        found: "one that is not", remedy: "see credit-blocks")
    }
    call.core.pushes.start(site)
    return .json(["platform_requests": .count(released.lines.reduce(0) { $0 + $1.requests.count })])
  }
}
