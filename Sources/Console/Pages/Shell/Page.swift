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
    case "salvo": "Salvo."
    case "incluido": "Incluído."
    case "encerrado": "Encerrado."
    case "removido": "Removido."
    case "nada": "Nada mudou."
    case "fechado": "Ciclos fechados."
    case "reaberto": "Ciclos reabertos."
    case "faturado": "Fatura registrada."
    case "contestado": "Contestação registrada."
    case "respondida": "Resposta registrada."
    case "descartado": "Linhas descartadas, com o motivo."
    case "restaurado": "Linhas restauradas."
    case "tentado": "Pendências reprocessadas."
    case "senha": "Senha alterada."
    case "sessao": "Sessão encerrada."
    case "reconhecido": "Alerta reconhecido."
    case "revogado": "Token revogado."
    case "enviando": "Será enviado agora à plataforma."
    case "abandonado": "Pedido abandonado."
    case "liberado": "Bloqueio retirado."
    default: nil
    }
  }
}
