import CallModel
import RecordLayouts
import Testing

@Suite("Spec 7.2: keys given apart from a layout")
struct LayoutOverridesTests {
  private func asterisk(_ settings: String...) throws -> RecordLayout {
    try LayoutChoice.load("asterisk", overrides: try LayoutOverrides(settings: settings))
  }

  private func faults(_ settings: String...) -> [String] {
    do throws(Problems) {
      _ = try LayoutChoice.load("asterisk", overrides: try LayoutOverrides(settings: settings))
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test("a key replaces the layout's, one within a key only that, columns one by one")
  func replaces() throws {
    let base = try asterisk()
    #expect(try asterisk("time_zone=UTC").timeZone == "UTC")
    #expect(try asterisk("delimiter=|").delimiter == UInt8(ascii: "|"))
    #expect(try asterisk("columns.trunk=7").columns == base.columns.merging([.trunk: .position(7)]) { $1 })
    #expect(try asterisk("columns={trunk: 7}").columns == base.columns.merging([.trunk: .position(7)]) { $1 })
    #expect(try asterisk("disposition.unanswered=[X]").answeredValues == ["ANSWERED"])
    #expect(try asterisk("clock=none").clock == nil)
    let rows = try asterisk("rows.skip.called=[\"s\"]", "rows.only.7=[\"SIP/trunk-*\"]").rows
    #expect(rows.map(\.label) == ["7", "called"])
    #expect(rows.map(\.column) == [.position(7), .position(3)])
  }

  @Test("faults name the option")
  func faults() {
    #expect(faults("x") == ["--layout-set: expected KEY=VALUE, found 'x'"])
    #expect(
      faults("time_zone=UTC-3") == [
        "--layout-set: time_zone: expected a region such as America/Sao_Paulo, Etc/GMT+3 (which is -03:00), or UTC, found UTC-3"
      ])
    #expect(
      faults("rows.skip.called=[\"*97\"]") == [
        "--layout-set: rows.skip.called: expected a pattern that can be read in one way, found '*97': "
          + "write \\*97 for the dialled code, or *[9]7 if * stands for any text"
      ])
    #expect(faults("colour=red").first?.hasPrefix("--layout-set: expected one of clock, ") == true)
  }
}
