import CallModel
import Foundation

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

  /// The account at the platform, its password read now from where `access` says.
  ///
  /// - Parameter environment: of the process.
  /// - Throws: `Problems` with the remedy if `access` or its password is missing, the variable is not set, or
  ///   the file cannot be read, is empty, or may be read by others.
  package func credentials(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Problems) -> Credentials {
    guard let access else {
      throw fault(
        "access", expected: "the account at the platform", found: "nothing",
        remedy: "add access: {user: …, host: …, port: …, password_env: SUMMIT_PASSWORD}")
    }
    guard let password = access.password else {
      throw fault(
        "access", expected: "password_env or password_file", found: "neither",
        remedy: "name the environment variable, or the file, that has the password")
    }
    do throws(Access.Password.Failure) {
      return Credentials(user: access.user, password: try password.read(environment: environment))
    } catch {
      throw fault("access.\(error.key)", expected: error.expected, found: error.found, remedy: error.remedy)
    }
  }

  private func fault(_ key: String, expected: String, found: String, remedy: String) -> Problems {
    Problems([Problem(path, field: key, expected: expected, found: found, remedy: remedy)])
  }
}
