import Integration

/// The menu, as in the platform's manual; only what there is, and what the user may look at.
enum Menu {
  private struct Group {
    var title: String
    /// Path within an integration, and title.
    var entries: [(path: String, title: String)]
  }

  private static let groups: [Group] = [
    Group(
      title: "Plataforma VoIP",
      entries: [
        ("chamadas", "Registro de chamadas"), ("servicos", "Serviços adicionais"), ("importacoes", "Importações"),
        ("pendencias", "Pendências"), ("alertas", "Alertas"), ("relatorios", "Relatórios"),
      ]),
    Group(
      title: "Cadastros",
      entries: [
        ("cadastros/contracts", "Contratos"), ("cadastros/lines", "Linhas SIP"), ("cadastros/dids", "DIDs"),
        ("cadastros/ranges", "Range de números"),
      ]),
    Group(
      title: "Configurações Summit",
      entries: [
        ("cadastros/partitions", "Partições"), ("cadastros/categories", "Categorias"),
        ("cadastros/licences", "Licenças"), ("cadastros/cost_centres", "Centro de custo"),
      ]),
    Group(
      title: "Planos de cobrança",
      entries: [
        ("cadastros/plans", "Planos"), ("cadastros/allowances", "Franquias"), ("cadastros/rates", "Tarifas"),
        ("cadastros/bands", "Faixas de horário"), ("cadastros/holidays", "Feriados"), ("cadastros/zones", "Zonas"),
        ("cadastros/zone_labels", "Nomes das zonas"), ("cadastros/hidden_numbers", "Números ocultos"),
      ]),
    Group(
      title: "Ferramentas",
      entries: [
        ("agenda", "Agenda de tarefas"), ("plataforma", "Pedidos à Summit"), ("alteracoes", "Alterações"),
        ("integracao", "Integração"),
      ]),
  ]

  /// Whether there is nothing of it where the registry is in files.
  private static func ofRegisters(_ path: String) -> Bool {
    path.hasPrefix("cadastros/") || path == "plataforma" || path == "alteracoes"
  }

  static func model(_ visit: Visit, _ site: Site?, section: String) -> [[String: Any]] {
    func entry(_ href: String, _ title: String, isHere: Bool) -> [String: Any] {
      ["href": href, "label": say(key: title), "isHere": isHere]
    }
    let number = site?.number ?? 1
    let hasRegisters = visit.core.integrations[number - 1].hasRegisters
    let first: [String: Any] = [
      "heading": false, "entries": [entry("/painel", "Painel", isHere: section == "painel")],
    ]
    var model = [first]
    for group in groups {
      let entries = group.entries.filter { hasRegisters || !ofRegisters($0.path) }
      if entries.isEmpty { continue }
      model.append([
        "heading": ["text": say(key: group.title)],
        "entries": entries.map { entry("/\(number)/\($0.path)", $0.title, isHere: $0.path == section) },
      ])
    }
    var own = [
      entry("/tokens", "Tokens de acesso", isHere: section == "tokens"),
      entry("/conta", "Minha conta", isHere: section == "conta"),
    ]
    if visit.may(.manageUsers) {
      own.insert(entry("/\(number)/webhooks", "Webhooks", isHere: section == "webhooks"), at: 0)
      own.insert(entry("/usuarios", "Usuários", isHere: section == "usuarios"), at: 0)
      own.insert(entry("/acessos", "Acessos", isHere: section == "acessos"), at: 1)
    }
    model.append(["heading": ["text": say("Acesso")], "entries": own])
    return model
  }

  /// The integrations, where there are several.
  static func sites(_ visit: Visit, _ here: Site?) -> [String: Any] {
    [
      "list": visit.core.integrations.enumerated().map { index, integration -> [String: Any] in
        [
          "href": "/\(index + 1)/chamadas", "label": integration.description, "isHere": here?.number == index + 1,
        ]
      }
    ]
  }
}
