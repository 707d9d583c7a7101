/// What an NFCom invoice tells the items of a line apart by (spec 11.3).
package enum InvoiceClass: String, CaseIterable, Sendable {
  /// Calls within the area code.
  case local
  /// Calls to another area code.
  case longDistance = "long_distance"
  /// Calls to another country.
  case abroad
  /// Calls to numbers of no area: special, unified, shared cost, premium.
  case special
  /// Services of calls that came after their cycle was closed.
  case earlierMonths = "earlier_months"
  /// Credits: what a contest, or a late call, gives back.
  case deduction

  /// Its `cClass`, unless integration.yml has another.
  var standardCode: String {
    switch self {
    case .local: "0300101"
    case .longDistance: "0300102"
    case .abroad: "0300103"
    case .special: "0300107"
    case .earlierMonths: "1000501"
    case .deduction: "5900101"
    }
  }

  /// `cProd`: by which an ERP knows the item again.
  var product: String {
    switch self {
    case .local: "chamadas-locais"
    case .longDistance: "chamadas-longa-distancia"
    case .abroad: "chamadas-internacionais"
    case .special: "chamadas-especiais"
    case .earlierMonths: "chamadas-meses-anteriores"
    case .deduction: "deducao"
    }
  }

  /// What the customer reads of it.
  var words: String {
    switch self {
    case .local: "Chamadas locais"
    case .longDistance: "Chamadas de longa distância"
    case .abroad: "Chamadas internacionais"
    case .special: "Chamadas a serviços especiais"
    case .earlierMonths: "Chamadas de meses anteriores"
    case .deduction: "Dedução de telefonia"
    }
  }
}

/// `billing.nfcom` of integration.yml: the `cClass` of each class, and zones that belong to another class than their
/// calls' numbers say.
package struct InvoiceClasses: Equatable, Sendable {
  package var codes: [InvoiceClass: String]
  /// By zone; one that ends before a `:` stands for the zones below it, too.
  package var zones: [String: InvoiceClass]

  package static let standard = InvoiceClasses()
  /// Classes that calls are of; the others follow from the service.
  package static let ofCalls: [InvoiceClass] = [.local, .longDistance, .abroad, .special]

  package init(codes: [InvoiceClass: String] = [:], zones: [String: InvoiceClass] = [:]) {
    self.codes = codes
    self.zones = zones
  }

  /// Seven digits.
  func code(_ invoiceClass: InvoiceClass) -> String { codes[invoiceClass] ?? invoiceClass.standardCode }

  /// The class of a call: by its zone if that is named here or says it, else by the two numbers.
  ///
  /// - Parameters:
  ///   - own: the line's number, as recorded.
  ///   - other: the number at the other end.
  func of(zone: String, own: String, other: String) -> InvoiceClass {
    let parent = String(zone.prefix { $0 != ":" })
    return zones[zone] ?? zones[parent] ?? Self.builtIn[parent] ?? Self.between(own, other)
  }

  /// Of the zones whose calls are all of one class (spec 3.3).
  private static let builtIn: [String: InvoiceClass] = [
    "local": .local, "vc1": .local, "ldn": .longDistance, "vc2": .longDistance, "vc3": .longDistance, "intl": .abroad,
    "special": .special, "unified": .special, "shared-cost": .special, "donation": .special, "premium": .special,
    "toll-free": .special,
  ]

  private static func between(_ own: String, _ other: String) -> InvoiceClass {
    if let area = areaCode(other) { return areaCode(own) == area ? .local : .longDistance }
    let isNational = other.utf8.count <= 8 || other.hasPrefix("0") || other.hasPrefix("55")
    return isNational || !other.utf8.allSatisfy { (48...57).contains($0) } ? .special : .abroad
  }

  /// The area code of a Brazilian number of an area: `55`, area code, 8 or 9 digits; nil of another.
  static func areaCode(_ number: String) -> Int? {
    guard number.hasPrefix("55"), (12...13).contains(number.utf8.count),
      number.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(number.dropFirst(2).prefix(2))
  }
}
