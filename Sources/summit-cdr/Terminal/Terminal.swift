import ArgumentParser
import CallModel
import Foundation
import Integration
import Output
import Synchronization
import Glibc

/// Standard output for data, standard error for messages.
enum Terminal {
  /// Writes data to standard output.
  ///
  /// - Throws: `Exit.failed` if it cannot be written, after saying so. A reader that went away is not an error.
  static func write(_ bytes: [UInt8]) throws {
    _ = try bytes.withUnsafeBytes { try write($0) }
  }

  /// Writes a piece of data to standard output.
  ///
  /// - Returns: false if the reader went away: nobody wants the rest.
  /// - Throws: `Exit.failed` if it cannot be written, after saying so.
  static func write(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    let code = put(bytes, to: STDOUT_FILENO)
    guard code != 0 else { return true }
    if code == EPIPE { return false }
    error("standard output: expected to write it, found \(String(cString: strerror(code))): free some space")
    throw Exit.failed
  }

  /// Writes a piece of data that must arrive to standard output.
  ///
  /// - Throws: `OutputFailure` if it cannot be written, or its reader went away.
  static func deliver(_ bytes: [UInt8]) throws {
    let code = put(bytes, to: STDOUT_FILENO)
    guard code != 0 else { return }
    throw OutputFailure(
      path: "standard output", expected: "to write all of it", found: String(cString: strerror(code)),
      remedy: "repair that and run again: it does not count as delivered")
  }

  /// Failures of writing come as errors, with a message, in place of signals that end the process without one.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes lines of text to standard output.
  static func write(lines: [String]) throws {
    try write(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// Writes `value` to standard output as JSON: keys in snake case and in order, instants as ISO 8601.
  static func write(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    try write([UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")])
  }

  private static let isMasking = Atomic<Bool>(false)

  /// From here on telephone numbers in errors are masked.
  static func masksMessages() { isMasking.store(true, ordering: .relaxed) }

  /// Writes a line for each line of `message` to standard error, marked as an error. Values in it, of files or options,
  /// may have characters that drive a terminal: these are replaced.
  static func error(_ message: String) { put(message, as: "error") }

  /// The same for what went well, and should be looked at all the same.
  static func warning(_ message: String) { put(message, as: "warning") }

  private static func put(_ message: String, as kind: String) {
    let message = isMasking.load(ordering: .relaxed) ? MaskedText.masked(message) : message
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
      _ = put(Array("\(kind): \(DisplayText.of(String(line)))\n".utf8), to: STDERR_FILENO)
    }
  }

  static func message(_ text: String) {
    _ = put(Array(text.utf8), to: STDERR_FILENO)
  }

  static var isErrorOutputATerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var isOutputATerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Rows that a person reads of a list that says nothing else.
  static let linesOfAList = 40

  /// Columns of the terminal behind standard error; 80 if it does not say.
  static var width: Int { width(of: STDERR_FILENO) }
  /// The same behind standard output.
  static var outputWidth: Int { width(of: STDOUT_FILENO) }

  private static func width(of descriptor: CInt) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Returns 0, or the error's number.
  private static func put(_ bytes: [UInt8], to descriptor: CInt) -> CInt {
    bytes.withUnsafeBytes { put($0, to: descriptor) }
  }

  private static func put(_ buffer: UnsafeRawBufferPointer, to descriptor: CInt) -> CInt {
    var done = 0
    while done < buffer.count {
      // SAFETY: `done` is below the buffer's count.
      let count = Glibc.write(descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      done += count
    }
    return 0
  }
}
