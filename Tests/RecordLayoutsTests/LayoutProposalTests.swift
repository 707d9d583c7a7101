import ByteScanning
import RecordLayouts
import Testing

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
        "data;hora;origem;destino;duracao\n01/11/2026;10:00:00;4833334444;4833335555;00:01:00\n", "timestamp",
        "date and time are in two columns (1 and 2): a layout needs them in one"
      ),
      (
        "data;hora;origem;destino;duracao\n01/11/2026;10:00:00;4833334444;4833335555;00:01:00\n", "columns.billable",
        "expected seconds, found '00:01:00': hours and minutes cannot be read, the file must state seconds"
      ),
      (
        "start;origem;destino;billsec\n1793502000;4833334444;4833335555;60\n", "timestamp",
        "the times are seconds since 1970, e.g. '1793502000': a layout needs date and time in digits"
      ),
      (
        "start;origem;destino;billsec\nyesterday;4833334444;4833335555;60\n", "timestamp",
        "expected date and time to the second, found another form, e.g. 'yesterday'"
      ),
    ])
  func notExpressible(_ text: String, _ key: String, _ remark: String) throws {
    #expect(remarks(try proposal(text), key).contains(remark))
  }

  @Test("required fields that were not found are named; the file written says so to whoever reads it")
  func missing() throws {
    let found = try proposal("This is not\na file of calls\n")
    #expect(found.missing == [.startedAt, .caller, .called, .billable])
    do {
      _ = try RecordLayout(yaml: found.yaml(source: "x"), source: "p.yml")
      Issue.record("expected faults")
    } catch {
      #expect(error.faults.map(\.key) == found.missing.map { "columns.\($0.rawValue)" })
    }
  }

  @Test(
    "the file written reads back as proposed",
    arguments: [SampleFiles.summit1, SampleFiles.asterisk, SampleFiles.freeswitch, SampleFiles.portuguese])
  func roundTrip(_ text: String) throws {
    let found = try proposal(text)
    let yaml = found.yaml(source: "a\nb\u{7}: {")
    #expect(try RecordLayout(yaml: yaml, source: "p.yml") == found.layout)
    #expect(yaml.contains("# CHECK: a file does not tell it"))
  }

  @Test("no bytes make it fail; what is complete reads back", arguments: UInt64(1)...12)
  func randomBytes(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let sources = [SampleFiles.summit1, SampleFiles.asterisk, SampleFiles.portuguese].map {
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
