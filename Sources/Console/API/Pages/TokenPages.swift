import Foundation
import Ledger
import Listing

/// Tokens de acesso: what programs have in place of a session. A user makes and revokes their own; administrators see and
/// revoke all.
enum TokenPages {
  static let routes: [Route] = [
    .read("tokens", .look) { try page($0) }, .write("tokens", .look, add), .write("tokens/revogar", .look, revoke),
  ]

  /// - Parameters:
  ///   - new: the token that was just made: shown once.
  ///   - problem: why none was.
  private static func page(_ visit: Visit, new: String? = nil, problem: String? = nil) throws -> WebAnswer {
    let isAdministrator = visit.may(.manageUsers)
    let tokens = try visit.core.users.use {
      try $0.read { try TokenStore($0).all(of: isAdministrator ? nil : visit.user) }
    }
    let listing = isAdministrator ? TokenListing.page : TokenListing.page.without(["user"])
    var table = TableView(listing, tokens, try visit.display())
    table.emptyText = say("Nenhum token.")
    table.setActions(
      tokens.map { [TableView.Action(path: "/tokens/revogar", label: say("Revogar"), fields: [("token", "\($0.id)")])] }
    )
    var sections: [[String: Any]] = [["heading": say("Tokens"), "table": table.model]]
    if let new {
      let shown = Listing<String>([ListingColumn("token", "Token") { .text($0) }])
      var once = TableView(shown, [new], try visit.display())
      once.note = say("Copie agora: ele não será mostrado de novo.")
      sections.insert(["heading": say("Token novo"), "table": once.model], at: 0)
    }
    let form = form(visit, problem)
    var page = Page(
      say("Tokens de acesso"), "detail",
      [
        "intro": [
          "text": say("Um programa usa a API com um token, em nome de um usuário. A API está descrita em docs/api.md.")
        ],
        "forms": [form.model], "sections": sections,
      ], section: "tokens")
    if problem != nil { page.status = 422 }
    return try visit.answer(page)
  }

  private static func form(_ visit: Visit, _ problem: String?) -> FormView {
    let scopes = Role.allCases.filter { visit.session?.role.covers($0) ?? false }
    let typed = visit.request.form
    var form = FormView(
      action: "/tokens", submit: say("Criar token"),
      fields: [
        FormView.Field(
          "programa", say("Programa"), value: typed["programa"] ?? "", isRequired: true, help: say("Como erp.")),
        FormView.Field(
          "papel", say("Papel"), kind: .choice(scopes.map { FormView.Choice($0.rawValue, $0.title) }),
          value: typed["papel"] ?? ""),
        FormView.Field(
          "dias", say("Vale por quantos dias"), kind: .number, value: typed["dias"] ?? "\(TokenStore.standardDays)",
          isRequired: true),
      ])
    form.problem = problem
    return form
  }

  private static func add(_ visit: Visit) throws -> WebAnswer {
    let form = visit.request.form
    guard let scope = form["papel"].flatMap({ Role(rawValue: $0) }) else { throw PageFailure.notFound }
    let name = form.text("programa") ?? ""
    let days = form.text("dias").flatMap { Int($0) } ?? 0
    var text = ""
    do {
      try visit.core.users.use { ledger in
        try ledger.changeUsers { database in
          text = try TokenStore(database).add(name, of: visit.user, scope: scope, days: days, by: visit.author).text
        }
      }
    } catch let failure as UserFailure {
      return try page(visit, problem: failure.words)
    }
    return try page(visit, new: text)
  }

  private static func revoke(_ visit: Visit) throws -> WebAnswer {
    guard let id = visit.request.form["token"].flatMap({ Int64($0) }) else { throw PageFailure.notFound }
    do {
      try visit.core.users.use { ledger in
        try ledger.changeUsers {
          try TokenStore($0).revoke(id, of: visit.may(.manageUsers) ? nil : visit.user, by: visit.author)
        }
      }
    } catch let failure as UserFailure {
      return try page(visit, problem: failure.words)
    }
    return .redirect("/tokens?feito=revogado")
  }
}
