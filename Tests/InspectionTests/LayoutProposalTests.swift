import CallModel
import ByteScanning
import RecordLayouts
import Testing

@testable import Inspection

@testable import ReferenceRating

@Suite("Proposing a layout, spec 2.3")
struct LayoutProposalTests {
  private func sample(_ text: String) -> TextSample { TextSample(Array(text.utf8), isWhole: true) }

  private func proposal(_ text: String) throws -> LayoutProposal { try #require(LayoutProposal(sample(text))) }

  private func remarks(_ proposal: LayoutProposal, _ key: String) -> [String] {
    proposal.notes.filter { $0.key == key }.map(\.text)
  }

  /// Rows read without fault by what was proposed, of all.
  private func trial(_ proposal: LayoutProposal, _ text: String) -> [Int] {
    let trial = LayoutTrial(proposal.layout, sample(text))
    return [trial.goodCount, trial.rowCount]
  }

  @Test(
    "a built-in layout that fits is found",
    arguments: [
      (SampleFiles.summit1, "summit-1"), (SampleFiles.asterisk, "asterisk"), (SampleFiles.freeswitch, "freeswitch"),
    ])
  func builtIn(_ text: String, _ name: String) throws {
    let found = try #require(LayoutTrial.bestBuiltIn(for: sample(text)))
    #expect(found.layout.name == name)
    #expect(found.trial.goodCount == 60)
    #expect(found.trial.rowCount == 60)
  }

  @Test("no built-in layout fits another file", arguments: [SampleFiles.portuguese, "", "a;b\n1;2\n"])
  func noneBuiltIn(_ text: String) {
    #expect(LayoutTrial.bestBuiltIn(for: sample(text))?.layout.name == nil)
  }

  @Test("by its names: what is proposed for summit-1 is summit-1")
  func summit1() throws {
    let found = try proposal(SampleFiles.summit1)
    let builtIn = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    #expect(found.missing.isEmpty)
    #expect(found.layout.columns == builtIn.columns)
    #expect(found.layout.delimiter == builtIn.delimiter)
    #expect(found.layout.quote == nil)
    #expect(found.layout.timestamp == .usual)
    #expect(found.layout.outboundValues == ["OUT"])
    #expect(found.layout.inboundValues == ["IN"])
    #expect(found.layout.answeredValues == ["ANSWERED"])
    #expect(found.layout.unansweredValues == ["NO ANSWER"])
    #expect(trial(found, SampleFiles.summit1) == [60, 60])
  }

  @Test(
    "by their values: the columns of files without header",
    arguments: [(SampleFiles.asterisk, "asterisk"), (SampleFiles.freeswitch, "freeswitch")])
  func byValues(_ text: String, _ name: String) throws {
    let found = try proposal(text)
    let builtIn = try #require(try BuiltInLayouts.layout(named: name))
    #expect(!found.layout.hasHeader)
    #expect(found.layout.columnCount == (name == "asterisk" ? 18 : builtIn.columnCount))
    #expect(found.layout.delimiter == builtIn.delimiter)
    #expect(found.layout.quote == builtIn.quote)
    for field in [RecordLayout.Field.startedAt, .caller, .called, .billable, .globalID] {
      #expect(found.layout.columns[field] == builtIn.columns[field], "\(field)")
    }
    #expect(trial(found, text) == [60, 60])
  }

  @Test("a Portuguese header, DD/MM/YYYY and a decimal comma")
  func portuguese() throws {
    let found = try proposal(SampleFiles.portuguese)
    #expect(found.missing.isEmpty)
    #expect(found.layout.timestamp.text == "DD/MM/YYYY HH:MM:SS")
    #expect(found.layout.decimalMark == UInt8(ascii: ","))
    #expect(
      found.layout.columns == [
        .globalID: .name("Protocolo"), .startedAt: .name("Data/Hora Início"), .caller: .name("Origem"),
        .called: .name("Destino"), .duration: .name("Duração"), .billable: .name("Bilhetado"),
        .direction: .name("Sentido"), .disposition: .name("Situação"), .trunk: .name("Tronco"),
      ])
    #expect(found.layout.outboundValues == ["Saída"])
    #expect(found.layout.inboundValues == ["Entrada"])
    #expect(found.layout.answeredValues == ["Atendida"])
    // A value that no word explains is told by its seconds.
    #expect(Set(found.layout.unansweredValues) == ["Não atendida", "Rota 5"])
    #expect(remarks(found, "disposition").contains("by whether they have seconds to bill: 'Rota 5'"))
    #expect(trial(found, SampleFiles.portuguese) == [60, 60])
  }

