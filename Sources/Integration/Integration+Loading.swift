import CallModel
import Foundation
import Output
import RecordLayouts
import Glibc

extension Integration {
  /// The name of the file in its directory.
  package static let fileName = "integration.yml"
  /// The agenda may have a file of its own beside it (spec 4.6).
  package static let scheduleFileName = "schedule.yml"
  /// An integration is some dozens of lines: what is larger is another file given in its place.
  private static let maximumBytes = 1 << 20

  /// Reads an integration.
  ///
  /// - Parameter path: the file, or the directory that holds an `integration.yml`.
  /// - Throws: `Problems`, all that is wrong in one go.
  package static func load(path: String) throws(Problems) -> Integration {
    let file = isDirectory(path) ? joined(path, fileName) : path
    guard !file.isEmpty else {
      throw Problems([
        Problem("--config", expected: "the path of an integration file", found: "nothing")
      ])
    }
    let text = try text(of: file)
    let directory = PathText.parent(file)
    let base = directory.isEmpty ? "." : directory
    let scheduleFile = joined(base, scheduleFileName)
    let schedule = FileManager.default.fileExists(atPath: scheduleFile) ? try self.text(of: scheduleFile) : nil
    var decoder = IntegrationDecoder(file: file, directory: base)
    let integration = decoder.decode(text, scheduleFile: schedule.map { (path: scheduleFile, text: $0) })
    guard let integration, decoder.faults.isEmpty else { throw Problems(inOrder(decoder.faults, file)) }
    return integration
  }

  /// The integration's own faults in the order of its lines, then those of the files it names.
  private static func inOrder(_ faults: [Problem], _ file: String) -> [Problem] {
    faults.filter { $0.place == file }.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(\.element)
      + faults.filter { $0.place != file }
  }

  private static func text(of file: String) throws(Problems) -> String {
    func fault(_ found: String, _ remedy: String) -> Problems {
      Problems([Problem(file, expected: "an integration file", found: found, remedy: remedy)])
    }
    var status = stat()
    guard stat(file, &status) == 0 else {
      throw fault(
        errno == ENOENT ? "no such file" : String(cString: strerror(errno)),
        "name it with --config, or make one with summit-cdr init DIR")
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw fault("no regular file", "name the file itself") }
    guard status.st_size <= maximumBytes else { throw fault("\(status.st_size) bytes", "name the file itself") }
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw fault("one that cannot be read", "give the user that runs summit-cdr the right to read it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault("bytes that are not UTF-8", "save it as UTF-8")
    }
    return text.withoutByteOrderMark
  }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// `path`, relative to `directory` unless it is absolute.
  static func joined(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if directory == "." { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }
}
