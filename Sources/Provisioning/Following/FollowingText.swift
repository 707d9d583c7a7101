import CallModel
import Listing
import Platform
import Registry

/// What follows from a change of the registers, in words: what the platform is asked, or why nothing.
package enum FollowingText {
  /// Lines that are listed; the rest is counted.
  package static let maximumListed = 50

  /// `platform: L1 create-line 554833330001, category LIVRE`, and how to send it.
  package static func lines(_ following: PlatformFollowing) -> [String] {
    var lines: [String] = []
    if !following.ended.isEmpty {
      let names = following.ended.prefix(maximumListed).map { DisplayText.of($0) }.joined(separator: ", ")
      let more = following.ended.count > maximumListed ? ", …" : ""
      lines.append(
        "\(CountText.of(following.ended.count, "line ends", "lines end")) with the contract: \(names)\(more)")
    }
    let requesting = following.requesting
    for line in requesting.prefix(maximumListed) {
      lines.append("platform: \(DisplayText.of(line.line)) \(requests(line.requests))")
    }
    if requesting.count > maximumListed {
      lines.append("… and \(CountText.of(requesting.count - maximumListed, "more line", "more lines"))")
    }
    if let first = requesting.first(where: { isMadeAnew($0.requests) }) {
      lines.append(
        "what \(DisplayText.of(first.line)) changes is fixed at the platform: the line is removed and made anew, "
          + "with another terminal and credential")
    }
    if !requesting.isEmpty { lines.append("send it with summit-cdr platform push; the next import does, too") }
    return lines
  }

  package static func isMadeAnew(_ requests: [PlatformRequest]) -> Bool {
    requests.contains { $0.action == .removeLine } && requests.contains { $0.action == .createLine }
  }

  package static func requests(_ requests: [PlatformRequest]) -> String {
    requests.map(request).joined(separator: "; ")
  }

  /// `change-line category BLOQUEADO`
  package static func request(_ request: PlatformRequest) -> String {
    let words = words(request).map { DisplayText.of($0) }
    return ([request.action.rawValue] + (words.isEmpty ? [] : [words.joined(separator: ", ")])).joined(separator: " ")
  }

  private static func words(_ request: PlatformRequest) -> [String] {
    switch request {
    case .createLine(let line): [line.number] + [line.category.map { "category \($0)" }].compactMap(\.self)
    case .changeLine(let change):
      [
        change.category.map { "category \($0)" }, change.callLimit.map { "call limit \($0)" },
        change.plan.map { "plan \($0)" }, change.costCentre.map { "cost centre \($0)" },
        change.active.map { $0 ? "active" : "not active" }, change.resetDay.map { "reset day \($0)" },
      ].compactMap(\.self)
    case .removeLine: []
    case .addDID(let did): [did.number, "port \(did.port)"]
    case .removeDID(let number): [number]
    }
  }

  /// Why the platform should have of a line what it should.
  package static func ground(_ outlook: LineOutlook) -> String {
    switch outlook.ground {
    case .notBegun(let day?): "another has its number: it is made when that is free, on \(day) at the latest"
    case .notBegun(nil): "not in the registers"
    case .noPartition: "no partition: it is not at the platform"
    case .inactive: outlook.desired == nil ? "active is no: it is not made" : "active is no"
    case .notInForce(let status): "the contract is \(status.rawValue): it is not made"
    case .category(let rule, let status): category(rule, status)
    case .ended(let day):
      outlook.desired == nil ? "it ended; its number is free" : "it ended; its number is free from \(day)"
    }
  }

  private static func category(_ rule: CategoryRule, _ status: ContractStatus) -> String {
    switch rule {
    case .own: "the partition's blocking is off: the status changes nothing"
    case .standard(let category): "category \(category), of active contracts"
    case .blocked(let category): "category \(category), of blocked contracts"
    case .overdue(let category): "category \(category), of overdue contracts"
    case .cancelled(let category): "category \(category), of cancelled contracts"
    case .creditBlocked(let category): "category \(category): it passed its credit limit"
    case .asItIs:
      status == .preContract ? "a pre-contract leaves it as it is" : "no partial block: it stays as it is"
    }
  }
}

extension PlatformFollowing {
  /// The same as JSON.
  package var object: ListingValue {
    .object([
      "ended": .array(ended.map(ListingValue.text)),
      "platform": .array(
        requesting.map { .object(["line": .text($0.line), "wishes": .array($0.requests.map(\.object))]) }),
    ])
  }
}

extension PlatformRequest {
  /// As JSON.
  package var object: ListingValue {
    var values: [String: ListingValue] = ["action": .text(action.rawValue)]
    switch self {
    case .createLine(let line):
      values["number"] = .text(line.number)
      values["category"] = .optional(line.category)
      values["call_limit"] = .optional(line.callLimit)
      values["plan"] = .optional(line.plan)
      values["cost_centre"] = .optional(line.costCentre)
      values["reset_day"] = .integer(line.resetDay)
    case .changeLine(let change):
      values["category"] = .optional(change.category)
      values["call_limit"] = .optional(change.callLimit)
      values["plan"] = .optional(change.plan)
      values["cost_centre"] = .optional(change.costCentre)
      values["active"] = change.active.map { .flag($0) } ?? ListingValue.none
      values["reset_day"] = .optional(change.resetDay)
    case .removeLine: break
    case .addDID(let did):
      values["number"] = .text(did.number)
      values["port"] = .integer(did.port)
    case .removeDID(let number): values["number"] = .text(number)
    }
    return .object(values)
  }
}
