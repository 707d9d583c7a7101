import CallModel
import Foundation
import Integration
import Ledger
import Listing
import RegistryStore
import Registry

/// Alterações: who changed what of the registers, and when; of one register such as prices, or of all.
enum JournalPages {
  static let routes: [Route] = [
    .read(":site/alteracoes", .look, list),
    .read(":site/alteracoes/exportar", .seeNumbers, export),
  ]

  private static let pageRows = 50

  static let columns = Listing<RegisterLogEntry>([
    ListingColumn("at", "Quando") { .moment($0.at) },
    ListingColumn("user", "Quem") { .text($0.user) },
    ListingColumn("table", "Cadastro") { .text(RegisterWords.table($0.table).title) },
    ListingColumn("id", "Qual") { RegisterListing.id($0.table, $0.id) },
    ListingColumn("kind", "O quê") { .text(ChangesView.kind($0.kind)) },
  ])

  private struct Query {
    var table: TableDescription?
    var user: String?
    var id: String?
    var from: CivilDate?
    var until: CivilDate?

    init(_ fields: FormFields) {
      table = fields.text("cadastro").flatMap { TableDescription.named($0) }
      user = fields.text("usuario")
      id = fields.text("qual")
      from = fields.text("de").flatMap { CivilDate(text: $0) ?? DayText.day($0) }
      until = fields.text("ate").flatMap { CivilDate(text: $0) ?? DayText.day($0) }
    }

    var fields: FormFields {
      let pairs: [(String, String?)] = [
        ("cadastro", table?.name), ("usuario", user), ("qual", id), ("de", from.map { "\($0)" }),
        ("ate", until.map { "\($0)" }),
      ]
      return FormFields(pairs.compactMap { pair in pair.1.map { (name: pair.0, value: $0) } })
    }

    func form(_ site: Site) -> FormView {
      var form = FormView(
        action: site.path("alteracoes"), submit: say("Filtrar"),
        fields: [
          FormView.Field(
            "cadastro", say("Cadastro"),
            kind: .choice(
              [FormView.Choice("", say("todos"))]
                + TableDescription.all.map { FormView.Choice($0.name, RegisterWords.table($0).title) }),
            value: table?.name ?? ""),
          FormView.Field("qual", say("Qual"), value: id ?? "", help: say("Como essencial/vc1 de uma tarifa.")),
          FormView.Field("usuario", say("Quem"), value: user ?? ""),
          FormView.Field("de", say("De"), kind: .date, value: from.map { "\($0)" } ?? ""),
          FormView.Field("ate", say("Até"), kind: .date, value: until.map { "\($0)" } ?? ""),
        ])
      form.isQuery = true
      return form
    }
  }

  /// Gives the changes of a filter, the last first, until `body` returns false.
  private static func forEach(
    _ site: Site, _ query: Query, before: Int64?, masksNumbers: Bool = false,
    _ body: (RegisterLogEntry) throws -> Bool
  ) throws {
    let zone = try site.integration.zoneRules()
    var selection = RegisterLogSelection(table: query.table, id: query.table == nil ? nil : query.id)
    selection.since = query.from.map { Date(timeIntervalSince1970: Double(zone.start(of: $0))) }
    selection.before = before
    let end = query.until.map { zone.start(of: $0.advanced(by: 1)) }
    let chosen = selection
    try RegisterPages.read(site) { reader in
      try RegisterLog(reader.database).forEach(chosen) { entry in
        if let user = query.user, !entry.user.lowercased().contains(user.lowercased()) { return true }
        if query.table == nil, let id = query.id, entry.id != id { return true }
        // What is found would tell the masked digits.
        if masksNumbers, query.id != nil, RegisterListing.hasTelephoneKey(entry.table) { return true }
        if let end, let at = ISOTime.seconds(entry.at), at >= end { return true }
        return try body(entry)
      }
    }
  }

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = Query(visit.request.query)
    let before = visit.request.query["antes"].flatMap { Int64($0) }
    var entries: [RegisterLogEntry] = []
    // A change of the journal is shown whole, so that a page goes on with the one before it.
    try forEach(site, query, before: before, masksNumbers: visit.masksNumbers) { entry in
      if entries.count >= pageRows, entries.last?.journal != entry.journal || entries.count >= pageRows * 4 {
        return false
      }
      entries.append(entry)
      return true
    }
    let display = try visit.display()
    let listing = Listing(
      columns.columns + [ListingColumn("cells", "Valores", width: 60) { .text(ChangesView.cells($0, display)) }])
    var table = TableView(
      listing, entries, display,
      links: [
        "id": { entry in
          visit.masksNumbers && RegisterListing.hasTelephoneKey(entry.table)
            ? nil : RegisterPages.rowPath(site, entry.table, "ver", entry.id)
        }
      ])
    table.emptyText = say("Nenhuma alteração com esse filtro.")
    if entries.count >= pageRows, let last = entries.last {
      table.next = site.path("alteracoes?") + query.fields.setting("antes", "\(last.journal)").encoded
    }
    if before != nil { table.first = site.path("alteracoes?") + query.fields.encoded }
    var model: [String: Any] = [
      "intro": [
        "text": say("Quem incluiu, alterou ou removeu o quê nos cadastros; o que uma importação trouxe não está aqui.")
      ],
      "filter": query.form(site).model, "table": table.model,
    ]
    if visit.may(.seeNumbers) {
      let href = site.path("alteracoes/exportar?") + query.fields.encoded
      model["links"] = ["list": [["href": href, "label": say("Exportar CSV")]]]
    }
    return try visit.answer(Page(say("Alterações"), "list", model, section: "alteracoes"))
  }

  /// A row for each cell that changed, all pages.
  private static func export(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = Query(visit.request.query)
    try visit.note(.export, "/\(site.number) alteracoes \(query.fields.encoded)")
    return .file("alteracoes.csv", type: "text/csv; charset=utf-8") { sink in
      let listing = Listing<(entry: RegisterLogEntry, cell: RegisterLogEntry.Cell)>([
        ListingColumn("at", "") { .text($0.entry.at) }, ListingColumn("user", "") { .text($0.entry.user) },
        ListingColumn("table", "") { .text($0.entry.table.name) }, ListingColumn("id", "") { .text($0.entry.id) },
        ListingColumn("kind", "") { .text($0.entry.kind.rawValue) },
        ListingColumn("column", "") { .text($0.cell.column) },
        ListingColumn("before", "") { .optional($0.cell.before) },
        ListingColumn("after", "") { .optional($0.cell.after) },
      ])
      try sink([UInt8](listing.csvHeader.utf8))
      try forEach(site, query, before: nil) { entry in
        try sink(entry.cells.flatMap { listing.csv((entry, $0)) })
        return true
      }
    }
  }
}
