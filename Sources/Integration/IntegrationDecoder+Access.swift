import Foundation
import Yams
import Glibc

/// `access` (spec 2.1): a password is never written in the file.
extension IntegrationDecoder {
  private static let accessKeys = ["user", "host", "port", "password_env", "password_file"]

  mutating func access(_ top: YAMLSection) -> Integration.Access? {
    guard let section = section(top, "access") else { return nil }
    if let node = section["password"] {
      // The value is not shown: it would be in a log next.
      fault(
        node, "access.password", expected: "no password in this file", found: "one",
        remedy: "put it into a file that only its owner can read and name that as password_file, or name an "
          + "environment variable as password_env; then change the password, since this file had it")
    }
    checkKeys(section.without("password"), Self.accessKeys)
    let user = text(section, "user", default: nil)
    if user.contains(":") {
      fault(section["user"], "access.user", expected: "a name without :, which ends it on the wire", found: "'\(user)'")
    }
    let endpoint = endpoint(section)
    return Integration.Access(user: user, endpoint: endpoint, password: password(section))
  }

  mutating func endpoint(_ section: YAMLSection) -> Integration.Endpoint {
    Integration.Endpoint(
      host: text(section, "host", default: nil), port: integer(section, "port", in: 1...65_535, default: nil))
  }

  private mutating func password(_ section: YAMLSection) -> Integration.Access.Password? {
    if section["password_env"] != nil, let node = section["password_file"] {
      fault(node, "access", expected: "password_env or password_file", found: "both", remedy: "keep one")
      return nil
    }
    if section["password_env"] != nil {
      let name = text(section, "password_env", default: nil)
      checkEnvironmentName(name, section["password_env"], "access.password_env", what: "password")
      return .environment(name)
    }
    guard section["password_file"] != nil else { return nil }
    let path = path(section, "password_file", default: nil)
    checkPrivate(path, section["password_file"], "access.password_file")
    return .file(path)
  }

  /// - Parameter what: what the variable holds, for the message.
  mutating func checkEnvironmentName(_ name: String, _ node: Node?, _ key: String, what: String) {
    let isName = name.utf8.allSatisfy { Self.isNameByte($0) } && !(name.first?.isNumber ?? true)
    if isName || name.isEmpty { return }
    fault(
      node, key, expected: "the name of an environment variable: letters, digits and _", found: "something else",
      remedy: "if it is the \(what) itself, change it, since this file had it")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// A regular file, no link, that no one but its owner may read or write.
  mutating func checkPrivate(_ path: String, _ node: Node?, _ key: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      fault(
        node, key, expected: "a file that only its owner can read",
        found: errno == ENOENT ? "no such file: \(path)" : "\(path): \(String(cString: strerror(errno)))")
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      fault(node, key, expected: "a regular file, no symbolic link", found: "something else at \(path)")
      return
    }
    if status.st_mode & 0o077 != 0 {
      fault(
        node, key, expected: "a file that only its owner can read",
        found: "mode \(String(status.st_mode & 0o777, radix: 8))", remedy: "chmod 600 \(path)")
    }
  }
}

extension YAMLSection {
  func without(_ name: String) -> YAMLSection {
    var mapping = mapping
    mapping[name] = nil
    return YAMLSection(mapping: mapping, path: path, line: line)
  }
}
