import CallModel
import Foundation
import Integration
import RunSupport
import Testing

@Suite("A password is never in the file (spec 2.1)")
struct PasswordTests {
  private func files(_ access: String) throws -> IntegrationFiles {
    try IntegrationFiles(IntegrationFiles.least + "access: {user: u, host: h, port: 1, \(access)}\n")
  }

  @Test func `a password key is refused with the remedy, and its value is not shown`() throws {
    let faults = try files("password: hunter2").faults()
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("integration.yml:3: access.password: expected no password in this file") == true)
    #expect(faults.first?.contains("password_env") == true)
    #expect(faults.first?.contains("hunter2") == false)
  }

  @Test func `a value that is no name of a variable is refused and not shown`() throws {
    let faults = try files("password_env: \"hunter2!\"").faults()
    #expect(faults.first?.contains("access.password_env: expected the name of an environment variable") == true)
    #expect(faults.first?.contains("hunter2") == false)
  }

  @Test func `both ways at once are refused`() throws {
    #expect(
      try files("password_env: A, password_file: b").faults() == [
        "integration.yml:3: access: expected password_env or password_file, found both: keep one"
      ])
  }

  @Test(
    "a password file is one that only its owner can read",
    arguments: [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o620, false), (0o666, false)])
  func mode(_ mode: Int, _ isAccepted: Bool) throws {
    let files = try files("password_file: secret")
    try files.write("secret", "x")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: files.directory.path + "/secret")
    if isAccepted {
      #expect(try files.load().access?.password == .file(files.directory.path + "/secret"))
    } else {
      let faults = try files.faults()
      #expect(faults.first?.contains("found mode \(String(mode, radix: 8)): chmod 600") == true, "\(faults)")
    }
  }

  @Test func `a password file that is missing, a directory or a link is refused`() throws {
    let files = try files("password_file: secret")
    #expect(try files.faults().first?.contains("found no such file") == true)
    try files.make("secret")
    #expect(try files.faults().first?.contains("expected a regular file, no symbolic link") == true)
    try FileManager.default.removeItem(atPath: files.directory.path + "/secret")
    try files.write("real", "x")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: files.directory.path + "/real")
    try FileManager.default.createSymbolicLink(
      atPath: files.directory.path + "/secret", withDestinationPath: files.directory.path + "/real")
    #expect(try files.faults().first?.contains("expected a regular file, no symbolic link") == true)
  }

  @Test(
    "a password is read when it is needed, from where access says",
    arguments: [
      ("password_env: SECRET", ["SECRET": "hunter2"], nil, "hunter2"),
      (
        "password_env: SECRET", [:], nil,
        "access.password_env: expected the password in the environment variable SECRET"
      ),
      ("password_env: SECRET", ["SECRET": ""], nil, "found nothing: set it for this command"),
      ("password_file: secret", [:], "hunter2\n", "hunter2"),
      ("password_file: secret", [:], "hunter2", "hunter2"),
      ("password_file: secret", [:], "  é ", "  é "),
      ("password_file: secret", [:], "", "expected the password as the only line of"),
      ("password_file: secret", [:], "hunter2\nhunter3\n", "expected the password as the only line of"),
      ("realm: x", [:], nil, "expected one of the keys"),
    ] as [(String, [String: String], String?, String)])
  func reading(_ access: String, _ environment: [String: String], _ content: String?, _ expected: String) throws {
    let files = try files(access)
    if let content {
      try files.write("secret", content)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: files.directory.path + "/secret")
    }
    let found: String
    do {
      found = try files.load().credentials(environment: environment).password
    } catch {
      found = "\(error)"
      #expect(!found.contains("hunter"))
    }
    #expect(found == expected || found.contains(expected) && found.contains("integration.yml"), "\(found)")
  }

  @Test func `a password file that others may read by now is not read`() throws {
    let files = try files("password_file: secret")
    let path = files.directory.path + "/secret"
    try files.write("secret", "hunter2")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let integration = try files.load()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let error = #expect(throws: Problems.self) { try integration.credentials() }
    #expect(error?.description.contains("chmod 600") == true)
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: Problems.self) { try integration.credentials() }
  }

  @Test func `without an account, or a password of it, the error says what to add`() throws {
    let none = #expect(throws: Problems.self) { try IntegrationFiles().load().credentials() }
    #expect(
      none?.description.contains("access: expected the account at the platform, found nothing: add access:") == true)
    let files = try IntegrationFiles(IntegrationFiles.least + "access: {user: u, host: h, port: 1}\n")
    let noPassword = #expect(throws: Problems.self) { try files.load().credentials() }
    #expect(noPassword?.description.contains("expected password_env or password_file, found neither") == true)
  }

  @Test func `credentials do not print their password`() throws {
    let credentials = try files("password_env: SECRET").load().credentials(environment: ["SECRET": "hunter2"])
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped] {
      #expect(!text.contains("hunter2"))
      #expect(text.contains("u"))
    }
  }
}
