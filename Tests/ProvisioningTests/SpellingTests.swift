import CallModel
import RegistryStore
import Registry
import Testing

@testable import Provisioning

/// Two ids that differ only in how a letter is spelled are two lines, and two contracts, all the way to the platform.
@Suite("Two spellings of one letter are two ids (spec 2.2)")
struct SpellingTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  @Test func `a status changes the lines of its own contract, each of them`() throws {
    let site = try ProvisionedSite()
    try site.change { transaction in
      for id in [Self.composed, Self.decomposed] { try transaction.add(.contracts, ["id": id]) }
    }
    try site.add(Self.composed, number: "554833330001", ["contract": Self.composed])
    try site.add(Self.decomposed, number: "554833330002", ["contract": Self.composed])
    try site.add("other", number: "554833330003", ["contract": Self.decomposed])
    let change = try site.status(Self.composed, .blockedManual)
    #expect(change.lines.map { ID($0.line) }.sorted() == [ID(Self.decomposed), ID(Self.composed)])
    #expect(change.lines.allSatisfy { $0.followed?.requests.count == 1 })
  }

  @Test func `a list of statuses may name both`() throws {
    let text = "contract,status\n\(Self.composed),active\n\(Self.decomposed),overdue\n"
    let list = try ContractStatusList(Array(text.utf8), file: "statuses.csv")
    #expect(list.rows.map { ID($0.contract) } == [ID(Self.composed), ID(Self.decomposed)])
    let twice = "contract,status\n\(Self.composed),active\n\(Self.composed),overdue\n"
    #expect(throws: Problems.self) { try ContractStatusList(Array(twice.utf8), file: "statuses.csv") }
  }
}
