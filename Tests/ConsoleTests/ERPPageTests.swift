import CallModel
import ERP
import ERPSimulator
import Foundation
import Importing
import Integration
import Ledger
import Listing
import RegistryStore
import Registry
import Statements
import Testing

@testable import Console

/// Serviços no ERP (spec 8.1, 11.2): what `services push` and `services reconcile` do, on pages, against an ERP that plays.
@Suite(.serialized) struct ERPPageTests {
  private static let path = "/1/servicos/erp"

  /// A site whose cycles are closed, and an ERP that its integration names.
  static func with(
    _ kind: ERPSimulatorFaults.Kind? = nil, token: String = ERPSimulator.standardToken,
    before: (ConsoleSite) throws -> Void = { _ in },
    _ body: (ConsoleSite, SimulatedERP) async throws -> Void
  ) async throws {
    var settings = ERPSimulator.Settings()
    settings.faults = ERPSimulatorFaults(kind.map { [$0: 1] } ?? [:])
    let simulator = try await ERPSimulator.start(settings)
    do {
      try await ConsoleSite.with(imports: true) { site in
        try before(site)
        try await site.closeCycles()
        try site.connectERP(port: simulator.port, token: token)
        try await body(site, simulator.erp)
      }
    } catch {
      await simulator.stop()
      throw error
    }
    await simulator.stop()
  }

  /// Waits until what was started on a page has ended; returns its page.
  private static func finished(_ client: WebClient, _ page: String) async -> Reply {
    for _ in 0..<200 {
      let reply = await client.get("\(path)/\(page)")
      if !reply.body.contains("http-equiv=\"refresh\"") { return reply }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return Reply()
  }

  private static func fact(_ page: Reply, _ label: String) -> String? {
    guard let start = page.body.firstRange(of: "<dt>\(label)</dt><dd>")?.upperBound else { return nil }
    return String(page.body[start...].prefix { $0 != "<" })
  }

  private static func closed(_ site: ConsoleSite) throws -> [ServiceRow] {
    try RecordedServices(try site.integration.openLedger()).list(states: [.closed]).filter { $0.centavos != 0 }
  }

  @Test func servicesAreSimulatedPushedAndCompared() async throws {
    try await Self.with { site, erp in
      let client = await site.client(of: "beto")
      let services = try Self.closed(site)
      #expect(services.count > 2)
      let listed = await client.get("/1/servicos?situacao=closed")
      #expect(listed.body.contains("Serviços no ERP"))
      #expect(PageReading.rows(listed.body).filter { $0.last == "a enviar" }.count == services.count)
      let page = await client.get(Self.path)
      #expect(Self.fact(page, "A enviar")?.hasPrefix("\(services.count), R$") == true)
      let token = WebClient.token(page.body)

      // What would be sent, and nothing is.
      let tried = await client.post(Self.path + "/enviar", [("acao", "simular")], token: token)
      #expect(tried.body.contains("Simulação: seriam enviados \(services.count); nada foi enviado"))
      #expect(Set(PageReading.rows(tried.body).map { $0[0] }) == Set(services.map(\.id)))
      #expect(erp.records.isEmpty)
      let wrong = await client.post(Self.path + "/enviar", [("ciclo", "ontem")], token: token)
      #expect(wrong.status == 422 && wrong.body.contains("Um dia, como 10/11/2026."))

      // One contract, then the rest.
      let first = services[0].contract
      let one = await client.post(Self.path + "/enviar", [("contrato", first)], token: token)
      #expect(one.header("location") == Self.path + "/envio")
      let ofFirst = services.filter { $0.contract == first }
      #expect(
        Self.fact(await Self.finished(client, "envio"), "Estão no ERP")?.hasPrefix("\(ofFirst.count), R$") == true)
      #expect(erp.records.count == ofFirst.count)
      _ = await client.post(Self.path + "/enviar", [], token: token)
      let rest = await Self.finished(client, "envio")
      #expect(Self.fact(rest, "Estão no ERP")?.hasPrefix("\(services.count - ofFirst.count), R$") == true)
      #expect(erp.records.count == services.count)
      let invoiced = await client.get("/1/servicos?situacao=invoiced")
      #expect(PageReading.rows(invoiced.body).count == services.count)
      #expect(PageReading.rows(invoiced.body).allSatisfy { $0.last?.hasPrefix("registro ") == true })
      let journal = try site.integration.openLedger().journal()
      #expect(journal.contains { $0.user == "beto" && $0.action.hasPrefix("push \(services[0].id)") })

      _ = await client.post(Self.path + "/comparar", [], token: token)
      let same = await Self.finished(client, "diferencas")
      #expect(same.body.contains("Nenhuma diferença.") && !same.body.contains("Exportar CSV"))
      #expect(Self.fact(same, "Registros do ERP") == "\(services.count)")
    }
  }

