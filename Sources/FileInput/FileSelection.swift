import CallModel

/// Which files of a directory are CDR files, by their names (spec 7.1). Case counts, but for marker files.
///
/// Files left out are counted, not failed, and never deleted.
package struct FileSelection: Hashable, Sendable {
  /// Nil: all but marker files. These, too, are taken if a pattern here has them.
  package var include: [Glob]?
  /// Left out, regardless of what `include` says.
  package var exclude: [Glob]

  /// All but marker files.
  package static let standard = FileSelection()

  /// Files that programs put beside a file to say that it is whole, or what its digest is.
  package static let markerEndings = [".md5", ".sha1", ".sha256", ".ok", ".done", ".ctl", ".crc", ".lock"]
  private static let markerBytes = markerEndings.map { Array($0.utf8) }

  /// - Parameter include: none is all but marker files.
  package init(include: [Glob] = [], exclude: [Glob] = []) {
    self.include = include.isEmpty ? nil : include
    self.exclude = exclude
  }

  /// Whether a file of that name is read.
  package func takes(_ name: [UInt8]) -> Bool {
    if exclude.contains(where: { $0.matches(name) }) { return false }
    if let include { return include.contains { $0.matches(name) } }
    return !Self.isMarker(name)
  }

  private static func isMarker(_ name: [UInt8]) -> Bool {
    let ending = name.suffix(8).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    return markerBytes.contains { ending.suffix($0.count).elementsEqual($0) }
  }
}
