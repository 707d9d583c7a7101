import CallModel
import Foundation
import Ledger
import Testing

@testable import Importing

/// Items of NFCom invoices (spec 11.3).
@Suite("Items of NFCom invoices (spec 11.3)")
struct InvoiceTests {
  private static func items(
    _ desk: ServiceDesk, _ change: (inout ServiceExportRequest) -> Void = { _ in }
  ) throws -> [InvoiceItems.Invoice] {
    try InvoiceItems(try desk.export(.nfcomItems, change).text).invoices
  }

  /// The month of spec 3.8 (0.29: local and mobile numbers of the area), a minute to Portugal and one to 190.
  private static func desk() throws -> ServiceDesk {
    let desk = try ServiceDesk()
    try desk.bring(
      "month.csv",
      ServiceDesk.month + [
        ServiceDesk.row("i1", "2026-11-11 10:00:00", to: "00351211234567", 6_000),
        ServiceDesk.row("s1", "2026-11-11 11:00:00", to: "190", 60),
        ServiceDesk.row("p1", "2026-11-12 10:00:00", from: "4833336666", to: "1133334444", 600),
        ServiceDesk.row("p2", "2026-11-12 11:00:00", from: "4833337777", to: ServiceDesk.mobile, 60),
      ])
    try desk.close()
    return desk
  }