  @Test("the same in Latin-1")
  func latin1() throws {
    let bytes = SampleFiles.portuguese.unicodeScalars.map { UInt8($0.value) }
    let sample = TextSample(bytes, isWhole: true)
    let found = try #require(LayoutProposal(sample))
    #expect(found.layout.encoding == .latin1)
    #expect(found.layout.columns[.startedAt] == .name("Data/Hora Início"))
    let trial = LayoutTrial(found.layout, sample)
    #expect(trial.goodCount == 60)
  }

  @Test("a name that comes twice gives way to its position")
  func twice() throws {
    let found = try proposal("start;src;dst;billsec;src\n2026-11-01 00:00:00;4833334444;4833335555;10;x\n")
    #expect(found.layout.columns[.caller] == .position(2))
    #expect(found.layout.columns[.called] == .name("dst"))
  }

  @Test("a duration alone is billable, with a question")
  func durationAlone() throws {
    let found = try proposal("calldate,src,dst,duration\n2026-11-01 00:00:00,4833334444,4833335555,10\n")
    #expect(found.layout.columns[.billable] == .name("duration"))
    #expect(found.layout.columns[.duration] == nil)
    #expect(found.notes.contains { $0.key == "columns.billable" && $0.mustBeChecked })
  }

  @Test("a direction whose values say nothing is left to the registry")
  func unknownDirection() throws {
    let found = try proposal(
      "start;origem;destino;billsec;sentido\n2026-11-01 00:00:00;4833334444;4833335555;10;X7\n")
    #expect(found.layout.columns[.direction] == nil)
    #expect(found.columns[4].field == nil)
    #expect(remarks(found, "columns").first?.contains("'X7'") == true)
  }

  @Test(
    "what a layout cannot express is said",
    arguments: [
      (
        "id,start_time,src_user,dst_user,duration\n1,2461374.21652199,4833334444,4833335555,4\n", "columns.started_at",
        "column 2 (start_time) has Julian days, which cannot be read: export it as strftime('%s', …) or datetime(…)"
      ),
      (
        "INVITE|a1-x|200|1436454408|1001|1002\nBYE|a1-x|200|1436454410||\nINVITE|a2-x|200|1436454647|1002|1001\n"
          + "BYE|a2-x|200|1436454651||\n", "columns.billable",
        "a call stands in two rows (BYE, INVITE), and a layout reads one row a call: export the switch's table of calls, "
          + "one row each"
      ),
      (
        "Date;Source;Destination;Duration\n2026-11-10 09:00:00;4833334444;04899887766;61s (1m 1s)\n"
          + "2026-11-10 09:10:00;4833334444;33335555;0s\n", "columns.billable",
        "column 4 (Duration) is named so, but no layout reads its form: '61s (1m 1s)'"
      ),
      (
        "STOP,11/13/2026,09:00:00.1,500,11/13/2026,09:01:06.3,6100,4833334444,04899887766\n"
          + "STOP,11/13/2026,09:10:00.4,300,11/13/2026,09:10:37.4,3000,4833334444,0800123456\n", "columns.billable",
        "no column was found that looks like it"
      ),
      (
        "CALL_END|12;abc|5060|4833334444@10.0.0.1|5548999887766@10.0.0.9|61|2026-11-10 09:00:00\n"
          + "CALL_END|19;abd|5060|4833334444@10.0.0.1|5548333355555@10.0.0.9|35|2026-11-10 09:10:00\n",
        "columns.called",
        "column 4 has numbers in addresses, of which no layout reads one: let the switch write the user's part alone"
      ),
    ])
  func notExpressible(_ text: String, _ key: String, _ remark: String) throws {
    let found = try proposal(text)
    #expect(remarks(found, key).contains(remark))
    #expect(!found.missing.isEmpty)
  }

