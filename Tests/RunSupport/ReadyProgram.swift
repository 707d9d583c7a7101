import Foundation
import Synchronization

/// Runs of the built program that are forks of one that waits for its arguments: the start, which costs tests more than
/// most runs, is made once. `Tests/StartShim` says how.
///
/// A run has a process of its own, a directory, an environment and files for its output as one that is started; its
/// standard input is empty. Those of one waiting program share the seed of hashing.
package enum ReadyProgram {
  /// How a run ended.
  package enum End: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  /// A run that was started. Wait for each.
  package final class Run {
    package let processIdentifier: Int32
    private let waiting: Waiting
    private var end: End?

    fileprivate init(_ waiting: Waiting, _ processIdentifier: Int32) {
      self.waiting = waiting
      self.processIdentifier = processIdentifier
    }

    /// Blocks until it has ended.
    package func waitUntilExit() throws -> End {
      if let end { return end }
      let status = try waiting.answer()
      ReadyProgram.putBack(waiting)
      let signal = status & 0x7F
      let end = signal == 0 ? End.exit(status >> 8 & 0xFF) : End.signal(signal)
      self.end = end
      return end
    }
  }

  /// The built program: it stands beside the one that runs the tests.
  package static var built: URL { directory.appending(path: "summit-cdr") }

  private static var directory: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  private static let idle = Mutex<[Waiting]>([])

  /// Starts a run of a program.
  ///
  /// - Parameters:
  ///   - directory: where it runs; paths of the files begin there.
  ///   - output, errors: files that are made anew.
  package static func start(
    _ program: URL, _ arguments: [String], in directory: URL, environment: [String: String], output: String,
    errors: String
  ) throws -> Run {
    let waiting = try take(program)
    let variables = environment.map { "\($0)=\($1)" }
    let texts =
      [directory.path, output, errors, String(variables.count)] + variables + [program.path] + arguments
    return Run(waiting, try waiting.ask(texts))
  }

  private static func take(_ program: URL) throws -> Waiting {
    let found = idle.withLock { idle in
      idle.lastIndex { $0.program == program }.map { idle.remove(at: $0) }
    }
    return try found ?? Waiting(program, preloading: self.directory.appending(path: "libStartShim.so"))
  }

  private static func putBack(_ waiting: Waiting) { idle.withLock { $0.append(waiting) } }
}

/// A program that waits for the arguments of its next run; one run at a time.
private final class Waiting: @unchecked Sendable {
  struct Gone: Error, CustomStringConvertible {
    let program: String
    var description: String { "\(program), started beforehand, does not answer" }
  }

  let program: URL
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  init(_ program: URL, preloading library: URL) throws {
    self.program = program
    process.executableURL = program
    process.environment = [
      "LD_PRELOAD": library.path, "PATH": "/usr/bin:/bin", "COLUMNS": "80", "SWIFT_BACKTRACE": "enable=no",
    ]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    // The program alone holds these ends: when it dies, answers end.
    try answers.fileHandleForWriting.close()
    try requests.fileHandleForReading.close()
  }

  /// - Returns: the process id of the run.
  func ask(_ texts: [String]) throws -> Int32 {
    let bytes = Array((texts.joined(separator: "\0") + "\0").utf8)
    let size = withUnsafeBytes(of: UInt32(bytes.count)) { Array($0) }
    let request = Data(size + bytes)
    try requests.fileHandleForWriting.write(contentsOf: request)
    return try answer()
  }

  func answer() throws -> Int32 {
    var bytes = Data()
    while bytes.count < 4 {
      guard let more = try answers.fileHandleForReading.read(upToCount: 4 - bytes.count), !more.isEmpty else {
        throw Gone(program: program.path)
      }
      bytes.append(more)
    }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: Int32.self) }
  }
}
