import CallModel
import Explaining
import Foundation
import Importing
import Integration
import Ledger
import Listing
import Pipeline
import RegistryStore
import Registry

/// One row that is not billed: what it says, why it waits, and the form that repairs the cause.
enum KeptRowPage {
  static let routes: [Route] = [.read(":site/pendencias/linha/:id", .look, show)]

  /// What is shown of a row of a file.
  private static let shownBytes = 2_000

  static func path(_ site: Site, _ id: Int64) -> String { site.path("pendencias/linha/\(id)") }

  private static func show(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = Int64(visit.parameter("id")), let row = try site.ledger({ try $0.keptRow(id) }) else {
      throw PageFailure(status: 404, message: say("Nenhuma pendência tem esse número."))
    }
    let display = try visit.display()
    let reason = row.knownReason
    let call = row.facts.flatMap { HeldCall($0) }
    var facts = [
      (say("Arquivo"), "\(row.fileName):\(row.line)"), (say("Por quê"), reason.map(ReasonWords.title) ?? row.reason),
      (say("Situação"), ReasonWords.state(row.state)),
    ]
    if let call {
      facts += [
        (say("Início"), display.instant(call.instant)),
        (say("Sentido"), call.direction.map { say(key: $0.rawValue) } ?? ""),
        (say("De"), display.telephone(call.caller)), (say("Para"), display.telephone(call.called)),
        (say("Tronco"), call.trunk),
        (say("Código da conta"), call.accountCode),
      ]
    }
    let zone = try call.flatMap { call in
      let start = try site.integration.zoneRules().localTime(of: call.instant)
      return try site.ledger {
        try KeptRowExplainer($0).unpricedZone(
          row, called: call.called, ownNumbers: call.ownNumbers, trunk: call.trunk, accountCode: call.accountCode,
          at: start)
      }
    }
    if let zone { facts.append((say("Tipo de ligação"), try site.ledger { site.zoneWords($0) }.said(zone))) }
    if let note = row.note { facts.append((say("Motivo"), display.masked(note))) }
    let raw = String(decoding: row.raw.prefix(shownBytes), as: UTF8.self)
    facts.append((say("Linha do arquivo"), display.masked(raw)))
    let waits = row.state == .held
    var model: [String: Any] = [
      "intro": ["text": waits ? reason.map(ReasonWords.remedy) ?? "" : ""],
      "facts": [
        "list": facts.filter { !$0.1.isEmpty }.map { fact($0.0, display.text(.text($0.1))) }
      ],
    ]
    if waits, let reason {
      let repairs = try Repairs(visit, site, reason, call, zone: zone).links
      model["links"] = repairs.isEmpty ? false : ["list": repairs.map { ["href": $0.href, "label": $0.label] }]
      if visit.may(.settleKeptRows) { model["formsBelow"] = forms(site, row, reason).map(\.model) }
    }
    if !visit.masksNumbers { try visit.note(.keptRows, "/\(site.number) linha=\(id)", rows: 1) }
    return try visit.answer(Page(say("Pendência \(id)"), "detail", model, section: "pendencias"))
  }

  private static func forms(_ site: Site, _ row: KeptRowRecord, _ reason: Reason) -> [FormView] {
    let outcome = KeptRowSelection.reasons(.suspended).contains(reason) ? Outcome.suspended : .rejected
    let hidden = [
      FormView.Field("tipo", "", kind: .hidden, value: outcome.name),
      FormView.Field("quais", "", kind: .hidden, value: "marcadas"),
      FormView.Field("linha", "", kind: .hidden, value: "\(row.id)"),
    ]
    var again = FormView(action: site.path("pendencias"), submit: say("Reprocessar"), fields: hidden)
    again.note = say("Depois de resolver a causa. A próxima importação também tenta de novo tudo o que espera.")
    again.id = "reprocessar"
    var discard = FormView(
      action: site.path("pendencias"), submit: say("Descartar"),
      fields: hidden + [
        FormView.Field("acao", "", kind: .hidden, value: "descartar"),
        FormView.Field("porque", say("Motivo do descarte"), isRequired: true),
      ])
    discard.note = say("Vale para a chamada inteira, e nunca a cobra.")
    discard.isGrave = true
    discard.id = "descartar"
    return [again, discard]
  }
}

/// What a kept row says of its call.
struct HeldCall {
  enum Direction: String {
    case outbound = "feita"
    case inbound = "recebida"
  }

  private(set) var instant: Int64 = 0
  private(set) var caller = ""
  private(set) var called = ""
  private(set) var trunk = ""
  private(set) var accountCode = ""
  /// Nil where the registry decides.
  private(set) var direction: Direction?
  /// The day it began, in the file's local time.
  private(set) var day: CivilDate?

