import CallModel
import ReferenceRating
import RegistryStore
import Registry
import Testing

@Suite("Import and export of registers, spec 6.1")
struct RegisterImportTests {
  private static let header = "id,contract,number,plan,reset_day"

  @Test("importing an export changes nothing, byte by byte and row by row", arguments: 1...60)
  func roundTrip(_ seed: Int) throws {
    let desk = try RegisterDesk()
    let registry = Scenario(seed: UInt64(seed), rows: 1).registry
    let first = try desk.importing(registry)
    #expect(first.allSatisfy { $0.changed + $0.ended + $0.removed + $0.kept + $0.unchanged == 0 }, "seed \(seed)")
    let exported = try desk.exported(withSecrets: true)
    let before = try desk.everything()
    for files in [exported, registry] {
      let again = try desk.importing(files)
      #expect(again.allSatisfy { !$0.hasChanges && $0.kept == 0 }, "seed \(seed)")
    }
    #expect(try desk.everything() == before, "seed \(seed)")
    #expect(try desk.exported(withSecrets: true) == exported, "seed \(seed)")
    // Another database that takes the export has the same, and so has what rating reads of it.
    let other = try RegisterDesk()
    try other.importing(exported)
    #expect(try other.exported(withSecrets: true) == exported, "seed \(seed)")
    let tables = try RegisterReader.ratingTables(desk.ledger)
    #expect(throws: Never.self) { try RegistryLoader.load(tables: tables) }
  }

