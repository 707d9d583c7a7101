import Foundation
import Ledger

/// Finds out who asks, what for, and whether they may; then runs the page. On a working thread.
final class PageRouter: Sendable {
  private let core: ConsoleCore
  private let routes: [Route]

  init(_ core: ConsoleCore) {
    self.core = core
    routes =
      AccessPages.routes + AccountPages.routes + UserPages.routes + DashboardPages.routes + CallPages.routes
      + ServicePages.routes + ContestPages.routes + ClosingPages.routes + ERPPages.routes + ImportPages.routes
      + KeptRowPages.routes
      + RegisterPages.routes
      + RangePages.routes
      + KeptRowPage.routes + JournalPages.routes + PlatformPages.routes + ReportPages.routes + UndoPages.routes
      + SetupPages.routes + AlertPages.routes + HealthPages.routes + MetricsPage.routes + TokenPages.routes
      + WebhookPages.routes + LanguagePages.routes
  }

  func answer(_ request: WebRequest) throws -> WebAnswer {
    try Language.$current.withValue(Language(of: request, core)) { try page(request) }
  }

  private func page(_ request: WebRequest) throws -> WebAnswer {
    if request.path.first == "recursos", request.path.count == 3 {
      return try Assets.answer(mark: request.path[1], name: request.path[2])
    }
    core.followFiles()
    let found = routes.lazy.compactMap { route in route.match(request.path).map { (route, $0) } }
      .first { ($0.0.method == .write) == request.isWrite }
    guard let (route, parameters) = found else {
      let exists = routes.contains { $0.match(request.path) != nil }
      if exists { throw PageFailure(status: 405, message: say("Método não permitido.")) }
      return try visitor(request).failure(PageFailure.notFound)
    }
    var visit = try visitor(request)
    visit.parameters = parameters
    do {
      try check(route, visit)
      return try route.run(visit)
    } catch let failure as PageFailure {
      if failure.status == 403, visit.session != nil {
        try visit.note(.refused, (request.isWrite ? "POST " : "") + request.rawPath)
      }
      return try visit.failure(failure)
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      return try visit.failure(
        PageFailure(
          status: 409,
          message:
            say(
              "Outra execução está em andamento nesta integração. Nada foi alterado; tente de novo quando ela terminar."
            )))
    } catch let failure as LedgerFailure where failure.kind == .busy {
      var answer = try visit.failure(
        PageFailure(
          status: 503, message: say("O banco de dados está ocupado. Nada foi alterado; tente de novo em instantes.")))
      answer.headers.append(("Retry-After", "5"))
      return answer
    } catch is LogInNeeded {
      let back = request.isWrite || request.rawPath == "/" ? "" : "?volta=" + PercentCoding.encode(request.link)
      return .redirect("/entrar" + back)
    }
  }

  private struct LogInNeeded: Error {}

  private func check(_ route: Route, _ visit: Visit) throws {
    if route.method == .write, !RequestGate.isOurs(visit.request, token: visit.token) {
      throw PageFailure(
        status: 403,
        message: say("O formulário não veio desta página, ou ela ficou aberta por muito tempo. Abra-a de novo.")
      )
    }
    guard let needs = route.needs else { return }
    guard visit.session != nil else { throw LogInNeeded() }
    guard visit.may(needs) else { throw PageFailure.forbidden }
  }

  /// Who asks, by the cookie.
  private func visitor(_ request: WebRequest) throws -> Visit {
    let now = core.nowSeconds
    if let token = request.cookies[core.cookieName].flatMap({ SessionToken($0) }) {
      let used = core.sessionUses.last(token.digest)
      let session = try core.users.use { ledger in
        try ledger.read { try SessionStore($0).session(token.digest, at: now, used: used) }
      }
      if let session, now - session.usedAt >= Session.notedEverySeconds {
        core.sessionUses.note(token.digest, at: now, in: core.users)
      }
      if let session { return Visit(core: core, request: request, session: session, token: token) }
    }
    // Who is not logged in has a token for the form that logs in.
    let token = request.cookies[core.visitorCookieName].flatMap { SessionToken($0) } ?? SessionToken.drawn()
    return Visit(core: core, request: request, session: nil, token: token)
  }

  /// An error of a request that nothing is known of but that.
  func plainFailure(_ failure: PageFailure) -> WebAnswer {
    .text(failure.message + "\n", status: failure.status)
  }
}

extension Visit {
  func failure(_ failure: PageFailure) throws -> WebAnswer {
    let title =
      switch failure.status {
      case 403: say("Sem permissão")
      case 404: say("Não encontrado")
      case 409: say("Em andamento")
      default: say("Não foi possível")
      }
    return try message(title, failure.message, status: failure.status)
  }
}
