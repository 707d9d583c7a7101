import CallModel
import Rating
import Registry
import Testing

@Suite("Spec 7.6: dialled forms, one by one")
struct DialledFormTests {
  struct Form: Sendable, CustomTestStringConvertible {
    var dialled: String
    var setting: String
    var number: String
    var kind: String
    var rule: Int
    var zone: String

    init(_ row: Substring) throws {
      let words = row.split(separator: " ").map { String($0) }
      try #require(words.count == 6, "expected six words: \(row)")
      (dialled, setting, number, kind, zone) = (words[0], words[1], words[2], words[3], words[5])
      rule = try #require(Int(words[4]))
    }

    var testDescription: String { "\(dialled) \(setting)" }

    var viewpoint: NumberViewpoint {
      let dialling =
        setting == "outside"
        ? Dialling(hasOutsideZero: true) : Dialling(carrierCode: Dialling.CarrierCode(rawValue: setting) ?? .optional)
      return NumberViewpoint(
        areaCode: setting == "noarea" ? nil : 48, dialling: dialling, form: NumberForm(rawValue: setting) ?? .dialled)
    }
  }

  @Test("number, kind, rule and zone of each")
  func forms() throws {
    let forms = try dialledForms.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(Form.init)
    #expect(forms.count >= 300)
    for form in forms {
      let found = NumberExplanation(form.dialled, from: form.viewpoint)
      let kind = found.normalised.isAmbiguous ? "ambiguous" : found.normalised.kind.name
      let number = found.normalised.number.description
      #expect(
        "\(number.isEmpty ? "-" : number) \(kind) \(found.normalised.rule) \(found.zone?.name ?? "-")"
          == "\(form.number) \(form.kind) \(form.rule) \(form.zone)", "\(form.testDescription)")
      #expect((found.problem == nil) == (form.number != "-"), "\(form.testDescription)")
      #expect(found.ruleText.isEmpty == (form.number == "-"), "\(form.testDescription)")
    }
  }
}
