import Foundation
import Ledger
import Listing

/// One's own password and sessions.
enum AccountPages {
  static let routes: [Route] = [
    .read("conta") { try page($0, problem: nil) },
    .write("conta/senha", .look, changePassword),
    .write("conta/sessoes", .look, endSession),
  ]

  static let sessions = Listing<Session>([
    ListingColumn("user", "Usuário") { .text($0.user) },
    ListingColumn("address", "De onde") { .text($0.address) },
    ListingColumn("agent", "Navegador") { .text($0.agent) },
    ListingColumn("created_at", "Entrou") { .instant($0.createdAt) },
    ListingColumn("used_at", "Último uso") { .instant($0.usedAt) },
  ])

  private static func page(_ visit: Visit, problem: String?) throws -> WebAnswer {
    let own = try visit.core.users.use {
      try $0.read { try SessionStore($0).all(of: visit.user, at: visit.core.nowSeconds) }
    }
    var table = try TableView(sessions.without(["user"]), own, visit.display())
    table.setActions(
      own.map { session in
        [
          TableView.Action(
            path: "/conta/sessoes",
            label: session.digest == visit.session?.digest ? say("Encerrar esta") : say("Encerrar"),
            fields: [("sessao", Hexadecimal.text(session.digest))])
        ]
      })
    let form = FormView(
      action: "/conta/senha", submit: say("Alterar senha"),
      fields: [
        FormView.Field("senha-atual", say("Senha atual"), kind: .password, isRequired: true, problem: problem),
        FormView.Field(
          "senha", say("Senha nova"), kind: .password, isRequired: true,
          help: say("\(Password.fewestBytes) caracteres ou mais; uma frase serve bem.")),
      ])
    return try visit.answer(
      Page(
        say("Minha conta"), "detail",
        [
          "forms": [form.model],
          "sections": [["heading": say("Sessões abertas"), "table": table.model] as [String: Any]],
        ],
        section: "conta"))
  }

  private static func changePassword(_ visit: Visit) throws -> WebAnswer {
    guard let now = visit.request.passwords["senha-atual"], let new = visit.request.passwords["senha"] else {
      return try page(visit, problem: say("Digite a senha atual e a nova."))
    }
    let (throttle, address) = (visit.core.throttle, visit.request.address)
    guard throttle.wait(user: visit.user, address: address, now: visit.core.nowSeconds) == 0 else {
      return try page(visit, problem: say("Muitas tentativas. Espere um quarto de hora."))
    }
    let kept = try visit.core.users.use { try $0.read { try UserStore($0).password(of: visit.user) } }
    guard let kept, now.isWithinBounds, now.matches(kept) else {
      throttle.noteFailure(user: visit.user, address: address, now: visit.core.nowSeconds)
      return try page(visit, problem: say("A senha atual não confere."))
    }
    if let weakness = new.weakness(of: visit.user) { return try page(visit, problem: weakness.words) }
    guard let hash = new.hash() else {
      return try page(visit, problem: say("O servidor está sem memória; tente de novo."))
    }
    try visit.core.users.use { try $0.write { try UserStore($0).set(hash, of: visit.user, by: visit.author) } }
    // All sessions have ended, this one too.
    return .redirect("/entrar?feito=senha")
  }

  private static func endSession(_ visit: Visit) throws -> WebAnswer {
    guard let digest = visit.request.form["sessao"].flatMap(Hexadecimal.bytes) else { throw PageFailure.notFound }
    try visit.core.users.use { try $0.write { try SessionStore($0).end(digest, of: visit.user) } }
    return .redirect("/conta?feito=sessao")
  }
}
