import CallModel
import Output
import Rating
import RecordLayouts
import Registry

/// From calls to money and to rows of the results.
extension Stage {
  static func charging(_ input: StageInput) -> [Stage] {
    [rating(input), formatting(input)]
  }

  /// Seconds, allowances and money of the calls of each line, in order.
  private static func rating(_ input: StageInput) -> Stage {
    Stage(name: "rating", unit: "call", count: input.calls.count, bytes: nil) {
      var sum: UInt64 = 0
      forEachCharge(input) { _, _, charge in
        sum = sum &+ UInt64(charge.amount.micros) &+ UInt64(charge.coveredSeconds)
      }
      return sum
    }
  }

  /// Rows of `call-records.csv`.
  private static func formatting(_ input: StageInput) -> Stage {
    var cells: [CallRecordCells] = []
    forEachCharge(input) { call, cycleStart, charge in
      cells.append(CallRecordCells(call, cycleStart: cycleStart, charge, fileLine: cells.count + 2))
    }
    let formatter = CallRecordFormatter(
      registry: input.registry, shared: SharedCells(registry: input.registry, sourceNames: ["cdr-20261101-00.cdr"]),
      zone: input.zone)
    let buffer = TextBuffer(capacity: 1 << 20)
    func run() -> (bytes: Int, sum: UInt64) {
      var bytes = 0
      var sum: UInt64 = 0
      for call in cells {
        formatter.write(call, to: buffer)
        guard buffer.count > 1 << 19 else { continue }
        bytes += buffer.count
        sum = sum &* 31 &+ UInt64(buffer.count) &+ UInt64(buffer.bytes[buffer.count / 2])
        buffer.removeAll()
      }
      bytes += buffer.count
      buffer.removeAll()
      return (bytes, sum &+ UInt64(bytes))
    }
    return Stage(name: "formatting", unit: "call", count: cells.count, bytes: run().bytes) { run().sum }
  }

  /// Charges the calls against allowances that begin full with each line and cycle; pools are left out.
  @inline(__always)
  private static func forEachCharge(_ input: StageInput, _ body: (PricedCall, CivilDate, CallCharge) -> Void) {
    let registry = input.registry
    var left: [Int64] = []
    var row = -1
    var account = CivilDate.distantPast
    for call in input.calls {
      let line = registry.lineFacts[call.row]
      let allowances = registry.allowances.plans[Int(line.plan)]
      let cycleStart = Cycle.start(of: call.start.date, resetDay: Int(line.resetDay))
      if call.row != row || cycleStart != account {
        row = call.row
        account = cycleStart
        left.removeAll(keepingCapacity: true)
        for _ in 0..<allowances.count { left.append(0) }
        AllowanceAccount.fill(&left, at: 0, allowances, registry.allowances)
      }
      let charge = AllowanceAccount.charge(
        duration: Int(call.fields.billableSeconds), zone: call.zone, tariff: registry.rates.tariffs[call.tariff],
        steps: registry.rates.steps, plan: registry.planFacts[Int(line.plan)], allowances: allowances,
        table: registry.allowances, left: &left, at: 0)
      body(call, cycleStart, charge)
    }
  }
}

extension CallRecordCells {
  fileprivate init(_ call: PricedCall, cycleStart: CivilDate, _ charge: CallCharge, fileLine: Int) {
    let noText = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    self.init(
      globalID: call.fields.globalID, instant: call.fields.instant, direction: .outbound,
      caller: ShownNumber(number: call.caller.number, text: noText),
      called: ShownNumber(number: call.called.number, text: noText), lineRow: call.row, zone: call.zone,
      durationSeconds: Int(call.fields.billableSeconds), tariff: call.tariff, billedSeconds: charge.billedSeconds,
      coveredSeconds: charge.coveredSeconds, allowanceAmount: charge.allowanceAmount, amount: charge.amount,
      cycleStart: cycleStart, file: 0, fileLine: fileLine)
  }
}
