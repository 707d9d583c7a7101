import CallModel
import Statements
import Testing

@Suite("Where a number is, as a bill names it (spec 11.1)")
struct NumberPlaceTests {
  @Test(
    "cities by the blocks of fixed numbers, areas of others, countries abroad",
    arguments: [
      ("554833334444", "Florianópolis - SC"), ("554734224444", "Joinville - SC"), ("554730200003", "Área 47 - SC"),
      ("551133334444", "São Paulo - SP"),
      ("551121184444", "Itu - SP"), ("556133334444", "Recanto das Emas - DF"), ("5548999998888", "Área 48 - SC"),
      ("5511999990001", "Área 11 - SP"), ("554899998888", "Área 48 - SC"), ("553132104444", "Área 31 - MG"),
      ("5561999990001", "Área 61 - DF"), ("12125550100", "Estados Unidos"), ("12045550100", "Canadá"),
      ("18765550100", "Jamaica"), ("18095550100", "República Dominicana"), ("351211234567", "Portugal"),
      ("74951234567", "Rússia"), ("77271234567", "Cazaquistão"), ("390669812345", "Vaticano"),
      ("390612345678", "Itália"),
      ("262639123456", "Mayotte"), ("870773111632", "Satélite (Inmarsat)"), ("08001234567", "Brasil"),
      ("40041234", "Brasil"), ("190", "aqui"), ("10315", "aqui"), ("", ""), ("anonymous", ""),
    ])
  func places(number: String, place: String) {
    #expect(NumberPlace.of(number, home: "aqui") == place)
  }

  @Test("the state of each area code is that of its place")
  func states() {
    for area in AreaCode.all {
      let place = NumberPlace.of("55\(area)999990000", home: "")
      #expect(FederativeUnit(areaCode: area).map { place.hasSuffix(" - \($0.name)") } == true, "\(area)")
    }
    #expect(FederativeUnit(areaCode: 20) == nil && FederativeUnit(areaCode: 100) == nil)
    #expect(Set(AreaCode.all.compactMap { FederativeUnit(areaCode: $0)?.code }).count == 27)
  }

  @Test("every area code has a place, and every country code a name")
  func everyCode() {
    for area in AreaCode.all {
      #expect(NumberPlace.of("55\(area)999990000", home: "").hasPrefix("Área \(area) - "), "\(area)")
      #expect(!NumberPlace.of("55\(area)30000000", home: "").isEmpty, "\(area)")
    }
    for code in CountryCodes.all where code != 55 {
      #expect(!NumberPlace.of("\(code)2345678", home: "").isEmpty, "\(code)")
    }
  }
}
