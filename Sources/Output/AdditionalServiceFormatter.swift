import CallModel
import Registry

/// What the surplus of one (contract, line, plan, cycle) comes to (spec 3.7).
package struct AdditionalService: BitwiseCopyable, Sendable {
  package var plan: Int32
  package var cycleStart: CivilDate
  /// The row of `lines.csv` of the last of these calls: contract, line and the number the line had then.
  package var lastRow: UInt32 = 0
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  /// Sum of the call amounts, in millionths of a real.
  package var micros: Int128 = 0

  package init(plan: Int32, cycleStart: CivilDate) {
    self.plan = plan
    self.cycleStart = cycleStart
  }
}

/// Writes rows of `additional-services.csv` (spec 2.5).
package enum AdditionalServiceFormatter {
  package static let header =
    "contract,line,plan,cycle_start,cycle_end,calls,billed_s,allowance_s,surplus_s,amount,description\n"

  /// Dates, numbers, separators and the description's words.
  private static let fixedBytes = 512

  /// - Parameters:
  ///   - centavos: the amount, rounded.
  ///   - cycleEnd: the last day, inclusive.
  package static func write(
    _ service: AdditionalService, centavos: Int128, cycleEnd: CivilDate, registry: Registry, to buffer: TextBuffer
  ) {
    let line = registry.lines[Int(service.lastRow)]
    buffer.append(CSVText.cell(registry.tables.contracts[line.contract].id))
    buffer.append(UInt8(ascii: ","))
    buffer.append(CSVText.cell(line.id))
    buffer.append(UInt8(ascii: ","))
    buffer.append(CSVText.cell(registry.plans[Int(service.plan)].id))
    let amount = Array(Money.text(micros: centavos * 10_000, decimals: 2).utf8)
    buffer.write(fixedBytes) { text in
      let comma = UInt8(ascii: ",")
      text.put(comma)
      text.put(service.cycleStart)
      text.put(comma)
      text.put(cycleEnd)
      for value in [
        service.calls, service.billedSeconds, service.coveredSeconds, service.billedSeconds - service.coveredSeconds,
      ] {
        text.put(comma)
        text.put(decimal: value)
      }
      text.put(comma)
      text.put(amount)
      text.put(comma)
      putDescription(line.number, service.cycleStart, cycleEnd, &text)
      text.put(10)
    }
  }

  /// As the customer reads it on the bill: `Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026`.
  private static func putDescription(
    _ number: PhoneNumber, _ start: CivilDate, _ end: CivilDate, _ text: inout TextCursor
  ) {
    text.put("Excedente de telefonia ")
    text.put(digits: number.value, count: number.digitCount)
    text.put(" - ")
    text.put(brazilian: start)
    text.put(" a ")
    text.put(brazilian: end)
  }
}
