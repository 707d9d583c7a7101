import Alerting
import CallModel
import Foundation
import Importing
import Ledger
import Provisioning

extension Integration {
  /// Who watches the imports: alerts by the rules of this integration, told to its program (spec 6.5).
  package func alertWatch() -> AlertWatch {
    AlertWatch(
      AlertRules(
        dayFactor: alerts.dayFactor, dayMinimum: alerts.dayMinimum, internationalPrice: alerts.internationalPrice),
      telling: alerts.command.isEmpty
        ? nil
        : AlertTelling(command: alerts.command, integration: description, withheld: passwordVariables),
      block: billing.creditLimitAction == .block ? creditBlocking : nil)
  }

  /// Notes the block, and asks the platform for it if the registers say what it has of the line.
  private var creditBlocking: CreditBlocking {
    let isOnPlatform = summitAPI != nil && registry == .database
    return { request, database in
      let following = try CreditLimitBlock.set(
        line: request.line, lastDay: request.lastDay, by: Author(name: "import", date: request.now),
        zone: request.zone, isOnPlatform: isOnPlatform, database)
      return following.blocks(request.line)
    }
  }

  /// A program that is told of alerts has no need of the platform's password.
  private var passwordVariables: Set<String> {
    if case .environment(let name)? = access?.password { [name] } else { [] }
  }
}

extension PlatformFollowing {
  /// Whether the platform has the line, or will, with a block category.
  fileprivate func blocks(_ line: String) -> Bool {
    guard let followed = lines.first(where: { ID($0.line) == ID(line) }),
      followed.outlook.desired != nil, case .category(let rule, _) = followed.outlook.ground
    else { return false }
    switch rule {
    case .creditBlocked, .blocked: return true
    case .own, .standard, .overdue, .cancelled, .asItIs: return false
    }
  }
}
