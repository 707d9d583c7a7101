import Foundation
import RunSupport

/// An integration in a directory of its own, on which the built program runs. Goes with its directory.
final class ImportSite {
  struct Result: CustomStringConvertible {
    /// The exit code; nil if a signal ended it.
    var exitCode: Int32?
    var signal: Int32?
    var output: String
    var errors: String

    var description: String {
      "exit \(exitCode.map(String.init) ?? "-"), signal \(signal.map(String.init) ?? "-"): \(errors)"
    }
  }

  let path: String

  var source: String { path + "/cdr" }
  var data: String { path + "/data" }

  private init(path: String) { self.path = path }

  /// - Parameter deletesFiles: imported files are deleted.
  convenience init(deletesFiles: Bool) throws {
    try self.init(path: Self.newDirectory())
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    try write(registry: SmallProvider.registry)
    try write(
      "integration.yml",
      Array(
        """
        description: Prova
        active: true
        gateway: summit-networks
        cdr:
          import_period: daily
          source_directory: cdr
          delete_files: \(deletesFiles)
          layout: summit-1
          settle_seconds: 60
          delete_after_hours: 24
        registry: registry
        data_directory: data
        time_zone: America/Sao_Paulo

        """.utf8))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private static func newDirectory() throws -> String {
    // The resolved path, which is what the system says of an open file.
    let path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/summit-crash-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// The same integration elsewhere, to be disturbed: its source files are the same ones, by hard links, so that the
  /// ledger knows them.
  func copy() throws -> ImportSite {
    let copy = ImportSite(path: try Self.newDirectory())
    for name in ["integration.yml", "registry", "data"] where FileManager.default.fileExists(atPath: path + "/" + name)
    {
      try FileManager.default.copyItem(atPath: path + "/" + name, toPath: copy.path + "/" + name)
    }
    try FileManager.default.createDirectory(atPath: copy.source, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      try FileManager.default.linkItem(atPath: source + "/" + name, toPath: copy.source + "/" + name)
    }
    return copy
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func write(registry: [String: String]) throws {
    try FileManager.default.createDirectory(atPath: path + "/registry", withIntermediateDirectories: true)
    for (name, text) in registry { try write("registry/" + name, Array(text.utf8)) }
  }

  /// A file of the source directory that was last changed some hours ago.
  func deliver(_ name: String, _ bytes: [UInt8], hoursAgo: Double = 72) throws {
    // A new file: copies of this site have the earlier one by a hard link.
    try Data(bytes).write(to: URL(fileURLWithPath: source + "/" + name), options: .atomic)
    try FileManager.default.setAttributes(
      [.modificationDate: Date().addingTimeInterval(-hoursAgo * 3600)], ofItemAtPath: source + "/" + name)
  }

  private var arguments: [String] { ["import", "--config", path + "/integration.yml"] }
  private static var program: URL { buildDirectory.appending(path: "summit-cdr") }

  /// Runs `summit-cdr import` with one worker, so that its operations come in one order.
  func run(_ environment: [String: String] = [:], workers: Int = 1, during: (Process) throws -> Void = { _ in }) throws
    -> Result
  {
    try run(Self.program, arguments + ["--workers", "\(workers)"], environment, during)
  }

  /// The same where no file may be larger than that.
  func run(limitingFilesTo kilobytes: Int) throws -> Result {
    let line = "ulimit -f \(kilobytes); exec '\(Self.program.path)' \(arguments.joined(separator: " "))"
    return try run(URL(fileURLWithPath: "/bin/bash"), ["-c", line], [:]) { _ in }
  }

  private func run(
    _ program: URL, _ arguments: [String], _ environment: [String: String], _ during: (Process) throws -> Void
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80"].merging(environment) { $1 }
    let output = try handle("stdout")
    let errors = try handle("stderr")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try during(process)
    process.waitUntilExit()
    try output.close()
    try errors.close()
    let isExit = process.terminationReason == .exit
    return Result(
      exitCode: isExit ? process.terminationStatus : nil, signal: isExit ? nil : process.terminationStatus,
      output: try read("stdout"), errors: try read("stderr"))
  }

  private func handle(_ name: String) throws -> FileHandle {
    try write(name, [])
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func state() throws -> LedgerState { try LedgerState(data: data, source: source) }

  /// The programs and libraries stand beside the one that runs the tests.
  static var buildDirectory: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }
}
