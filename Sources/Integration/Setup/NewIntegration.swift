import CallModel
import Foundation
import Registry
import Glibc

/// Makes the directory of a new integration: its file, a registry unless that is the database, a directory for the CDR
/// files, one for the ledger.
package struct NewIntegration: Sendable {
  package let directory: String
  let template: IntegrationTemplate
  /// The directory whose registry is copied; nil: tables with headers only.
  let sample: String?

  package static let registryName = "registry"
  package static let sourceName = "cdr"
  package static let dataName = "data"

  /// A table that is copied: as large as the registry takes.
  private static let maximumTableBytes = 256 << 20

  package init(directory: String, template: IntegrationTemplate, sample: String? = nil) {
    self.directory = directory
    self.template = template
    self.sample = sample
  }

  /// Makes it all, or nothing.
  ///
  /// - Throws: `Problems` if one of the names is taken, or something cannot be written; what was made is then
  ///   removed again.
  package func make() throws(Problems) {
    try checkNothingIsThere()
    let tables = try self.tables()
    var made: [String] = []
    do throws(Problems) {
      try makeDirectories(&made)
      for (name, bytes) in tables { try write(bytes, to: "\(Self.registryName)/\(name)", &made) }
      try write(Array(template.text.utf8), to: Integration.fileName, &made)
    } catch {
      for path in made.reversed() { remove(path) }
      throw error
    }
  }

  private func path(_ name: String) -> String { directory + "/" + name }

  private func checkNothingIsThere() throws(Problems) {
    let registry = template.isDatabaseRegistry ? [] : [Self.registryName]
    let names = [Integration.fileName, Integration.scheduleFileName] + registry + [Self.sourceName, Self.dataName]
    let taken = names.filter { isTaken(path($0)) }
    guard taken.isEmpty else {
      throw Problems(
        taken.map {
          Problem(
            path($0), expected: "nothing of that name", found: "something",
            remedy: "choose another directory, or move it away; nothing was changed")
        })
    }
  }

  private func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private func makeDirectories(_ made: inout [String]) throws(Problems) {
    // Its parents, too; they stay.
    if !isTaken(directory) {
      do {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      } catch {
        throw fault(directory, "to make the directory", error.localizedDescription)
      }
      made.append(directory)
    }
    for (name, mode) in [(Self.registryName, mode_t(0o755)), (Self.sourceName, 0o755), (Self.dataName, 0o700)]
    where name != Self.registryName || !template.isDatabaseRegistry {
      guard mkdir(path(name), mode) == 0 else {
        throw fault(path(name), "to make the directory", String(cString: strerror(errno)))
      }
      made.append(path(name))
    }
  }

  private func write(_ bytes: [UInt8], to name: String, _ made: inout [String]) throws(Problems) {
    let descriptor = open(path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw fault(path(name), "to make a new file", String(cString: strerror(errno))) }
    made.append(path(name))
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(bytes))
      try handle.synchronize()
    } catch {
      throw fault(path(name), "to write it", error.localizedDescription)
    }
  }

  private func remove(_ path: String) {
    if rmdir(path) != 0 { unlink(path) }
  }

  private func fault(_ path: String, _ expected: String, _ found: String) -> Problems {
    Problems([
      Problem(
        path, expected: expected, found: found, remedy: "choose a directory that you may write to")
    ])
  }

  /// The tables as a new registry has them: headers, and with zones what is best told apart from the first day.
  private static var starters: [(name: String, bytes: [UInt8])] {
    TableDescription.all.compactMap { table in
      table.directoryHeader.map { header in
        (table.fileName, Array((header + (table.fileName == "zones.csv" ? StarterZones.text : "")).utf8))
      }
    }
  }

  /// The registry's files: of the sample, or as a new one has them.
  private func tables() throws(Problems) -> [(name: String, bytes: [UInt8])] {
    if template.isDatabaseRegistry { return [] }
    guard let sample else { return Self.starters }
    let registry = sample + "/" + Self.registryName
    guard Integration.isDirectory(registry) else {
      throw Problems([
        Problem(
          registry, expected: "a registry to copy", found: "no such directory",
          remedy: "name a directory that holds one, such as SampleCDR")
      ])
    }
    var tables: [(name: String, bytes: [UInt8])] = []
    for table in TableDescription.all {
      let path = registry + "/" + table.fileName
      let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      guard size <= Self.maximumTableBytes, let data = FileManager.default.contents(atPath: path) else {
        if let header = table.directoryHeader { tables.append((table.fileName, Array(header.utf8))) }
        continue
      }
      tables.append((table.fileName, [UInt8](data)))
    }
    return tables
  }
}
