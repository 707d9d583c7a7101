import CallModel
import Foundation
import Registry
import Testing

@Suite("A registry as a whole, spec 2.2")
struct WholeRegistryTests {
  private let sample = SampleTables()

  @Test("spec 2.2: contracts, lines, plans and rates are required, the others are not")
  func requiredTables() {
    #expect(sample.faults == [])
    let missing =
      "expected this table in the registry's directory, found no such file; create it with at least the header"
    #expect(
      SampleTables(tables: ["dids.csv": "line,number\nL1,554833330001\n"]).faults == [
        "contracts.csv: \(missing) id",
        "plans.csv: \(missing) id",
        "lines.csv: \(missing) id,contract,number,plan,reset_day",
        "rates.csv: \(missing) plan,zone,price_per_minute",
      ])
  }

  @Test("spec 2: all faults of all tables come in one go, by table and line")
  func allFaultsInOrder() {
    let faults =
      sample
      .table("contracts.csv", "id,status", "C1,x", "C1,y")
      .plans("P1,,x,,,,", "P3,,,,,,")
      .lines("L1,C9,x,P1,99,,,maybe,,,,,", "L2,C1,554833330002,P9,1,,,,,,,,", "L3,C1,554833330002,P1,1,,,,,,,,")
      .table("dids.csv", "line,number", "L9,1", "L3,554833330007")
      .table("allowances.csv", "plan,name,kind,amount,zones", "P1,a,x,y,*")
      .table("bands.csv", "band,days,from,until", "b,never,08:00,07:00")
      .table("holidays.csv", "date", "tomorrow")
      .table("zones.csv", "prefix,zone", "1,on-net")
      .table("rates.csv", "plan,zone,price_per_minute,band", "P1,local,free,c", "P8,local,1,b")
      .faults
    let places = faults.map { $0.components(separatedBy: ": ").prefix(2).joined(separator: " ") }
    #expect(
      places == [
        "contracts.csv:2 status", "contracts.csv:3 id", "contracts.csv:3 status", "plans.csv:2 grace_s",
        "plans.csv:3 id", "lines.csv:2 contract", "lines.csv:2 number", "lines.csv:2 reset_day", "lines.csv:2 active",
        "lines.csv:3 plan", "lines.csv:4 number", "dids.csv:2 line", "dids.csv:2 number", "allowances.csv:2 kind",
        "allowances.csv:2 amount", "bands.csv:2 days", "bands.csv:2 until", "holidays.csv:2 date", "zones.csv:2 zone",
        "rates.csv:2 price_per_minute", "rates.csv:2 band", "rates.csv:3 plan",
      ])
  }

  @Test("spec 2: a fault does not cause others where a reference can still be followed")
  func noFollowingFaults() {
    // A row with a wrong number of fields still has its id.
    #expect(
      sample.with("plans.csv", "id,name\nP1\nP2,b\n").faults == [
        "plans.csv:2: expected 2 fields, as in the header, found 1"
      ])
    #expect(
      sample.with("rates.csv", "plan,zone,price_per_minute\nP1\nP2,*,1\n").faults == [
        "rates.csv:2: expected 3 fields, as in the header, found 1"
      ])
    // What a table that was not wholly read has is not known.
    let cut = sample.with("contracts.csv", "id,customer\n\"C1,Ana\nC2,Bia\n").faults
    #expect(cut.count == 1 && cut[0].hasPrefix("contracts.csv:2: id: expected a closing quote mark"))
    #expect(
      sample.with("plans.csv", "name\nx\n").faults == [
        "plans.csv:1: id: expected this column in the header, found no column of that name"
      ])
    // A step's missing first row may be the one at fault.
    let steps = sample.rates("P1,local,1,,,,x,,,", "P1,local,1,,,,60,,,").faults
    #expect(steps == ["rates.csv:2: from_s: expected 0 to 999999999, found x"])
  }

  @Test("spec 2: a row at fault in one cell is still checked in the others")
  func otherCellsAreChecked() {
    #expect(
      sample.lines("L1,C1,554833330001,P1,99,,,,,,,,", "L2,C2,554833330001,P2,1,,,,,,,,").faults == [
        "lines.csv:2: reset_day: expected 1 to 25, found 99",
        "lines.csv:3: number: expected a number that no other line has at any time, found 554833330001, which "
          + "lines.csv:2 (line L1) has",
      ])
  }

  @Test("spec 5.5: thousands of rows of one mistake are each told once")
  func oneMistakeManyTimes() {
    let rows = (0..<5_000).map { "L\($0),C1,554833330001,P1,10,,,,,,554833330000,554833330009," }
    let table = ([SampleTables.lineHeader] + rows).joined(separator: "\n")
    #expect(sample.with("lines.csv", table).faults.count == 2 * 4_999)
    let same = (0..<5_000).map { _ in "L1,C1,554833330001,P1,10,,,,,,554833330000,554833330009," }
    #expect(
      sample.with("lines.csv", ([SampleTables.lineHeader] + same).joined(separator: "\n")).faults.count == 4_999)
  }

  @Test("spec 2.2: a directory is read; other files in it are ignored")
  func directory() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in sample.tables { try directory.write(name, text) }
    try directory.write("others.csv", "whatever")
    try directory.write("notes.txt", "\u{0}")
    let tables = try RegistryLoader.load(directory: directory.path)
    #expect(tables.lines.map(\.id) == ["L1", "L2"])
    #expect(directory.faults == [])
  }

  @Test("spec 5.5: what cannot be read is told with its remedy")
  func unreadable() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in sample.tables where name != "lines.csv" { try directory.write(name, text) }
    try directory.makeDirectory("lines.csv")
    try directory.makeDirectory("dids.csv")
    let found =
      "expected a file that can be read, found a directory; remove or rename it and put the table in its place"
    #expect(directory.faults == ["lines.csv: \(found)", "dids.csv: \(found)"])
    #expect(
      TemporaryDirectory.faults(of: directory.path + "/none") == [
        "\(directory.path)/none: expected a directory with the registry's tables, found no such directory; create it, "
          + "or correct --registry"
      ])
    #expect(
      TemporaryDirectory.faults(of: directory.path + "/rates.csv") == [
        "\(directory.path)/rates.csv: expected a directory with the registry's tables, found a file; give the "
          + "directory that holds the tables as --registry"
      ])
  }
}

/// A directory that is removed with the value.
private final class TemporaryDirectory {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("registry-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func makeDirectory(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: false)
  }

  var faults: [String] { Self.faults(of: path) }

  static func faults(of path: String) -> [String] {
    do {
      _ = try RegistryLoader.load(directory: path)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }
}
