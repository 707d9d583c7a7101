import CallModel
import Foundation
import Output

/// Changes integration.yml: what is written was read as an integration first, and what stood there is kept beside it.
package struct IntegrationFile {
  package let path: String
  /// `integration.yml.previous`
  package var previousPath: String { path + ".previous" }

  package init(_ integration: Integration) { path = integration.path }

  /// The text as it stands.
  package func text() throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  /// Puts a text in its place.
  ///
  /// - Throws: `Problems`, all that is wrong with the text, with `integration.yml` as their file; nothing was
  ///   changed then. `OutputFailure` if it cannot be written.
  package func replace(with text: String) throws {
    try check(text)
    let old = try self.text()
    if old == text { return }
    try write(old, to: previousPath)
    try write(text, to: path)
  }

  /// Replaces a section of the top level, or adds it at the end; comments elsewhere stay.
  ///
  /// - Parameter line: the section as one line: `schedule: {minute: 0}`.
  package static func replacing(section: String, with line: String, in text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(section + ":") }) else {
      while lines.last == "" { lines.removeLast() }
      return (lines + [line, ""]).joined(separator: "\n")
    }
    var end = start + 1
    while end < lines.count, lines[end].first == " " || lines[end].first == "\t" || lines[end].first == "-" { end += 1 }
    lines.replaceSubrange(start..<end, with: [line])
    return lines.joined(separator: "\n")
  }

  /// Reads the text as the integration it would be: in the same directory, for the paths in it.
  private func check(_ text: String) throws {
    let directory = PathText.parent(path)
    let name = ".\(UUID().uuidString).yml"
    let trial = directory.isEmpty ? name : directory + "/" + name
    try write(text, to: trial)
    defer { try? FileManager.default.removeItem(atPath: trial) }
    do throws(Problems) {
      _ = try Integration.load(path: trial)
    } catch {
      throw Problems(
        error.faults.map { fault in
          var fault = fault
          if fault.place == trial { fault.place = path }
          return fault
        })
    }
  }

  private func write(_ text: String, to path: String) throws {
    let directory = PathText.parent(path)
    let file = try OutputFile(
      directory: directory.isEmpty ? "." : directory, name: path.split(separator: "/").last.map(String.init) ?? path,
      isPrivate: true)
    try Array(text.utf8).withUnsafeBytes { try file.append($0) }
    try file.synchronise()
    try file.publish()
  }
}
