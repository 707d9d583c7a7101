import CallModel
import Rating
import Registry
import Testing

@Suite("Why a number is what it is, spec 3.1 to 3.4")
struct NumberExplanationTests {
  @Test(
    "why a text is no number",
    arguments: [
      ("", "expected digits, found none"), ("+ ()", "expected digits, found none"),
      ("48a", "expected digits, spaces, - . ( ) and a leading +, found 'a'"),
      ("48\u{7}", "expected digits, spaces, - . ( ) and a leading +, found U+7"),
      ("48+1", "expected + only once and before the first digit"),
      ("++48", "expected + only once and before the first digit"),
      ("123456789012345678901", "expected at most 20 digits, found 21"), ("999998888", "needs the caller's area code"),
      ("02033334444", "20 is no area code"), ("0152033334444", "20 is no area code"),
      ("552033334444", "20 is no area code"), ("+5520999998888", "20 is no area code"),
      ("00552999998888", "29 is no area code"),
      ("+08001234567", "after + expected 7 to 15 digits that begin with a country code"),
      ("12", "2 digits that fit no form of number"),
      ("+2101234567", "after + expected 7 to 15 digits that begin with a country code"),
      ("+35121123456", "numbers of country code 351 do not have 8 digits after it"),
      ("3333444444455", "numbers of country code 33 do not have 11 digits after it"),
      (
        "905321234567",
        "more than one reading: 905321234567 with a carrier code, or 555321234567 without one, collect; "
          + "say which by dialling: carrier_code"
      ),
    ])
  func problems(_ text: String, _ problem: String) {
    let explanation = NumberExplanation(text, from: NumberViewpoint(areaCode: nil))
    #expect(explanation.problem == problem)
    #expect(explanation.normalised.kind == .none)
    #expect(explanation.normalised.number == .blank)
    #expect(explanation.zone == nil)
  }

  @Test(
    "built-in zones seen from an area",
    arguments: [
      ("0154833334444", "6", "local", "prefix 55483"), ("+351211234567", "1, 10", "intl", "prefix 351"),
      ("0015+5548", "", "", ""), ("00155548999998888", "5, 8", "vc1", "prefix 55489"),
      ("190", "13", "special", "kind of number"), ("90904", "", "", ""),
      ("909033334444", "2", "collect", "paid by the called line"), ("40041234", "11", "unified", "kind of number"),
    ])
  func zones(_ text: String, _ rule: String, _ zone: String, _ cause: String) {
    let explanation = NumberExplanation(text, from: NumberViewpoint(areaCode: 48))
    #expect(explanation.ruleText == rule)
    #expect(explanation.zone?.name ?? "" == zone)
    #expect(explanation.zone?.cause ?? "" == cause)
    #expect(explanation.price == nil)
    #expect((explanation.problem == nil) == !rule.isEmpty)
  }

  @Test("a line's plan gives the rate, and says by which zone")
  func prices() throws {
    let tables = [
      "contracts.csv": "id\nC\n", "plans.csv": "id\nP\n",
      "lines.csv": "id,contract,number,plan,reset_day\nL,C,554833330001,P,10\nM,C,554833330002,P,10\n",
      "rates.csv": "plan,zone,price_per_minute\nP,on-net,0.01\nP,ldn,0.2\nP,intl,1\n",
      "zones.csv": "prefix,zone\n351,intl:europe\n",
    ]
    let registry = Registry(try RegistryLoader.load(tables: tables.mapValues { Array($0.utf8) }))
    let viewpoint = NumberViewpoint(
      registry: registry, row: 0, date: CivilDate(year: 2026, month: 11, day: 10), secondOfDay: 0)
    func explain(_ text: String) -> NumberExplanation { NumberExplanation(text, from: viewpoint) }
    #expect(explain("33330002").zone?.name == "on-net")
    #expect(explain("33330002").zone?.cause == "number of line M")
    #expect(explain("0800123456").price == .free)
    #expect(explain("33334444").price == .noRate)
    #expect(explain("552033334444").price == nil)
    guard case .tariff(_, let steps, let zone) = explain("0015351211234567").price else {
      Issue.record("expected a tariff")
      return
    }
    #expect(zone == "intl")
    #expect(steps.map(\.fileLine) == [4])
  }
}
