import CallModel
import Output
import Rating
import Registry

/// The additional services of one (contract, line), summed while its calls are rated.
struct ServiceSums {
  private(set) var services: [AdditionalService] = []

  mutating func removeAll() { services.removeAll(keepingCapacity: true) }

  /// Adds a rated call; calls come in order of time.
  mutating func add(_ charge: CallCharge, line: LineRow, cycleStart: CivilDate) {
    var index = services.count - 1
    while index >= 0, services[index].plan != line.plan || services[index].cycleStart != cycleStart { index -= 1 }
    if index < 0 {
      services.append(
        AdditionalService(
          contract: line.contract, lineID: line.id, plan: line.plan, cycleStart: cycleStart, number: line.number))
      index = services.count - 1
    }
    services[index].number = line.number
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
          ? precedesInByteOrder(registry.plans[$0.plan].id, registry.plans[$1.plan].id) : $0.cycleStart < $1.cycleStart
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
