import CallModel
import Importing
import Ledger
import Listing

/// Where the ERP and the closed services are not the same (spec 11.2).
package struct ERPDifference: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A closed service that the ERP does not have.
    case missing
    /// One that it has more than once.
    case doubled
    /// One that it has with another amount, or as a credit.
    case amount
    /// One that it charges again each month.
    case recurs
    /// One that it does not charge: its record is not active.
    case inactive
    /// A record of our products, or with an id of a service, that is of no closed service here.
    case foreign
  }

  package var kind: Kind
  package var service: String?
  package var contract: String
  package var line: String?
  package var cycleStart: CivilDate?
  /// What it came to here.
  package var centavos: Int128?
  /// The ERP's ids.
  package var references: [String]
  package var erpCentavos: Int128?
  package var remark: String

  init(_ kind: Kind, _ service: ServiceRow, _ records: [ERPRecord] = [], remark: String = "") {
    self.kind = kind
    self.service = service.id
    contract = service.contract
    line = service.line
    cycleStart = service.cycleStart
    centavos = service.centavos
    references = records.map(\.id)
    erpCentavos = records.first?.centavos
    self.remark = remark
  }

  init(foreign record: ERPRecord) {
    kind = .foreign
    contract = record["id_contrato"]
    references = [record.id]
    erpCentavos = record.centavos
    remark = record["descricao"]
  }
}

/// The columns of differences in lists.
package enum ERPDifferenceListing {
  package static let columns = Listing<ERPDifference>([
    ListingColumn("kind", "kind") { .text($0.kind.rawValue) },
    ListingColumn("service", "service") { .optional($0.service) },
    ListingColumn("contract", "contract") { .text($0.contract) },
    ListingColumn("line", "line") { .optional($0.line) },
    ListingColumn("cycle_start", "cycle") { .optional($0.cycleStart.map { "\($0)" }) },
    ListingColumn("amount", "R$ here") { .optionalAmount($0.centavos.map(ServiceRow.amount)) },
    ListingColumn("references", "record there") { .text($0.references.joined(separator: " ")) },
    ListingColumn("erp_amount", "R$ there") { .optionalAmount($0.erpCentavos.map(ServiceRow.amount)) },
    ListingColumn("remark", "remark", hidesIfEmpty: true) { .free($0.remark) },
  ])
}
