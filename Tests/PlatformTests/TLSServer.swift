import Foundation
import Testing

/// An authority and a server with a certificate of it, both of the program `openssl`, on loopback: it answers
/// GET /api/v1/plans with an empty list.
final class TLSServer {
  static let isInstalled = path != nil
  private static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/openssl" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  let port: Int
  /// The authority's certificate.
  var caFile: String { directory.path("authority.pem") }
  private let directory: ScratchDirectory
  private let server = Process()

  /// - Parameter name: whose certificate the server has, `IP:127.0.0.1` or `DNS:…`.
  init(name: String) throws {
    directory = try ScratchDirectory()
    try Self.makeCertificates(directory, name: name)
    let answers = directory.url.appending(path: "api/v1")
    try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"
    try Data(answer.utf8).write(to: answers.appending(path: "plans"))
    let output = Pipe()
    server.executableURL = Self.path.map { URL(fileURLWithPath: $0) }
    server.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key", "server.key", "-HTTP"]
    server.currentDirectoryURL = directory.url
    server.standardInput = FileHandle.nullDevice
    server.standardOutput = output
    server.standardError = FileHandle.nullDevice
    try server.run()
    // `ACCEPT 127.0.0.1:35281`
    var text = ""
    while !text.contains(/ACCEPT .*\n/) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      text += String(decoding: more, as: UTF8.self)
    }
    let digits = text.firstMatch(of: /ACCEPT .*:([0-9]+)\n/)?.output.1
    port = try #require(digits.flatMap { Int($0) }, "openssl s_server says: \(text)")
  }

  deinit {
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
  }

  private static func makeCertificates(_ directory: ScratchDirectory, name: String) throws {
    let configuration = """
      [req]
      distinguished_name = name
      [name]
      [authority]
      basicConstraints = critical, CA:TRUE
      keyUsage = critical, keyCertSign
      subjectKeyIdentifier = hash
      [server]
      subjectAltName = \(name)

      """
    try Data(configuration.utf8).write(to: directory.url.appending(path: "openssl.cnf"))
    let new = ["-config", "openssl.cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try run(
      directory,
      ["req", "-x509"] + new + [
        "-extensions", "authority", "-subj", "/CN=Authority of a test", "-days", "2", "-keyout", "authority.key",
        "-out",
        "authority.pem",
      ])
    try run(
      directory, ["req", "-new"] + new + ["-subj", "/CN=Server", "-keyout", "server.key", "-out", "server.csr"])
    try run(
      directory,
      [
        "x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
        "-days", "2", "-extfile", "openssl.cnf", "-extensions", "server", "-out", "server.pem",
      ])
  }

  private static func run(_ directory: ScratchDirectory, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = path.map { URL(fileURLWithPath: $0) }
    process.arguments = arguments
    process.currentDirectoryURL = directory.url
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    try #require(status == 0, "openssl \(arguments[0]): \(String(decoding: words, as: UTF8.self))")
  }
}
