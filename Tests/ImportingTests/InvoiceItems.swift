import Foundation
import Testing

/// What `services export --format nfcom-items` writes, read back.
struct InvoiceItems {
  struct Item: Equatable, CustomStringConvertible {
    var number: String
    var invoiceClass: String
    var unit: String
    var minutes: String
    var price: String
    var centavos: Int128
    var isReturned: Bool
    var description: String
    var details: String

    /// What it adds to the invoice.
    var net: Int128 { isReturned ? -centavos : centavos }
    var short: String { "\(invoiceClass) \(unit) \(minutes) \(price) \(centavos)" }
  }

  struct Invoice {
    var contract: String
    var amount: String
    var services: [String]
    var subscriber: [String: Any]
    var period: [String]
    var items: [Item]
  }

  var invoices: [Invoice] = []

  init(_ text: String) throws {
    guard !text.isEmpty else { return }
    for object in try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]) {
      let parts = try #require(object["infNFCom"] as? [String: Any])
      let bill = try #require(parts["gFat"] as? [String: String])
      invoices.append(
        Invoice(
          contract: try #require(object["contract"] as? String), amount: try #require(object["amount"] as? String),
          services: try #require(object["services"] as? [String]),
          subscriber: try #require(parts["assinante"] as? [String: Any]),
          period: [try #require(bill["dPerUsoIni"]), try #require(bill["dPerUsoFim"])],
          items: try #require(parts["det"] as? [[String: Any]]).map(Self.item)))
    }
  }

  private static func item(_ object: [String: Any]) throws -> Item {
    let product = try #require(object["prod"] as? [String: String])
    func text(_ name: String, _ pattern: String) throws -> String {
      let value = try #require(product[name])
      #expect(try Regex(pattern).wholeMatch(in: value) != nil, "\(name): \(value)")
      return value
    }
    let total = try text("vProd", "[0-9]{1,13}\\.[0-9]{2}")
    #expect(product["indDevolucao"] == nil || product["indDevolucao"] == "1")
    return Item(
      number: try #require(object["nItem"] as? String), invoiceClass: try text("cClass", "[0-9]{7}"),
      unit: try text("uMed", "1|4"), minutes: try text("qFaturada", "[0-9]{1,11}\\.([0-9]{2}|[0-9]{4})"),
      price: try text("vItem", "[0-9]{1,13}\\.([0-9]{2}|[0-9]{8})"),
      centavos: try #require(Int128(total.replacing(".", with: ""))), isReturned: product["indDevolucao"] == "1",
      description: try text("xProd", "[!-ÿ][ -ÿ]{0,118}[!-ÿ]"), details: try #require(object["infAdProd"] as? String))
  }
}