  /// A late service beyond the limit: a call of L02, brought anew, of a cycle that is closed.
  static func bringLate(_ site: ConsoleSite) async throws {
    let header =
      "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"
    try (header + "late-1;2026-11-01 10:00:00;;;554830200001;5511999990001;3600;3600;OUT;ANSWERED;TRK-CLINICA;100201\n")
      .write(to: site.directory.appending(path: "cdr/late.csv"), atomically: true, encoding: .utf8)
    let file = site.directory.appending(path: "integration.yml")
    let text = try String(contentsOf: file, encoding: .utf8) + "\nbilling: {late_limit_days: 1}\n"
    try text.write(to: file, atomically: true, encoding: .utf8)
    _ = try ImportRun(try Integration.load(path: site.directory.path).importSettings(workers: 1)).run()
    // The server's clock stands still; the import's did not.
    site.pass(minutes: 5)
    try await site.closeCycles()
  }

  @Test func whatIsBeyondTheLimitIsKeptApartUntilItIsAskedFor() async throws {
    try await Self.with { site, erp in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get(Self.path).body)
      _ = await client.post(Self.path + "/enviar", [], token: token)
      _ = await Self.finished(client, "envio")
      let sent = erp.records.count
      try await Self.bringLate(site)
      let late = try Self.closed(site)
      let sum = BrazilianText.reais(centavos: late.filter { $0.centavos > 0 }.reduce(0) { $0 + $1.centavos })
      let number = late.count { $0.centavos > 0 }
      #expect(number >= 1 && late.allSatisfy { $0.kind == .late })

      let page = await client.get(Self.path)
      #expect(Self.fact(page, "Além do prazo, à parte") == "\(number), \(sum)", "\(page.body)")
      #expect(page.body.contains("Combine com o cliente (negociar ou parcelar)"))
      let list = PageReading.rows(await client.get("/1/servicos?situacao=closed").body)
      #expect(list.contains { $0.contains("tardio, além do prazo") && $0.last == "à parte: negociar ou parcelar" })
      let one = try #require(late.first { $0.centavos > 0 })
      let service = await client.get("/1/servicos/servico/\(one.id)")
      #expect(Self.fact(service, "Chamadas além do prazo") == "1: negociar ou parcelar")
      let tried = await client.post(Self.path + "/enviar", [("acao", "simular")], token: token)
      #expect(tried.body.contains("Ficam à parte, além do prazo (negociar ou parcelar): \(number), \(sum)."))

      _ = await client.post(Self.path + "/enviar", [], token: token)
      let pushed = await Self.finished(client, "envio")
      #expect(Self.fact(pushed, "Além do prazo, à parte") == "\(number), \(sum)")
      #expect(erp.records.count == sent + late.count - number)
      _ = await client.post(Self.path + "/comparar", [], token: token)
      let same = await Self.finished(client, "diferencas")
      #expect(same.body.contains("Nenhuma diferença."))
      #expect(Self.fact(same, "Além do prazo, à parte") == "\(number), \(sum)")

      let asked = [("alem-do-prazo", "yes"), ("contrato", one.contract)]
      _ = await client.post(Self.path + "/enviar", asked, token: token)
      #expect(Self.fact(await Self.finished(client, "envio"), "Estão no ERP")?.hasPrefix("\(number), R$") == true)
      #expect(erp.records.count == sent + late.count)
    }
  }

  @Test func differencesAreShownAndExportedAsTheCommandDoes() async throws {
    try await Self.with { site, erp in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get(Self.path).body)
      #expect(await client.get(Self.path + "/diferencas").header("location") == Self.path)
      #expect(await client.get(Self.path + "/diferencas/exportar").status == 404)
      _ = await client.post(Self.path + "/enviar", [], token: token)
      _ = await Self.finished(client, "envio")
      // What a person does at the ERP.
      erp.change { records in
        records[0]["valor_total"] = "999.00"
        records[1]["status"] = "I"
        var copy = records[2]
        copy["id"] = "9001"
        records.append(copy)
        copy["id"] = "9002"
        copy["observacao"] = "por telefone"
        copy["descricao"] = "À mão"
        records.append(copy)
      }
      _ = await client.post(Self.path + "/comparar", [], token: token)
      let page = await Self.finished(client, "diferencas")
      let rows = PageReading.rows(page.body)
      #expect(Set(rows.map { $0[0] }) == ["outro valor", "inativo no ERP", "repetido no ERP", "só no ERP"])
      #expect(rows.contains { $0.contains("2 registros ativos: deixe só um ativo") })
      #expect(rows.contains { $0.contains("a situação dele lá é I") } && rows.contains { $0.contains("999,00") })
      #expect(rows.contains { $0.contains("À mão") })
      let export = await client.get(Self.path + "/diferencas/exportar")
      let columns = ERPDifferenceListing.columns
      let ledger = try site.integration.openLedger()
      let products = try #require(try site.erpProducts())
      let found = try ERPReconciliation(
        ServiceSelection(), site.integration.recordedServices(ledger), ledger, ERPClient(InMemory(erp: erp)), products)
      let wanted = Array(columns.csvHeader.utf8) + found.differences.flatMap { columns.csv($0) }
      #expect(found.differences.count == 4 && export.body == String(decoding: wanted, as: UTF8.self))
      #expect(
        try site.accesses().first.map { "\($0.action) \($0.subject) \($0.rows ?? 0)" }
          == "export /1 erp diferencas 4")
    }
  }

  @Test func whatTheERPRefusesIsShownWithTheRemedy() async throws {
    try await Self.with(.error) { site, erp in
      let client = await site.client(of: "ana")
      let services = try Self.closed(site)
      let token = WebClient.token(await client.get(Self.path).body)
      _ = await client.post(Self.path + "/enviar", [("contrato", services[0].contract)], token: token)
      let refused = await Self.finished(client, "envio")
      let words = "Registro em uso, tente novamente!"
      #expect(refused.body.contains(words) && refused.body.contains("Corrija aqui ou no ERP o que ele diz"))
      #expect(erp.records.isEmpty)
      let page = await client.get(Self.path)
      #expect(PageReading.rows(page.body).contains { $0.contains("recusado") && $0.contains(words) })
      let service = await client.get("/1/servicos/servico/\(services[0].id)")
      #expect(Self.fact(service, "ERP") == "recusado" && Self.fact(service, "O que o ERP diz") == words)
    }
  }

  @Test func aContractWithoutANumberAtTheERPIsToldInPortuguese() async throws {
    let move = { (site: ConsoleSite) throws in
      let open = try RecordedServices(try site.integration.openLedger()).list(states: [.open])
      let line = try #require(open.first { $0.centavos > 0 && $0.cycleEnd < CivilDate(year: 2026, month: 11, day: 20) })
        .line
      _ = try site.integration.changeRegisters(by: Author(name: "ana", date: Date()), action: "lines change") {
        transaction, _ in
        try transaction.add(.contracts, ["id": "C-1", "customer": "Eva"])
        _ = try transaction.change(.lines, id: line, ["contract": "C-1"], from: nil)
      }
    }
    try await Self.with(before: move) { site, erp in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get(Self.path).body)
      let tried = await client.post(Self.path + "/enviar", [("acao", "simular")], token: token)
      let sentence = "o contrato C-1 não tem número no ERP: preencha o erp_id dele em Contratos"
      #expect(tried.body.contains(sentence), "\(tried.body)")
      _ = await client.post(Self.path + "/enviar", [("contrato", "C-1")], token: token)
      #expect(await Self.finished(client, "envio").body.contains(sentence))
      #expect(erp.records.isEmpty)
    }
  }

  @Test func anAnswerThatCameTooLateIsFoundByTheNextPush() async throws {
    try await Self.with(.gateway) { site, erp in
      let client = await site.client(of: "beto")
      let service = try #require(try Self.closed(site).first)
      let token = WebClient.token(await client.get(Self.path).body)
      let fields = [("contrato", service.contract)]
      _ = await client.post(Self.path + "/enviar", fields, token: token)
      let silent = await Self.finished(client, "envio")
      #expect(Self.fact(silent, "No lugar de uma resposta") == "504 with a page of HTML")
      let advice = try #require(Self.fact(silent, "O que fazer"))
      let wait = try #require(advice.firstMatch(of: /procurado lá antes\. Espere ([0-9]+) s\./).flatMap { Int($0.1) })
      // From when its time is up (timeout_seconds is 60 if nothing is said), less what passed since.
      let whole = Int(ServicePush.settlingSeconds) + 60
      #expect((whole - 20...whole).contains(wait), "\(advice)")
      #expect(Self.fact(await client.get("/1/servicos/servico/\(service.id)"), "ERP") == "sem resposta ainda")
      let sent = erp.records.count
      _ = await client.post(Self.path + "/enviar", fields, token: token)
      #expect(Self.fact(await Self.finished(client, "envio"), "Destes, já estavam lá") == "\(sent)")
      #expect(erp.records.count == sent)
    }
  }

  @Test func aWrongTokenAndARunBesideAreSentences() async throws {
    try await Self.with(token: "1:other") { site, erp in
      let client = await site.client(of: "beto")
      let token = WebClient.token(await client.get(Self.path).body)
      _ = await client.post(Self.path + "/enviar", [], token: token)
      let sentence = "O ERP não deixou entrar (401): confira o token em integration.yml"
      #expect(await Self.finished(client, "envio").body.contains(sentence))
      _ = await client.post(Self.path + "/comparar", [], token: token)
      #expect(await Self.finished(client, "diferencas").body.contains("O ERP não foi lido. " + sentence))
      let lock = try RunLock(site.integration.directory, .erp)
      _ = await client.post(Self.path + "/enviar", [], token: token)
      #expect(await Self.finished(client, "envio").body.contains("Outra execução ou outro envio está em andamento"))
      withExtendedLifetime(lock) {}
      #expect(erp.records.isEmpty)
      // Told to who keeps the server, without the token.
      #expect(site.log.count == 1 && site.log.allSatisfy { $0.contains("found 401") && !$0.contains("1:other") })
    }
  }

  @Test func itIsThereForWhoBillsAndWhereThereIsAnERPAlone() async throws {
    try await Self.with { site, erp in
      for user in ["rui", "olga"] {
        let client = await site.client(of: user)
        #expect(!(await client.get("/1/servicos").body.contains(Self.path)))
        let token = WebClient.token(await client.get("/painel").body)
        for page in ["", "/envio", "/diferencas", "/diferencas/exportar"] {
          #expect(await client.get(Self.path + page).status == 403, "\(user) \(page)")
        }
        for page in ["/enviar", "/comparar"] {
          #expect(await client.post(Self.path + page, [], token: token).status == 403, "\(user) \(page)")
        }
      }
      let client = await site.client(of: "beto")
      #expect(await client.post(Self.path + "/enviar", [], token: "falso").status == 403)
      #expect(erp.records.isEmpty)
    }
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let list = await client.get("/1/servicos")
      #expect(list.status == 200 && !list.body.contains(Self.path) && !list.body.contains("<th scope=\"col\">ERP"))
      let token = WebClient.token(list.body)
      #expect(await client.get(Self.path).status == 404)
      #expect(await client.post(Self.path + "/enviar", [], token: token).status == 404)
      #expect(await client.post(Self.path + "/comparar", [], token: token).status == 404)
    }
  }
}

