import Foundation
import Synchronization
import Glibc

/// One process of a run: a step with its own memory. It ends when nobody holds its standard input any more.
struct ChildProcess {
  /// How it ended.
  struct End {
    /// Nil if a signal ended it.
    var code: Int32?
    var signal: Int32
    /// Of its standard output.
    var lastLine: String
  }

  private let process: pid_t
  private let output: CInt
  /// Its standard input, as long as its result is waited for.
  private let lease: CInt

  /// Held while pipes are made and given away, so that no other child has an end of them.
  private static let starting = Mutex(())

  /// Starts `program`; what it says on standard error is ours.
  static func start(_ program: String, _ arguments: [String]) throws(SpreadFailure) -> ChildProcess {
    try starting.withLock { (_) throws(SpreadFailure) in try ChildProcess(program, arguments) }
  }

  private init(_ program: String, _ arguments: [String]) throws(SpreadFailure) {
    let (leaseEnd, lease) = try Self.pipe()
    let (output, outputEnd) = try Self.pipe()
    self.lease = lease
    self.output = output
    defer {
      close(leaseEnd)
      close(outputEnd)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, leaseEnd, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, outputEnd, STDOUT_FILENO)
    var pid: pid_t = 0
    let code = Self.withStrings([program] + arguments) { words in
      Self.withStrings(Self.environment) { environment in
        posix_spawn(&pid, program, &actions, nil, words, environment)
      }
    }
    guard code == 0 else {
      close(lease)
      close(output)
      throw SpreadFailure(.inputOutput, "\(program): expected to start it, found \(String(cString: strerror(code)))")
    }
    process = pid
  }

  /// What a child must know of its surroundings: the same wherever it runs.
  private static var environment: [String] {
    let own = ProcessInfo.processInfo.environment
    return ["PATH=\(own["PATH"] ?? "/usr/bin:/bin")", "LANG=C.UTF-8", "TZ=UTC"]
      + (own["TZDIR"].map { ["TZDIR=\($0)"] } ?? [])
  }

  /// Lets it end: nobody waits for its result.
  func release() { close(lease) }

  /// Waits for its end.
  func wait() -> End {
    var said: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = read(output, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      said += piece[..<count]
      if said.count > Self.keptBytes { said.removeFirst(said.count - Self.keptBytes) }
    }
    close(output)
    var status: CInt = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
    let signal = status & 0x7F
    return End(
      code: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal, lastLine: lines.last.map(String.init) ?? "")
  }

  /// Of its standard output: more than any result line has.
  private static let keptBytes = 1 << 20

  /// The reading and the writing end, in no other process but one that is given them.
  private static func pipe() throws(SpreadFailure) -> (CInt, CInt) {
    var ends: [CInt] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw SpreadFailure(.inputOutput, "pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Texts as C has them, within `body`.
  private static func withStrings<Value>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    // SAFETY: copies of the texts and the null that ends the list, freed after the call.
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
  }
}

/// What holds a child: its standard input. When it ends, the one who started the child is gone or has no more use for it, and
/// the child ends, too, lest it go on writing (spec 10.1).
package enum Lease {
  package static func watch() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count == 0 || count < 0 && errno != EINTR { _exit(SpreadFailure.Kind.gone.rawValue) }
      }
    }
  }
}
