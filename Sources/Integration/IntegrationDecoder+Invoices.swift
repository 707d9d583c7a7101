import Importing
import Yams

/// `billing.nfcom`: how invoices class calls (spec 11.3).
extension IntegrationDecoder {
  mutating func invoiceClasses(_ billing: YAMLSection) -> InvoiceClasses {
    guard let section = section(billing, "nfcom") else { return .standard }
    checkKeys(section, InvoiceClass.allCases.map(\.rawValue) + ["zones"])
    var classes = InvoiceClasses.standard
    for invoiceClass in InvoiceClass.allCases {
      guard let node = section[invoiceClass.rawValue] else { continue }
      guard let code = node.scalar?.string, code.utf8.count == 7, code.utf8.allSatisfy({ (48...57).contains($0) })
      else {
        fault(
          node, section.key(invoiceClass.rawValue), expected: "a cClass of seven digits", found: node.shown,
          remedy: "see the table of item classes of the NFCom (cClass)")
        continue
      }
      classes.codes[invoiceClass] = code
    }
    classes.zones = zoneClasses(section)
    return classes
  }

  private mutating func zoneClasses(_ invoices: YAMLSection) -> [String: InvoiceClass] {
    guard let section = section(invoices, "zones") else { return [:] }
    let names = InvoiceClasses.ofCalls.map(\.rawValue)
    var zones: [String: InvoiceClass] = [:]
    for (key, node) in section.mapping {
      guard let zone = key.scalar?.string, !zone.isEmpty else {
        fault(key, section.path, expected: "a zone of the registry", found: key.shown)
        continue
      }
      guard let name = node.scalar?.string, names.contains(name), let invoiceClass = InvoiceClass(rawValue: name) else {
        fault(node, section.key(zone), expected: names.joined(separator: " or "), found: node.shown)
        continue
      }
      zones[zone] = invoiceClass
    }
    return zones
  }
}
