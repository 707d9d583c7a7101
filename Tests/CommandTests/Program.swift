import CZlib
import Foundation
import Testing

/// A run of the built program in a directory of its own, which goes when this does.
final class Program: Sendable {
  struct Result {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "summit-cdr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// The program stands beside the one that runs the tests.
  private static var url: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "summit-cdr")
  }

  func run(_ arguments: String...) throws -> Result {
    try run(arguments)
  }

  func run(_ arguments: [String]) throws -> Result {
    try run(Self.url, arguments)
  }

  /// Runs a line of shell; `$P` is the program.
  func shell(_ line: String) throws -> Result {
    try run(URL(fileURLWithPath: "/bin/bash"), ["-c", "P='\(Self.url.path)'; \(line)"])
  }

  /// Starts the program and goes on; its standard output and error go to files in the directory. What a shell leaves
  /// behind holds up the one who waits for the shell, so what is to stay is started so.
  func start(_ arguments: [String], output: String, errors: String) throws -> Process {
    let process = process(Self.url, arguments)
    let output = try handle(output)
    let errors = try handle(errors)
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try output.close()
    try errors.close()
    return process
  }

  private func process(_ program: URL, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80"]
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private func run(_ program: URL, _ arguments: [String]) throws -> Result {
    let process = process(program, arguments)
    // Files, not pipes: neither may fill up while the other is read.
    let output = try handle(".stdout")
    let errors = try handle(".stderr")
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    try output.close()
    try errors.close()
    return Result(status: process.terminationStatus, output: try read(".stdout"), errors: try read(".stderr"))
  }

  private func handle(_ name: String) throws -> FileHandle {
    let url = directory.appending(path: name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: directory.appending(path: name)), as: UTF8.self)
  }

  func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = directory.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// `bytes` as one gzip member of stored blocks.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      file += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
      file += block
    } while !rest.isEmpty
    let checksum = bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
    for value in [checksum, UInt32(bytes.count)] {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { file.append(UInt8(value >> shift & 255)) }
    }
    return file
  }
}

extension Program.Result {
  /// The output as a JSON object.
  func json() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }
}

/// A small sound registry in `registry/`.
func writeRegistry(_ program: Program) throws {
  let tables = [
    "contracts.csv": "id,customer\nC1,Ana\n",
    "plans.csv": "id,name\nP1,Basic\n",
    "lines.csv":
      "id,contract,number,plan,reset_day,active,active_from,active_until\nL1,C1,554833330001,P1,10,yes,,2026-06-30\n"
      + "L1,C1,554833330001,P1,10,no,2026-07-01,\nL2,C1,551133330002,P1,10,,,\n",
    "rates.csv":
      "plan,zone,price_per_minute,connection_fee,from_s\nP1,local,0.05,,0\nP1,vc1,0.39,0.1,0\nP1,vc1,0.2,,60\n"
      + "P1,intl,1,,0\nP1,on-net,0,,0\n",
    "zones.csv": "prefix,zone\n351,intl:europe\n",
  ]
  for (name, text) in tables { try program.write("registry/\(name)", text) }
}
