import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Listing
import RegistryStore
import Registry
import Spreadsheets
import Statements

/// Relatórios: what the calls of a filter come to, by day, zone, plan, partition, cost centre and line.
enum ReportPages {
  static let routes: [Route] = [
    .read(":site/relatorios", .look, report),
    .read(":site/relatorios/exportar", .seeNumbers, export),
  ]

  /// By what it is broken down.
  enum Axis: String, CaseIterable {
    case day = "dia"
    case zone = "tipo"
    case plan = "plano"
    case partition = "particao"
    case costCentre = "centro"
    case line = "linha"

    var heading: String {
      switch self {
      case .day: "Por dia"
      case .zone: "Por tipo de ligação"
      case .plan: "Por plano"
      case .partition: "Por partição"
      case .costCentre: "Por centro de custo"
      case .line: "Linhas mais pesadas"
      }
    }
  }

  /// Lines that are shown; the export has all.
  private static let shownLines = 20
  private static let standardDays = 30

  /// As asked for; without any field the last days.
  static func query(_ visit: Visit, _ site: Site) throws -> CallQuery {
    let query = CallQuery(visit.request.query, masksNumbers: visit.masksNumbers)
    guard query.fields.all.isEmpty, query.problems.isEmpty else { return query }
    return try lastDays(visit, site)
  }

  static func lastDays(_ visit: Visit, _ site: Site) throws -> CallQuery {
    let today = try site.integration.zoneRules().day(of: visit.core.nowSeconds)
    return CallQuery(
      FormFields([("de", "\(today.advanced(by: -standardDays))")]), masksNumbers: visit.masksNumbers)
  }

  /// The sums of a filter, as far as they are known.
  static func sums(_ visit: Visit, _ site: Site, _ query: CallQuery) throws -> SumDesk.Known<ReportSums> {
    let selection = query.selection(try site.integration.zoneRules())
    let mark = try site.ledger { try $0.stateMark() }
    return visit.core.sums.known("\(site.number) calls \(query.fields.encoded)", mark: mark) {
      let calls = try site.ledger { try CallSums($0, selection) }
      return ReportSums(
        calls: calls, partitions: try byLine(calls, "partition", site),
        costCentres: try byLine(calls, "cost_centre", site))
    }
  }

  private static func report(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = try query(visit, site)
    var page = Page(say("Relatórios"), "report", section: "relatorios")
    let words = try site.ledger { site.zoneWords($0) }
    page.model["filter"] = query.form(action: site.path("relatorios"), words).model
    page.model["charts"] = false
    page.model["sections"] = false
    guard query.problems.isEmpty else { return try visit.answer(page) }
    let known = try sums(visit, site, query)
    if known.hasFailed {
      page.model["problem"] = ["text": say("As somas falharam; o registro do servidor diz por quê.")]
    }
    if !known.isCurrent, !known.hasFailed {
      page.refreshSeconds = 1
      page.model["waiting"] = ["text": say("Somando as chamadas… a página se completa sozinha.")]
    }
    guard let sums = known.value else { return try visit.answer(page) }
    let display = try visit.display()
    page.model["totals"] = ["list": SumView.totals(sums.calls.total)]
    let days = ChartView.days(sums.calls, display) { link(site, query, toDay: $0) }
    page.model["charts"] = ["list": [days].compactMap { $0 }]
    page.model["sections"] =
      Axis.allCases.map { axis in
        var table = TableView(
          SumView.listing(axis.heading), rows(sums, axis, words, lines: shownLines), display,
          links: [
            "name": { row in
              row.day.map { link(site, query, toDay: $0) }
                ?? row.filter.map { site.path("chamadas?") + query.fields.setting($0.0, $0.1).encoded }
            }
          ])
        table.emptyText = say("Nenhuma chamada com esse filtro.")
        return [
          "heading": say(key: axis.heading), "table": table.model,
          "export": exportLinks(visit, site, query, axis) ?? false,
        ]
      } + [try answered(visit, site, display)]
    return try visit.answer(page)
  }

  /// To the calls of one day of what a query asks for.
  static func link(_ site: Site, _ query: CallQuery, toDay day: CivilDate) -> String {
    site.path("chamadas?") + query.fields.setting("de", "\(day)").setting("ate", "\(day)").encoded
  }

  private static func exportLinks(_ visit: Visit, _ site: Site, _ query: CallQuery, _ axis: Axis) -> [String: Any]? {
    guard visit.may(.seeNumbers) else { return nil }
    let fields = query.fields.setting("por", axis.rawValue)
    let path = site.path("relatorios/exportar?")
    return [
      "csv": path + fields.encoded,
      "workbook": XLSXWriter.isBuiltIn ? ["href": path + fields.setting("formato", "xlsx").encoded] : false,
    ]
  }

  /// - Parameter lines: at most so many of the lines.
  static func rows(_ sums: ReportSums, _ axis: Axis, _ words: ZoneWords, lines: Int = .max) -> [SumRow] {
    switch axis {
    case .day:
      return sums.calls.days.sorted { $0.key < $1.key }.map {
        SumRow(name: BrazilianText.date($0.key), sum: $0.value, filter: nil, day: $0.key)
      }
    case .zone:
      return SumRow.sorted(sums.calls.zones) { SumRow(name: words.said($0), sum: $1, filter: ("zona", $0)) }
    case .plan:
      return SumRow.sorted(sums.calls.plans) {
        SumRow(name: $0.isEmpty ? say("sem plano") : $0, sum: $1, filter: nil)
      }
    case .line:
      return sums.calls.lines.prefix(lines).map {
        SumRow(name: $0.line, sum: $0.sum, filter: ("linha", $0.line))
      }
    case .partition: return rows(sums.partitions, none: say("sem partição"))
    case .costCentre: return rows(sums.costCentres, none: say("sem centro de custo"))
    }
  }

