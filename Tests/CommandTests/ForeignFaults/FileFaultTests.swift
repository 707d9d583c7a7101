import Foundation
import Testing

/// Files of another kind or form, each read right or refused with a word.
@Suite("Faults seen on files and their form (spec 7.1, 7.2, 7.8)")
struct FileFaultTests {
  @Test("lines-before-header: they are proposed to be skipped")
  func linesBeforeHeader() throws {
    let small = try ForeignRating([
      "a.csv": "Relatorio de chamadas;;;;\nPeriodo: 01/11/2026 a 30/11/2026;;;;\nid;inicio;origem;destino;segundos\n"
        + "a1;2026-11-13 09:00:00;554833334444;554899887766;61\na2;2026-11-13 09:10:00;554833334444;554899887755;31\n"
    ]).rateAsProposed("a.csv")
    #expect(small.layout.contains("skip_lines: 2") && small.result.calls("amount") == ["0.66", "0.36"])
    let claro = try ForeignRating([
      "claro.txt": "Data de Vencimento: 15/04/2024 Valor: R$ 1.234,56\nCliente: 123456789\n"
        + "Tel;Seção;Data;Hora;Origem;Destino;Duração;Quantidade;Valor Total;Valor Cobrado;Usuário;Centro Custo;;"
        + "Sub-Seção;Tipo Trib;Descrição\n"
        + "4833334444;VOZ;13/11/2026;08:00:00;048;48988880000;0:02:30;2,5;1,50;1,50;Fulano;TI;;LOCAL;ICMS;Local\n"
    ]).rate("claro")
    #expect(claro.calls("started_at", "duration_s", "amount") == ["2026-11-13T08:00:00-03:00 150 1.50"], "\(claro)")
  }

  @Test("marker-files: they are left out, others by a key, and nothing fails")
  func markers() throws {
    let rating = try ForeignRating([
      "cdr_01.csv": summitRows(called: ["04899887766"]), "cdr_01.csv.md5": "e78708f58841a685dab833b20df336f1\n",
      "cdr_01.OK": "ok\n", "cmr_01": "\"cdrRecordType\",\"jitter\"\nINTEGER,INTEGER\n2,4\n",
    ])
    let plain = try rating.rate()
    #expect(plain.status == 2 && plain.errors.contains("cmr_01") && !plain.errors.contains("md5"))
    let named = try rating.rate("summit-1", "--exclude", "cmr_*")
    #expect(named.status == 0 && named.outcomes == "rated 1" && named.errors.isEmpty, "\(named)")
    #expect(try rating.program.read("out/report.json").contains("\"left_out_files\" : 3"))
  }

  /// A row of an Asterisk; such a layout has no header to fail on.
  private static let call = AsteriskFaultTests.row(
    "4833334444", "33335555", ("SIP/a", "SIP/t"), ["12:00:00", "12:00:00", "12:01:00"], "60,60", "1795953600.1")

