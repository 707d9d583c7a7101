import Foundation
import Testing

@Suite("explain reads a row as its layout does (spec 4.5, 7.2, 7.6)")
struct LayoutExplainTests {
  private static let layout = """
    header: false
    columns:
      global_id: 1
      started_at: 2
      caller: 3
      called: {column: 4, strip: ["55321"], form: e164}
      billable: 5
    dialling: {carrier_code: none}

    """

  private static func program() throws -> Program {
    let program = try ImportCommandTests.program(rows: 0)
    try program.write("m/registry/rates.csv", "plan,zone,price_per_minute\nP1,*,0.60\n")
    try program.write("m/l.yml", layout)
    _ = try program.shell(
      "rm m/cdr/*; sed -i 's/settle_seconds: 0/settle_seconds: 0, layout: l.yml/' m/integration.yml")
    let called = ["5532151912345678", "00244923123456", "4930123456"]
    try program.write(
      "m/cdr/a.csv",
      called.enumerated().map { "g\($0);2026-11-10 09:00:00;554833334444;\($1);60\n" }.joined())
    #expect(try program.run("import", "--config", "m").output.contains("rated          3"))
    return program
  }

  private static func explained(_ program: Program, _ id: Int) throws -> String {
    let result = try program.run("explain", "g\(id)", "--config", "m")
    #expect(result.status == 0)
    return result.output.replacing(/\s+/, with: " ")
  }

  @Test("numbers without what is taken off, in their form, as the site dials")
  func asRead() throws {
    let program = try Self.program()
    let words = [
      "Dialled 51912345678, by rule 1, 10 (+ and an international number) the number is 51912345678.",
      "Dialled 00244923123456, by rule 5, 10 (00 + international number) the number is 244923123456.",
      "Dialled 4930123456, by rule 1, 10 (+ and an international number) the number is 4930123456.",
    ]
    for (id, word) in words.enumerated() {
      let text = try Self.explained(program, id)
      #expect(text.contains(word) && text.contains("The longest known prefix"), "\(text)")
      #expect(text.contains("The caller 554833334444 is the number of line L1"), "\(text)")
    }
  }

  @Test("without its row, or with another layout, a call is explained by what is recorded")
  func recorded() throws {
    let program = try Self.program()
    try program.write("m/l.yml", Self.layout.replacing("form: e164", with: "form: dialled"))
    let otherwise = try Self.explained(program, 2)
    #expect(otherwise.contains("recorded as 4930123456 (e164); its 4930123456 would be read otherwise today."))
    #expect(otherwise.contains("The longest known prefix of 4930123456 is 49 (built in)"), "\(otherwise)")
    _ = try program.shell("rm m/cdr/a.csv")
    let gone = try Self.explained(program, 0)
    #expect(gone.contains("as 51912345678 (e164); the row as it was dialled is no longer in the source directory."))
    #expect(gone.contains("The longest known prefix of 51912345678 is 51 (built in): zone intl"), "\(gone)")
  }
}
