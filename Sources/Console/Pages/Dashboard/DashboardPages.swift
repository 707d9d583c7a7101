import Alerting
import CallModel
import Foundation
import GRDB
import Importing
import Integration
import Ledger
import Listing
import Provisioning
import Statements

/// Painel: how it stands with each integration; each figure leads to the list it counts.
enum DashboardPages {
  static let routes: [Route] = [.read("painel", .look, dashboard)]

  private static let runs = 14

  private static func dashboard(_ visit: Visit) throws -> WebAnswer {
    let sites = try visit.core.integrations.enumerated().map { index, integration in
      try model(visit, Site(number: index + 1, integration: integration, ledgers: visit.core.ledgers[index]))
    }
    var page = Page(say("Painel"), "dashboard", ["integrations": sites], section: "painel")
    // What is being summed is there in a moment.
    if sites.contains(where: { !($0["waiting"] is Bool) }) { page.refreshSeconds = 2 }
    return try visit.answer(page)
  }

  private static func model(_ visit: Visit, _ site: Site) throws -> [String: Any] {
    let zone = try site.integration.zoneRules()
    let display = Display(zone: zone, masksNumbers: visit.masksNumbers)
    let status = TaskStatus(site.integration, in: zone, now: visit.core.nowSeconds)
    var facts: [[String: Any]] = []
    func add(_ label: String, _ text: String, _ path: String? = nil) {
      facts.append(fact(label, text, link: path.map(site.path)))
    }
    if let last = status.heartbeat.last {
      add(say("Última importação"), display.instant(Int64(last.startedAt.timeIntervalSince1970)), "importacoes")
    }
    if site.integration.isActive {
      add(
        status.state == .overdue ? say("Era para rodar") : say("Próxima importação"), display.instant(status.next),
        "agenda")
    }
    var charts: [[String: Any]] = []
    var zones: [String: Any]?
    var isWaiting = false
    if site.integration.directory.exists {
      try site.ledger { ledger in
        let held = try ledger.keptRowCounts()
        for outcome in [Outcome.suspended, .rejected] {
          let count = KeptRowSelection.reasons(outcome).reduce(0) { $0 + (held[$1.name] ?? 0) }
          add(say("Linhas \(RunWords.outcome(outcome))"), Display.count(count), "pendencias?tipo=\(outcome.name)")
        }
        let alerts = try ledger.read { try AlertStore($0).openCounts().values.reduce(0, +) }
        add(say("Alertas abertos"), Display.count(alerts), "alertas")
        if site.integration.hasRegisters {
          let counts = try ledger.read { try Outbox($0).counts() }
          add(say("Pedidos esperando a Summit"), Display.count(counts.pending), "plataforma?situacao=pending")
          add(say("Pedidos recusados"), Display.count(counts.failed), "plataforma?situacao=failed")
        }
        // The sum of the list that it leads to: services are rounded one by one.
        let open = ServiceQuery(FormFields([("situacao", ServiceRow.State.open.rawValue)]))
        let sums = try ServicePages.sums(visit, site, open)
        isWaiting = sums.value == nil && !sums.hasFailed
        if let sums = sums.value {
          add(
            say("Excedente em aberto"), BrazilianText.reais(centavos: sums[.open]?.centavos ?? 0),
            "servicos?" + open.fields.encoded)
        }
        let runs = try ledger.runs(limit: runs).filter { $0.kind == "import" }
        charts += [ChartView.runs(runs, display) { site.path("importacoes/execucao/\($0.id)") }].compactMap { $0 }
      }
      let query = try ReportPages.lastDays(visit, site)
      let known = try ReportPages.sums(visit, site, query)
      isWaiting = isWaiting || known.value == nil && !known.hasFailed
      if let sums = known.value {
        let days = ChartView.days(sums.calls, display) { ReportPages.link(site, query, toDay: $0) }
        charts.insert(contentsOf: [days].compactMap { $0 }, at: 0)
        zones = try topZones(sums, visit, site, query)
      }
    }
    let attention = status.attention.prefix(20).map { file in
      [
        "name": file.name, "text": RunWords.attention(file),
        "href": site.path("importacoes/arquivos?") + FormFields([("nome", file.name)]).encoded,
      ] as [String: Any]
    }
    return [
      "name": site.integration.description, "state": words(status.state), "isAlarming": status.isAlarming,
      "facts": facts, "attention": attention.isEmpty ? false : ["list": Array(attention)],
      "charts": charts.isEmpty ? false : ["list": charts], "zones": zones ?? false,
      "waiting": isWaiting ? ["text": say("Somando as chamadas dos últimos dias…")] : false,
    ]
  }

  private static let shownZones = 6

  /// Where most of the money of the last days comes from.
  private static func topZones(
    _ sums: ReportSums, _ visit: Visit, _ site: Site, _ query: CallQuery
  ) throws -> [String: Any]? {
    let words = try site.ledger { site.zoneWords($0) }
    let rows = ReportPages.rows(sums, .zone, words).prefix(shownZones)
    if rows.isEmpty { return nil }
    let table = TableView(
      SumView.listing("Tipo").without(["allowance_s", "billed_s"]), Array(rows), try visit.display(),
      links: ["name": { $0.filter.map { site.path("chamadas?") + query.fields.setting($0.0, $0.1).encoded } }])
    return ["heading": say("Principais destinos dos últimos dias"), "table": table.model]
  }

  private static func words(_ state: TaskStatus.State) -> String {
    switch state {
    case .inactive: say("Não está ativa")
    case .neverRan: say("Ainda não importou nada")
    case .running: say("Importando agora")
    case .hung: say("Importação em andamento há tempo demais")
    case .succeeded: say("A última importação terminou bem")
    case .incomplete: say("Há arquivos que pedem atenção")
    case .failed: say("A última importação falhou")
    case .abandoned: say("A última importação foi interrompida a pedido; a próxima faz o que faltou")
    case .interrupted: say("A última importação foi interrompida; nada se perdeu")
    case .overdue: say("A importação está atrasada")
    }
  }
}
