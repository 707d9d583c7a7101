import CallModel
import Testing

@testable import FileInput

/// Which zones there are, and where their rules are from (spec 7.3).
@Suite struct SystemZonesTests {
  @Test(
    "a zone is a region, Etc/… or UTC",
    arguments: [
      ("America/Sao_Paulo", true), ("Etc/GMT+3", true), ("UTC", true), ("Brazil/East", true), ("Europe/Lisbon", true),
      ("America/Argentina/Buenos_Aires", true), ("UTC-3", false), ("GMT-3", false), ("GMT", false), ("BRT", false),
      ("EST5EDT", false), ("", false), ("/etc/passwd", false), ("America/../../etc/passwd", false),
      ("America/Sao Paulo", false), ("SystemV/EST5", false), ("US/Pacific-New", false), ("right/UTC", false),
      ("America/", false), ("America/Nowhere", false), ("-03:00", false), ("America/Sao_Paulo\u{0}x", false),
    ])
  func names(name: String, isKnown: Bool) {
    #expect((TimeZoneRules(identifier: name) != nil) == isKnown, "\(name)")
  }

  @Test func `where the system has none, the rules built in are used, with a word`() throws {
    let directory = try TemporaryDirectory()
    let zones = SystemZones(directory: directory.path)
    #expect(zones.version == nil)
    #expect(zones.rules("America/Sao_Paulo")?.origin == .builtIn)
    #expect(zones.rules("UTC")?.origin == .fixed && zones.warning(of: ["UTC"]) == nil)
    #expect(zones.warning(of: ["America/Sao_Paulo", "UTC"])?.contains("install tzdata") == true)
    #expect(zones.description(of: ["America/Sao_Paulo"]) == "built into this program for America/Sao_Paulo")
    // What is no TZif file counts as none, and a directory does, too.
    try directory.write([1, 2, 3], to: "Etc")
    #expect(zones.rules("Etc/UTC")?.origin == .builtIn && !zones.has("Etc/UTC") && zones.has("UTC"))
    for (name, text) in [("tzdata.zi", "# version 2031x\n# more\n"), ("+VERSION", "2031y\n")] {
      try directory.write(Array(text.utf8), to: name)
      #expect(zones.version == (name == "+VERSION" ? "2031y" : "2031x"))
    }
  }

  @Test(
    "the system's rules of Brazil are those built in, up to 2025",
    arguments: ["America/Sao_Paulo", "America/Manaus", "America/Noronha", "America/Rio_Branco", "America/Cuiaba"])
  func brazil(name: String) throws {
    let zones = SystemZones(directory: SystemZones.standardDirectory)
    guard let found = zones.rules(name), found.origin == .system else { return }
    let builtIn = try #require(TimeZoneRules(builtIn: name))
    for hour in 0..<(55 * 8_766) {
      let instant = Int64(hour) * 3_600
      guard found.rules.offset(at: instant) == builtIn.offset(at: instant) else {
        Issue.record("\(name) at \(instant)")
        return
      }
    }
  }
}
