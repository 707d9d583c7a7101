import Alerting

extension Integration {
  /// Who watches the imports: alerts by the rules of this integration, told to its program (spec 6.5).
  ///
  /// - Parameter block: what is done about a line that passes its credit limit, if the integration says so.
  package func alertWatch(block: @escaping CreditBlocking = CreditBlock.note) -> AlertWatch {
    AlertWatch(
      AlertRules(
        dayFactor: alerts.dayFactor, dayMinimum: alerts.dayMinimum, internationalPrice: alerts.internationalPrice,
        blocks: billing.creditLimitAction == .block),
      telling: alerts.command.isEmpty
        ? nil
        : AlertTelling(command: alerts.command, integration: description, withheld: passwordVariables), block: block)
  }

  /// A program that is told of alerts has no need of the platform's password.
  private var passwordVariables: Set<String> {
    if case .environment(let name)? = access?.password { [name] } else { [] }
  }
}
