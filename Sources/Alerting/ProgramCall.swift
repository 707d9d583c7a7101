import CallModel
import Foundation
import Glibc

/// Calls a program with bytes on its standard input, and waits for its end. No shell is between.
struct ProgramCall: Sendable {
  private let words: [String]
  private let withheld: Set<String>
  private let timeoutSeconds: Int

  /// Of what the program says, that much is kept for the message.
  private static let keptOutputBytes = 4096
  /// How long to wait for the next sign of it, at most.
  private static let tickMilliseconds: CInt = 20

  init(_ words: [String], withheld: Set<String>, timeoutSeconds: Int) {
    self.words = words
    self.withheld = withheld
    self.timeoutSeconds = timeoutSeconds
  }

  var name: String { words.first ?? "" }

  /// - Throws: `Problem` unless the program ends with 0 in time; one that does not end is killed with all that it
  ///   began.
  func call(input: [UInt8]) throws(Problem) {
    let given = try Pipe()
    let said = try Pipe()
    defer {
      given.close()
      said.close()
    }
    // Into the pipe before there is a reader: nobody's early end can stop us, and it holds far more than an alert.
    guard given.put(input) else { throw failure("no room in a pipe", "see the system's limits on pipes") }
    let process = try spawn(given, said)
    given.close()
    said.closeWriting()
    try settle(wait(for: process, said))
  }

  /// What became of it.
  private enum End {
    case status(CInt, output: [UInt8])
    case timeout
  }

  private func wait(for process: pid_t, _ said: Pipe) -> End {
    let deadline = ContinuousClock.now + .seconds(timeoutSeconds)
    var output: [UInt8] = []
    var status: CInt = 0
    while true {
      let isOpen = said.read(into: &output, keeping: Self.keptOutputBytes)
      let found = waitpid(process, &status, WNOHANG)
      if found == process || found < 0 && errno != EINTR {
        _ = said.read(into: &output, keeping: Self.keptOutputBytes)
        return .status(found < 0 ? -1 : status, output: output)
      }
      if ContinuousClock.now >= deadline {
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return .timeout
      }
      said.wait(milliseconds: Self.tickMilliseconds, isOpen: isOpen)
    }
  }

  private func settle(_ end: End) throws(Problem) {
    let remedy = "repair it; the alert is told again after the next import"
    switch end {
    case .timeout: throw failure("none in \(timeoutSeconds) s, so it was killed", remedy)
    case .status(0, _): return
    case .status(let status, let output):
      let line =
        String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
      let signal = status & 0x7F
      throw failure((signal == 0 ? "exit code \(status >> 8 & 0xFF)" : "signal \(signal)") + line, remedy)
    }
  }

  fileprivate func failure(_ found: String, _ remedy: String) -> Problem {
    Problem("alerts.command", field: name, expected: "it to end with 0", found: found, remedy: remedy)
  }
}

// MARK: - Starting

extension ProgramCall {
  /// Starts it in a process group of its own, with the signals as the system sets them.
  private func spawn(_ given: Pipe, _ said: Pipe) throws(Problem) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, given.reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, said.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, said.writing, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let arguments = CStrings(words)
    let environment = CStrings(
      ProcessInfo.processInfo.environment.filter { !withheld.contains($0.key) }.map { "\($0.key)=\($0.value)" })
    var process: pid_t = 0
    let code = posix_spawnp(&process, name, &actions, &attributes, arguments.pointers, environment.pointers)
    guard code == 0 else { throw failure(String(cString: strerror(code)), "name a program that can be run") }
    return process
  }
}

/// Texts as C has them, as long as this lives.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointers = .allocate(capacity: count + 1)
    // SAFETY: `count` copies and the null that ends the list, in room for both.
    for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    // SAFETY: each was made by strdup in init, and nobody else frees it.
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
