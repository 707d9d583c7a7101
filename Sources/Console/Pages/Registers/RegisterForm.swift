import CallModel
import Integration
import Platform
import Provisioning
import RegistryStore
import Registry
import Statements

/// The form of a row: fields by the table's description, with what is known to choose from.
struct RegisterForm {
  let table: TableDescription
  /// By column.
  var values: [String: String]
  /// By column.
  var problems: [String: String] = [:]
  var problem: String?
  private let known: KnownValues

  init(_ table: TableDescription, _ values: [String: String], _ known: KnownValues) {
    self.table = table
    self.values = values
    self.known = known
  }

  /// The cells that people typed, by column, as the registers take them.
  static func cells(_ table: TableDescription, _ fields: FormFields) -> [String: String] {
    var cells: [String: String] = [:]
    for column in table.entered {
      guard let typed = fields[column.name]?.trimmingWhitespace else { continue }
      cells[column.name] = cell(typed, table, column)
    }
    return cells
  }

  /// `(48) 3333-4444` as digits, `0,39` with a point, `10/11/2026` as `2026-11-10`; what has another form stays, for the
  /// registers to judge.
  private static func cell(_ typed: String, _ table: TableDescription, _ column: TableColumn) -> String {
    if RegisterListing.isTelephone(table, column) {
      let digits = typed.filter { !" ()-+.".contains($0) }
      let isNational = (10...11).contains(digits.utf8.count) && !digits.hasPrefix("0")
      return isNational ? "55" + digits : digits
    }
    if RegisterListing.isDay(column), let day = DayText.day(typed) { return "\(day)" }
    switch column.name {
    case "price_per_minute", "connection_fee", "credit_limit", "amount":
      return typed.contains(",") ? typed.replacing(".", with: "").replacing(",", with: ".") : typed
    default: return typed
    }
  }

  func model(action: String, submit: String, id: String?, asksFrom: Bool) -> FormView {
    var fields: [FormView.Field] = []
    if let id {
      fields.append(FormView.Field("_id", "", kind: .hidden, value: id))
      // The period that the form shows: one that was changed meanwhile is told.
      fields.append(FormView.Field("_linha", "", kind: .hidden, value: values["_linha"] ?? ""))
    }
    if table.name == "lines" {
      fields.append(
        FormView.Field("_integracao", say("Integração"), value: known.integration, isReadOnly: true))
    }
    for column in table.entered {
      if let heading = Self.heading(table, before: column.name) {
        fields.append(FormView.Field("", heading, kind: .heading))
      }
      fields.append(field(column))
    }
    if asksFrom {
      fields.append(FormView.Field("", say("Quando"), kind: .heading))
      fields.append(
        FormView.Field(
          "_de", say("A partir de"), kind: .date, value: values["_de"] ?? "",
          help: say("Em branco: corrige o período inteiro, como se sempre tivesse sido assim."),
          problem: problems["_de"]))
    }
    var form = FormView(action: action, submit: submit, fields: fields)
    form.second = ("simular", say("Simular"))
    form.problem = problem
    return form
  }

  /// The second half of the manual's form stands under a heading of its own.
  private static func heading(_ table: TableDescription, before column: String) -> String? {
    switch "\(table.name).\(column)" {
    case "lines.partition": say("Configuração Summit")
    case "partitions.block": say("Categorias de bloqueio")
    default: nil
    }
  }

  private func field(_ column: TableColumn) -> FormView.Field {
    let words = RegisterWords.column(table, column.name)
    var field = FormView.Field(
      column.name, words.label, value: values[column.name] ?? "", isRequired: column.isRequired, help: words.help,
      problem: problems[column.name])
    if let choices = RegisterWords.choices(table, column.name) {
      field.kind = .choice(choices)
    } else if RegisterListing.isDay(column) {
      field.kind = .date
    } else if RegisterListing.isTelephone(table, column) {
      field.kind = .telephone
      if column.name == "number" { field.aid = ("listar:\(column.name)", say("Listar")) }
    } else if let values = known.values(table, column.name, self.values) {
      field.kind = .suggestions(values)
      if column.name == "category" || column.name.hasSuffix("_category")
        || ["partition", "summit_plan", "licence"].contains(column.name)
      {
        field.aid = ("buscar:\(column.name)", say("Buscar"))
      }
    }
    return field
  }
}

