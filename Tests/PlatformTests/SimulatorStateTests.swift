import CallModel
import Foundation
import Platform
import PlatformSimulator
import Testing

@Suite("A repeat with the same key gets the first answer again, spec 6.3")
struct SimulatorStateTests {
  @Test("also after a restart, and after the line is gone; nothing is done twice")
  func repeats() async throws {
    let directory = try ScratchDirectory()
    var settings = PlatformSimulator.Settings()
    settings.statePath = directory.path("state.json")
    let did = NewPlatformDID(number: "554833330002", priority: nil, port: 2)
    let (account, port) = try await withSimulator(settings) { client, _ in
      let account = try await client.create(.full("554833330001"), key: "create")
      return (account, try await client.add(did, terminal: account.terminal, key: "did"))
    }
    settings.seed = 99
    let lines = try await withSimulator(settings) { client, simulator in
      #expect(try await client.create(.full("554833330001"), key: "create") == account)
      #expect(try await client.add(did, terminal: account.terminal, key: "did") == port)
      #expect(await simulator.applied.map(\.key) == ["create", "did"])
      #expect(await failure { try await client.create(.sample("554833330002"), key: "new") }?.isFinal == true)
      return try await client.lines()
    }
    try await withSimulator(settings) { client, simulator in
      #expect(try await client.lines() == lines)
      #expect(lines.first?.line == .full("554833330001"))
      for _ in 0..<2 { try await client.remove(terminal: account.terminal, key: "remove") }
      #expect(try await client.create(.full("554833330001"), key: "create") == account)
      #expect(try await client.lines().isEmpty)
      #expect(await simulator.applied.map(\.key) == ["create", "did", "remove"])
      #expect(await failure { try await client.remove(terminal: account.terminal, key: "other") }?.isFinal == true)
    }
  }

  @Test("a key of another request is refused; a refusal is not remembered")
  func otherRequest() async throws {
    try await withSimulator { client, _ in
      let account = try await client.create(.sample(), key: "1")
      #expect(
        "\(String(describing: await failure { try await client.create(.sample("554833330002"), key: "1") }))".contains(
          "key-reused"))
      #expect(
        "\(String(describing: await failure { try await client.create(.sample(), key: "2") }))".contains("number-taken")
      )
      try await client.remove(terminal: account.terminal, key: "3")
      _ = try await client.create(.sample(), key: "2")
    }
  }

  @Test("eight at a time: each is done once, and each has its own account")
  func together() async throws {
    let directory = try ScratchDirectory()
    var settings = PlatformSimulator.Settings()
    settings.statePath = directory.path("state.json")
    let count = 200
    let accounts = try await withSimulator(settings) { client, _ in
      try await withThrowingTaskGroup(of: PlatformAccount.self) { group in
        var accounts: [PlatformAccount] = []
        for index in 0..<count {
          if index >= 8, let account = try await group.next() {
            accounts.append(account)
          }
          group.addTask { try await client.create(.sample("\(554_800_000_000 + index)"), key: "k\(index)") }
        }
        for try await account in group { accounts.append(account) }
        return accounts
      }
    }
    #expect(Set(accounts.map(\.terminal)).count == count)
    try await withSimulator(settings) { client, _ in
      let numbers = try await client.lines().map(\.line.number)
      #expect(numbers == (0..<count).map { "\(554_800_000_000 + $0)" })
    }
  }

  @Test("a row that was not written to its end belongs to no answer, and goes")
  func tornRow() async throws {
    let directory = try ScratchDirectory()
    var settings = PlatformSimulator.Settings()
    let path = directory.path("state.json")
    settings.statePath = path
    try await withSimulator(settings) { client, _ in
      _ = try await client.create(.sample("554833330001"), key: "1")
      _ = try await client.create(.sample("554833330002"), key: "2")
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    try whole.dropLast(5).write(to: URL(fileURLWithPath: path))
    try await withSimulator(settings) { client, simulator in
      #expect(try await client.lines().map(\.line.number) == ["554833330001"])
      _ = try await client.create(.sample("554833330002"), key: "2")
      #expect(await simulator.applied.count == 2)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
  }

  @Test(
    "a file that is no state, or a state of another simulator that runs, is refused and left as it is",
    arguments: ["no state\n", "{}\n", "{\"summit_cdr_platform_simulator\":1}\n{}\n"])
  func foreign(text: String) async throws {
    let directory = try ScratchDirectory()
    let path = directory.path("state.json")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var settings = PlatformSimulator.Settings()
    settings.statePath = path
    await #expect(throws: Problem.self) { try await PlatformSimulator.start(settings) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    settings.statePath = directory.path("other.json")
    try await withSimulator(settings) { [settings] _, simulator in
      await #expect(throws: Problem.self) { try await PlatformSimulator.start(settings) }
      let same = PlatformSimulator.Settings(port: simulator.port)
      await #expect(throws: Problem.self) { try await PlatformSimulator.start(same) }
    }
  }
}
