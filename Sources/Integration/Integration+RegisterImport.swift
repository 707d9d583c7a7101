import CallModel
import Ledger
import Listing
import RegistryStore
import Registry

extension Integration {
  /// Makes the registers what the CSV files of a directory say, all of it or nothing.
  ///
  /// - Returns: what came of each table.
  /// - Throws: every fault of the files, but for a bounded number of them.
  package func importRegisters(
    from directory: String, by author: Author, isDryRun: Bool
  ) throws -> (counts: [RegisterImportCounts], changes: RegisterChanges) {
    let done = try changeRegisters(
      by: author, action: "registry import", isDryRun: isDryRun
    ) { transaction, settings in
      do {
        let files = try RegistryLoader.bytes(directory: directory)
        guard !files.isEmpty else {
          throw Problems([Problem(directory, expected: "at least one table, such as lines.csv", found: "none")])
        }
        return try RegisterImport(transaction, settings, files: files).run()
      } catch let problems as Problems {
        throw ImportFaults(faults: problems.faults)
      }
    }
    return (done.value, done.changes)
  }

  /// Checks the registers as they stand.
  package func checkRegisters() throws -> Result<RegistrySummary, Problems> {
    try withRegisters { ledger in
      let settings = try registerSettings(ledger)
      return try ledger.readRegisters(zone: settings.zone) { reader in
        do {
          return .success(RegistrySummary(Registry(try RegisterCheck(reader).run(settings.rules))))
        } catch let faults as Problems {
          return .failure(faults)
        }
      }
    }
  }
}

/// Why nothing was imported.
private struct ImportFaults: Error, CustomStringConvertible {
  /// Faults that are told: more than that, nobody reads.
  static let maximum = 100

  let faults: [Problem]

  var description: String {
    let rest = faults.count - Self.maximum
    let last = rest > 0 ? ["… and \(CountText.of(rest, "more fault", "more faults"))"] : []
    return (faults.prefix(Self.maximum).map(\.description) + last + ["nothing was changed"]).joined(separator: "\n")
  }
}
