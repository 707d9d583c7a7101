import CallModel
import Registry

/// What the surplus of one (contract, line, plan, cycle) comes to (spec 3.7).
package struct AdditionalService: Sendable {
  package var contract: Int
  package var lineID: String
  package var plan: Int
  package var cycleStart: CivilDate
  /// The number the line had at the last of these calls.
  package var number: PhoneNumber
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  /// Sum of the call amounts, in millionths of a real.
  package var micros: Int128 = 0

  package init(contract: Int, lineID: String, plan: Int, cycleStart: CivilDate, number: PhoneNumber) {
    self.contract = contract
    self.lineID = lineID
    self.plan = plan
    self.cycleStart = cycleStart
    self.number = number
  }
}

/// Writes rows of `additional-services.csv` (spec 2.5).
package enum AdditionalServiceFormatter {
  package static let header =
    "contract,line,plan,cycle_start,cycle_end,calls,billed_s,allowance_s,surplus_s,amount,description\n"

  /// - Parameters:
  ///   - centavos: the amount, rounded.
  ///   - cycleEnd: the last day, inclusive.
  package static func write(
    _ service: AdditionalService, centavos: Int128, cycleEnd: CivilDate, registry: Registry, to buffer: TextBuffer
  ) {
    buffer.append(CSVText.cell(registry.tables.contracts[service.contract].id))
    buffer.append(",")
    buffer.append(CSVText.cell(service.lineID))
    buffer.append(",")
    buffer.append(CSVText.cell(registry.plans[service.plan].id))
    let surplus = service.billedSeconds - service.coveredSeconds
    let amount = Money.text(micros: centavos * 10_000, decimals: 2)
    buffer.append(",\(service.cycleStart),\(cycleEnd),\(service.calls),\(service.billedSeconds)")
    buffer.append(",\(service.coveredSeconds),\(surplus),\(amount),")
    buffer.append(description(service, cycleEnd: cycleEnd))
    buffer.append("\n")
  }

  /// As the customer reads it on the bill.
  static func description(_ service: AdditionalService, cycleEnd: CivilDate) -> String {
    "Excedente de telefonia \(service.number) - \(service.cycleStart.brazilianText) a \(cycleEnd.brazilianText)"
  }
}