  /// - Returns: nil for facts that cannot be read.
  init?(_ facts: [UInt8]) {
    var isRead = false
    var found = HeldCall()
    do {
      try SegmentRowReader().forEach(in: facts) { row in
        guard let instant = row.instant else { return }
        isRead = true
        found.instant = instant
        found.day = CivilDate(text: String(row.text(.startedAt).prefix(10)))
        found.caller = Self.number(row.text(.caller), row.text(.callerSent))
        found.called = Self.number(row.text(.called), row.text(.calledSent))
        found.trunk = row.text(.trunk)
        found.accountCode = row.text(.accountCode)
        let told = row.text(.told)
        found.direction = told.hasPrefix("o") ? .outbound : told.hasPrefix("i") ? .inbound : nil
      }
    } catch {
      return nil
    }
    guard isRead else { return nil }
    self = found
  }

  private init() {}

  private static func number(_ normalised: String, _ sent: String) -> String {
    normalised.isEmpty ? sent : normalised
  }

  /// The numbers that may be the line's, as registers have them.
  var ownNumbers: [String] {
    let own = direction == .outbound ? [caller] : direction == .inbound ? [called] : [caller, called]
    return own.map { number in
      let digits = number.filter { ("0"..."9").contains($0) }
      return (10...11).contains(digits.utf8.count) && !digits.hasPrefix("0") ? "55" + digits : digits
    }.filter { !$0.isEmpty }
  }
}

/// The forms that repair the cause of a row that waits, filled in as far as the row tells.
struct Repairs {
  private(set) var links: [(href: String, label: String)] = []

  /// - Parameter zone: for which the plan has no rate.
  init(_ visit: Visit, _ site: Site, _ reason: Reason, _ call: HeldCall?, zone: String?) throws {
    guard site.integration.hasRegisters, !visit.masksNumbers else { return }
    let line = try call.flatMap { call in try RegisterPages.read(site) { try Self.line(call, $0) } }
    switch reason {
    case .unknownLine where visit.may(.keepRegisters):
      let number = call?.ownNumbers.first ?? ""
      let fields = FormFields(
        [("number", number), ("trunk", call?.trunk ?? ""), ("account_code", call?.accountCode ?? "")]
          .filter { !$0.1.isEmpty })
      links.append((site.path("cadastros/lines/novo?") + fields.encoded, say("Incluir a linha SIP")))
      links.append(
        (
          site.path("cadastros/dids/novo?") + FormFields([("number", number)]).encoded,
          say("Incluir como DID de uma linha")
        ))
    case .lineInactive, .noPlan:
      guard let line, visit.may(.keepRegisters) else { break }
      links.append((RegisterPages.rowPath(site, .lines, "alterar", line.id), say("Alterar a linha \(line.id)")))
    case .noRate where visit.may(.keepPrices):
      let plan = line?["plan"] ?? ""
      let fields = FormFields([("plan", plan)] + (zone.map { [("zone", $0)] } ?? []))
      links.append((site.path("cadastros/rates/novo?") + fields.encoded, say("Incluir a tarifa")))
      if !plan.isEmpty {
        links.append((RegisterPages.rowPath(site, .plans, "ver", plan), say("Tarifas do plano \(plan)")))
      }
    case .unknownDestination where visit.may(.keepPrices):
      let called = (call?.called ?? "").filter { ("0"..."9").contains($0) }
      links.append(
        (site.path("cadastros/zones/novo?") + FormFields([("prefix", called)]).encoded, say("Incluir o prefixo")))
    default: break
    }
    if let line { links.append((RegisterPages.rowPath(site, .lines, "ver", line.id), say("Ver a linha \(line.id)"))) }
  }

  /// The line by one of the numbers, the trunk or the account code.
  private static func line(_ call: HeldCall, _ reader: RegisterReader) throws -> RegisterRow? {
    let names =
      call.ownNumbers.map { ("number", $0) }
      + [("trunk", call.trunk), ("account_code", call.accountCode)]
      .filter { !$0.1.isEmpty }
    for name in names {
      let rows = try reader.rows(of: .lines, with: [name], limit: 20)
      if let row = rows.last(where: { row in call.day.map { row.period.contains($0) } ?? true }) ?? rows.last {
        return row
      }
    }
    for number in call.ownNumbers {
      if let did = try reader.rows(of: .dids, with: [("number", number)], limit: 20).last, let line = did["line"] {
        return try reader.rows(of: .lines, id: line).last
      }
    }
    return nil
  }
}
