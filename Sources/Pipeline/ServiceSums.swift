import CallModel
import Output
import Rating
import Registry

/// The additional services of one (contract, line), summed while its calls are rated.
struct ServiceSums {
  private var services: [AdditionalService] = []

  mutating func removeAll() { services.removeAll(keepingCapacity: true) }

  /// Adds a rated call of the line's row `row`; calls come in order of time.
  mutating func add(_ charge: CallCharge, row: UInt32, plan: Int32, cycleStart: CivilDate) {
    var index = services.count - 1
    while index >= 0, services[index].plan != plan || services[index].cycleStart != cycleStart { index -= 1 }
    if index < 0 {
      services.append(AdditionalService(plan: plan, cycleStart: cycleStart))
      index = services.count - 1
    }
    services[index].lastRow = row
    services[index].calls += 1
    services[index].billedSeconds += charge.billedSeconds
    services[index].coveredSeconds += charge.coveredSeconds
    services[index].micros += Int128(charge.amount.micros)
  }

  /// Writes the services that come to a centavo or more, by (plan, cycle); returns their number and sum.
  mutating func write(_ registry: Registry, to buffer: TextBuffer) -> (count: Int, centavos: Int128) {
    if services.count > 1 {
      services.sort {
        $0.plan != $1.plan
          ? precedesInByteOrder(registry.plans[Int($0.plan)].id, registry.plans[Int($1.plan)].id)
          : $0.cycleStart < $1.cycleStart
      }
    }
    var count = 0
    var sum: Int128 = 0
    for service in services {
      let centavos = Charging.centavos(micros: service.micros)
      if centavos == 0 { continue }
      count += 1
      sum += centavos
      AdditionalServiceFormatter.write(
        service, centavos: centavos, cycleEnd: Cycle.end(startingOn: service.cycleStart), registry: registry, to: buffer
      )
    }
    return (count, sum)
  }
}
