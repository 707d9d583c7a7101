import Foundation
import Importing
import Yams
import Glibc

extension Integration {
  /// The absolute path with all symbolic links followed, in its parts; of what does not exist, as far as it does.
  package static func place(_ path: String) -> [String] { IntegrationDecoder.place(path) }
}

/// What must hold between the directories.
extension IntegrationDecoder {
  /// The platform writes into the source directory, and files in it may be deleted: neither may happen to the ledger.
  mutating func checkDirectories(_ top: YAMLSection, source: String?, registry: RegistrySource, data: String) {
    guard let source else { return }
    let sourcePlace = Self.place(source)
    let dataPlace = Self.place(data)
    let sourceNode = top["cdr"]?.mapping?["source_directory"]
    if Self.holds(dataPlace, sourcePlace) {
      fault(
        sourceNode, "cdr.source_directory", expected: "a directory outside data_directory",
        found: sourcePlace == dataPlace ? "the same, \(source)" : "\(source), inside \(data)",
        remedy: "choose another directory for one of them")
    } else if Self.holds(sourcePlace, dataPlace) {
      fault(
        top["data_directory"], "data_directory", expected: "a directory outside cdr.source_directory",
        found: "\(data), inside \(source)", remedy: "choose another directory for one of them")
    }
    guard case .directory(let path) = registry else { return }
    let registryPlace = Self.place(path)
    if registryPlace == sourcePlace || registryPlace == dataPlace {
      fault(
        top["registry"], "registry", expected: "a directory of its own",
        found: registryPlace == sourcePlace ? "that of the CDR files" : "that of the ledger",
        remedy: "move the tables to another directory")
    }
  }

  /// The absolute path with all symbolic links followed; of what does not exist, as far as it does.
  static func place(_ path: String) -> [String] {
    var rest: [String] = []
    var known = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    while true {
      if let resolved = realpath(known, nil) {
        defer { free(resolved) }
        return components(String(cString: resolved)) + rest.reversed()
      }
      let parts = components(known)
      guard let last = parts.last else { return rest.reversed() }
      // What does not exist yet has no links; `..` of it is its parent.
      rest.append(last)
      known = "/" + parts.dropLast().joined(separator: "/")
    }
  }

  private static func components(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init).filter { $0 != "." }
  }

  private static func holds(_ outer: [String], _ inner: [String]) -> Bool { inner.starts(with: outer) }
}
