import CallModel
import Foundation
import Integration
import RunSupport
import Testing

/// Integration files in a directory of their own.
final class IntegrationFiles {
  let directory: TemporaryDirectory
  var path: String { directory.path + "/integration.yml" }

  /// All that must be in a file.
  static let least = "gateway: summit-networks\ncdr: {source_directory: cdr}\n"

  init(_ yaml: String = IntegrationFiles.least) throws {
    directory = try TemporaryDirectory()
    try write("integration.yml", yaml)
  }

  func write(_ name: String, _ text: String) throws { try directory.write(name, Array(text.utf8)) }

  func make(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: directory.path + "/" + name, withIntermediateDirectories: true)
  }

  func load() throws -> Integration { try Integration.load(path: path) }

  /// The faults as printed, without the directory.
  func faults(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    let error = #expect(throws: Problems.self, sourceLocation: sourceLocation) { try load() }
    return (error?.faults ?? []).map { $0.description.replacing(directory.path + "/", with: "") }
  }
}
