import CallModel
import Foundation
import Importing
import Ledger
import Testing

@Suite("Exports of services (spec 4.4)")
struct ServiceExportTests {
  private static func desk() throws -> ServiceDesk {
    let desk = try ServiceDesk()
    try desk.bring(
      "month.csv",
      ServiceDesk.month + [ServiceDesk.row("b", "2026-11-12 10:00:00", from: "4833335555", to: ServiceDesk.mobile, 60)])
    return desk
  }

  @Test func `CSV has the columns of additional-services.csv, then id, kind, state and reference`() throws {
    let desk = try Self.desk()
    try desk.close()
    #expect(
      try desk.export(.csv).text == """
        contract,line,plan,cycle_start,cycle_end,calls,billed_s,allowance_s,surplus_s,amount,description,id,kind,state,reference
        C1,L1,P1,2026-11-10,2026-12-09,4,702,600,102,0.29,Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026,a8a3508bd5d1f3f1,cycle,closed,
        C2,L2,P1,2026-11-10,2026-12-09,1,60,0,60,0.39,Excedente de telefonia 554833335555 - 10/11/2026 a 09/12/2026,\(try desk.services()[1].service.id),cycle,closed,

        """)
  }

  @Test func `IXC has what its web service takes, days as dd/mm/aaaa, decimals with a point (spec 11.2)`() throws {
    let desk = try Self.desk()
    try desk.close { $0.line = "L1" }
    let zone = try #require(TimeZoneRules(builtIn: "America/Sao_Paulo"))
    let id = try #require(try desk.services().first).service.id
    let export = try desk.export(.ixc) {
      $0.ixc = IXCTerms(
        products: IXCTerms.Products(product: 10, unit: 3, creditProduct: 11, creditLink: 12), zone: zone)
    }
    let objects = try #require(try JSONSerialization.jsonObject(with: Data(export.text.utf8)) as? [[String: String]])
    #expect(
      objects == [
        [
          "id_contrato": "C1", "id_produto": "10", "id_unidade": "3", "tipo": "T", "tipo_acres_desc": "A",
          "quantidade": "1", "valor_unitario": "0.29", "valor_total": "0.29", "repetir": "V", "repetir_qtde": "1",
          "data": "15/12/2026", "status": "A", "status_nf21": "A", "data_inicial_ligacoes": "10/11/2026",
          "data_final_ligacoes": "09/12/2026", "observacao": id,
          "descricao": "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026",
        ]
      ])
    #expect(export.result.gaps == ["contract C1 has no number at the ERP: fill in its erp_id (contracts)"])
    // Without erp in integration.yml the ERP's own numbers are left out, and that is told.
    let without = try desk.export(.ixc) { $0.repeatsAll = true }
    #expect(!without.text.contains("id_produto") && without.result.gaps.count == 2)
  }

  @Test func `JSON has all that is known, amounts as texts`() throws {
    let desk = try Self.desk()
    try desk.close { $0.line = "L1" }
    let text = try desk.export(.json).text
    let object = try #require((try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])?.first)
    #expect(object["amount"] as? String == "0.29")
    #expect(object["state"] as? String == "closed")
    #expect(object["closed_at"] as? String == "2026-12-15T15:00:00Z")
    #expect(object["cycle_end"] as? String == "2026-12-09")
    #expect(object["overdue_calls"] as? Int == 0)
  }

  @Test(arguments: ServiceFormat.allCases)
  func `a second export delivers nothing, but what is asked for again`(format: ServiceFormat) throws {
    let desk = try Self.desk()
    #expect(try desk.export(format).result.delivered == 0)
    try desk.close { $0.line = "L1" }
    let first = try desk.export(format)
    #expect(first.result.delivered == 1)
    let second = try desk.export(format)
    #expect(second.text.isEmpty)
    #expect(second.result.delivered == 0 && second.result.alreadyExported == 1)
    let again = try desk.export(format) { $0.repeatsAll = true }
    #expect(again.result.delivered == 1)
    // JSON tells of the exports, too.
    #expect(again.text == first.text || format == .json)
    // Only what is new.
    try desk.close()
    let third = try desk.export(format).result
    #expect(third.delivered == 1 && third.alreadyExported == 1 && third.changeCount == 0)
    // Another format does not count.
    let other = try #require(ServiceFormat.allCases.first { $0 != format })
    #expect(try desk.export(other).result.delivered == 2)
  }

  @Test func `open services are never exported`() throws {
    let desk = try Self.desk()
    let export = try desk.export(.csv) { $0.selection.states = [.open, .closed] }
    #expect(export.text.isEmpty && export.result.delivered == 0)
  }

  @Test func `a service that was reopened since an export is told of, and what is closed again is another one`() throws
  {
    let desk = try Self.desk()
    try desk.close { $0.line = "L1" }
    _ = try desk.export(.csv)
    let id = try #require(try desk.services().first).service.id
    try desk.reopen(.services([id]))
    let withdrawn = try desk.export(.csv).result
    #expect(withdrawn.changes.map(\.id) == [id] && withdrawn.changes.first?.centavos == nil)
    try desk.bring("late.csv", [ServiceDesk.late])
    try desk.close { $0.line = "L1" }
    let again = try #require(try desk.services().first).service.id
    #expect(again != id)
    let changed = try desk.export(.csv)
    #expect(changed.result.delivered == 1 && changed.text.contains(",0.52,") && changed.text.contains(again))
    #expect(changed.result.changes.map(\.id) == [id])
    #expect(changed.result.changes.map(\.exportedCentavos) == [29])
    #expect(changed.result.changes.first?.centavos == nil)
    #expect(try desk.export(.csv).result.delivered == 0)
  }

  @Test(
    "numbers that the registry never shows are in no description (spec 11.1)",
    arguments: [ServiceFormat.csv, .json, .events, .ixc, .nfcomItems, .csvBR])
  func hiddenNumbers(format: ServiceFormat) throws {
    let desk = try ServiceDesk()
    desk.harness.settings.isPerCall = true
    try desk.bring("month.csv", ServiceDesk.month)
    try desk.close()
    let called = "5548999998888"
    #expect(try desk.services().contains { $0.service.description.contains(" para \(called) - ") })
    let text = try desk.export(format) { $0.hiddenNumbers = [called, "5548"] }.text
    #expect(!text.contains(called) && text.contains("4833334444"))
    if format != .nfcomItems { #expect(text.contains("Ligação de 554833334444 - 10/11/2026 09:10:00")) }
  }

  @Test func `an export that cannot be written is not noted (I4)`() throws {
    let desk = try Self.desk()
    try desk.close()
    struct Full: Error {}
    var request = ServiceExportRequest(.csv, ServiceSelection())
    request.selection.states = [.closed]
    #expect(throws: LedgerFailure.self) {
      try desk.actions().export(request, to: { _ in }, finish: { throw Full() })
    }
    #expect(try desk.export(.csv).result.delivered == 2)
  }
}
