import CallModel
import Registry

/// The registers in the words of the platform's manual.
enum RegisterWords {
  struct Table {
    var title: String
    /// One row of it.
    var one: String
    var intro: String
    /// Columns of the list; the form has all that people enter.
    var listed: [String]
  }

  struct Column {
    var label: String
    var help: String

    init(_ label: String, _ help: String = "") {
      self.label = label
      self.help = help
    }
  }

  static func table(_ table: TableDescription) -> Table {
    guard let known = tables[table.name] else { return fallback(table) }
    return Table(
      title: say(key: known.title), one: say(key: known.one), intro: say(key: known.intro), listed: known.listed)
  }

  static func column(_ table: TableDescription, _ name: String) -> Column {
    guard let known = knownColumn(table, name) else { return Column(name) }
    return Column(say(key: known.label), say(key: known.help))
  }

  /// The title of a column in lists, which say it themselves.
  static func title(_ table: TableDescription, _ name: String) -> String { knownColumn(table, name)?.label ?? name }

  /// Nil: nobody gave it words.
  static func knownColumn(_ table: TableDescription, _ name: String) -> Column? {
    columns["\(table.name).\(name)"] ?? columns[name]
  }

  private static func fallback(_ table: TableDescription) -> Table {
    Table(title: table.name, one: table.name, intro: "", listed: table.columns.map(\.name))
  }

  private static let tables: [String: Table] = [
    "contracts": Table(
      title: "Contratos", one: "contrato",
      intro: "Os contratos dos clientes. A situação decide a categoria das linhas na Summit.",
      listed: ["id", "customer", "status", "city"]),
    "lines": Table(
      title: "Linhas SIP", one: "linha SIP", intro: "Os ramais e troncos de cada contrato, com seus períodos.",
      listed: [
        "id", "contract", "number", "plan", "reset_day", "active_from", "active_until", "active", "partition",
        "platform_state",
      ]),
    "dids": Table(
      title: "DIDs", one: "DID", intro: "Outros números de uma linha. A porta 1 é o ramal principal.",
      listed: ["number", "line", "priority", "port", "active_from", "active_until", "terminal"]),
    "ranges": Table(
      title: "Range de números", one: "range",
      intro: "Os números fornecidos pela operadora. Abra um range para ver quais estão disponíveis.",
      listed: ["name", "area", "first", "last", "auto_cancel_days"]),
    "partitions": Table(
      title: "Partições Summit", one: "partição", intro: "Regiões da plataforma, com as categorias de bloqueio.",
      listed: [
        "code", "description", "block", "default_category", "block_category", "partial_block_category",
        "cancel_category",
      ]),
    "categories": Table(
      title: "Categorias Summit", one: "categoria", intro: "Só na versão estável: na beta valem as da plataforma.",
      listed: ["abbreviation", "description"]),
    "licences": Table(
      title: "Licenças Summit", one: "licença", intro: "Só na versão estável: na beta valem as da plataforma.",
      listed: ["abbreviation", "description"]),
    "cost_centres": Table(
      title: "Centro de custo Summit", one: "centro de custo", intro: "O padrão da Summit é Default.",
      listed: ["value"]),
    "plans": Table(
      title: "Planos", one: "plano",
      intro: "O que um cliente contrata: arredondamento, tolerância, quem divide a franquia.",
      listed: ["id", "name", "grace_s", "rounding", "decimals", "allowance_scope"]),
    "allowances": Table(
      title: "Franquias", one: "franquia", intro: "O que cada plano inclui por ciclo.",
      listed: ["plan", "name", "kind", "amount", "zones", "priority", "proration", "carry_over"]),
    "rates": Table(
      title: "Tarifas", one: "tarifa", intro: "O preço por minuto de cada zona em cada plano, com período de validade.",
      listed: [
        "plan", "zone", "price_per_minute", "connection_fee", "minimum_s", "step_s", "from_s", "band", "valid_from",
        "valid_until",
      ]),
    "bands": Table(
      title: "Faixas de horário", one: "faixa", intro: "Horários em que outra tarifa vale.",
      listed: ["band", "days", "from", "until"]),
    "holidays": Table(
      title: "Feriados", one: "feriado", intro: "Neles valem as faixas de feriado.", listed: ["date", "name"]),
    "zones": Table(
      title: "Zonas", one: "prefixo", intro: "Os primeiros algarismos do número chamado e o tipo de ligação.",
      listed: ["prefix", "zone"]),
    "zone_labels": Table(
      title: "Nomes das zonas", one: "nome de zona", intro: "Como cada tipo de ligação se chama na conta do cliente.",
      listed: ["zone", "label"]),
    "hidden_numbers": Table(
      title: "Números ocultos", one: "número oculto",
      intro: "Chamadas a eles, além de 100, 180 e 181, não aparecem na conta do cliente.", listed: ["number", "name"]),
    "costs": Table(
      title: "Custos", one: "custo",
      intro: "O que cada operadora cobra por minuto. Nenhum valor do cliente depende disso.",
      listed: ["carrier", "trunk", "prefix", "price_per_minute", "minimum_s", "step_s", "valid_from", "valid_until"]),
  ]