  @Test(
    "forms of foreign files: right, or marked to be checked",
    arguments: ForeignFile.samples + ForeignFile.variants + ForeignFile.times + ForeignFile.forms
      + ForeignFile.exports)
  func foreign(_ file: ForeignFile) throws {
    let found = try proposal(file.text)
    #expect(found.missing.isEmpty)
    let lines = found.layout.yaml.split(separator: "\n").map { $0.drop { $0 == " " } }
    for line in file.lines { #expect(lines.contains(line[...]), "\(line) in\n\(found.layout.yaml)") }
    let checks = Set(found.notes.filter(\.mustBeChecked).map(\.key))
    #expect(checks.isSuperset(of: file.checks), "\(file.checks.subtracting(checks))")
    #expect(checks.isDisjoint(with: file.proven), "\(file.proven.intersection(checks))")
    #expect(try RecordLayout(yaml: found.yaml(source: "x"), source: "p.yml") == found.layout)
    let trial = LayoutTrial(found.layout, sample(file.text))
    #expect(trial.goodCount == trial.rowCount && trial.rowCount > 0)
  }

  @Test("two readings of one row stand side by side, on a row where they differ by a day if there is one")
  func readings() throws {
    let found = try proposal(
      "inicio;origem;destino;duracao\n05/11/2026 09:00:00;4833334444;4833335555;61\n"
        + "05/11/2026 01:30:00;4833334444;4833335555;7\n")
    func readings(_ key: String) -> [[String]] {
      found.notes.filter { $0.key == key && $0.mustBeChecked }.flatMap(\.readings).map {
        ["\($0.line)", $0.choice, $0.value]
      }
    }
    #expect(
      readings("time_zone") == [
        ["3", "America/Sao_Paulo", "2026-11-05T01:30:00-03:00"],
        ["3", "UTC", "2026-11-04T22:30:00-03:00, another day, perhaps another cycle"],
      ])
    #expect(
      readings("timestamp") == [
        ["2", "DD/MM/YYYY HH:MM:SS", "2026-11-05"], ["2", "MM/DD/YYYY HH:MM:SS", "2026-05-11"],
      ])
    #expect(
      readings("columns.billable") == [
        ["2", "column 4 (duracao)", "61 s"], ["2", "column 4 (duracao), unit: minutes", "3660 s"],
        ["2", "column 4 (duracao), unit: milliseconds", "1 s"],
      ])
  }

  @Test("second legs are counted: their column names another row's id")
  func legs() throws {
    let ids = ["02132a5c-b9b1-4dbf-b79c-bdf408854867", "99205d8f-5ec4-402e-b174-7a8bb8c23a61"]
    let found = try proposal(
      "start;src;dst;billsec;uuid;bleg\n2026-11-05 09:00:00;4833334444;4833335555;61;\(ids[0]);\n"
        + "2026-11-05 09:00:00;4833334444;4833335555;61;\(ids[1]);\(ids[0])\n")
    let note = try #require(found.notes.first { $0.key == "rows" })
    #expect(note.mustBeChecked)
    #expect(found.yaml(source: "x").contains("\n# CHECK: rows: 1 of the first rows are second legs"))
    #expect(note.text.hasPrefix("1 of the first rows are second legs, first line 3: their column 6 (bleg) is another"))
  }

  @Test("required fields that were not found are named; the file written says so to the one who reads it")
  func missing() throws {
    let found = try proposal("This is not\na file of calls\n")
    #expect(found.missing == [.startedAt, .caller, .called, .billable])
    do {
      _ = try RecordLayout(yaml: found.yaml(source: "x"), source: "p.yml")
      Issue.record("expected faults")
    } catch {
      #expect(error.faults.map(\.field) == found.missing.map { "columns.\($0.rawValue)" })
    }
  }

  @Test(
    "the file written reads back as proposed",
    arguments: [SampleFiles.summit1, SampleFiles.asterisk, SampleFiles.freeswitch, SampleFiles.portuguese])
  func roundTrip(_ text: String) throws {
    let found = try proposal(text)
    let yaml = found.yaml(source: "a\nb\u{7}: {")
    #expect(try RecordLayout(yaml: yaml, source: "p.yml") == found.layout)
    #expect(yaml.contains("# CHECK: nothing in the file tells it") == (text != SampleFiles.asterisk))
  }

  @Test func `seconds from the answer on, which other calls lack, come before those from the start`() throws {
    let found = try proposal(
      """
      ID,calldate,callend,duration,connect_duration,caller,called,lastSIPresponseNum
      88000,2026-11-13 14:03:22,2026-11-13 14:04:42,80,61,4833334444,04899887766,200
      88001,2026-11-13 15:03:22,2026-11-13 15:03:45,23,,4833334444,04899887767,486
      88002,2026-11-13 16:03:22,2026-11-13 16:10:53,451,431,4833334444,04899887768,200
      88003,2026-11-13 17:03:22,2026-11-13 17:05:07,105,102,4833334444,04899887769,200

      """)
    #expect(found.layout.columns[.billable] == .name("connect_duration"))
    #expect(!found.notes.contains { $0.key == "columns.billable" && $0.mustBeChecked })
  }

  @Test func `of calls that were never answered nothing tells the seconds`() throws {
    let found = try proposal(
      "calldate;src;dst;Duration;Billed Duration\n2026-11-13 14:03:22;4833334444;04899887766;0;0\n"
        + "2026-11-13 15:03:22;4833334444;04899887767;0;0\n")
    #expect(found.notes.contains { $0.key == "columns.billable" && $0.mustBeChecked })
  }

  @Test func `a price, a tax and what they make are no lengths of time`() throws {
    let rows = [(1000, 200), (3000, 600), (5000, 1000), (7000, 1400)].enumerated().map { row, price in
      let prices = [price.0, price.1, price.0 + price.1].map { "\($0 / 100).00" }.joined(separator: ";")
      return "2026-11-13 1\(row):03:22;4833334444;0489988776\(row);\(prices)\n"
    }
    #expect(try proposal(rows.joined()).missing == [.billable])
  }

  @Test func `hours, minutes and seconds in digits are asked about`() throws {
    let found = try proposal(
      "DATA;HORA;A;B;DURACAO\n20261113;140322;4833334444;04899887766;000101\n"
        + "20261113;150322;4833334444;04899887767;000031\n20261113;160322;4833334444;04899887768;010238\n")
    let note = try #require(found.notes.first { $0.key == "columns.billable" })
    #expect(note.mustBeChecked && note.text.hasSuffix("000101 is 101 s, or 61 s"), "\(note.text)")
  }

  @Test("no bytes make it fail; what is complete reads back", arguments: UInt64(1)...12)
  func randomBytes(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let fixed = ForeignFile.variants.filter { $0.lines.contains("format: fixed") }.map(\.text).joined()
    let sources = [SampleFiles.summit1, SampleFiles.asterisk, SampleFiles.portuguese, fixed].map {
      Array($0.utf8.prefix(3000))
    }
    for _ in 0..<15 {
      var bytes = random.pick(sources)
      for _ in 0..<random.int(0...200) {
        bytes[random.int(0...bytes.count - 1)] =
          random.chance(percent: 50)
          ? UInt8(random.int(1...255)) : random.pick(Array(";,\"\n\r\t#:{}".utf8))
      }
      let sample = TextSample(Array(bytes.prefix(random.int(0...bytes.count))), isWhole: random.chance(percent: 50))
      guard let found = LayoutProposal(sample), found.missing.isEmpty else { continue }
      let read = try RecordLayout(yaml: found.yaml(source: "x"), source: "p.yml")
      #expect(read.yaml == found.layout.yaml, "seed \(seed)")
      _ = LayoutTrial(found.layout, sample)
    }
  }
}
