import CallModel
import Foundation
import Integration
import Listing
import Ledger
import Provisioning
import RegistryStore
import Registry

/// What a person does to a register on a page: add, change, end, remove. All of it is the registers' own; here is only
/// where a message goes.
enum RegisterChanging {
  static func add(_ visit: Visit) throws -> WebAnswer {
    try save(visit, id: nil) { table, cells, _, transaction in
      _ = try transaction.add(table, cells.filter { !$0.value.isEmpty })
    }
  }

  static func change(_ visit: Visit) throws -> WebAnswer {
    guard let id = visit.request.form["_id"] else { throw PageFailure.notFound }
    return try save(visit, id: id) { table, cells, from, transaction in
      let now = try transaction.rows(of: table, id: id)
      guard let shown = now.first(where: { "\($0.row)" == visit.request.form["_linha"] }) else {
        throw StalePage()
      }
      // What was not touched stays as each period has it.
      let changed = cells.filter { (shown[$0.key] ?? "") != $0.value }
      _ = try transaction.change(table, id: id, changed, from: from)
    }
  }

  private static func save(
    _ visit: Visit, id: String?,
    _ body: (TableDescription, [String: String], CivilDate?, RegisterTransaction) throws -> Void
  ) throws -> WebAnswer {
    let site = try visit.site()
    let table = try RegisterPages.table(visit)
    try RegisterPages.checkMayChange(visit, table)
    let form = visit.request.form
    var cells = RegisterForm.cells(table, form)
    let action = form["acao"] ?? ""
    if action.hasPrefix("listar:") || action.hasPrefix("buscar:") {
      return try ChoosingPage.answer(visit, site, table, id: id, field: String(action.dropFirst(7)))
    }
    for name in ["_de", "_linha"] { cells[name] = form[name] }
    if action == "voltar" { return try RegisterPages.form(visit, table, cells, id: id) }
    let from = form.text("_de").flatMap { CivilDate(text: $0) ?? DayText.day($0) }
    if from == nil, form.text("_de") != nil {
      let wrong = say("«\(form["_de"] ?? "")» não é um dia, como 01/12/2026.")
      return try RegisterPages.form(visit, table, cells, id: id, ProblemWords(wrong))
    }
    let entered = cells.filter { !$0.key.hasPrefix("_") }
    do {
      let words = id.map { "\(table.commandName) change \($0)" } ?? "\(table.commandName) add"
      let (_, changes) = try site.integration.changeRegisters(
        by: visit.author, action: words, isDryRun: action == "simular"
      ) { transaction, _ in try body(table, entered, from, transaction) }
      if action == "simular" {
        return try RegisterPages.form(
          visit, table, cells, id: id, simulated: ChangesView.model(changes, try visit.display()))
      }
      if !changes.following.lines.isEmpty { visit.core.pushes.start(site) }
      let row = id ?? table.id(of: table.columns.map { entered[$0.name].flatMap { $0.isEmpty ? nil : $0 } })
      let done = changes.count == 0 ? "nada" : id == nil ? "incluido" : "salvo"
      return .redirect(RegisterPages.rowPath(site, table, "ver", row) + "&feito=\(done)")
    } catch {
      guard let problems = ProblemWords.of(table, error) else { throw error }
      return try RegisterPages.form(visit, table, cells, id: id, problems)
    }
  }

  static func end(_ visit: Visit) throws -> WebAnswer {
    let table = try RegisterPages.table(visit)
    guard let until = visit.request.form.text("ultimo").flatMap({ CivilDate(text: $0) ?? DayText.day($0) }) else {
      return try RegisterShowing.page(visit, problem: say("Informe o último dia, como 31/12/2026."))
    }
    return try apply(visit, table, "end", done: "encerrado") { id, transaction in
      _ = try transaction.end(table, id: id, until: until)
    }
  }

  static func remove(_ visit: Visit) throws -> WebAnswer {
    let table = try RegisterPages.table(visit)
    let isSure = visit.request.form["certeza"] == "yes"
    return try apply(visit, table, "remove", done: "removido") { id, transaction in
      try transaction.remove(table, id: id, evenIfUsed: isSure)
    }
  }

  /// Lifts the block of a line that passed its credit limit.
  static func release(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = visit.request.form["_id"] else { throw PageFailure.notFound }
    let released = try site.integration.releaseCreditBlock(ofLine: id, by: visit.author)
    if released != nil { visit.core.pushes.start(site) }
    return .redirect(
      RegisterPages.rowPath(site, .lines, "ver", id) + "&feito=\(released == nil ? "nada" : "liberado")")
  }

  private static func apply(
    _ visit: Visit, _ table: TableDescription, _ action: String, done: String,
    _ body: (String, RegisterTransaction) throws -> Void
  ) throws -> WebAnswer {
    let site = try visit.site()
    try RegisterPages.checkMayChange(visit, table)
    guard let id = visit.request.form["_id"] else { throw PageFailure.notFound }
    do {
      let (_, changes) = try site.integration.changeRegisters(
        by: visit.author, action: "\(table.commandName) \(action) \(id)"
      ) { transaction, _ in try body(id, transaction) }
      if !changes.following.lines.isEmpty { visit.core.pushes.start(site) }
    } catch {
      guard let problems = ProblemWords.of(table, error) else { throw error }
      let all = problems.whole + problems.fields.values.sorted()
      return try RegisterShowing.page(visit, problem: all.joined(separator: "\n"))
    }
    let isGone = action == "remove"
    let path = isGone ? site.path("cadastros/\(table.name)?") : RegisterPages.rowPath(site, table, "ver", id) + "&"
    return .redirect(path + "feito=\(done)")
  }
}

/// What a change of the registers did, or would do.
enum ChangesView {
  static func model(_ changes: RegisterChanges, _ display: Display) -> [String: Any] {
    let listing = Listing<RegisterLogEntry>([
      ListingColumn("table", "Cadastro") { .text(RegisterWords.table($0.table).title) },
      ListingColumn("id", "Qual") { RegisterListing.id($0.table, $0.id) },
      ListingColumn("kind", "O quê") { .text(kind($0.kind)) },
      ListingColumn("cells", "Valores") { .text(cells($0, display)) },
    ])
    var table = TableView(listing, changes.first, display)
    table.emptyText = say("Nada mudaria.")
    let requests = changes.following.lines.reduce(0) { $0 + $1.requests.count }
    table.note =
      (changes.count > changes.first.count
        ? say("E mais \(Display.count(changes.count - changes.first.count)).") + " " : "")
      + (requests > 0 ? say("Pedidos à plataforma: \(requests).") : "")
    return ["heading": say("Simulação: nada foi alterado"), "table": table.model]
  }

  static func kind(_ kind: RegisterLogEntry.Kind) -> String {
    switch kind {
    case .added: say("incluído")
    case .changed: say("alterado")
    case .removed: say("removido")
    }
  }

  static func cells(_ entry: RegisterLogEntry, _ display: Display) -> String {
    entry.cells.map { cell in
      let label = RegisterWords.column(entry.table, cell.column).label
      if cell.isSecret { return say("\(label): (sigiloso)") }
      func text(_ value: String?) -> String {
        guard let column = entry.table.column(cell.column), value != nil else { return "—" }
        return display.text(RegisterListing.value(value, column, entry.table))
      }
      switch entry.kind {
      case .added: return "\(label): \(text(cell.after))"
      case .removed: return "\(label): \(text(cell.before))"
      case .changed: return "\(label): \(text(cell.before)) → \(text(cell.after))"
      }
    }.joined(separator: "; ")
  }
}