  @Test func `a contract's invoice has an item for each line and class, in the schema's names and order`() throws {
    let text = try Self.desk().export(.nfcomItems).text
    let id = try #require(try InvoiceItems(text).invoices.first?.services.first)
    #expect(
      text.split(separator: "\n")[1] == """
        {"contract":"C1","amount":"0.99","services":["\(id)"],"infNFCom":{"assinante":{"nContrato":"C1",\
        "NroTermPrinc":"4833334444","cUFPrinc":"42"},"det":[{"nItem":"1","prod":{"cProd":"chamadas-locais",\
        "xProd":"Chamadas locais 4833334444 - 10/11/2026 a 09/12/2026","cClass":"0300101","uMed":"1",\
        "qFaturada":"1.7000","vItem":"0.17058824","vProd":"0.29"},"infAdProd":"Linha L1, terminal 4833334444 (SC), período \
        de 10/11/2026 a 09/12/2026"},{"nItem":"2","prod":{"cProd":"chamadas-internacionais","xProd":"Chamadas \
        internacionais 4833334444 - 10/11/2026 a 09/12/2026","cClass":"0300103","uMed":"1","qFaturada":"100.0000",\
        "vItem":"0.00100000","vProd":"0.10"},"infAdProd":"Linha L1, terminal 4833334444 (SC), período de 10/11/2026 a \
        09/12/2026"},{"nItem":"3","prod":{"cProd":"chamadas-especiais","xProd":"Chamadas a serviços especiais 4833334444 - \
        10/11/2026 a 09/12/2026","cClass":"0300107","uMed":"1","qFaturada":"1.0000","vItem":"0.60000000","vProd":"0.60"},\
        "infAdProd":"Linha L1, terminal 4833334444 (SC), período de 10/11/2026 a 09/12/2026"}],\
        "gFat":{"dPerUsoIni":"2026-11-10","dPerUsoFim":"2026-12-09"}}},
        """)
  }

  @Test func `lines of one contract are terminals of one invoice`() throws {
    let invoice = try #require(try Self.items(Self.desk()).last)
    #expect(invoice.contract == "C3" && invoice.amount == "3.00")
    #expect(invoice.subscriber["NroTermPrinc"] as? String == "4833336666")
    #expect(invoice.subscriber["NroTermAdic"] as? [String] == ["4833337777"])
    #expect(invoice.subscriber["cUFAdic"] as? [String] == ["42"])
    #expect(invoice.items.map(\.short) == ["0300102 1 5.0000 0.50000000 250", "0300101 1 1.0000 0.50000000 50"])
  }

  @Test func `codes and the classes of zones are those of integration.yml`() throws {
    let classes = InvoiceClasses(codes: [.local: "0300199"], zones: ["special": .local, "intl": .special])
    let invoice = try #require(try Self.items(Self.desk()) { $0.invoiceClasses = classes }.first)
    #expect(invoice.items.map { "\($0.invoiceClass) \($0.centavos)" } == ["0300199 89", "0300107 10"])
  }

  @Test func `late services are of earlier months, credits deductions, in units where there is no time`() throws {
    let desk = try Self.desk()
    _ = try Self.items(desk)
    try desk.bring("late.csv", [ServiceDesk.late])
    try desk.close()
    let id = try Self.contest(desk, "g4").id
    _ = try desk.actions().resolve(id, isAccepted: true)
    let invoice = try #require(try Self.items(desk).first)
    #expect(invoice.amount == "0.00" && invoice.services.count == 2)
    #expect(invoice.items.map(\.short) == ["5900101 4 1.00 0.23 23", "1000501 1 0.6000 0.38333333 23"])
    #expect(invoice.items.map(\.isReturned) == [true, false])
  }

  @discardableResult
  private static func contest(_ desk: ServiceDesk, _ id: String) throws -> ContestRow {
    try desk.actions().contest(ContestRequest(id, reason: "não reconhece", years: 3))
  }

  @Test func `what is contested is taken out of its class, and charged in it again if it is refused`() throws {
    let desk = try Self.desk()
    let contest = try Self.contest(desk, "s1")
    try Self.contest(desk, "i1")
    var invoice = try #require(try Self.items(desk).first)
    #expect(invoice.items.map(\.short) == ["0300101 1 1.7000 0.17058824 29"])
    _ = try desk.actions().resolve(contest.id, isAccepted: false)
    invoice = try #require(try Self.items(desk).first)
    #expect(invoice.items.map(\.short) == ["0300107 1 1.0000 0.60000000 60"])

    // All that was left of it.
    let other = try Self.desk()
    let service = try #require(try other.services().first).service.id
    try Self.contest(other, "s1")
    let whole = try Self.contest(other, service)
    _ = try other.actions().resolve(whole.id, isAccepted: false)
    invoice = try #require(try Self.items(other).first)
    #expect(invoice.items.map(\.short) == ["0300101 1 1.7000 0.17058824 29", "0300103 1 100.0000 0.00100000 10"])
  }

  @Test func `services of single calls are one item a class`() throws {
    let desk = try ServiceDesk()
    desk.harness.settings.isPerCall = true
    try desk.bring(
      "month.csv", ServiceDesk.month + [ServiceDesk.row("s1", "2026-11-11 11:00:00", to: "190", 60)])
    try desk.close()
    let invoice = try #require(try Self.items(desk).first)
    #expect(invoice.services.count == 4 && invoice.amount == "0.89")
    #expect(invoice.items.map { "\($0.invoiceClass) \($0.centavos)" } == ["0300101 29", "0300107 60"])
  }

  @Test func `an invoice has 990 items at most, and no service in two`() throws {
    var registry = ServiceDesk.registry
    let lines = (0..<995).map { "M\($0),C1,5548\(40_000_000 + $0),P1,10\n" }
    registry["lines.csv"] = "id,contract,number,plan,reset_day\n" + lines.joined()
    let desk = try ServiceDesk(registry: registry)
    let rows = (0..<995).map {
      ServiceDesk.row("m\($0)", "2026-11-12 10:00:00", from: "48\(40_000_000 + $0)", to: "190", 60)
    }
    try desk.bring("month.csv", rows)
    try desk.close()
    let invoices = try Self.items(desk)
    #expect(invoices.map(\.items.count) == [990, 5] && invoices.map(\.amount) == ["594.00", "3.00"])
    #expect(Set(invoices.flatMap(\.services)).count == 995)
    #expect(invoices.allSatisfy { $0.items.map(\.number) == (1...$0.items.count).map { "\($0)" } })
  }

  @Test(
    "a call's class follows from its zone, or else from the two numbers",
    arguments: [
      ("local", "", "", "local"), ("vc1", "", "", "local"), ("vc3", "", "", "long_distance"),
      ("intl:caribe", "", "", "abroad"), ("premium", "", "", "special"),
      ("on-net", "554833334444", "554733334444", "long_distance"), ("on-net", "554833334444", "5548999998888", "local"),
      ("inbound", "554833334444", "", "special"), ("inbound", "08001234567", "554833334444", "long_distance"),
      ("casa", "554833334444", "12125550100", "abroad"), ("casa", "554833334444", "40041234", "special"),
      ("casa", "554833334444", "08001234567", "special"), ("casa:x", "554833334444", "40041234", "special"),
    ])
  func classes(zone: String, own: String, other: String, expected: String) {
    #expect(InvoiceClasses.standard.of(zone: zone, own: own, other: other).rawValue == expected)
  }

  @Test func `texts are of Latin-1, without blanks at their ends`() {
    #expect(InvoiceText.of(" Ação – 日\t", count: 20) == "Ação ? ??")
    #expect(InvoiceText.of("ab cd", count: 3) == "ab" && InvoiceText.of("  ", count: 3) == "?")
    #expect(InvoiceText.isContractNumber("C-1") && !InvoiceText.isContractNumber("C 1"))
    #expect(!InvoiceText.isContractNumber("") && !InvoiceText.isContractNumber(String(repeating: "9", count: 21)))
  }
}
