import CallModel
import FileInput
import Glibc
import RecordLayouts

extension FileInspection {
  /// The layout as a file to keep: a built-in one as it is, a proposal with its remarks; nil if there is neither.
  package var layoutFileText: String? {
    if let proposal { return proposal.yaml(source: path) }
    guard let layout else { return nil }
    return (changes.isEmpty ? BuiltInLayouts.yaml(named: layout.name) : nil) ?? layout.yaml
  }
}

/// Writes layout files, never over another file.
package enum LayoutFile {
  /// Writes `text` to a new file at `path`.
  ///
  /// - Throws: if something of that name is there already, or the system refuses; no half-written file stays.
  package static func write(_ text: String, to path: String) throws(Problem) {
    let shown = SourceFile.displayable(path.utf8)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw Problem(
          shown, expected: "no file of that name", found: "one", remedy: "it is left as it is; give another name")
      }
      throw failure(shown, errno)
    }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      // SAFETY: write(2) reads at most the count given, of bytes that live through the call.
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes = bytes.dropFirst(count)
    }
    let writeError = errno
    if close(descriptor) == 0, bytes.isEmpty { return }
    let code = bytes.isEmpty ? errno : writeError
    unlink(path)
    throw failure(shown, code)
  }

  private static func failure(_ path: String, _ code: CInt) -> Problem {
    Problem(
      path, expected: "to write the layout there", found: String(cString: strerror(code)),
      remedy: "choose a directory that can be written to")
  }
}
