import CallModel
import Statements
import Testing

@Suite("How statements are written (spec 4.5)")
struct StatementFormTests {
  @Test(arguments: [
    ("554833334444", "(48) 3333-4444", "(**) ****-4444"),
    ("5548999998888", "(48) 99999-8888", "(**) *****-8888"),
    ("08003334444", "0800 333 4444", "**** *** 4444"),
    ("0800334444", "0800 33 4444", "**** ** 4444"),
    ("40041234", "4004-1234", "****-1234"),
    ("351211234567", "+351 211234567", "+*** *****4567"),
    ("12125551234", "+1 2125551234", "+* ******1234"),
    ("190", "190", "190"),
    ("10315", "10315", "10315"),
    ("", "não identificado", "não identificado"),
    ("99999999999999999999", "99999999999999999999", "****************9999"),
    ("12345678901234567", "+1 2345678901234567", "+* ************4567"),
  ])
  func `numbers are written as Brazilians do`(number: String, shown: String, masked: String) {
    #expect(NumberText.text(number) == shown)
    #expect(NumberText.text(number, masks: true) == masked)
  }

  @Test(arguments: [
    (0, 2, "0,00"), (10_000, 2, "0,01"), (289_000, 4, "0,2890"), (1_234_560_000, 2, "1.234,56"),
    (1_000_000_000_000, 2, "1.000.000,00"), (-30_000, 4, "-0,0300"), (999_999_999_999, 6, "999.999,999999"),
  ])
  func `amounts have a comma and points`(micros: Int, decimals: Int, text: String) {
    #expect(BrazilianText.amount(micros: Int128(micros), decimals: decimals) == text)
    #expect(BrazilianText.reais(micros: Int128(micros), decimals: decimals) == "R$\u{A0}\(text)")
  }

  @Test(arguments: [(0, "00:00"), (59, "00:59"), (60, "01:00"), (3_599, "59:59"), (4_530, "75:30"), (-66, "-01:06")])
  func `durations are minutes and seconds, an hour and more too`(seconds: Int, text: String) {
    #expect(BrazilianText.duration(seconds) == text)
  }

  @Test(arguments: [
    ("local", "Local"), ("ldn", "Longa distância (DDD)"), ("vc2", "Celular DDD (VC2)"), ("intl", "Internacional"),
    ("intl:europe", "Internacional: europe"), ("inbound", "Recebida"), ("toll-free", "Gratuita (0800)"),
    ("collect", "A cobrar"), ("satélite", "satélite"), ("own:part", "own:part"),
  ])
  func `zones are in words, a registry's own as they are`(zone: String, words: String) {
    #expect(ZoneWords().words(zone) == words)
  }

