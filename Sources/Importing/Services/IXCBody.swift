import CallModel
import Foundation
import Ledger
import Registry

/// What the IXC ERP is told of beside the service itself (spec 11.2): numbers that only it can give.
package struct IXCTerms: Sendable {
  /// What additional services are entered as: `erp` of integration.yml.
  package struct Products: Equatable, Sendable {
    /// Of charges: `id_produto`.
    package var product: Int
    /// `id_unidade`.
    package var unit: Int
    /// Of credits: `id_produto`.
    package var creditProduct: Int
    /// What a credit is taken off: `id_produto_contrato_vinc`.
    package var creditLink: Int

    package init(product: Int, unit: Int, creditProduct: Int, creditLink: Int) {
      self.product = product
      self.unit = unit
      self.creditProduct = creditProduct
      self.creditLink = creditLink
    }
  }

  /// Nil: integration.yml has no `erp`; the fields are then left out.
  package var products: Products?
  package var numbers: ERPNumbers
  /// Numbers that no description names: the registry's.
  package var hiddenNumbers: Set<String>
  /// Of the day on which a service was closed, and of those on which calls came.
  package var zone: TimeZoneRules
  /// How old late calls may be, for their service not to be kept apart.
  package var lateLimit: LateLimit

  package init(
    products: Products?, numbers: ERPNumbers = ERPNumbers(), hiddenNumbers: Set<String> = [], zone: TimeZoneRules,
    lateLimit: LateLimit = .standard
  ) {
    self.products = products
    self.numbers = numbers
    self.hiddenNumbers = hiddenNumbers
    self.zone = zone
    self.lateLimit = lateLimit
  }

  /// The services of a ledger, with what is kept apart of them.
  package func services(_ ledger: Ledger) -> RecordedServices {
    RecordedServices(ledger, zone: zone, limit: lateLimit)
  }
}

/// A service as the IXC ERP's `cliente_contrato_servicos` takes it (spec 11.2): one object a request, all values texts,
/// dates `dd/mm/aaaa`, decimals with a point. `services export --format ixc` and `services push` write this, and nothing
/// else does.
package struct IXCBody: Equatable, Sendable {
  /// The fields by name.
  package private(set) var fields: [String: String]
  /// What the ERP asks for and is not there, with the remedy; empty: it can be sent.
  package private(set) var gaps: [String] = []

  /// `descricao` takes no more.
  package static let maximumDescription = 200

  package init(_ service: ServiceRow, _ terms: IXCTerms) {
    let isCredit = service.centavos < 0
    let amount = ServiceRow.amount(abs(service.centavos))
    let contract = terms.numbers.contract(service.contract)
    // An id of digits could be taken for another contract's number.
    let isTaken = service.contract.utf8.allSatisfy { (48...57).contains($0) }
    fields = [
      "id_contrato": contract.map(String.init) ?? (isTaken ? "" : service.contract), "tipo": "T",
      "descricao": Self.cut(ServiceText.shown(service.description, hiding: terms.hiddenNumbers)), "quantidade": "1",
      "valor_unitario": amount, "valor_total": amount,
      // Once: S would repeat it each month.
      "repetir": "V", "repetir_qtde": "1", "data": ServiceText.date(Self.day(service, terms.zone)), "status": "A",
      "status_nf21": "A",
      // A credit is a record of its own, and positive.
      "tipo_acres_desc": isCredit ? "D" : "A", "data_inicial_ligacoes": ServiceText.date(service.cycleStart),
      "data_final_ligacoes": ServiceText.date(service.cycleEnd), "observacao": service.id,
    ]
    if contract == nil {
      let owner = terms.numbers.owner(ofNumber: service.contract).map { ", and contract \($0) has its id as erp_id" }
      gaps.append(
        "contract \(service.contract) has no number at the ERP\(owner ?? ""): fill in its erp_id (contracts)")
    }
    fields["id_sip"] = terms.numbers.line(service.line, ofContract: service.contract).map(String.init)
    guard let products = terms.products else {
      gaps.append("integration.yml has no erp: id_produto and id_unidade are not known")
      return
    }
    fields["id_produto"] = "\(isCredit ? products.creditProduct : products.product)"
    fields["id_unidade"] = "\(products.unit)"
    if isCredit { fields["id_produto_contrato_vinc"] = "\(products.creditLink)" }
  }

  /// As JSON on one line, by name: the same body gives the same bytes.
  package var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(fields), as: UTF8.self)
    }
  }

  /// The day on which it was closed.
  private static func day(_ service: ServiceRow, _ zone: TimeZoneRules) -> CivilDate {
    let closed = service.closedAt.flatMap { try? Date($0, strategy: .iso8601) }
    return closed.map { zone.day(of: $0) } ?? service.cycleEnd
  }

  private static func cut(_ text: String) -> String {
    guard text.unicodeScalars.count > maximumDescription else { return text }
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: text.unicodeScalars.prefix(maximumDescription))
    return String(cut)
  }
}
