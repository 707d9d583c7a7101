import Foundation
import RunSupport

/// A directory with an integration, and the built program that is run on it.
final class Site {
  struct Answer {
    let status: Int32
    let output: String
    let errors: String

    var isDone: Bool { status == 0 }
    /// Done, or done and someone should look: a file with many rejected rows, say (spec 7.1).
    var isDoneSomehow: Bool { status == 0 || status == 1 }
    /// What it said, for a message.
    var words: String { "exit code \(status): \((errors + output).prefix(600))" }
  }

  let directory: URL
  let binary: URL
  private var isKept = false

  /// `BIN` names another program.
  static func chosenBinary() -> URL {
    ProcessInfo.processInfo.environment["BIN"].map { URL(fileURLWithPath: $0) } ?? ReadyProgram.built
  }

  init(binary: URL = Site.chosenBinary()) throws {
    self.binary = binary
    directory = FileManager.default.temporaryDirectory.appending(path: "law-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
  }

  deinit { if !isKept { try? FileManager.default.removeItem(at: directory) } }

  /// The directory stays when this goes.
  func keep() { isKept = true }

  var source: URL { directory.appending(path: "cdr") }

  // MARK: The program

  func run(_ arguments: [String]) throws -> Answer {
    let status =
      switch try start(arguments).waitUntilExit() {
      case .exit(let code): code
      case .signal(let signal): 128 + signal
      }
    return Answer(status: status, output: try read(".stdout"), errors: try read(".stderr"))
  }

  /// A command on the integration.
  func command(_ arguments: [String]) throws -> Answer { try run(arguments + ["--config", "integration.yml"]) }

  func command(_ arguments: String...) throws -> Answer { try command(arguments) }

  /// A command on the integration that is killed unless it has ended before.
  func kill(_ arguments: [String], afterMicroseconds pause: Int) throws -> ReadyProgram.End {
    let run = try start(arguments + ["--config", "integration.yml"])
    usleep(UInt32(pause))
    Foundation.kill(run.processIdentifier, SIGKILL)
    return try run.waitUntilExit()
  }

  private func start(_ arguments: [String]) throws -> ReadyProgram.Run {
    try ReadyProgram.start(
      binary, arguments, in: directory, environment: ["PATH": "/usr/bin:/bin", "COLUMNS": "80"], output: ".stdout",
      errors: ".stderr")
  }

  // MARK: Files

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: directory.appending(path: name)), as: UTF8.self)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = directory.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ name: String) { try? FileManager.default.removeItem(at: directory.appending(path: name)) }

  /// A CDR file; its last change lies some hours back, or is now.
  func writeSource(_ name: String, _ bytes: [UInt8], hoursAgo: Double) throws {
    try write("cdr/\(name)", bytes)
    try setAge(of: name, hoursAgo: hoursAgo)
  }

  func setAge(of name: String, hoursAgo: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600 * hoursAgo)],
      ofItemAtPath: source.appending(path: name).path)
  }

  func sourceNames() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: source.path))
  }
}

extension Site.Answer {
  /// The output as a list of JSON objects.
  func list() throws -> [[String: Any]] {
    guard let list = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] else {
      throw Finding("expected a JSON list, found \(words)")
    }
    return list
  }

  func object() throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] else {
      throw Finding("expected a JSON object, found \(words)")
    }
    return object
  }
}

/// What differs from the law.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