  @Test func `a registry's labels go before our words, of a zone and of its parts (spec 11.1)`() {
    let words = ZoneWords(labels: [
      ID("intl:europe"): "Europa", ID("regional"): "Regional (área 49)", ID("intl"): "Exterior",
      ID("local"): "Fixo local",
      ID("own"): "Da casa",
    ])
    let shown = ["intl:europe", "intl:asia", "intl", "regional", "local", "vc1", "own:part", "other"]
    #expect(
      shown.map(words.words) == [
        "Europa", "Exterior: asia", "Exterior", "Regional (área 49)", "Fixo local", "Celular local (VC1)",
        "Da casa: part",
        "other",
      ])
    #expect(words.list(["local", "intl:europe"]) == "Fixo local, Europa")
  }

  @Test func `a page is one file that fetches nothing`() throws {
    let html = StatementHTML.text(try WorkedExample.integration().statement("L1", "2026-11-10"))
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"pt-BR\">"))
    for outside in ["http:", "https:", "src=", "<link", "<script", "@import", "url("] {
      #expect(!html.contains(outside), "\(outside)")
    }
    #expect(html.contains("default-src 'none'"))
    for shown in [
      "Provedor Exemplo Ltda", "Ana Maria", "(48) 3333-0001", "10/11/2026", "09/12/2026", "R$\u{A0}0,29", "0,2340",
      "Usado <strong>10:00 min</strong> de 10:00 min", "Fixo 10 minutos", "Em aberto", "Número, origem e destino",
      "Florianópolis\u{A0}-\u{A0}SC <span role=\"img\" aria-label=\"para\">→</span> Área 48\u{A0}-\u{A0}SC",
    ] {
      #expect(html.contains(shown), "\(shown)")
    }
    #expect(html.count(of: "<tr") == html.count(of: "</tr>") && html.count(of: "<td") == html.count(of: "</td>"))
    #expect(html.count(of: "<section") == html.count(of: "</section>"))
  }

  @Test func `names that would be markup, formulas or control are shown and do nothing`() throws {
    let hostile = "</style><script>alert('x')</script>&\u{1B}[2J\u{202E}\""
    let quoted = "\"" + hostile.replacing("\"", with: "\"\"") + "\""
    var registry = WorkedExample.registry
    registry["contracts.csv"] = "id,customer\n=C1,\(quoted)\n"
    registry["plans.csv"] = "id,name\nP1,\(quoted)\n"
    registry["lines.csv"] = "id,contract,number,plan,reset_day\n@L1,=C1,554833330001,P1,10\n"
    let integration = try RecordedIntegration(registry: registry)
    try integration.deliver("a.csv", WorkedExample.rows)
    let statement = try integration.statement("@L1", "2026-11-10")
    let html = StatementHTML.text(statement)
    #expect(!html.contains("<script") && !html.contains("\u{1B}") && !html.contains("\u{202E}"))
    #expect(html.count(of: "</style>") == 1)
    #expect(
      html.contains("&lt;/style&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\u{FFFD}[2J\u{FFFD}&quot;"))
    let text = StatementText.lines(statement).joined(separator: "\n")
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    let csv = String(decoding: StatementCSV.bytes(statement), as: UTF8.self)
    #expect(csv.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("'=C1,'@L1,P1,") })
  }

  @Test func `the text of the worked example has what a customer asks about`() throws {
    let lines = StatementText.lines(try WorkedExample.integration().statement("L1", "2026-11-10"))
    let call = lines.first { $0.contains("09:00:00") }
    #expect(
      call?.split(separator: " ").joined(separator: " ")
        == "10/11/2026 09:00:00 (48) 3333-4444 Florianópolis - SC Local 01:01 01:06 00:30 00:36 0,0300")
    #expect(lines.contains("Local:    Florianópolis - SC"))
    #expect(lines.contains { $0.hasPrefix("TOTAL A COBRAR") && $0.hasSuffix("R$ 0,29") })
    #expect(lines.contains { $0.contains("total 10:00 min, usado 10:00 min, restante 00:00 min") })
    #expect(lines.contains { $0.contains("arredondada uma única vez para centavos") || $0.contains("arredondada uma") })
  }

  @Test func `a statement of a running cycle says that it is not final`() throws {
    var statement = try WorkedExample.integration().statement("L1", "2026-11-10")
    statement.issuedOn = CivilDate(year: 2026, month: 12, day: 9)
    #expect(statement.isPartial && StatementHTML.text(statement).contains("em andamento"))
    statement.issuedOn = CivilDate(year: 2026, month: 12, day: 10)
    #expect(!statement.isPartial && !StatementHTML.text(statement).contains("em andamento"))
  }

  @Test(arguments: [
    ("L00012", ["L00012X", "L0012", "l00012", "K1"], ["L0012", "L00012X", "l00012"]),
    ("X", ["Y", "Z"], []),
  ])
  func `similar names are a slip of the hand away`(name: String, names: [String], similar: [String]) {
    #expect(Set(SimilarNames.of(name, names)) == Set(similar))
  }
}

extension String {
  func count(of part: String) -> Int { ranges(of: part).count }
}
