import Foundation
import GRDB
import Ledger
import Listing

/// Usuários and Acessos: who may, who is logged in, who saw and took what.
enum UserPages {
  static let routes: [Route] = [
    .read("usuarios", .manageUsers) { try page($0, problem: nil) },
    .write("usuarios", .manageUsers, add),
    .write("usuarios/remover", .manageUsers, remove),
    .write("usuarios/senha", .manageUsers, setPassword),
    .write("usuarios/sessoes", .manageUsers, endSession),
    .read("acessos", .manageUsers, log),
  ]

  private static let users = UserListing.columns.page(
    [
      ("name", "Usuário"), ("role", "Papel"), ("created_at", "Criado"), ("changed_at", "Alterado"),
      ("sessions", "Sessões"),
    ],
    words: ["role": { .text($0.role.title) }])

  private static let entries = Listing<AccessEntry>([
    ListingColumn("at", "Quando") { .moment($0.at) },
    ListingColumn("user", "Quem") { .text($0.user) },
    ListingColumn("address", "De onde") { .text($0.address) },
    ListingColumn("action", "O quê") { .text($0.action.title) },
    ListingColumn("subject", "Filtro") { .text($0.subject) },
    ListingColumn("rows", "Linhas") { entry in entry.rows.map { .integer($0) } ?? .none },
  ])

  private static func page(_ visit: Visit, problem: String?) throws -> WebAnswer {
    let display = try visit.display()
    let (all, sessions) = try visit.core.users.use {
      try $0.read { (try UserStore($0).all(), try SessionStore($0).all(at: visit.core.nowSeconds)) }
    }
    var table = TableView(users, all, display, links: ["name": { "/acessos?usuario=" + PercentCoding.encode($0.name) }])
    table.setActions(
      all.map { user in
        user.name == visit.user
          ? [] : [TableView.Action(path: "/usuarios/remover", label: say("Remover"), fields: [("usuario", user.name)])]
      })
    var open = TableView(AccountPages.sessions, sessions, display)
    open.setActions(
      sessions.map {
        [
          TableView.Action(
            path: "/usuarios/sessoes", label: say("Encerrar"), fields: [("sessao", Hexadecimal.text($0.digest))])
        ]
      })
    var new = FormView(
      action: "/usuarios", submit: say("Incluir usuário"),
      fields: [
        FormView.Field("usuario", say("Nome"), isRequired: true),
        FormView.Field(
          "papel", say("Papel"), kind: .choice(Role.allCases.map { FormView.Choice($0.rawValue, $0.title) })),
        FormView.Field(
          "senha", say("Senha"), kind: .password, isRequired: true,
          help: say("\(Password.fewestBytes) caracteres ou mais.")),
      ])
    new.heading = say("Incluir")
    new.id = "incluir"
    new.problem = problem
    var password = FormView(
      action: "/usuarios/senha", submit: say("Definir senha"),
      fields: [
        FormView.Field("usuario", say("Usuário"), kind: .choice(all.map { FormView.Choice($0.name) })),
        FormView.Field("senha", say("Senha nova"), kind: .password, isRequired: true),
      ])
    password.heading = say("Nova senha")
    password.id = "nova"
    password.note = say("Encerra todas as sessões do usuário.")
    var page = Page(
      say("Usuários"), "detail",
      [
        "formsBelow": [new.model, password.model],
        "sections": [
          ["heading": say("Usuários"), "table": table.model] as [String: Any],
          ["heading": say("Sessões abertas"), "table": open.model],
        ],
      ], section: "usuarios")
    if problem != nil { page.status = 422 }
    return try visit.answer(page)
  }

  private static func add(_ visit: Visit) throws -> WebAnswer {
    guard let role = visit.request.form["papel"].flatMap({ Role(rawValue: $0) }) else { throw PageFailure.notFound }
    let name = visit.request.form.text("usuario") ?? ""
    guard let hash = try newHash(visit, of: name) else { return try page(visit, problem: weakness(visit, of: name)) }
    return try change(visit, done: "incluido") {
      try UserStore($0).add(name, role, hash, by: visit.author)
    }
  }

  private static func setPassword(_ visit: Visit) throws -> WebAnswer {
    let name = visit.request.form["usuario"] ?? ""
    guard let hash = try newHash(visit, of: name) else { return try page(visit, problem: weakness(visit, of: name)) }
    return try change(visit, done: "salvo") { try UserStore($0).set(hash, of: name, by: visit.author) }
  }

  /// Nil: the password is too weak.
  private static func newHash(_ visit: Visit, of user: String) throws -> PasswordHash? {
    guard let password = visit.request.passwords["senha"], password.weakness(of: user) == nil else { return nil }
    return password.hash()
  }

  private static func weakness(_ visit: Visit, of user: String) -> String {
    let weakness = visit.request.passwords["senha"].map { $0.weakness(of: user) } ?? .length
    return (weakness ?? .length).words
  }

  private static func remove(_ visit: Visit) throws -> WebAnswer {
    try change(visit, done: "removido") {
      try UserStore($0).remove(visit.request.form["usuario"] ?? "", by: visit.author)
    }
  }

  private static func endSession(_ visit: Visit) throws -> WebAnswer {
    guard let digest = visit.request.form["sessao"].flatMap(Hexadecimal.bytes) else { throw PageFailure.notFound }
    return try change(visit, done: "sessao") { try SessionStore($0).end(digest) }
  }

  private static func change(
    _ visit: Visit, done: String, _ body: (Database) throws -> Void
  ) throws -> WebAnswer {
    do {
      try visit.core.users.use { try $0.changeUsers(body) }
    } catch let failure as UserFailure {
      return try page(visit, problem: failure.words)
    }
    return .redirect("/usuarios?feito=\(done)")
  }

  private static func log(_ visit: Visit) throws -> WebAnswer {
    let user = visit.request.query.text("usuario")
    let before = visit.request.query["antes"].flatMap { Int64($0) }
    let rows = 100
    let found = try visit.core.users.use {
      try $0.read { try AccessLog($0).entries(user: user, before: before, limit: rows + 1) }
    }
    let shown = Array(found.prefix(rows))
    var table = TableView(entries, shown, try visit.display())
    table.emptyText = say("Nenhum acesso anotado.")
    let fields = FormFields([("usuario", user ?? "")])
    if found.count > rows, let last = shown.last {
      table.next = "/acessos?" + fields.setting("antes", "\(last.id)").encoded
    }
    if before != nil { table.first = "/acessos?" + fields.encoded }
    var filter = FormView(
      action: "/acessos", submit: say("Filtrar"), fields: [FormView.Field("usuario", say("Usuário"), value: user ?? "")]
    )
    filter.isQuery = true
    return try visit.answer(
      Page(
        say("Acessos"), "list",
        [
          "intro": ["text": say("Quem entrou, e quem viu ou levou números inteiros, extratos e exportações.")],
          "filter": filter.model, "table": table.model,
        ], section: "acessos"))
  }
}