  @Test("n03-packed-files-headerless-layout: they fail as a whole, and nothing of them counts")
  func packed() throws {
    let rating = try ForeignRating(["Master.csv": Self.call])
    let utf16: [UInt8] = [0xFF, 0xFE] + Self.call.utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    let gzip = Program.gzip(Program.gzip(Array(Self.call.utf8)))
    let files: [(String, [UInt8], String)] = [
      ("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C] + Array("x".utf8), "7z"),
      ("b.bz2", Array("BZh91AY&SYx".utf8), "bzip2"), ("c.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
      ("d.zst", [0x28, 0xB5, 0x2F, 0xFD, 1, 2], "zstd"), ("e.zip", Array("PK\u{3}\u{4}x".utf8), "zip"),
      ("f.gz", gzip, "another gzip in a gzip file"), ("g.csv", utf16, "UTF-16"),
    ]
    for (name, bytes, _) in files { try rating.program.write("cdr/\(name)", bytes) }
    let result = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(result.status == 2 && result.outcomes == "rated 1", "\(result)")
    for (name, _, word) in files {
      #expect(result.errors.contains("cdr/\(name): expected rows of text, plain or gzip, found "), "\(result.errors)")
      #expect(result.errors.contains(word), "\(name): \(result.errors)")
      let found = try rating.program.run("inspect", "cdr/\(name)")
      #expect(found.status == 2 && found.errors.contains(word), "\(found)")
    }
  }

  @Test("n04-tar-is-rated, n11-inspect-tar-is-utf16: a tar is told as one, and its rows do not count again")
  func tar() throws {
    let rating = try ForeignRating(["Master.csv": Self.call])
    _ = try rating.program.shell("cd cdr; tar -cf a.tar Master.csv; tar -czf b.tar.gz Master.csv")
    let result = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(result.status == 2 && result.outcomes == "rated 1", "\(result)")
    for name in ["a.tar", "b.tar.gz"] {
      let found = try rating.program.run("inspect", "cdr/\(name)")
      #expect(found.status == 2 && found.errors.contains("found a tar archive"), "\(found)")
      #expect(!found.errors.contains("UTF-16"))
    }
    // A file that lost power while it was written has NUL bytes within.
    try rating.program.write("cdr/Master.csv", Self.call.replacing("4833334444", with: "48333\u{0}4444"))
    _ = try rating.program.shell("rm cdr/*.tar*")
    #expect(
      try rating.rate("asterisk", "--layout-set", "time_zone=UTC").rejected.map { $0["reason"] } == ["bad-encoding"])
  }

  @Test(
    "n10-file-name-formula: a file's name is no formula", arguments: ["=1+1.csv", "@SUM(A1).csv", "+a.csv", "-a.csv"])
  func formula(name: String) throws {
    let rating = try ForeignRating([name: summitRows(called: ["04899887766", "x"])])
    let result = try rating.rate()
    #expect(result.calls("source") == ["'\(name):2"] && result.rejected.map { $0["file"] } == ["'\(name)"])
  }

  /// `header: true` is the default: the first call of each file would be lost.
  @Test("a call in the header's place fails the file, with what to write", arguments: ["", "format: fixed\n"])
  func callAsHeader(form: String) throws {
    let isFixed = !form.isEmpty
    let rows = ["04899887766", "04899887755"].enumerated().map { index, called in
      "2026-11-13 09:0\(index):00;554833334444;\(called);61\n"
    }.joined()
    let rating = try ForeignRating(["a.csv": rows])
    let columns =
      isFixed
      ? "started_at: {from: 1, length: 19}, caller: {from: 21, length: 12}, called: {from: 34, length: 11}, "
        + "billable: {from: 46, length: 9}"
      : "started_at: 1, caller: 2, called: 3, billable: 4"
    try rating.program.write("ours.yml", "\(form)columns: {\(columns)}\n")
    let failed = try rating.rate("ours.yml")
    #expect(failed.status == 2 && failed.outcomes.isEmpty, "\(failed)")
    #expect(
      failed.errors.contains(
        "expected a header, as the layout ours.yml says, found a call in its place: write header: false"),
      "\(failed.errors)")
    let found = try rating.program.run("inspect", "cdr/a.csv", "--layout", "ours.yml")
    #expect(found.status == 2 && found.errors.contains("write header: false"), "\(found)")
    #expect(try rating.rate("ours.yml", "--layout-set", "header=false").outcomes == "rated 2")
    // A line that no call is read of is a header, regardless of what it has.
    try rating.program.write("cdr/a.csv", "Quando;Quem;Para;Segundos\n" + rows)
    #expect(try rating.rate("ours.yml").outcomes == "rated 2")
  }

  @Test("trailing-delimiter: a blank field more is proposed to be allowed")
  func trailingDelimiter() throws {
    let rating = try ForeignRating([
      "a.csv": "\"id\",\"inicio\",\"origem\",\"destino\",\"segundos\"\n"
        + "\"a1\",\"2026-11-13 09:00:00\",\"554833334444\",\"554899887766\",\"61\",\n"
        + "\"a2\",\"2026-11-13 09:10:00\",\"554833334444\",\"554899887755\",\"31\",\n"
    ])
    let proposed = try rating.rateAsProposed("a.csv")
    #expect(
      proposed.layout.contains("trailing_delimiter: true") && proposed.result.calls("amount") == ["0.66", "0.36"])
    let without = try rating.rate("ours.yml", "--layout-set", "trailing_delimiter=false")
    #expect(
      without.status == 1 && without.rejected.map { $0["reason"] } == ["extra-field", "extra-field"], "\(without)")
  }
}
