import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Integration {
  /// The user and password with which the platform is called.
  ///
  /// Nothing prints it: its description has the user only.
  package struct Credentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let user: String
    package let password: String

    package var description: String { "\(user):***" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
  }

  /// A password is a line; what is longer is another file given in its place.
  private static let maximumPasswordBytes = 4_096

  /// The account at the platform, its password read now from where `access` says.
  ///
  /// - Parameter environment: of the process.
  /// - Throws: `IntegrationFaults` with the remedy if `access` or its password is missing, the variable is not set, or
  ///   the file cannot be read, is empty, or may be read by others.
  package func credentials(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(IntegrationFaults) -> Credentials {
    guard let access else {
      throw fault(
        "access", expected: "the account at the platform", found: "nothing",
        remedy: "add access: {user: …, host: …, port: …, password_env: SUMMIT_PASSWORD}")
    }
    switch access.password {
    case nil:
      throw fault(
        "access", expected: "password_env or password_file", found: "neither",
        remedy: "name the environment variable, or the file, that has the password")
    case .environment(let name):
      guard let password = environment[name], !password.isEmpty else {
        throw fault(
          "access.password_env", expected: "the password in the environment variable \(name)",
          found: environment[name] == nil ? "no such variable" : "nothing",
          remedy: "set it for this command, or name a file with password_file")
      }
      return Credentials(user: access.user, password: password)
    case .file(let path):
      return Credentials(user: access.user, password: try password(file: path))
    }
  }

  /// The file's one line. It is looked at anew: since the integration was read it may have become another.
  private func password(file path: String) throws(IntegrationFaults) -> String {
    let key = "access.password_file"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw fault(
        key, expected: "a file that only its owner can read", found: "\(path): \(String(cString: strerror(errno)))",
        remedy: "give it to the user that runs summit-cdr, with chmod 600")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0 else {
      throw fault(
        key, expected: "a regular file that only its owner can read", found: "something else at \(path)",
        remedy: "chmod 600 \(path)")
    }
    let data = (try? handle.read(upToCount: Self.maximumPasswordBytes + 1)) ?? Data()
    let lines = String(validating: data, as: UTF8.self)?.split(separator: "\n", omittingEmptySubsequences: false)
    guard let lines, data.count <= Self.maximumPasswordBytes, let first = lines.first, !first.isEmpty,
      lines.dropFirst().allSatisfy(\.isEmpty), !first.contains(where: \.isNewline)
    else {
      throw fault(
        key, expected: "the password as the only line of \(path)", found: data.isEmpty ? "nothing" : "something else",
        remedy: "write the password into it, and nothing else")
    }
    return String(first)
  }

  private func fault(_ key: String, expected: String, found: String, remedy: String) -> IntegrationFaults {
    IntegrationFaults([IntegrationFault(file: path, key: key, expected: expected, found: found, remedy: remedy)])
  }
}
