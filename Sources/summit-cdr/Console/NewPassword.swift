import ArgumentParser
import CallModel
import Console
import Integration
import Glibc

/// A password that is set: from a file, from standard input, or asked for twice on the terminal.
struct NewPasswordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File with the password as its only line, that only its owner may read (default: asked for on the terminal, or read "
        + "from standard input).", valueName: "file"))
  var passwordFile: String?

  /// - Throws: `Problem` if there is none that may be one.
  func hash(of user: String) throws -> PasswordHash {
    let password = try password()
    if let weakness = password.weakness(of: user) {
      throw Problem(
        "password", expected: weakness.expectation, found: "another", remedy: "a phrase of some words is a good one")
    }
    guard let hash = password.hash() else {
      throw Problem("password", expected: "64 MiB of memory to hash it", found: "less", remedy: "free some")
    }
    return hash
  }

  private func password() throws -> Password {
    if let passwordFile { return Password(Array(try Integration.Access.Password.file(passwordFile).ofOption().utf8)) }
    guard isatty(STDIN_FILENO) == 1 else { return Password(Self.line()) }
    let first = Self.asked("Password: ")
    guard Self.asked("Again: ") == first else {
      throw Problem("password", expected: "the same twice", found: "another the second time")
    }
    return Password(first)
  }

  /// A line from the terminal, which is not shown.
  private static func asked(_ prompt: String) -> [UInt8] {
    Terminal.message(prompt)
    var before = termios()
    // SAFETY: structures of our own that the calls fill and read.
    let isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
    if isTerminal {
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    }
    let typed = line()
    if isTerminal { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    Terminal.message("\n")
    return typed
  }

  /// The first line of standard input, without its end.
  private static func line() -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    // SAFETY: one byte of our own.
    while bytes.count <= Password.mostBytes, read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes
  }
}

/// The name of a user or a program.
enum UserNameCheck {
  static func check(_ name: String) throws {
    do {
      try UserStore.check(name: name)
    } catch {
      throw ValidationError("NAME: expected 1 to 64 letters, digits or . - _ @, found another text")
    }
  }
}