/// A simulated ERP without a network.
private struct InMemory: ERPTransport {
  let erp: SimulatedERP

  func exchange(_ request: ERPRequest) -> (status: Int, body: [UInt8]) {
    let answer = erp.answer(
      method: "POST", path: ERPRequest.path, isListing: request.kind == .list, body: request.body)
    return (answer.status, answer.body ?? [])
  }
}

extension ConsoleSite {
  /// Closes the cycles of the sample, those with suspended rows, too.
  func closeCycles() async throws {
    let client = await client(of: "beto")
    let token = WebClient.token(await client.get("/1/servicos/fechar").body)
    let close = [("antes", "2026-11-20"), ("suspensas", "yes")]
    #expect(await client.post("/1/servicos/fechar", close, token: token).status == 200)
  }

  /// Names an ERP in integration.yml, which the console reads again.
  func connectERP(port: Int, token: String) throws {
    try (token + "\n").write(to: directory.appending(path: "ixc.token"), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: directory.appending(path: "ixc.token").path)
    let file = directory.appending(path: "integration.yml")
    let erp =
      "erp: {host: 127.0.0.1, port: \(port), tls: false, token_file: ixc.token, product: 10, unit: 1, credit_product: 11}"
    let text = try String(contentsOf: file, encoding: .utf8)
    try (text + "\n" + erp + "\n").write(to: file, atomically: true, encoding: .utf8)
  }

  func erpProducts() throws -> IXCTerms.Products? { try Integration.load(path: directory.path).erp?.products }
}
