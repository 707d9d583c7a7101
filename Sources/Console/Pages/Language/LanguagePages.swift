/// The switch between the languages: a form, so that it works without script; the choice is kept in a cookie.
enum LanguagePages {
  static let routes: [Route] = [.write("idioma", nil, choose)]

  /// A year.
  private static let keptSeconds: Int64 = 31_536_000

  private static func choose(_ visit: Visit) throws -> WebAnswer {
    guard let language = visit.request.form["idioma"].flatMap({ Language(rawValue: $0) }) else {
      throw PageFailure.notFound
    }
    var answer = WebAnswer.redirect(WebRequest.back(visit.request.form["volta"]) ?? "/painel")
    answer.setCookie(
      visit.core.languageCookieName, language.rawValue, isSecure: !visit.core.settings.isPlainHTTP,
      seconds: keptSeconds)
    return answer
  }

  /// What the shell shows: the other languages, each in its own name; and the page to come back to.
  static func model(_ visit: Visit) -> [String: Any] {
    let others = Language.allCases.filter { $0 != Language.current }
    return [
      "volta": visit.request.isWrite ? "" : visit.request.link,
      "list": others.map { ["code": $0.rawValue, "name": $0.ownName] as [String: Any] },
    ]
  }
}

extension Language {
  /// In itself.
  var ownName: String {
    switch self {
    case .portuguese: "Português"
    case .english: "English"
    }
  }

  /// That someone chose.
  init(of request: WebRequest, _ core: ConsoleCore) { self.init(of: request.cookies, core) }

  /// The same of a request of which nothing else is known yet.
  init(of cookies: [String: String], _ core: ConsoleCore) {
    self = cookies[core.languageCookieName].flatMap { Language(rawValue: $0) } ?? .portuguese
  }
}
