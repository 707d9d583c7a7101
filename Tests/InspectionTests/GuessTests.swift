import ByteScanning
import RecordLayouts
import Testing

@testable import Inspection

@Suite("What values and names mean, spec 2.3")
struct GuessTests {
  @Test(
    "the pattern of times, and whether day and month could be the other way round",
    arguments: [
      (["2026-11-01 08:15:30"], "YYYY-MM-DD HH:MM:SS", false),
      (["2026-11-01T08:15:30"], "YYYY-MM-DDTHH:MM:SS", false),
      (["2026-11-01T08:15:30Z"], "YYYY-MM-DDTHH:MM:SSZZ", false),
      (["2026-11-01T08:15:30.123Z"], "YYYY-MM-DDTHH:MM:SS.fZZ", false),
      (["2026-11-01 08:15:30+00:00"], "YYYY-MM-DD HH:MM:SSZZ", false),
      (["2026-11-01 08:15:30-03:00", "2026-11-01 08:15:30-02:00"], "YYYY-MM-DD HH:MM:SSZZ", false),
      (["2026-11-01 08:15:30 -0300"], "YYYY-MM-DD HH:MM:SS ZZ", false),
      (["2026-11-01 08:15:30 UTC"], "YYYY-MM-DD HH:MM:SS ZZ", false),
      (["2026-11-01 08:15:30,5"], "YYYY-MM-DD HH:MM:SS,f", false), (["2026-11-01 08:15"], "YYYY-MM-DD HH:MM", false),
      (["13/11/2026 08:15:30"], "DD/MM/YYYY HH:MM:SS", false), (["11/13/2026 08:15:30"], "MM/DD/YYYY HH:MM:SS", false),
      (["01/11/2026 08:15:30", "02/11/2026 08:15:30"], "DD/MM/YYYY HH:MM:SS", true),
      (["01/11/2026 08:15:30", "13/11/2026 08:15:30"], "DD/MM/YYYY HH:MM:SS", false),
      (["01/11/2026 08:15:30", "11/13/2026 08:15:30"], "MM/DD/YYYY HH:MM:SS", false),
      (["9/11/2026 9:05:07", "25/11/2026 10:05:07"], "D/M/YYYY H:MM:SS", false),
      (["11/10/2026 9:05:07 AM", "11/25/2026 10:05:07 PM"], "MM/DD/YYYY h:MM:SS AM", false),
      (["09.11.26 09:05:07"], "DD.MM.YY HH:MM:SS", true), (["13-11-2026 08:15:30"], "DD-MM-YYYY HH:MM:SS", false),
      (["20261101081530"], "YYYYMMDDHHMMSS", false), (["20261101081530.250"], "YYYYMMDDHHMMSS.f", false),
      (["20261101 081530"], "YYYYMMDD HHMMSS", false), (["08:15:30 13/11/2026"], "HH:MM:SS DD/MM/YYYY", false),
      (["10-Nov-2026 09:00:00"], "D-MMM-YYYY HH:MM:SS", false),
      (["10 de novembro de 2026 09:00"], "D 'de' MMM 'de' YYYY HH:MM", false),
      (["Tue Nov 10 09:00:00 2026", "Wed Nov  4 09:00:00 2026"], "EEE MMM D HH:MM:SS YYYY", false),
      (["Mon, 09 Nov 2026 09:00:00 GMT"], "EEE, D MMM YYYY HH:MM:SS ZZ", false),
      (["09:00:00.112 UTC Tue Nov 10 2026"], "HH:MM:SS.f ZZ EEE MMM D YYYY", false),
      (["2026-11-01 08:15:30 BRT"], "YYYY-MM-DD HH:MM:SS 'BRT'", false),
      (["2026-11-09 22:30:00 UTC-03:00"], "YYYY-MM-DD HH:MM:SS 'UTC'ZZ", false),
      (["22:30:00 GMT-0300 2026-11-09"], "HH:MM:SS 'GMT'ZZ YYYY-MM-DD", false),
      (["09:00:00 BRT 2026-11-10"], "HH:MM:SS 'BRT' YYYY-MM-DD", false),
      (["13/11/2026 9h05"], "DD/MM/YYYY H'h'MM", false),
      (["junk", "2026/11/01 08:15:30", ""], "YYYY/MM/DD HH:MM:SS", false),
    ] as [([String], String, Bool)])
  func times(_ values: [String], _ pattern: String, _ isOpen: Bool) throws {
    let guess = try #require(TimestampGuess(values.map { Array($0.utf8) }))
    #expect(guess.pattern.text == pattern)
    #expect((guess.swapped != nil) == isOpen)
  }

  @Test(
    "no times",
    arguments: [
      "", "2026-11-01", "08:15:30", "2026-11-01 08:15:30 Brasilia", "2026-11-01 08:15:30 UTC-3", "1793502000", "x",
      "554833334444",
      "1008-11-01 08:15:30",
    ])
  func noTimes(_ value: String) {
    #expect(TimestampGuess([Array(value.utf8)])?.pattern.text == nil)
  }

  @Test(
    "what a name says",
    arguments: [
      ("Date/Time Start (UTC)", .startedAt, nil, true, false), ("duration_ms", .duration, .milliseconds, false, false),
      ("Duration (sec)", .duration, .seconds, false, false), ("minutos", .duration, .minutes, false, false),
      ("dateTimeOrigination", .startedAt, nil, false, false), ("finalCalledPartyNumber", .called, nil, false, false),
      ("hora_gmt", .startedAt, nil, true, false), ("Preço de venda", nil, nil, false, true),
      ("Valor Cobrado", nil, nil, false, true), ("Ring Duration", nil, nil, false, false),
      ("Talk Time", .billable, nil, false, false), ("Destination DID", .called, nil, false, false),
      ("starting_date", .startedAt, nil, false, false), ("hangup_cause_id", .endedAt, nil, false, false),
    ] as [(String, RecordLayout.Field?, SecondsField.Unit?, Bool, Bool)])
  func hints(
    _ name: String, _ field: RecordLayout.Field?, _ unit: SecondsField.Unit?, _ isUniversal: Bool, _ isPrice: Bool
  ) {
    let hint = NameHint(name)
    #expect(hint.field == field)
    #expect(hint.unit == unit)
    #expect(hint.isUniversal == isUniversal)
    #expect(hint.isPrice == isPrice)
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

  /// Yate's ids of calls: no telephone number has a Unix time before its `-`.
  @Test(arguments: [
    ("1793638900-1", true), ("1793638900-123456", true), ("4833334444-1", false), ("99988-7766", false),
    ("1793638900", false), ("1793638900-", false), ("1793638900-1-2", false),
  ])
  func `a count from the start of a program is an id`(text: String, isID: Bool) {
    #expect(ColumnProfile.isCountFromStart(Array(text.utf8)) == isID)
  }
}

extension Dialect {
  init(delimiter: UInt8, quote: UInt8?) {
    self.init([])
    self.delimiter = delimiter
    self.quote = quote
  }
}
