import CallModel
import FileInput
import Foundation
import Listing

/// The file that is looked at: the one that is named, or the last one by name of a directory.
package struct InspectedFile {
  /// Without symbolic links.
  package let path: String
  /// Which of a directory's files it is; nil: it was named.
  package let note: String?

  /// - Parameters:
  ///   - selection: which files of a directory are meant.
  ///   - isChosen: whether the selection was asked for: it then holds for a file that is named, too. Else one that is
  ///     named is meant, marker or not.
  /// - Throws: `FileFailure` if there is none.
  package init(path: String, selection: FileSelection, isChosen: Bool) throws(FileFailure) {
    let isDirectory =
      (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeDirectory
    guard isDirectory else {
      let name = URL(fileURLWithPath: path).lastPathComponent
      guard !isChosen || selection.takes(Array(name.utf8)) else {
        throw FileFailure(
          file: SourceFile.displayable(path.utf8), kind: .notFound,
          expected: "a file that --include and --exclude leave",
          found: "one that they leave out", remedy: "name another file, or leave these options out")
      }
      self.path = Self.resolved(path)
      note = nil
      return
    }
    let listing = try SourceDirectory(path: path).listing(selection)
    guard let last = listing.files.last else {
      throw FileFailure(
        file: SourceFile.displayable(path.utf8), kind: .notFound, expected: "a directory with CDR files",
        found: listing.leftOut == 0
          ? "none" : "none but \(CountText.of(listing.leftOut, "file", "files")) left out by name",
        remedy: "name a file, or see --include and --exclude")
    }
    self.path = Self.resolved(path + "/" + String(decoding: last.name, as: UTF8.self))
    note =
      "\(DisplayText.of(path)): \(CountText.of(listing.files.count, "file", "files")), \(listing.leftOut) left out by "
      + "name; the last one is \(last.displayName)"
  }

  /// What a symbolic link leads to; any other path as it is.
  private static func resolved(_ path: String) -> String {
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    return isLink ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
  }
}
