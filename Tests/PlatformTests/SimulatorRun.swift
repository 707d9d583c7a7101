import Foundation
import Platform
import PlatformSimulator
import Testing

/// A simulator and a client of it for the time of `body`; both end with it.
func withSimulator<Value: Sendable>(
  _ settings: PlatformSimulator.Settings = PlatformSimulator.Settings(), timeoutSeconds: Double = 30,
  _ body: (AwaitedClient, PlatformSimulator) async throws -> Value
) async throws -> Value {
  let simulator = try await PlatformSimulator.start(settings)
  do {
    let value = try await AwaitedClient.with(simulator.clientSettings(timeoutSeconds: timeoutSeconds)) { client in
      try await body(client, simulator)
    }
    await simulator.stop()
    return value
  } catch {
    await simulator.stop()
    throw error
  }
}

/// What `body` throws; nil if it does not.
func failure<Value>(of body: () async throws -> Value) async -> PlatformFailure? {
  do {
    _ = try await body()
    return nil
  } catch let failure as PlatformFailure {
    return failure
  } catch {
    Issue.record(error)
    return nil
  }
}

extension NewPlatformLine {
  /// A line that a simulator takes.
  static func sample(_ number: String = "554833330001") -> NewPlatformLine {
    NewPlatformLine(number: number, bidType: "terminal", partition: "FLN", resetDay: 10)
  }

  /// Every field given.
  static func full(_ number: String) -> NewPlatformLine {
    var line = NewPlatformLine(number: number, bidType: "trunk", partition: "FLN", resetDay: 25)
    line.description = "Recepção"
    line.accountCode = "012345"
    line.extension = "201"
    line.category = "LIVRE"
    line.plan = "BASICO"
    line.activationDate = "2026-11-01"
    line.costCentre = "DEFAULT"
    line.callLimit = 2
    line.licence = "TRK"
    return line
  }
}

/// A directory of its own for a test.
final class ScratchDirectory {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "summit-cdr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
}