  private static let columns: [String: Column] = [
    "contracts.id": Column("Contrato"), "contracts.customer": Column("Cliente"),
    "contracts.status": Column("Situação"), "contracts.city": Column("Cidade"),
    "contracts.erp_id": Column(
      "Contrato no ERP", "Número (id_contrato); em branco: o próprio contrato, se for número."),
    "lines.id": Column("Linha", "Nome pelo qual a linha é conhecida aqui."),
    "lines.contract": Column("Contrato"),
    "lines.number": Column("Número para binagem", "55, DDD e o número, como 554833334444."),
    "lines.plan": Column("Plano de Cobrança", "Em branco: as chamadas feitas ficam suspensas."),
    "lines.reset_day": Column("Vencimento", "Dia do mês em que a franquia recomeça, de 1 a 25."),
    "lines.active_from": Column("Data ativação", "Em branco: desde sempre."),
    "lines.active_until": Column("Último dia", "Em branco: sem fim."),
    "lines.active": Column("Ativo"), "lines.trunk": Column("Tronco", "Nome pelo qual as chamadas identificam a linha."),
    "lines.account_code": Column("Código da conta", "Callingcard de 6 dígitos."),
    "lines.range_start": Column("Range: primeiro número"), "lines.range_end": Column("Range: último número"),
    "lines.credit_limit": Column("Limite de crédito", "R$ de excedente por ciclo."),
    "lines.bid_type": Column("Bid Type"), "lines.description": Column("Descrição"),
    "lines.extension": Column("Ramal"), "lines.partition": Column("Partição assinante"),
    "lines.category": Column("Categoria"), "lines.summit_plan": Column("Plano", "Plano de consumo na Summit."),
    "lines.cost_centre": Column("Centro custo Summit"),
    "lines.call_limit": Column("Limite chamadas", "Chamadas simultâneas, 1 ou mais."),
    "lines.licence": Column("Licença"),
    "lines.terminal": Column("Terminal", "Retorno da plataforma."),
    "lines.credential": Column("Credential", "Retorno da plataforma."),
    "lines.platform_state": Column("Na plataforma"),
    "lines.erp_id": Column("Linha no ERP", "Número (id_sip)."),
    "dids.line": Column("Linha"), "dids.number": Column("Número de binagem", "55, DDD e o número."),
    "dids.priority": Column("Prioridade"),
    "dids.port": Column("Porta", "1: o ramal principal; outra: uma porta própria; em branco: não recebe ligações."),
    "dids.active_from": Column("Primeiro dia", "Em branco: desde sempre."),
    "dids.active_until": Column("Último dia", "Em branco: enquanto a linha."),
    "dids.terminal": Column("Terminal", "Retorno da plataforma."),
    "dids.credential": Column("Credential", "Retorno da plataforma."),
    "ranges.name": Column("Nome"), "ranges.area": Column("DDI + DDD", "Como 5548."),
    "ranges.first": Column("Numeração inicial", "8 ou 9 algarismos."),
    "ranges.last": Column("Numeração final", "Com tantos algarismos quanto a inicial."),
    "ranges.auto_cancel_days": Column("Cancelamento automático", "Dias até o número voltar a ficar disponível."),
    "partitions.code": Column("Código", "Fornecido pela Summit."), "partitions.description": Column("Descrição"),
    "partitions.block": Column("Ativar bloqueio", "Não: os ramais de contratos bloqueados continuam consumindo."),
    "partitions.default_category": Column("Categoria padrão", "De contratos ativos."),
    "partitions.block_category": Column("Categoria bloqueio", "De contratos bloqueados."),
    "partitions.partial_block_category": Column(
      "Categoria bloqueio parcial", "Financeiro em atraso; em branco: segue consumindo."),
    "partitions.cancel_category": Column("Categoria cancelamento", "De contratos cancelados."),
    "abbreviation": Column("Sigla", "Como a Summit escreve."), "description": Column("Descrição"),
    "cost_centres.value": Column("Valor", "Exatamente como na Summit: DEFAULT, Default ou default."),
    "plans.id": Column("Plano"), "plans.name": Column("Nome", "Como o cliente o conhece."),
    "plans.grace_s": Column("Tolerância", "Ligações até esse tempo são gratuitas, em segundos (padrão 3)."),
    "plans.rounding": Column("Arredondamento"),
    "plans.decimals": Column("Casas decimais", "Do valor de cada ligação, 2 a 6 (padrão 4)."),
    "plans.allowance_scope": Column("Franquia é", "Da linha, ou do contrato com todas as suas linhas."),
    "allowances.plan": Column("Plano"), "allowances.name": Column("Nome"), "allowances.kind": Column("Tipo"),
    "allowances.amount": Column("Quanto por ciclo"),
    "allowances.zones": Column("Zonas", "Separadas por espaços; * para todas."),
    "allowances.priority": Column("Prioridade", "A menor vem primeiro (padrão 1)."),
    "allowances.proration": Column("Parte do ciclo", "Para a linha que tem o plano só em alguns dias do ciclo."),
    "allowances.carry_over": Column(
      "O que sobra", "Passa ao ciclo seguinte: none, all ou minutes N (no máximo). Em branco: nada passa."),
    "rates.plan": Column("Plano"), "rates.zone": Column("Zona"),
    "rates.price_per_minute": Column("R$ por minuto", "Com ponto ou vírgula, até 6 casas."),
    "rates.connection_fee": Column("R$ por ligação", "Padrão 0."),
    "rates.minimum_s": Column("Mínimo", "Segundos tarifados (padrão 30)."),
    "rates.step_s": Column("Fração", "Segundos (padrão 6)."),
    "rates.from_s": Column("A partir do segundo", "Padrão 0."),
    "rates.band": Column("Faixa de horário", "Em branco: sempre que nenhuma faixa vale."),
    "rates.valid_from": Column("Vale de", "Em branco: desde sempre."),
    "rates.valid_until": Column("até", "Em branco: sem fim."),
    "costs.carrier": Column("Operadora"),
    "costs.trunk": Column("Tronco", "Das chamadas; em branco: os que não têm outro custo."),
    "costs.prefix": Column("Prefixo", "Primeiros algarismos do número chamado; em branco: todos."),
    "costs.price_per_minute": Column("R$ por minuto", "Com ponto ou vírgula, até 6 casas."),
    "costs.minimum_s": Column("Mínimo", "Segundos tarifados (padrão 30)."),
    "costs.step_s": Column("Fração", "Segundos (padrão 6)."),
    "costs.valid_from": Column("Vale de", "Em branco: desde sempre."),
    "costs.valid_until": Column("até", "Em branco: sem fim."),
    "bands.band": Column("Faixa"), "bands.days": Column("Dias", "mon a sun e holiday, separados por espaços."),
    "bands.from": Column("Das", "HH:MM."), "bands.until": Column("às", "HH:MM, até 24:00."),
    "holidays.date": Column("Dia"), "holidays.name": Column("Nome"), "zones.prefix": Column("Prefixo"),
    "zones.zone": Column("Zona"), "zone_labels.zone": Column("Zona"),
    "zone_labels.label": Column("Nome", "Como o cliente lê."),
    "hidden_numbers.number": Column("Número", "Como nas chamadas registradas: 554833334444, 08001234567, 188."),
    "hidden_numbers.name": Column("De quem"),
    "plans.charge_rounding": Column(
      "Fração de centavo", "De cada ligação: cortada, como pede o RGC (art. 49), ou mantida até a soma."),
  ]

