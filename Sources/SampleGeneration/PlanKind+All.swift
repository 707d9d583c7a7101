extension PlanKind {
  /// The eight kinds, by how common they are.
  static let all: [PlanKind] = [
    PlanKind(name: "Minutos 300", allowances: ["franquia,minutes,300,local ldn on-net,1"], rates: flat(percent: 100)),
    PlanKind(
      name: "Noturno", rounding: "half-even", allowances: ["noturna,minutes,120.5,local,1"],
      rates: banded(flat(percent: 110).filter { $0.zone != "*" }) + ownZones(price: 2400)),
    PlanKind(name: "Sob demanda", rates: flat(percent: 130)),
    PlanKind(
      name: "Empresa compartilhado", decimals: 3, isPooled: true, allowances: ["conjunta,minutes,1500,*,1"],
      rates: flat(percent: 80)),
    PlanKind(
      name: "Crédito 50", rounding: "up", decimals: 2, allowances: ["credito,value,50.00,*,1"], rates: perSecond),
    PlanKind(
      name: "Degraus", rounding: "half-even", decimals: 6,
      allowances: ["fixo,seconds,7200,local ldn,1", "movel,seconds,3600,vc1 vc2 vc3,2", "exterior,value,10.00,intl,1"],
      rates: stepped),
    PlanKind(
      name: "Grupo combinado", rounding: "down", decimals: 5, isPooled: true,
      allowances: ["fixo,minutes,900,local ldn,1", "credito,value,80.00,vc1 vc2 vc3 intl shared-cost,1"],
      rates: banded(flat(percent: 90))),
    PlanKind(
      name: "Reajuste", graceSeconds: 0, decimals: 4, allowances: ["franquia,minutes,60,vc1 local,1"], rates: repriced),
  ]

  /// Zones and prices of the plainest plan, in 0.0001 a minute.
  private static let basePrices: [(zone: String, price: Int)] = [
    ("local", 800), ("ldn", 1450), ("vc1", 3900), ("vc2", 4900), ("vc3", 5900), ("on-net", 0), ("unified", 1200),
    ("shared-cost", 1900), ("premium", 39_900), ("intl", 18_900), ("intl:north-america", 4900),
    ("intl:europe", 6900), ("intl:south-america", 9900), ("intl:mobile", 14_500), ("intl:satellite", 259_000),
    ("area-1", 990), ("area-4", 1050), ("*", 1990),
  ]

  private static func flat(percent: Int) -> [Rate] {
    basePrices.map { Rate(zone: $0.zone, price: $0.price * percent / 100) }
  }

  /// The own zones that `basePrices` leaves to `*`.
  private static func ownZones(price: Int) -> [Rate] {
    let priced = Set(basePrices.map(\.zone))
    return ZonePrefixes.ownZones.filter { !priced.contains($0) }.map { Rate(zone: $0, price: price) }
  }

  /// The same with reduced prices at night, at week-ends and on holidays for calls within Brazil.
  private static func banded(_ rates: [Rate]) -> [Rate] {
    let reduced = ["local": 50, "ldn": 60, "vc1": 80, "vc2": 80, "vc3": 80]
    return rates.flatMap { rate -> [Rate] in
      guard let percent = reduced[rate.zone] else { return [rate] }
      return [rate]
        + [("night", percent), ("weekend", percent + 10), ("holiday", percent - 10)].map { band, percent in
          var lower = rate
          lower.band = band
          lower.price = rate.price * percent / 100
          return lower
        }
    }
  }

  /// Charged by the second from the first on, with a fee for each mobile call, and collect calls charged.
  private static let perSecond: [Rate] =
    basePrices.map { zone, price in
      Rate(
        zone: zone, price: price * 105 / 100, connectionFee: zone.hasPrefix("vc") ? 500 : 0, minimumSeconds: 1,
        stepSeconds: 1)
    } + [Rate(zone: "collect", price: 8900, minimumSeconds: 60, stepSeconds: 60)]

  /// Cheaper the longer a call lasts.
  private static let stepped: [Rate] = basePrices.flatMap { zone, price -> [Rate] in
    guard zone == "local" || zone.hasPrefix("vc") || zone.hasPrefix("intl") else {
      return [Rate(zone: zone, price: price)]
    }
    return [(0, 120), (60, 90), (300, 55)].map { Rate(zone: zone, price: price * $1 / 100, fromSecond: $0) }
  }

  /// New prices from the middle of the period, by whole minutes, with special and collect numbers charged.
  private static let repriced: [Rate] =
    basePrices.flatMap { zone, price -> [Rate] in
      guard zone != "*" else { return [Rate(zone: zone, price: price, minimumSeconds: 60, stepSeconds: 60)] }
      return [(Rate.Validity.firstHalf, 97), (.secondHalf, 108)].map {
        Rate(
          zone: zone, price: price * $1 / 100, connectionFee: 120, minimumSeconds: 60, stepSeconds: 60, validity: $0)
      }
    } + [
      Rate(zone: "special", price: 350, minimumSeconds: 60, stepSeconds: 60),
      Rate(zone: "collect", price: 7900, minimumSeconds: 60, stepSeconds: 60),
    ]
}
