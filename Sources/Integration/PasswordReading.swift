import CallModel
import Foundation
import Glibc

extension Integration.Access.Password {
  /// Why there is no password to be had.
  package struct Failure: Error, Equatable, Sendable {
    /// `password_env` or `password_file`.
    package let key: String
    package let expected: String
    package let found: String
    package let remedy: String
  }

  /// A password is a line; what is longer is another file given in its place.
  private static let maximumBytes = 4_096

  /// The password, read now from where it is.
  ///
  /// - Parameter environment: of the process.
  /// - Throws: if the variable is not set, or the file cannot be read, is empty, or may be read by others.
  package func read(environment: [String: String]) throws(Failure) -> String {
    switch self {
    case .file(let path): return try Self.read(file: path)
    case .environment(let name):
      guard let password = environment[name], !password.isEmpty else {
        throw Failure(
          key: "password_env", expected: "the password in the environment variable \(name)",
          found: environment[name] == nil ? "no such variable" : "nothing",
          remedy: "set it for this command, or name a file with password_file")
      }
      return password
    }
  }

  /// The same of an option of a command.
  package func ofOption() throws(Problem) -> String {
    do throws(Failure) { return try read(environment: ProcessInfo.processInfo.environment) } catch {
      throw Problem(
        "--" + error.key.replacing("_", with: "-"), expected: error.expected, found: error.found, remedy: error.remedy)
    }
  }

  /// The file's one line. It is looked at anew: since it was named it may have become another.
  private static func read(file path: String) throws(Failure) -> String {
    let key = "password_file"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(
        key: key, expected: "a file that only its owner can read",
        found: "\(path): \(String(cString: strerror(errno)))",
        remedy: "give it to the user that runs summit-cdr, with chmod 600")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0 else {
      throw Failure(
        key: key, expected: "a regular file that only its owner can read", found: "something else at \(path)",
        remedy: "chmod 600 \(path)")
    }
    let data = (try? handle.read(upToCount: maximumBytes + 1)) ?? Data()
    let lines = String(validating: data, as: UTF8.self)?.split(separator: "\n", omittingEmptySubsequences: false)
    guard let lines, data.count <= maximumBytes, let first = lines.first, !first.isEmpty,
      lines.dropFirst().allSatisfy(\.isEmpty), !first.contains(where: \.isNewline)
    else {
      throw Failure(
        key: key, expected: "the password as the only line of \(path)",
        found: data.isEmpty ? "nothing" : "something else", remedy: "write the password into it, and nothing else")
    }
    return String(first)
  }
}
