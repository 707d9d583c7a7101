import CallModel
import FileInput

/// An integration of the command line, with its zone.
package struct ScheduledIntegration: Sendable {
  package let integration: Integration
  package let zone: TimeZoneRules

  /// Faults of integrations, a line each.
  private struct Faults: Error, CustomStringConvertible {
    var description: String
  }

  /// Loads them all.
  ///
  /// - Throws: every fault of each.
  package static func load(_ paths: [String]) throws -> [ScheduledIntegration] {
    var loaded: [ScheduledIntegration] = []
    var faults: [String] = []
    for path in paths {
      do throws(Problems) {
        let integration = try Integration.load(path: path)
        guard let zone = TimeZoneRules(identifier: integration.timeZone) else { continue }
        loaded.append(ScheduledIntegration(integration: integration, zone: zone))
      } catch {
        faults.append("\(error)")
      }
    }
    if !faults.isEmpty { throw Faults(description: faults.joined(separator: "\n")) }
    try checkApart(loaded)
    return loaded
  }

  /// Two of them must not share a ledger: one would always find it in use.
  private static func checkApart(_ loaded: [ScheduledIntegration]) throws {
    var seen: [[String]: String] = [:]
    for one in loaded {
      let place = Integration.place(one.integration.dataDirectory)
      if let other = seen[place] {
        throw Problem(
          one.integration.path, field: "data_directory", expected: "another than that of \(other)", found: "the same",
          remedy: "give each integration a data directory of its own")
      }
      seen[place] = one.integration.path
    }
  }
}
