import Integration
import Ledger

/// Log in and out.
enum AccessPages {
  static let routes: [Route] = [
    .read("", nil) { visit in .redirect(visit.session == nil ? "/entrar" : "/painel") },
    .read("entrar", nil, form),
    .write("entrar", nil, logIn),
    .write("sair", nil, logOut),
  ]

  private static func form(_ visit: Visit) throws -> WebAnswer {
    if visit.session != nil { return .redirect("/painel") }
    return try page(visit, user: "", problem: nil)
  }

  private static func page(_ visit: Visit, user: String, problem: String?, status: Int = 200) throws -> WebAnswer {
    var page = Page(
      say("Entrar"), "login",
      [
        "name": user, "problem": problem.map { ["text": $0] } ?? false,
        "back": WebRequest.back(visit.request.query["volta"] ?? visit.request.form["volta"]) ?? "",
      ])
    page.status = status
    var answer = try visit.answer(page)
    answer.setCookie(visit.core.visitorCookieName, visit.token.text, isSecure: !visit.core.settings.isPlainHTTP)
    return answer
  }

  private static func logIn(_ visit: Visit) throws -> WebAnswer {
    let core = visit.core
    let name = visit.request.form["usuario"]?.trimmingWhitespace ?? ""
    guard name.utf8.count <= 64, let password = visit.request.passwords["senha"] else {
      return try page(visit, user: "", problem: wrong, status: 401)
    }
    let wait = core.throttle.wait(user: name, address: visit.request.address, now: core.nowSeconds)
    guard wait == 0 else {
      var answer = try page(
        visit, user: name, problem: say("Muitas tentativas. Espere \((wait + 59) / 60) min e tente de novo."),
        status: 429)
      answer.headers.append(("Retry-After", "\(wait)"))
      return answer
    }
    let kept = try core.users.use { try $0.read { try UserStore($0).password(of: name) } }
    // An unknown user takes as long as a wrong password.
    let matches = password.isWithinBounds && password.matches(kept ?? PasswordHash.ofNobody)
    guard matches, kept != nil else {
      core.throttle.noteFailure(user: name, address: visit.request.address, now: core.nowSeconds)
      try note(visit, name: kept == nil ? "" : name, .refusedLogIn)
      return try page(visit, user: name, problem: wrong, status: 401)
    }
    core.throttle.noteSuccess(user: name, address: visit.request.address)
    let token = SessionToken.drawn()
    try core.users.use { ledger in
      try ledger.write { database in
        let sessions = SessionStore(database)
        // What was logged in with this browser is over.
        if let session = visit.session { try sessions.end(session.digest) }
        try sessions.add(
          token, user: name, address: visit.request.address, agent: visit.request.agent, at: core.nowSeconds)
      }
    }
    try note(visit, name: name, .logIn)
    var answer = WebAnswer.redirect(WebRequest.back(visit.request.form["volta"]) ?? "/painel")
    let isSecure = !core.settings.isPlainHTTP
    answer.setCookie(core.cookieName, token.text, isSecure: isSecure)
    answer.setCookie(core.visitorCookieName, "", isSecure: isSecure, seconds: 0)
    return answer
  }

  private static var wrong: String { say("Usuário ou senha não conferem.") }

  private static func note(_ visit: Visit, name: String, _ action: AccessEntry.Action) throws {
    let entry = AccessEntry(
      at: visit.author.at, user: name, address: visit.request.address, action: action, subject: "")
    try visit.core.users.use { try $0.write { try AccessLog($0).add(entry) } }
  }

  private static func logOut(_ visit: Visit) throws -> WebAnswer {
    if let session = visit.session {
      try visit.core.users.use { try $0.write { try SessionStore($0).end(session.digest) } }
    }
    var answer = WebAnswer.redirect("/entrar")
    answer.setCookie(visit.core.cookieName, "", isSecure: !visit.core.settings.isPlainHTTP, seconds: 0)
    answer.headers.append(("Clear-Site-Data", "\"cache\", \"storage\""))
    return answer
  }
}

/// For who watches the server: no user, no data.
enum HealthPages {
  static let routes: [Route] = [
    .read("healthz", nil) { _ in .text("ok\n") },
    .read("readyz", nil) { visit in
      for (index, integration) in visit.core.integrations.enumerated() {
        guard integration.directory.exists else { continue }
        do {
          _ = try visit.core.ledgers[index].use { try $0.setting("version") }
        } catch {
          return .text("integration \(index + 1): the ledger cannot be read\n", status: 503)
        }
      }
      return .text("ok\n")
    },
  ]
}