/// What a field may name: rows of other tables, and the platform's lists (spec 6.2).
struct KnownValues {
  /// Names that are offered while one types; more are found by searching their own list.
  private static let maximumOffered = 300

  /// The integration's description.
  let integration: String
  private let reader: RegisterReader
  private let catalogue: PlatformCatalogue
  /// Whether the platform's own lists count.
  private let isBeta: Bool

  init(_ reader: RegisterReader, _ integration: Integration) throws {
    self.reader = reader
    self.integration = integration.description
    catalogue = try PlatformCatalogue(reader.database)
    isBeta = integration.summitAPI.map { $0.mode == .beta } ?? false
  }

  /// - Parameter row: the other values of the row, by column.
  func values(_ table: TableDescription, _ column: String, _ row: [String: String]) -> [FormView.Choice]? {
    switch "\(table.name).\(column)" {
    case "lines.contract": rows(.contracts, "id", "customer")
    case "dids.line": rows(.lines, "id", "number")
    case "lines.plan", "allowances.plan", "rates.plan": rows(.plans, "id", "name")
    case "rates.band": rows(.bands, "band", nil)
    case "rates.zone", "zones.zone", "zone_labels.zone": zones()
    case "lines.partition": isBeta ? listed(.partitions) : rows(.partitions, "code", "description")
    case "partitions.code": listed(.partitions)
    case "lines.category":
      isBeta ? categories(row["partition"] ?? "") : rows(.categories, "abbreviation", "description")
    case "partitions.default_category", "partitions.block_category", "partitions.partial_block_category",
      "partitions.cancel_category":
      isBeta ? listed(.categories, of: row["code"]) : rows(.categories, "abbreviation", "description")
    case "lines.licence": isBeta ? listed(.licences) : rows(.licences, "abbreviation", "description")
    case "lines.summit_plan": listed(.plans)
    case "lines.cost_centre": rows(.costCentres, "value", nil)
    default: nil
    }
  }

  private func rows(_ table: TableDescription, _ value: String, _ label: String?) -> [FormView.Choice] {
    let rows = (try? reader.page(of: table, limit: Self.maximumOffered)) ?? []
    var choices: [FormView.Choice] = []
    for row in rows {
      guard let text = row[value], choices.last?.value != text else { continue }
      choices.append(FormView.Choice(text, label.flatMap { row[$0] }.map { "\(text) · \($0)" }))
    }
    return choices
  }

  private func zones() -> [FormView.Choice] {
    let labels = (try? reader.page(of: .zoneLabels, limit: Self.maximumOffered)) ?? []
    let pairs = labels.compactMap { row in row["zone"].flatMap { zone in row["label"].map { (ID(zone), $0) } } }
    let words = ZoneWords(labels: Dictionary(pairs) { first, _ in first })
    return ZoneChoices.all(words, own: (try? ZoneChoices.own(reader)) ?? [])
  }

  /// In the beta version a line has one of the four categories of its partition, if that blocks.
  private func categories(_ partition: String) -> [FormView.Choice] {
    let row = (try? reader.rows(of: .partitions, id: partition))?.first
    guard row?["block"] == "yes" else { return listed(.categories, of: partition) }
    let names = ["default_category", "block_category", "partial_block_category", "cancel_category"]
    return names.compactMap { name in
      row?[name].map { FormView.Choice($0, "\($0) · \(RegisterWords.column(.partitions, name).label)") }
    }
  }

  private func listed(_ list: PlatformCatalogue.List, of partition: String? = nil) -> [FormView.Choice] {
    catalogue.entries.filter { $0.list == list && (partition == nil || $0.partition == partition) }
      .map { FormView.Choice($0.item.code, "\($0.item.code) · \($0.item.description)") }
  }
}
