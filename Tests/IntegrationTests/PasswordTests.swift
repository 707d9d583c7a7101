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
}
