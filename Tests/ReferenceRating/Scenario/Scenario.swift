import Foundation

/// A made-up registry and the files of a few days, from a seed: small, dense in collisions and edges, the same on
/// every machine. The registry is valid by spec 2.2; the files are anything but.
package struct Scenario: Sendable, CustomStringConvertible {
  package let seed: UInt64
  package let options: ReferenceOptions
  /// CSV text by table file name.
  package let registry: [String: String]
  /// Distinct names; the bytes are not compressed.
  package let files: [(name: String, bytes: [UInt8])]

  /// - Parameters:
  ///   - rows: about so many rows in all; by default 60 to 300, by the seed.
  ///   - isForeign: the layout has what switches of all kinds write (spec 7).
  package init(seed: UInt64, rows: Int? = nil, isForeign: Bool = false) {
    var random = SeededRandom(seed: seed)
    let rowCount = random.int(60...300)
    let era = Era(&random)
    let lines = ScenarioLines(era: era, &random)
    let tariffs = ScenarioTariffs(era: era, lines: lines, &random)
    let layout = isForeign ? ScenarioLayout(foreign: &random) : ScenarioLayout(&random)
    let timeZone = era.integrationTimeZone(&random)
    let activeLinesOnly = random.chance(percent: 80)
    self.seed = seed
    options = ReferenceOptions(layout: layout.layout, timeZone: timeZone, activeLinesOnly: activeLinesOnly)
    registry = (lines.tables + tariffs.tables).reduce(into: [:]) { tables, table in
      if table.isNeeded(&random) { tables[table.name] = table.text(&random) }
    }
    var calls = ScenarioCalls(
      era: era, lines: lines, layout: layout.layout, random: random,
      times: isForeign ? ScenarioTimes(layout) : nil)
    let drafts = calls.drafts(rows ?? rowCount)
    files = ScenarioFiles(layout: layout, drafts: drafts, random: calls.random).files
  }

  package var description: String {
    let bytes = files.reduce(0) { $0 + $1.bytes.count }
    return "scenario \(seed): \(files.count) files, \(bytes) bytes, integration zone \(options.timeZone)"
  }

  /// What the reference makes of it.
  package func rated() -> ReferenceResult {
    referenceRate(registry: registry, files: files, options: options)
  }

  /// Writes `registry/`, `cdr/`, `expected/` and `options.txt` into a directory, which is made if need be, to look at.
  ///
  /// - Throws: what Foundation throws when a file cannot be written.
  package func write(to directory: URL) throws {
    func write(_ bytes: [UInt8], _ folder: String, _ name: String) throws {
      let parent = directory.appendingPathComponent(folder, isDirectory: true)
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      try Data(bytes).write(to: parent.appendingPathComponent(name))
    }
    for (name, text) in registry { try write(Array(text.utf8), "registry", name) }
    for file in files { try write(file.bytes, "cdr", file.name) }
    let result = rated()
    try write(Array(result.callRecords.utf8), "expected", "call-records.csv")
    try write(Array(result.additionalServices.utf8), "expected", "additional-services.csv")
    try write(Array(result.rejectedRecords.utf8), "expected", "rejected-records.csv")
    try write(Array("\(result.counts)\nfailed: \(result.failedFiles)\n".utf8), "expected", "counts.txt")
    try write(Array("\(self)\n\(options)\n".utf8), ".", "options.txt")
  }
}
