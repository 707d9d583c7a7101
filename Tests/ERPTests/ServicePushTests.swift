import CallModel
import ERP
import ERPSimulator
import Foundation
import GRDB
import Importing
@testable import Ledger
import Registry
import Testing

@Suite("services push (spec 11.2)")
struct ServicePushTests {
  private static let id = "a8a3508bd5d1f3f1"

  private static func erp(_ kind: ERPSimulatorFaults.Kind? = nil) -> SimulatedERP {
    SimulatedERP(faults: ERPSimulatorFaults(kind.map { [$0: 1] } ?? [:]))
  }

  @Test func `a charge and a credit are records of their own, as the ERP takes them`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169, description: "Excedente de telefonia 554830200001 - 10/11/2026 a 09/12/2026")
    try bench.add("b8a3508bd5d1f3f2", centavos: -30, description: String(repeating: "é", count: 201))
    bench.terms.numbers = try ERPNumbers(tables: [
      "contracts.csv": Array("id,erp_id\n2001,77\n".utf8),
      "lines.csv": Array("id,contract,number,plan,reset_day,erp_id\nL1,2001,554833334444,P,10,501\n".utf8),
    ])
    let bodies = try ServicePush.outlook(ServiceSelection(), bench.terms, bench.ledger).bodies.map(\.fields)
    #expect(
      bodies.first == [
        "id_contrato": "77", "id_produto": "10", "id_unidade": "1", "tipo": "T", "quantidade": "1",
        "descricao": "Excedente de telefonia 554830200001 - 10/11/2026 a 09/12/2026", "valor_unitario": "1.69",
        "valor_total": "1.69", "repetir": "V", "repetir_qtde": "1", "data": "11/12/2026", "status": "A",
        "status_nf21": "A", "tipo_acres_desc": "A", "data_inicial_ligacoes": "10/11/2026",
        "data_final_ligacoes": "09/12/2026", "observacao": Self.id, "id_sip": "501",
      ])
    let credit = try #require(bodies.last)
    #expect(credit["tipo_acres_desc"] == "D" && credit["valor_total"] == "0.30" && credit["id_produto"] == "11")
    #expect(credit["id_produto_contrato_vinc"] == "10" && credit["descricao"]?.count == 200)
    let way = ScriptedERP(Self.erp())
    let report = try bench.push(way)
    #expect(report.sent == 2 && report.done == 2 && report.amount == "1.39" && report.isClean)
    let service = try bench.service(Self.id)
    #expect(service.state == .invoiced && service.reference == "1")
    #expect(try bench.row(Self.id)?.state == .confirmed)
    #expect(way.erp.records.map { ERPRecord($0).centavos } == [169, -30])
    // Nothing is left to do, and a file does not deliver it again.
    let asked = way.requests
    #expect(try bench.push(way) == ServicePushReport() && way.requests == asked)
    #expect(try bench.reconcile(way) == [])
  }

  @Test func `what the ERP refuses stays closed, in its words, and is tried again`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    let refusing = ScriptedERP(Self.erp(.error))
    let report = try bench.push(refusing)
    #expect(report.refused == 1 && report.refusals.first?.message == "Registro em uso, tente novamente!")
    #expect(report.lines[1] == "refused: \(Self.id) of contract 2001: Registro em uso, tente novamente!")
    #expect(try bench.service(Self.id).state == .closed)
    #expect(try bench.ledger.readServices { try $0.exports(of: Self.id) } == [])
    // A scheduler leaves it to a person; a person tries again.
    let asked = refusing.requests
    #expect(try bench.push(refusing, triesRefused: false).sent == 0 && refusing.requests == asked)
    #expect(try bench.ledger.readServices { try $0.hasERPWork() } == false)
    let taking = ScriptedERP(Self.erp())
    #expect(try bench.push(taking).done == 1 && taking.erp.records.count == 1)
  }

  @Test(
    "what was carried out without an answer is found, and not sent again",
    arguments: [ERPSimulatorFaults.Kind.gateway, .lost])
  func found(kind: ERPSimulatorFaults.Kind) throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    let way = ScriptedERP(Self.erp(kind))
    if kind == .lost { return try Self.lostAnswer(bench, way) }
    let report = try bench.push(way)
    #expect(report.unfinished == 1 && report.waitSeconds == ServicePush.settlingSeconds && !report.isClean)
    #expect(report.lastSilence == "504 with a page of HTML")
    #expect(try bench.row(Self.id)?.state == .claimed)
    let second = try bench.push(way)
    #expect(second.found == 1 && second.sent == 0 && second.isClean && way.erp.records.count == 1)
    #expect(try bench.service(Self.id).reference == "1")
  }

  /// The simulator loses the answers of listings, too: it is looked for until one comes.
  private static func lostAnswer(_ bench: PushBench, _ way: ScriptedERP) throws {
    #expect(try bench.push(way).unfinished == 1)
    bench.advance(1_000)
    #expect(try bench.push(way).unfinished == 1 && way.erp.records.count == 1)
    let answering = ScriptedERP(Self.erp())
    answering.erp.change { $0 = way.erp.records }
    #expect(try bench.push(answering).found == 1 && answering.erp.records.count == 1)
  }

  @Test func `what is not there is sent again only when the ERP had time to finish`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    let lost = ScriptedERP(Self.erp(), ScriptedERP.Chances(lostRequest: 1))
    #expect(try bench.push(lost).unfinished == 1)
    let way = ScriptedERP(Self.erp())
    bench.advance(ServicePush.settlingSeconds - 1)
    let early = try bench.push(way)
    #expect(early.sent == 0 && early.unfinished == 1 && early.waitSeconds == 1)
    bench.advance(1)
    #expect(try bench.push(way).done == 1 && way.erp.records.count == 1)
  }

  @Test(
    "an answer that says nothing leaves it to be looked for", arguments: [ERPSimulatorFaults.Kind.html, .fail])
  func unclear(kind: ERPSimulatorFaults.Kind) throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    #expect(try bench.push(ScriptedERP(Self.erp(kind))).unfinished == 1)
    #expect(try bench.row(Self.id)?.state == .claimed)
  }

  @Test func `three requests without an answer end a push`() throws {
    let bench = try PushBench()
    for index in 0..<5 { try bench.add("a8a3508bd5d1f3f\(index)", centavos: 100) }
    let report = try bench.push(ScriptedERP(Self.erp(), ScriptedERP.Chances(noConnection: 1)))
    #expect(report.problem == "the ERP does not answer: no connection" && report.sent == 3 && report.waiting == 5)
    // There was no connection: nothing was sent, and nothing is to be looked for.
    #expect(try bench.row("a8a3508bd5d1f3f0") == nil)
    #expect(try bench.ledger.readServices { try $0.exports(of: "a8a3508bd5d1f3f0") } == [])
  }

  @Test func `a field that vanished is told, and the service is the ERP's all the same`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    let way = ScriptedERP(SimulatedERP(seed: 3, faults: ERPSimulatorFaults([.drop: 1])))
    let report = try bench.push(way)
    #expect(report.differing == 1 && report.done == 1 && !report.isClean)
    #expect(report.differences.first?.message.contains("there nothing") == true, "\(report)")
    #expect(try bench.service(Self.id).reference == "1" && bench.row(Self.id)?.state == .differs)
  }

  @Test func `an id may come as a number`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    #expect(try bench.push(ScriptedERP(Self.erp(.number))).isClean)
    #expect(try bench.service(Self.id).reference == "1")
  }

  @Test func `what was exported to a file for the ERP is looked for before it is sent`() throws {
    let bench = try PushBench()
    let service = try bench.add(Self.id, centavos: 169)
    try bench.change { try $0.noteExport(of: service, format: "ixc") }
    let way = ScriptedERP(Self.erp())
    _ = way.erp.answer(
      method: "POST", path: ERPRequest.path, isListing: false,
      body: Array(try IXCBody(service, bench.terms).json.utf8))
    let report = try bench.push(way)
    #expect(report.found == 1 && report.sent == 0 && way.erp.records.count == 1)
  }

  @Test func `what the ERP cannot take is refused here, with the remedy`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, contract: "C001", centavos: 169)
    let way = ScriptedERP(Self.erp())
    let report = try bench.push(way)
    #expect(
      report.refusals.first?.message
        == "contract C001 has no number at the ERP: fill in its erp_id (contracts)")
    #expect(way.requests == 0)
    bench.terms.numbers = try ERPNumbers(tables: ["contracts.csv": Array("id,erp_id\nC001,7\n".utf8)])
    // A scheduler sees that it can be sent now.
    #expect(try bench.ledger.readServices { try $0.hasERPWork() } == false)
    #expect(try ServicePush.hasWork(bench.terms, bench.ledger))
    #expect(try bench.push(way, triesRefused: false).done == 1)
    #expect(way.erp.records.first?["id_contrato"] == "7")
    #expect(try !ServicePush.hasWork(bench.terms, bench.ledger))
  }

  @Test func `two contracts are never one of the ERP's without a word`() throws {
    // 1002 is gone from the registry.
    let contracts = "id,erp_id\n1001,1002\n0077,\n77,\n"
    let numbers = try ERPNumbers(tables: ["contracts.csv": Array(contracts.utf8)])
    #expect(["1001", "1002", "0077", "77"].map { numbers.contract($0) } == [1002, nil, nil, 77])
    let bench = try PushBench()
    bench.terms.numbers = numbers
    try bench.add(Self.id, contract: "1002", centavos: 169)
    let way = ScriptedERP(Self.erp())
    #expect(
      try bench.push(way).refusals.first?.message
        == "contract 1002 has no number at the ERP, and contract 1001 has its id as erp_id: fill in its erp_id "
        + "(contracts)")
    #expect(way.requests == 0)
    // Nor could a file be posted so.
    #expect(try IXCBody(bench.service(Self.id), bench.terms).fields["id_contrato"] == "")
  }

  @Test(
    "what the ERP writes around our id, or over it, sends nothing twice",
    arguments: ["<p>a8a3508bd5d1f3f1</p>", "Inserido por API", "a8a3508bd5d1f3f1; conferido"])
  func writtenOver(text: String) throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    let way = ScriptedERP(Self.erp())
    let overwrite: (ServicePushStep) -> Void = { step in
      if step == .taken || step == .answered { way.erp.change { $0[0]["observacao"] = text } }
    }
    let report = try bench.push(way, onStep: overwrite)
    #expect(report.done == 1 && report.differing == 1, "\(report)")
    #expect(try bench.service(Self.id).reference == "1")

    // Without an answer it is found by our id, or by all that was sent.
    let other = try PushBench()
    try other.add(Self.id, centavos: 169)
    let lost = ScriptedERP(Self.erp(.gateway))
    let overwritten: (ServicePushStep) -> Void = { step in
      if step == .answered { lost.erp.change { $0[0]["observacao"] = text } }
    }
    #expect(try other.push(lost, onStep: overwritten).sent == 1)
    other.advance(1_000)
    #expect(try other.push(lost).found == 1 && lost.erp.records.count == 1)
  }

  @Test func `a list that keeps records back is none`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    #expect(try bench.push(ScriptedERP(Self.erp(), ScriptedERP.Chances(lostRequest: 1))).unfinished == 1)
    bench.advance(1_000)
    var push = ServicePush(ledger: bench.ledger, client: ERPClient(ShortList()), terms: bench.terms, author: "ana")
    push.now = { [now = bench.now] in now }
    let report = try push.run()
    #expect(report.sent == 0 && report.unfinished == 1)
    #expect(report.lastSilence == "a list of 2 records with only 0 of them")
  }

  /// Says that it has two records, and shows none.
  private struct ShortList: ERPTransport {
    func exchange(_ request: ERPRequest) -> (status: Int, body: [UInt8]) {
      (200, Array(#"{"page":"1","total":"2"}"#.utf8))
    }
  }

  @Test func `the time of a request does not count as time to finish`() throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    let lost = ScriptedERP(Self.erp(), ScriptedERP.Chances(lostRequest: 1))
    let way = ScriptedERP(Self.erp())
    func push(_ transport: ScriptedERP) throws -> ServicePushReport {
      let client = ERPClient(transport, timeoutSeconds: 600)
      var push = ServicePush(ledger: bench.ledger, client: client, terms: bench.terms, author: "ana")
      push.now = { [now = bench.now] in now }
      return try push.run()
    }
    #expect(try push(lost).waitSeconds == 720)
    // The request was given up just now.
    bench.advance(600)
    let early = try push(way)
    #expect(early.sent == 0 && early.waitSeconds == 120)
    bench.advance(120)
    #expect(try push(way).done == 1 && way.erp.records.count == 1)
  }

  @Test func `a file that was made after a refusal stays noted when the ERP refuses again`() throws {
    let bench = try PushBench()
    let service = try bench.add(Self.id, centavos: 169)
    let refusing = ScriptedERP(Self.erp(.error))
    #expect(try bench.push(refusing).refused == 1)
    try bench.change { try $0.noteExport(of: service, format: "ixc") }
    #expect(try bench.push(refusing).refused == 1)
    #expect(try bench.ledger.readServices { try $0.exports(of: Self.id).map(\.format) } == ["ixc"])
  }

  @Test func `a list that does not have what was just made ends the push`() throws {
    let bench = try PushBench()
    for index in 0..<3 { try bench.add("a8a3508bd5d1f3f\(index)", centavos: 100) }
    let way = BlindERP()
    var push = ServicePush(ledger: bench.ledger, client: ERPClient(way), terms: bench.terms, author: "ana")
    push.now = { [now = bench.now] in now }
    let report = try push.run()
    #expect(report.sent == 1 && report.waiting == 2)
    #expect(report.problem?.contains("the ERP does not list record 41, which it just gave") == true)
    #expect(try bench.service("a8a3508bd5d1f3f0").reference == "41")
  }

  /// Its user may make records, and see none.
  private struct BlindERP: ERPTransport {
    func exchange(_ request: ERPRequest) -> (status: Int, body: [UInt8]) {
      let answer =
        request.kind == .list ? #"{"page":1,"total":0}"# : #"{"type":"success","message":"ok","id":41}"#
      return (200, Array(answer.utf8))
    }
  }

  @Test(
    "what is contested is not pushed, and what was pushed is given back by a credit (spec 11.1)",
    arguments: [false, true])
  func contests(isPushedFirst: Bool) throws {
    let bench = try PushBench()
    try bench.add(Self.id, centavos: 169)
    try bench.add("b8a3508bd5d1f3f2", centavos: 30)
    let way = ScriptedERP(Self.erp())
    func actions() -> ServiceActions {
      ServiceActions(bench.ledger, zone: bench.zone, author: Author(name: "ana", date: bench.now))
    }
    if isPushedFirst { #expect(try bench.push(way).done == 2) }
    let contest = try actions().contest(ContestRequest(Self.id, reason: "não fiz", years: 3))
    #expect(contest.isWithheld == !isPushedFirst)
    _ = try bench.push(way)
    #expect(way.erp.records.map { ERPRecord($0).centavos } == (isPushedFirst ? [169, 30] : [30]))
    _ = try actions().resolve(contest.id, isAccepted: isPushedFirst)
    // Accepted: the credit. Refused: the charge of the contest.
    _ = try bench.push(way)
    #expect(way.erp.records.map { ERPRecord($0).centavos } == (isPushedFirst ? [169, 30, -169] : [30, 169]))
    #expect(way.erp.records.last?["observacao"] == "\(Self.id)-c1")
    #expect(try bench.reconcile(way) == [])
  }

  @Test func `reconcile tells what is missing, doubled, of another amount, inactive and foreign`() throws {
    let bench = try PushBench()
    let ids = (0..<6).map { "a8a3508bd5d1f3f\($0)" }
    for id in ids.dropLast() { try bench.add(id, centavos: 100) }
    let way = ScriptedERP(Self.erp())
    #expect(try bench.push(way).done == 5)
    try bench.add(ids[5], centavos: 100)
    way.erp.change { records in
      records[1]["valor_total"] = "2.00"
      records[2]["status"] = "I"
      records[3]["observacao"] = "conferido: \(ids[3]) ok"
      records[4]["id_produto"] = "99"
      var copy = records[3]
      copy["id"] = "6"
      var other = records[0]
      other["id"] = "7"
      other["observacao"] = "lançado à mão"
      records = Array(records.dropFirst()) + [copy, other]
    }
    #expect(
      try bench.reconcile(way) == [
        "missing \(ids[0]) ", "amount \(ids[1]) 2", "inactive \(ids[2]) 3", "doubled \(ids[3]) 4+6",
        "missing \(ids[5]) ", "foreign - 7",
      ])
    // One that was invoiced by hand is no business of the push.
    try bench.change { try $0.invoice(ids[5], reference: "NF-1") }
    #expect(try !bench.reconcile(way).contains("missing \(ids[5]) "))
  }

  @Test func `reconcile knows a record by the number that a person noted, and tells of one that recurs`() throws {
    let bench = try PushBench()
    let ids = (0..<4).map { "a8a3508bd5d1f3f\($0)" }
    for id in ids.prefix(2) { try bench.add(id, centavos: 100) }
    let way = ScriptedERP(Self.erp())
    #expect(try bench.push(way).done == 2)
    for id in ids.suffix(2) { try bench.add(id, centavos: 250) }
    #expect(try bench.push(ScriptedERP(Self.erp(.error))).refused == 2)
    way.erp.change { records in
      records[0]["repetir"] = "S"
      for id in ["3", "4"] {
        var copy = records[1]
        copy.merge(["id": id, "observacao": "lançado à mão", "valor_total": id == "3" ? "2.50" : "2.60"]) { $1 }
        records.append(copy)
      }
    }
    try bench.change { change in
      try change.invoice(ids[2], reference: "3")
      try change.invoice(ids[3], reference: "4")
    }
    // The number of the second may be of another list: its amount is not the service's.
    #expect(try bench.reconcile(way) == ["recurs \(ids[0]) 1", "foreign - 4"])
    // The service is no more, its record is.
    try bench.change { try $0.database.execute(sql: "DELETE FROM service WHERE id = ?", arguments: [ids[1]]) }
    #expect(try bench.reconcile(way) == ["recurs \(ids[0]) 1", "foreign - 2", "foreign - 4"])
  }
}
