import Integration

/// A page as its template and what the template is given.
struct Page {
  var title: String
  var template: String
  var model: [String: Any] = [:]
  var status = 200
  /// Seconds after which the browser asks again, without script; nil: never.
  var refreshSeconds: Int?
  /// The menu entry it belongs to: the first segments of its path.
  var section = ""

  init(_ title: String, _ template: String, _ model: [String: Any] = [:], section: String = "") {
    self.title = title
    self.template = template
    self.model = model
    self.section = section
  }
}

extension Visit {
  /// The page within its shell: menu, who is logged in, what was done just now.
  func answer(_ page: Page) throws -> WebAnswer {
    var model = page.model
    model["title"] = page.title
    model["lang"] = Language.current.rawValue
    // Where a form of ours can be sent from.
    model["languages"] = session != nil || page.template == "login" ? LanguagePages.model(self) : false
    model["css"] = Assets.path("console.css")
    model["icon"] = Assets.path("icon.svg")
    model["js"] = Assets.path("console.js")
    model["token"] = token.formToken
    model["refresh"] = page.refreshSeconds.map { ["seconds": "\($0)"] } ?? false
    model["user"] = session.map { ["name": $0.user, "role": $0.role.title] } ?? false
    model["done"] = request.query["feito"].flatMap(DoneMessage.text).map { ["text": $0] } ?? false
    let site = try? self.site()
    model["menu"] = session == nil ? [] : Menu.model(self, site, section: page.section)
    model["sites"] = session == nil || core.integrations.count < 2 ? false : Menu.sites(self, site)
    model["siteName"] = (site?.integration ?? core.integrations[0]).description
    return .html(try core.templates.render(page.template, model), status: page.status)
  }

  /// A page that only says something.
  func message(_ title: String, _ text: String, status: Int = 200) throws -> WebAnswer {
    var page = Page(title, "message", ["text": text, "isProblem": status >= 400])
    page.status = status
    return try answer(page)
  }
}

/// What is said at the top of the page one is led to after a change: a key in the link, so that no link can say anything
/// else.
enum DoneMessage {
  static func text(_ key: String) -> String? {
    switch key {
    case "salvo": say("Salvo.")
    case "incluido": say("Incluído.")
    case "encerrado": say("Encerrado.")
    case "removido": say("Removido.")
    case "nada": say("Nada mudou.")
    case "fechado": say("Ciclos fechados.")
    case "reaberto": say("Ciclos reabertos.")
    case "faturado": say("Fatura registrada.")
    case "contestado": say("Contestação registrada.")
    case "respondida": say("Resposta registrada.")
    case "descartado": say("Linhas descartadas, com o motivo.")
    case "restaurado": say("Linhas restauradas.")
    case "tentado": say("Pendências reprocessadas.")
    case "senha": say("Senha alterada.")
    case "sessao": say("Sessão encerrada.")
    case "reconhecido": say("Alerta reconhecido.")
    case "revogado": say("Token revogado.")
    case "enviando": say("Será enviado agora à plataforma.")
    case "abandonado": say("Pedido abandonado.")
    case "liberado": say("Bloqueio retirado.")
    default: nil
    }
  }
}