  private static func rows(_ sums: [String: CallSum], none: String) -> [SumRow] {
    SumRow.sorted(sums) { SumRow(name: $0.isEmpty ? none : $0, sum: $1, filter: nil) }
  }

  /// By what the lines have today in the registers; blank where they have none.
  private static func byLine(_ sums: CallSums, _ column: String, _ site: Site) throws -> [String: CallSum] {
    guard site.integration.hasRegisters else { return [:] }
    let values = try RegisterPages.read(site) { try $0.values(of: .lines, column) }
    var found: [String: CallSum] = [:]
    for line in sums.lines { found[values[line.line] ?? "", default: CallSum()] += line.sum }
    return found
  }

  /// How many of the calls of the last imports were answered.
  private static func answered(_ visit: Visit, _ site: Site, _ display: Display) throws -> [String: Any] {
    let runs = try site.ledger { try $0.runs(limit: 100) }.filter { $0.kind == "import" && $0.read > 0 }
    let table = TableView(AnsweredListing.columns, Array(runs.suffix(14).reversed()), display)
    return ["heading": say("Atendidas, por importação"), "table": table.model, "export": false]
  }

  private static func export(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = try query(visit, site)
    guard query.problems.isEmpty, let axis = visit.request.query["por"].flatMap({ Axis(rawValue: $0) }) else {
      throw PageFailure(status: 400, message: say("O filtro não pôde ser lido."))
    }
    let known = try sums(visit, site, query)
    guard known.isCurrent, let sums = known.value else {
      throw PageFailure(status: 503, message: say("As somas ainda não estão prontas; tente de novo em instantes."))
    }
    let words = try site.ledger { site.zoneWords($0) }
    // A file is in Portuguese, in whichever language it is asked for.
    let rows = Language.$current.withValue(.portuguese) { Self.rows(sums, axis, words) }
    try visit.note(.export, "/\(site.number) relatorio \(axis.rawValue) \(query.fields.encoded)", rows: rows.count)
    let name = "relatorio-\(axis.rawValue)"
    if visit.request.query["formato"] == "xlsx", XLSXWriter.isBuiltIn {
      return .file(name + ".xlsx", type: FileKind.workbook.contentType) { try SumSheet.write(rows, axis, to: $0) }
    }
    return .file(name + ".csv", type: FileKind.csv.contentType) { sink in
      let listing = SumView.listing(axis.rawValue)
      try sink([UInt8](listing.csvHeader.utf8) + rows.flatMap { listing.csv($0) })
    }
  }
}

/// What a report breaks down: of the ledger and the registers in one state.
struct ReportSums: Sendable {
  var calls: CallSums
  /// By what the lines have today; blank: none.
  var partitions: [String: CallSum]
  var costCentres: [String: CallSum]
}

/// A sum with what it is of.
struct SumRow: Sendable {
  var name: String
  var sum: CallSum
  /// The field of a filter that leads to its calls.
  var filter: (String, String)?
  var day: CivilDate?

  /// The most expensive first, then by name.
  static func sorted(_ sums: [String: CallSum], _ make: (String, CallSum) -> SumRow) -> [SumRow] {
    sums.sorted { ($1.value.micros, $1.value.calls, $0.key) < ($0.value.micros, $0.value.calls, $1.key) }
      .map { make($0.key, $0.value) }
  }
}

enum SumView {
  static func listing(_ title: String) -> Listing<SumRow> {
    Listing([
      ListingColumn("name", title) { row in row.day.map { .day($0) } ?? .text(row.name) },
      ListingColumn("calls", "Chamadas") { .integer($0.sum.calls) },
      ListingColumn("duration_s", "Duração") { .seconds($0.sum.duration) },
      ListingColumn("billed_s", "Tarifado") { .seconds($0.sum.billed) },
      ListingColumn("allowance_s", "Franquia") { .seconds($0.sum.covered) },
      ListingColumn("surplus_s", "Excedente") { .seconds($0.sum.billed - $0.sum.covered) },
      ListingColumn("amount", "R$") { .amount(Money.text(micros: $0.sum.micros, decimals: 4)) },
    ])
  }

  static func totals(_ sum: CallSum) -> [[String: Any]] {
    [
      (say("Chamadas"), Display.count(sum.calls)), (say("Duração"), BrazilianText.duration(sum.duration)),
      (say("Tarifado"), BrazilianText.duration(sum.billed)), (say("Franquia"), BrazilianText.duration(sum.covered)),
      (say("Valor"), "R$ " + Display.amount(Money.text(micros: sum.micros, decimals: 4))),
    ].map { ["label": $0.0, "text": $0.1] }
  }
}

enum AnsweredListing {
  private static func count(_ run: RunRow, _ outcomes: [Outcome]) -> Int {
    outcomes.reduce(0) { $0 + run.outcomes[Int($1.rawValue)] }
  }

  static let columns = Listing<RunRow>([
    ListingColumn("run", "Execução") { .integer(Int($0.id)) },
    ListingColumn("started_at", "Começou") { .moment($0.startedAt) },
    ListingColumn("answered", "Atendidas") { .integer(count($0, [.rated, .free, .suspended])) },
    ListingColumn("unanswered", "Não atendidas") { .integer(count($0, [.unanswered])) },
    ListingColumn("share", "Parte atendida") { run in
      let answered = count(run, [.rated, .free, .suspended])
      let all = answered + count(run, [.unanswered])
      return all == 0 ? .none : .text("\(answered * 100 / all) %")
    },
  ])
}
