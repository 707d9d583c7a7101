import Alerting
import CallModel
import Foundation
import Importing
import Ledger
import Provisioning

extension Integration {
  /// What is done about a line that passes its credit limit, if the integration says so: it is noted, and the platform is
  /// asked for the block category in the same transaction (spec 6.5).
  private var creditBlocking: CreditBlocking {
    guard registry == .database, let zone = TimeZoneRules(identifier: timeZone) else { return CreditBlock.note }
    let isOnPlatform = summitAPI != nil
    return { line, lastDay, at, database in
      let date = try Date(at, strategy: Date.ISO8601FormatStyle())
      try CreditLimitBlock.set(
        line: line, lastDay: lastDay, by: Author(name: "import", date: date), zone: zone, isOnPlatform: isOnPlatform,
        database)
    }
  }

  /// Who watches the imports: alerts by the rules of this integration, told to its program (spec 6.5).
  package func alertWatch() -> AlertWatch {
    AlertWatch(
      AlertRules(
        dayFactor: alerts.dayFactor, dayMinimum: alerts.dayMinimum, internationalPrice: alerts.internationalPrice,
        blocks: billing.creditLimitAction == .block),
      telling: alerts.command.isEmpty
        ? nil
        : AlertTelling(command: alerts.command, integration: description, withheld: passwordVariables), block: creditBlocking)
  }

  /// A program that is told of alerts has no need of the platform's password.
  private var passwordVariables: Set<String> {
    if case .environment(let name)? = access?.password { [name] } else { [] }
  }
}
