import Foundation
import Testing

@Suite("summit-cdr check, spec 2.2 and 5.5")
struct CheckCommandTests {
  @Test("a sound registry gives a summary")
  func sound() throws {
    let program = try Program()
    try writeRegistry(program)
    let result = try program.run("check", "--registry", "registry")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(
      result.output == """
        registry: sound

        table       rows
        contracts      1
        plans          1
        lines          3  periods of 2 lines, 1 with active=no
        dids           0
        allowances     0
        bands          0
        holidays       0
        zones          1  prefixes, beside the built-in ones
        rates          5

        plan  lines  rates  allowances  charge_rounding  usual zones without a rate
        P1        3      5           0  exact            ldn vc2 vc3 shared-cost unified premium donation

        charge_rounding exact: calls keep the plan's decimals, and only the sum of a service is rounded to centavos.
        Of each record charged the RGC wants the fraction of a centavo cut (Resolução Anatel 765/2023, art. 49, since
        1 September 2025): that is charge_rounding cut, and amounts of open cycles follow it.

        """)
    #expect(try program.run("check", "--registry", "registry", "--quiet").output.isEmpty)
  }

  @Test("11.1: of plans that all cut fractions of a centavo nothing is to be said")
  func cut() throws {
    let program = try Program()
    try writeRegistry(program)
    try program.write("registry/plans.csv", "id,charge_rounding\nP1,cut\n")
    let result = try program.run("check", "--registry", "registry")
    #expect(result.lines.contains { $0.hasPrefix("P1        3      5           0  cut              ldn vc2 ") })
    #expect(!result.output.contains("RGC"))
  }

  @Test("every fault is a line of output; the exit code is 2")
  func faults() throws {
    let program = try Program()
    try writeRegistry(program)
    try program.write("registry/contracts.csv", "id,status\nC1,activ\nC1,\n")
    try program.write("registry/zones.csv", "prefix,zone\n35x,intl:europe\n")
    for quiet in [[], ["--quiet"]] {
      let result =
        quiet.isEmpty
        ? try program.run("check", "--registry", "registry")
        : try program.run("check", "--registry", "registry", "--quiet")
      #expect(result.status == 2)
      #expect(result.lines.count == 4)
      #expect(result.lines[0].hasPrefix("contracts.csv:2: status: expected "))
      #expect(result.lines[1].hasPrefix("contracts.csv:3: id: expected "))
      #expect(result.lines[2].hasPrefix("zones.csv:2: prefix: expected "))
      #expect(result.errors == "error: registry: 3 faults; nothing is rated until the registry is sound\n")
    }
  }

  @Test("JSON: faults with their places, or the summary")
  func json() throws {
    let program = try Program()
    try writeRegistry(program)
    let sound = try program.run("check", "--registry", "registry", "--json").json()
    #expect(sound["sound"] as? Bool == true)
    #expect((sound["faults"] as? [Any])?.isEmpty == true)
    let summary = try #require(sound["summary"] as? [String: Any])
    #expect(summary["line_periods"] as? Int == 3)
    #expect(summary["inactive_line_periods"] as? Int == 1)
    #expect((summary["plans"] as? [[String: Any]])?.first?["zones_without_rate"] as? [String] != nil)
    try program.write("registry/contracts.csv", "id\nC2\n")
    let result = try program.run("check", "--registry", "registry", "--json")
    #expect(result.status == 2)
    let faulty = try result.json()
    #expect(faulty["sound"] as? Bool == false)
    let fault = try #require((faulty["faults"] as? [[String: Any]])?.first)
    #expect(fault["file"] as? String == "lines.csv")
    #expect(fault["line"] as? Int == 2)
    #expect(fault["column"] as? String == "contract")
    #expect(fault["found"] as? String == "C1")
  }

  @Test("a directory that is not there is one fault")
  func noDirectory() throws {
    let result = try Program().run("check", "--registry", "nowhere")
    #expect(result.status == 2)
    #expect(
      result.output.hasPrefix("nowhere: expected a directory with the registry's tables, found no such directory"))
    #expect(result.errors.hasPrefix("error: nowhere: 1 fault; "))
  }

  @Test("without --registry it is a usage error")
  func usage() throws {
    #expect(try Program().run("check").status == 64)
  }
}
