/// Why a file or directory could not be used: a failure in the sense of spec 5.5, of the whole file.
///
/// No row of the file counts; the other files go on (spec 2.3).
package struct FileFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, for code that decides by it.
  package enum Kind: Hashable, Sendable {
    case notFound
    case permissionDenied
    /// A directory was expected.
    case notADirectory
    /// A file was expected.
    case isADirectory
    /// Symbolic links are not followed (spec 2.3).
    case symbolicLink
    /// A fifo, socket or device.
    case notARegularFile
    case invalidName
    case tooManyOpenFiles
    /// More files than `SourceDirectory.maximumFiles`.
    case tooManyFiles
    /// The file ends within a gzip member.
    case truncatedGzip
    case corruptGzip
    /// More inflated bytes than `ExpansionLimits` allow.
    case expandsTooFar
    case changedWhileRead
    /// The file ended before the size it had when it was opened.
    case shrank
    /// The content does not fit the layout it was read with.
    case wrongLayout
    /// Packed otherwise than by gzip, an archive, or text in UTF-16 or UTF-32.
    case packed
    /// Any other errno, e.g. EIO.
    case io(errno: CInt)
  }

  /// Whether it lies in the bytes of the file: it will not pass before the file changes. Others, such as a permission or a
  /// disk's error, may.
  package var isOfContent: Bool {
    switch kind {
    case .truncatedGzip, .corruptGzip, .expandsTooFar, .packed, .wrongLayout: true
    default: false
    }
  }

  /// The path as the user can find it, as displayable text.
  package let file: String
  package let kind: Kind
  package let expected: String
  package let found: String
  /// What the user can do about it.
  package let remedy: String

  package init(file: String, kind: Kind, expected: String, found: String, remedy: String) {
    self.file = file
    self.kind = kind
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  /// `cdr/day.csv: expected a file, found a directory: give the file itself`
  package var description: String {
    "\(file): expected \(expected), found \(found): \(remedy)"
  }
}
