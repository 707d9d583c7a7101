/// Totals of a list, which may arrive after it: the list's page asks for them by script, and has a link without.
struct LaterTotals {
  /// The page of the totals, with the list's filter.
  var path: String
  var list: String
  var title: String
  var section: String
  /// Label and text; nil: not worked out yet.
  var totals: [[String: Any]]?
  var hasFailed: Bool

  /// What the list's page shows of them.
  var model: [String: Any] {
    guard let totals else {
      let part = path + (path.contains("?") ? "&" : "?") + "parte=1"
      return ["later": ["href": path, "part": part], "totals": false]
    }
    return ["totals": ["list": totals], "later": false]
  }

  /// The totals' own page, or the part of it that goes into the list's.
  func answer(_ visit: Visit) throws -> WebAnswer {
    if visit.request.query["parte"] == "1" {
      guard let totals else { return WebAnswer(status: hasFailed ? 500 : 202) }
      return .html(try visit.core.templates.render("totals", ["list": totals]))
    }
    var page = Page(title, "list", section: section)
    page.model["links"] = ["list": [["href": list, "label": say("A lista")]]]
    if let totals {
      page.model["totals"] = ["list": totals]
    } else if hasFailed {
      page.model["problem"] = ["text": say("A soma falhou; o registro do servidor diz por quê.")]
      page.status = 500
    } else {
      page.model["intro"] = ["text": say("Somando… a página se completa sozinha.")]
      page.refreshSeconds = 1
    }
    return try visit.answer(page)
  }
}
