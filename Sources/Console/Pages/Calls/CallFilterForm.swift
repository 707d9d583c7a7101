import CallModel
import Importing
import Ledger
import Statements

/// The one filter of calls: behind list, count, totals, export and the link one copies (spec 8.1).
struct CallQuery: Sendable {
  var line: String?
  var contract: String?
  var from: CivilDate?
  var until: CivilDate?
  var zone: String?
  var called: String?
  /// What of it cannot be read, by field.
  private(set) var problems: [String: String] = [:]

  /// Whether who asks may not see whole numbers, and so not look for them either.
  private let masksNumbers: Bool

  init(_ fields: FormFields, masksNumbers: Bool) {
    self.masksNumbers = masksNumbers
    line = fields.text("linha")
    contract = fields.text("contrato")
    zone = fields.text("zona")
    from = day(fields, "de")
    until = day(fields, "ate")
    if let from, let until, until < from { problems["ate"] = say("O último dia vem antes do primeiro.") }
    called = fields.text("chamado")
    if let digits = called?.filter({ !" ()-+.".contains($0) }) {
      if digits.utf8.allSatisfy({ (48...57).contains($0) }) {
        called = digits
      } else {
        problems["chamado"] = say("Só os primeiros algarismos, como 5548.")
      }
    }
    if masksNumbers, called != nil { problems["chamado"] = say("Só quem vê números inteiros pode procurar por eles.") }
  }

  private mutating func day(_ fields: FormFields, _ name: String) -> CivilDate? {
    guard let text = fields.text(name) else { return nil }
    if let day = CivilDate(text: text) ?? DayText.day(text) { return day }
    problems[name] = say("Um dia, como 10/11/2026.")
    return nil
  }

  func selection(_ zone: TimeZoneRules) -> RecordSelection {
    var selection = RecordSelection()
    selection.calls.line = line
    selection.calls.contract = contract
    selection.zone = self.zone
    selection.calledPrefix = called
    selection.setDays(from: from, until: until, zone)
    return selection
  }

  /// As the query of a link.
  var fields: FormFields {
    let pairs: [(String, String?)] = [
      ("linha", line), ("contrato", contract), ("de", from.map { "\($0)" }), ("ate", until.map { "\($0)" }),
      ("zona", zone), ("chamado", called),
    ]
    return FormFields(pairs.compactMap { pair in pair.1.map { (name: pair.0, value: $0) } })
  }

  func form(action: String, _ words: ZoneWords = ZoneWords()) -> FormView {
    var form = FormView(
      action: action, submit: say("Filtrar"),
      fields: [
        FormView.Field("linha", say("Linha"), value: line ?? ""),
        FormView.Field("contrato", say("Contrato"), value: contract ?? ""),
        FormView.Field("de", say("De"), kind: .date, value: from.map { "\($0)" } ?? "", problem: problems["de"]),
        FormView.Field("ate", say("Até"), kind: .date, value: until.map { "\($0)" } ?? "", problem: problems["ate"]),
        FormView.Field(
          "zona", say("Zona"), kind: .suggestions(ZoneChoices.all(words)), value: zone ?? "",
          help: say("intl vale também para intl:europa")),
      ])
    if !masksNumbers || problems["chamado"] != nil {
      form.fields.append(
        FormView.Field(
          "chamado", say("Chamado começa com"), kind: .telephone, value: called ?? "", problem: problems["chamado"]))
    }
    form.isQuery = true
    return form
  }
}

/// A day as people in Brazil type it.
enum DayText {
  /// `10/11/2026`; nil for another form or a day that does not exist.
  static func day(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), parts[2].count == 4,
      let year = Int(parts[2]), CivilDate.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}
