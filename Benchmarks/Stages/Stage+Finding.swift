import CallModel
import Rating
import RecordLayouts
import Registry

/// From fields to line, zone and tariff. Each look-up comes alone here; `rate` announces some of them to the memory
/// beforehand.
extension Stage {
  static func finding(_ input: StageInput) -> [Stage] {
    [normalise(input), line(input), zone(input), tariff(input)]
  }

  /// A number's text to its one form: digits, then the rules.
  private static func normalise(_ input: StageInput) -> Stage {
    let cells = input.rows.flatMap { [$0.fields.called, $0.fields.caller] }
    return Stage(name: "normalise", unit: "number", count: cells.count, bytes: cells.reduce(0) { $0 + $1.count }) {
      var sum: UInt64 = 0
      for cell in cells {
        guard let digits = DialledDigits(cell) else { continue }
        let number = Numbering.normalise(digits, areaCode: 48)
        sum = sum &+ number.number.bits &+ UInt64(number.rule)
      }
      return sum
    }
  }

  /// The line that has a number on a day, if any has.
  private static func line(_ input: StageInput) -> Stage {
    let wanted = input.rows.compactMap { row in
      DialledDigits(row.fields.direction == .inbound ? row.fields.called : row.fields.caller)
        .map { (number: Numbering.normalise($0, areaCode: nil).number, date: row.start.date) }
    }
    return Stage(name: "line", unit: "number", count: wanted.count, bytes: nil) {
      var sum: UInt64 = 0
      for (number, date) in wanted {
        guard let found = input.registry.findLine(number: number, on: date) else { continue }
        sum &+= UInt64(found.row) + 1
      }
      return sum
    }
  }

  /// The zone of a called number, seen from its line.
  private static func zone(_ input: StageInput) -> Stage {
    let calls = input.calls.sorted { $0.fields.instant < $1.fields.instant }
    let wanted = calls.map { (called: $0.called, line: input.registry.lineFacts[$0.row], date: $0.start.date) }
    return Stage(name: "zone", unit: "number", count: wanted.count, bytes: nil) {
      var sum: UInt64 = 0
      for (called, line, date) in wanted {
        guard let found = Zoning.zone(of: called, line: line, on: date, input.registry) else { continue }
        sum &+= UInt64(found.zone) + 1
      }
      return sum
    }
  }

  /// The tariff of a plan and zone at a time.
  private static func tariff(_ input: StageInput) -> Stage {
    let calls = input.calls.sorted { $0.fields.instant < $1.fields.instant }
    let wanted = calls.map { (plan: Int(input.registry.lineFacts[$0.row].plan), zone: $0.zone, start: $0.start) }
    return Stage(name: "tariff", unit: "call", count: wanted.count, bytes: nil) {
      var sum: UInt64 = 0
      for (plan, zone, start) in wanted {
        let answer = input.registry.rates.find(
          plan: plan, zone: zone, date: start.date, secondOfDay: start.secondOfDay)
        if case .tariff(let tariff) = answer { sum &+= UInt64(tariff) + 1 }
      }
      return sum
    }
  }
}