  /// The values of a column that has few, in words; nil: it has any.
  static func choices(_ table: TableDescription, _ column: String) -> [FormView.Choice]? {
    func choices(_ pairs: [(String, String)]) -> [FormView.Choice] {
      pairs.map { FormView.Choice($0.0, say(key: $0.1)) }
    }
    switch "\(table.name).\(column)" {
    case "contracts.status":
      return choices([
        ("", "Ativo (padrão)"), ("active", "Ativo"), ("blocked-manual", "Bloqueio manual"),
        ("blocked-automatic", "Bloqueio automático"), ("overdue", "Financeiro em atraso"), ("cancelled", "Cancelado"),
        ("pre-contract", "Pré-contrato"),
      ])
    case "lines.active", "partitions.block":
      let isOn = column == "active"
      return choices([("", isOn ? "sim (padrão)" : "não (padrão)"), ("yes", "sim"), ("no", "não")])
    case "lines.bid_type": return choices([("", "—"), ("terminal", "terminal"), ("trunk", "trunk (tronco SIP)")])
    case "plans.rounding":
      return choices([
        ("", "metade para cima (padrão)"), ("half-up", "metade para cima"), ("up", "para cima"), ("down", "para baixo"),
        ("half-even", "metade para o par"),
      ])
    case "plans.charge_rounding":
      return choices([("", "mantida (padrão)"), ("exact", "mantida"), ("cut", "cortada")])
    case "plans.allowance_scope":
      return choices([("", "da linha (padrão)"), ("line", "da linha"), ("contract", "do contrato")])
    case "allowances.proration":
      return choices([
        ("", "a franquia inteira (padrão)"), ("none", "a franquia inteira"), ("days", "a parte dos dias"),
      ])
    case "allowances.kind":
      return choices([("minutes", "minutos"), ("seconds", "segundos"), ("value", "valor em R$")])
    default: return nil
    }
  }
}
