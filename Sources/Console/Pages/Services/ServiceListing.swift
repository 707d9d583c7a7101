import CallModel
import Importing
import Integration
import Ledger
import Listing

extension ServiceListing {
  static let page = columns.page(
    [
      ("id", "Serviço"), ("contract", "Contrato"), ("line", "Linha"), ("plan", "Plano"), ("cycle_start", "Ciclo de"),
      ("cycle_end", "até"), ("kind", "Tipo"), ("state", "Situação"), ("calls", "Chamadas"), ("surplus_s", "Excedente"),
      ("amount", "R$"), ("reference", "Referência"), ("erp", "ERP"),
    ],
    words: [
      "kind": { .text(ServiceWords.kind($0)) }, "state": { .text(ServiceWords.state($0.service.state)) },
      "erp": { .optional(ERPWords.state($0)) },
    ])

  /// Without an ERP nothing is on its way to it.
  static func page(_ integration: Integration) -> Listing<ListedService> {
    integration.erp == nil ? page.without(["erp"]) : page
  }
}

enum ServiceWords {
  /// What a service is, and whether calls of it came too late.
  static func kind(_ listed: ListedService) -> String {
    let words = kind(listed.service.kind)
    return listed.isBeyondLimit ? say("\(words), além do prazo") : words
  }

  static func format(_ format: ServiceFormat) -> String {
    switch format {
    case .csv: say("CSV")
    case .json: say("JSON")
    case .ixc: say("IXC (JSON)")
    case .events: say("Eventos avulsos (JSON)")
    case .nfcomItems: say("Itens da NFCom (JSON)")
    case .csvBR: say("CSV para planilha (; e vírgula)")
    case .xlsx: say("Planilha Excel (XLSX)")
    case .parquet: say("Parquet")
    }
  }

  static func kind(_ kind: ServiceRow.Kind) -> String {
    switch kind {
    case .cycle: say("do ciclo")
    case .late: say("tardio")
    case .call: say("de uma chamada")
    case .credit: say("crédito de contestação")
    case .contest: say("contestação recusada")
    }
  }

  static func state(_ state: ServiceRow.State) -> String {
    switch state {
    case .open: say("em aberto")
    case .closed: say("fechado")
    case .invoiced: say("faturado")
    }
  }
}

/// The one filter of services.
struct ServiceQuery: Sendable {
  var contract: String?
  var line: String?
  var plan: String?
  var cycle: CivilDate?
  var state: ServiceRow.State?
  var kind: ServiceRow.Kind?
  private(set) var problems: [String: String] = [:]

  init(_ fields: FormFields) {
    contract = fields.text("contrato")
    line = fields.text("linha")
    plan = fields.text("plano")
    state = fields.text("situacao").flatMap { ServiceRow.State(rawValue: $0) }
    kind = fields.text("tipo").flatMap { ServiceRow.Kind(rawValue: $0) }
    if let text = fields.text("ciclo") {
      cycle = CivilDate(text: text) ?? DayText.day(text)
      if cycle == nil { problems["ciclo"] = say("Um dia, como 10/11/2026.") }
    }
  }

  var selection: ServiceSelection {
    var filter = SpanFilter()
    filter.contract = contract
    filter.line = line
    filter.plan = plan
    filter.cycleStart = cycle
    var selection = ServiceSelection(filter)
    if let state { selection.states = [state] }
    if let kind { selection.kinds = [kind] }
    return selection
  }

  var fields: FormFields {
    let pairs: [(String, String?)] = [
      ("contrato", contract), ("linha", line), ("plano", plan), ("ciclo", cycle.map { "\($0)" }),
      ("situacao", state?.rawValue), ("tipo", kind?.rawValue),
    ]
    return FormFields(pairs.compactMap { pair in pair.1.map { (name: pair.0, value: $0) } })
  }

  func form(action: String) -> FormView {
    var form = FormView(
      action: action, submit: say("Filtrar"),
      fields: [
        FormView.Field("contrato", say("Contrato"), value: contract ?? ""),
        FormView.Field("linha", say("Linha"), value: line ?? ""),
        FormView.Field("plano", say("Plano"), value: plan ?? ""),
        FormView.Field(
          "ciclo", say("Ciclo que começa em"), kind: .date, value: cycle.map { "\($0)" } ?? "",
          problem: problems["ciclo"]),
        FormView.Field(
          "situacao", say("Situação"),
          kind: .choice(
            [FormView.Choice("", say("todas"))]
              + ServiceRow.State.allCases.map { FormView.Choice($0.rawValue, ServiceWords.state($0)) }),
          value: state?.rawValue ?? ""),
        FormView.Field(
          "tipo", say("Tipo"),
          kind: .choice(
            [FormView.Choice("", say("todos"))]
              + ServiceRow.Kind.allCases.map { FormView.Choice($0.rawValue, ServiceWords.kind($0)) }),
          value: kind?.rawValue ?? ""),
      ])
    form.isQuery = true
    return form
  }
}

/// A page of services behind the one shown last; no more is worked out than it takes to find them.
struct ServicePage {
  private(set) var services: [ListedService] = []
  /// Contract and id of the last one; nil: there are no more.
  private(set) var next: (contract: String, id: String)?

  static let rows = 50

  private struct Enough: Error {}

  init(
    _ recorded: RecordedServices, _ selection: ServiceSelection, after: (contract: String, id: String)?,
    rows: Int = Self.rows
  ) throws {
    var selection = selection
    selection.filter.startingAt = after?.contract
    var isBehind = after == nil
    do {
      try recorded.forEach(selection) { listed in
        if !isBehind, let after {
          let isOfContract = ID(listed.service.contract) == ID(after.contract)
          // One that is gone since: what follows its contract is behind it.
          if !isOfContract { isBehind = true }
          if isOfContract {
            if listed.service.id == after.id { isBehind = true }
            return
          }
        }
        if services.count == rows {
          next = services.last.map { ($0.service.contract, $0.service.id) }
          throw Enough()
        }
        services.append(listed)
      }
    } catch is Enough {
      // The page is full.
    }
  }
}