  @Test("rows are added, changed, ended and removed; a dry run counts the same and does nothing")
  func counts() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    let files = [
      "lines.csv":
        Self.header + ",active_until\nL1,C1,554833330001,P1,10,2026-12-31\nL3,C2,554833330003,P2,5,\n",
      "contracts.csv": "id,customer,status\nC1,Ana Maria,\nC2,Bia,\n",
    ]
    let before = try desk.everything()
    let rehearsed = try desk.importing(files, isDryRun: true)
    #expect(try desk.everything() == before)
    let counts = try desk.importing(files)
    #expect(counts == rehearsed)
    #expect(counts.map(Self.text) == ["contracts 0 1 0 0 0 1", "lines 1 0 1 1 0 0"])
    #expect(try desk.rows(.lines, "L2") == [])
    #expect(
      try desk.log().prefix(4) == [
        "ana contracts C1 changed: customer Ana → Ana Maria", "ana lines L1 changed: active_until - → 2026-12-31",
        "ana lines L3 added: id - → L3, contract - → C2, number - → 554833330003, plan - → P2, reset_day - → 5",
        "ana lines L2 removed: id L2 → -, contract C2 → -, number 554833330002 → -, plan P2 → -, reset_day 10 → -",
      ])
  }

  @Test("rows that a file lacks: removed if unused or without periods, ended today, kept if they ended")
  func missing() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-11-03")) }
    try desk.recordCalls(from: "2026-11-01T12:00:00Z", until: "2026-11-20T12:00:00Z")
    let counts = try desk.importing(["lines.csv": Self.header + "\n", "dids.csv": "line,number\n"])
    #expect(counts.map(Self.text) == ["lines 0 0 1 1 1 0", "dids 0 0 1 0 0 0"])
    #expect(
      try desk.rows(.lines, "L1") == [
        "id=L1 contract=C1 number=554833330001 plan=P1 reset_day=10 active_until=2026-11-02",
        "id=L1 contract=C1 number=554833330001 plan=P2 reset_day=10 active_from=2026-11-03 active_until=2026-11-25",
      ])
    #expect(try desk.importing(["zones.csv": "prefix,zone\n"]).map(Self.text) == ["zones 0 0 0 1 0 0"])
  }

  @Test("a file corrects what priced calls, and may give it from a date")
  func used() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.recordCalls(from: "2026-11-01T12:00:00Z", until: "2026-11-20T12:00:00Z")
    let rates = "plan,zone,price_per_minute,band,valid_from,valid_until\nP1,local,0.02,night,,\nP2,local,0.04,,,\n"
    let corrected = try desk.importing(["rates.csv": rates + "P1,local,0.06,,,\n"])
    #expect(corrected.map(Self.text) == ["rates 0 1 0 0 0 2"])
    #expect(try desk.importing(["rates.csv": rates + "P1,local,0.05,,,\n"]).map(Self.text) == ["rates 0 1 0 0 0 2"])
    let counts = try desk.importing([
      "rates.csv": rates + "P1,local,0.05,,,2026-11-30\nP1,local,0.06,,2026-12-01,\n"
    ])
    #expect(counts.map(Self.text) == ["rates 1 0 1 0 0 2"])
  }

  @Test("a key's default and a blank cell name the same row")
  func defaults() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    let before = try desk.everything()
    try desk.importing([
      "rates.csv":
        "plan,zone,price_per_minute,band,from_s\nP1,local,0.05,,0\nP1,local,0.02,night,\nP2,local,0.04,,0\n"
    ])
    #expect(try desk.everything() == before)
  }

  @Test("a column and a table that are not there stay as they are")
  func absent() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.change { try $0.change(.lines, id: "L1", ["description": "Loja", "trunk": "T"]) }
    let before = try desk.everything()
    try desk.importing(["lines.csv": Self.header + "\nL1,C1,554833330001,P1,10\nL2,C2,554833330002,P2,10\n"])
    #expect(try desk.everything() == before)
    try desk.importing([
      "lines.csv": Self.header + ",trunk\nL1,C1,554833330001,P1,10,\nL2,C2,554833330002,P2,10,\n"
    ])
    #expect(
      try desk.rows(.lines, "L1") == ["id=L1 contract=C1 number=554833330001 plan=P1 reset_day=10 description=Loja"])
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-12-01")) }
    try expectFault(
      "lines.csv:2: expected the column active_from, to tell which of 2 rows it is, found a file without it",
      of: ["lines.csv": Self.header + "\nL1,C1,554833330001,P1,10\nL2,C2,554833330002,P2,10\n"], desk)
  }

  static let faulty = [
    (
      "lines.csv:3: reset_day: expected 1 to 25, found 31",
      ["lines.csv": header + "\nL1,C1,554833330001,P1,10\nL2,C2,554833330002,P2,31\n"]
    ),
    (
      "contracts.csv:1: name: expected one of the columns id, customer, status, city, erp_id, found an unknown column",
      ["contracts.csv": "id,name\nC1,Ana\n"]
    ),
    (
      "lines.csv:2: expected 5 fields, as in the header, found 4", ["lines.csv": header + "\nL1,C1,554833330001,P1\n"]
    ),
    (
      "contracts.csv:3: id: expected an id that no other row has, found C1, which contracts.csv:2 has",
      ["contracts.csv": "id\nC1\nC1\nC2\n"]
    ),
    (
      "lines L1: contract: expected the id of a contract in contracts, found C1",
      ["contracts.csv": "id\nC2\n"]
    ),
  ]

  @Test(
    "faults of files are told with file and line, those of the registers with ids; nothing is changed",
    arguments: faulty)
  func faults(_ message: String, _ files: [String: String]) throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try expectFault(message, of: files, desk)
  }

  @Test("lines that carry a terminal are taken as they are; credentials are exported only on request")
  func adoption() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    let lines =
      Self.header + ",terminal,credential\nL1,C1,554833330001,P1,10,T1,s3cret\nL2,C2,554833330002,P2,10,,\n"
    try desk.importing(["lines.csv": lines])
    #expect(try desk.rows(.lines, "L1")[0].hasSuffix("terminal=T1 credential=s3cret"))
    let files = try desk.exported()
    #expect(files["lines.csv"]?.hasPrefix(Self.header + ",terminal\n") == true)
    #expect(try desk.exported(withSecrets: true)["lines.csv"] == lines)
    let before = try desk.everything()
    try desk.importing(files)
    #expect(try desk.everything() == before)
  }

  @Test("cells that CSV must quote come back as they were")
  func quoting() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    let odd = "a,b \"c\"\r\nd;é"
    try desk.change { try $0.change(.contracts, id: "C1", ["customer": odd]) }
    let files = try desk.exported()
    let other = try RegisterDesk()
    try other.importing(files)
    #expect(try other.rows(.contracts, "C1") == ["id=C1 customer=\(odd)"])
    // A fault behind a cell of two lines is still that of its row.
    let failure = #expect(throws: Problems.self) {
      try desk.change { try $0.change(.contracts, id: "C2", ["status": "off"]) }
    }
    #expect(failure?.faults.first?.place == "contracts C2")
  }

  /// added changed ended removed kept unchanged
  private static func text(_ counts: RegisterImportCounts) -> String {
    "\(counts.table.name) \(counts.added) \(counts.changed) \(counts.ended) \(counts.removed) \(counts.kept) "
      + "\(counts.unchanged)"
  }

  private func expectFault(_ message: String, of files: [String: String], _ desk: RegisterDesk) throws {
    let before = try desk.everything()
    do {
      try desk.importing(files)
      Issue.record("it was accepted")
    } catch {
      #expect("\(error)".split(separator: "\n").first.map(String.init) == message)
    }
    #expect(try desk.everything() == before)
  }
}
