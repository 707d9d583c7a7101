import ByteScanning
import Testing

@testable import RecordLayouts

@Suite("What values and names mean, spec 2.3")
struct GuessTests {
  @Test(
    "the pattern of times",
    arguments: [
      (["2026-11-01 08:15:30"], "YYYY-MM-DD HH:MM:SS", nil, false),
      (["2026-11-01T08:15:30"], "YYYY-MM-DDTHH:MM:SS", nil, false),
      (["2026-11-01T08:15:30Z"], "YYYY-MM-DDTHH:MM:SSZ", "UTC", false),
      (["2026-11-01T08:15:30.123Z"], "YYYY-MM-DDTHH:MM:SS.FFFZ", "UTC", false),
      (["2026-11-01 08:15:30+00:00"], "YYYY-MM-DD HH:MM:SS+00:00", "UTC", false),
      (["2026-11-01 08:15:30-03:00"], "YYYY-MM-DD HH:MM:SS-03:00", nil, false),
      (["2026-11-01 08:15:30,5"], "YYYY-MM-DD HH:MM:SS,F", nil, false),
      (["13/11/2026 08:15:30"], "DD/MM/YYYY HH:MM:SS", nil, false),
      (["11/13/2026 08:15:30"], "MM/DD/YYYY HH:MM:SS", nil, false),
      (["01/11/2026 08:15:30", "02/11/2026 08:15:30"], "DD/MM/YYYY HH:MM:SS", nil, true),
      (["01/11/2026 08:15:30", "13/11/2026 08:15:30"], "DD/MM/YYYY HH:MM:SS", nil, false),
      (["01/11/2026 08:15:30", "11/13/2026 08:15:30"], "MM/DD/YYYY HH:MM:SS", nil, false),
      (["13-11-2026 08:15:30"], "DD-MM-YYYY HH:MM:SS", nil, false), (["20261101081530"], "YYYYMMDDHHMMSS", nil, false),
      (["08:15:30 01/11/2026"], "HH:MM:SS DD/MM/YYYY", nil, false),
      (["junk", "2026/11/01 08:15:30", ""], "YYYY/MM/DD HH:MM:SS", nil, false),
    ] as [([String], String, String?, Bool)])
  func times(_ values: [String], _ pattern: String, _ zone: String?, _ isOpen: Bool) throws {
    let guess = try #require(TimestampGuess(values.map { Array($0.utf8) }))
    #expect(guess.form.pattern.text == pattern)
    #expect(guess.form.zone == zone)
    #expect(guess.isDayMonthOpen == isOpen)
  }

  @Test(
    "no times",
    arguments: ["", "2026-11-01", "08:15:30", "2026-11-01 08:15", "2026-11-01 08:15:30 BRT", "1793502000", "x"])
  func noTimes(_ value: String) {
    #expect(TimestampGuess([Array(value.utf8)])?.form.pattern.text == nil)
  }

  @Test(
    "names in plain form",
    arguments: [
      ("Data/Hora Início", "datahorainicio"), ("DURAÇÃO (s)", "duracaos"), (" src ", "src"),
      ("started_at", "startedat"),
      ("", ""), ("Nº", "n"),
    ])
  func plain(_ name: String, _ plain: String) {
    #expect(FieldNames.plain(name) == plain)
  }

  @Test("every synonym is in plain form and of one field")
  func synonyms() {
    let names = FieldNames.synonyms.flatMap(\.names)
    #expect(names.allSatisfy { FieldNames.plain($0) == $0 })
    #expect(Set(names).count == names.count)
    #expect(Set(FieldNames.synonyms.map(\.field)) == Set(RecordLayout.Field.allCases.filter { $0 != .leg }))
    let words = [ValueWords.outbound, ValueWords.inbound, ValueWords.answered, ValueWords.unanswered]
    #expect(words.allSatisfy { $0.allSatisfy { FieldNames.plain($0) == $0 } })
    #expect(ValueWords.outbound.isDisjoint(with: ValueWords.inbound))
    #expect(ValueWords.answered.isDisjoint(with: ValueWords.unanswered))
  }

  @Test(
    "the delimiter and the quote",
    arguments: [
      (["a;b;c;d,e", "1;2;3;4,5"], ";", nil), (["a,b,c,d"], ",", nil), (["a\tb\tc\td"], "\t", nil),
      (["a|b|c|d"], "|", nil), (["\"a,x\",b,c,d", "\"a,y,z\",b,c,d"], ",", "\""), (["a;b"], ";", nil),
      (["a,b,c,d,e;f", "a,b,c,d,e"], ",", nil), (["a;\"b\";c;d"], ";", "\""), (["a;b \"x\" c;d;e"], ";", nil),
    ] as [([String], String, String?)])
  func dialects(_ lines: [String], _ delimiter: String, _ quote: String?) {
    let found = Dialect(lines.map { Array($0.utf8) })
    #expect(found == Dialect(delimiter: Array(delimiter.utf8)[0], quote: quote.map { Array($0.utf8)[0] }))
  }
}

extension Dialect {
  init(delimiter: UInt8, quote: UInt8?) {
    self.init([])
    self.delimiter = delimiter
    self.quote = quote
  }
}
