import Glibc

/// A directory that CDR files are delivered to, held open.
///
/// Safe to use from several threads. The directory itself may be reached through a symbolic link; its entries not.
package final class SourceDirectory: Sendable {
  /// More files than a century of hourly deliveries, and under 200 MB of names and identities in memory.
  package static let maximumFiles = 1_000_000

  /// The path as displayable text, for messages.
  package let path: String

  let descriptor: FileDescriptor

  /// - Throws: `FileFailure` if it is not there, not a directory, or not readable.
  package init(path: String) throws(FileFailure) {
    self.path = SourceFile.displayable(path.utf8)
    do throws(SystemCallError) {
      descriptor = try .open(Array(path.utf8), flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    } catch {
      throw FileFailure(error, file: self.path, expected: Self.expectation)
    }
  }

  /// The files of the directory at `path`; see `list(maximumFiles:)`.
  package static func list(_ path: String) throws(FileFailure) -> [SourceFile] {
    try SourceDirectory(path: path).list()
  }

  /// What a listing found.
  package struct Listing: Sendable {
    /// To be read, sorted by the bytes of their names (the order of spec 2.4).
    package var files: [SourceFile] = []
    /// Regular files that the selection leaves out.
    package var leftOut = 0

    /// Of nothing.
    package init() {}
  }

  /// The files to be read of all but marker files; see `listing`.
  package func list(maximumFiles: Int = SourceDirectory.maximumFiles) throws(FileFailure) -> [SourceFile] {
    try listing(maximumFiles: maximumFiles).files
  }

  /// The files to be read, and how many are left out.
  ///
  /// Left out are names that start with `.` or end in `.tmp`, `.part` or `.filepart`, subdirectories, symbolic links,
  /// and all else that is no regular file (spec 2.3); they are not counted. A file that goes away meanwhile is left out
  /// too; one that comes may or may not be found. Time n log n in the number of entries, and two system calls an entry.
  ///
  /// - Throws: `.tooManyFiles` beyond `maximumFiles`, `.permissionDenied` if entries cannot be looked at, or what the
  ///   system says.
  package func listing(
    _ selection: FileSelection = .standard, maximumFiles: Int = SourceDirectory.maximumFiles
  ) throws(FileFailure) -> Listing {
    var found = Listing()
    do throws(SystemCallError) {
      let entries = try DirectoryEntries(of: descriptor)
      while let name = try entries.next() {
        guard !Self.isIgnored(name), let identity = try identity(of: name) else { continue }
        guard selection.takes(name) else {
          found.leftOut += 1
          continue
        }
        found.files.append(SourceFile(name: name, identity: identity))
        if found.files.count > maximumFiles { break }
      }
    } catch {
      throw FileFailure(error, file: path, expected: Self.expectation)
    }
    guard found.files.count <= maximumFiles else { throw tooManyFiles(limit: maximumFiles) }
    found.files.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return found
  }

  /// What the regular file of that name is; nil if there is none.
  ///
  /// - Throws: `.permissionDenied` if it cannot be looked at, or what the system says.
  package func identity(ofFile name: [UInt8]) throws(FileFailure) -> FileIdentity? {
    do throws(SystemCallError) {
      return try identity(of: name)
    } catch {
      throw FileFailure(error, file: "\(path)/\(SourceFile.displayable(name))", expected: "a readable file")
    }
  }

  /// Whether it has no entry at all.
  package func isEmpty() throws(FileFailure) -> Bool {
    do throws(SystemCallError) {
      let entries = try DirectoryEntries(of: descriptor)
      while let name = try entries.next() {
        if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { return false }
      }
      return true
    } catch {
      throw FileFailure(error, file: path, expected: Self.expectation)
    }
  }

  /// Whether a name is one that a delivery under way, or the platform itself, uses (spec 2.3).
  static func isIgnored(_ name: [UInt8]) -> Bool {
    name.first == UInt8(ascii: ".") || ignoredSuffixes.contains { name.suffix($0.count).elementsEqual($0) }
  }

  private static let ignoredSuffixes = [".tmp", ".part", ".filepart"].map { Array($0.utf8) }
  private static let expectation = "a readable directory"

  /// Nil for what is not a regular file, or no longer there.
  private func identity(of name: [UInt8]) throws(SystemCallError) -> FileIdentity? {
    var status = stat()
    do throws(SystemCallError) {
      _ = try systemCall("fstatat") {
        // SAFETY: the name ends in NUL and lives through the call, which keeps no pointer to it.
        terminated(name).withUnsafeBufferPointer {
          fstatat(descriptor.number, $0.baseAddress.unsafelyUnwrapped, &status, AT_SYMLINK_NOFOLLOW)
        }
      }
    } catch {
      guard error.code != ENOENT else { return nil }
      throw error
    }
    return status.st_mode & S_IFMT == S_IFREG ? FileIdentity(status) : nil
  }

  private func tooManyFiles(limit: Int) -> FileFailure {
    FileFailure(
      file: path, kind: .tooManyFiles, expected: "at most \(limit) files", found: "more",
      remedy: "move files that were rated to another directory")
  }
}
