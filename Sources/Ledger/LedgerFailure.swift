import GRDB
import Glibc

/// Why the ledger cannot be used; nothing was changed.
package struct LedgerFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// Another run holds the data directory's lock: exit code 75.
    case alreadyRunning
    /// Another program writes to the database for longer than it is waited for.
    case busy
    case other
  }

  package let path: String
  package let kind: Kind
  package let expected: String
  package let found: String
  package let remedy: String

  package init(path: String, kind: Kind = .other, expected: String, found: String, remedy: String) {
    self.path = path
    self.kind = kind
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  package var description: String { "\(path): expected \(expected), found \(found): \(remedy)" }

  /// What SQLite says, with what to do about it.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self.init(
        path: path, expected: "to read and write the database", found: "\(error)",
        remedy: "run summit-cdr verify; nothing was changed")
      return
    }
    let found = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(
        path: path, expected: "a sound database", found: found,
        remedy: "restore the whole data directory from a backup (docs/operations.md); nothing was changed")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        path: path, kind: .busy, expected: "no other program in the database", found: found,
        remedy: "close the program that has it open and run again; nothing was changed")
    case .SQLITE_FULL:
      self.init(
        path: path, expected: "room on the disk", found: found,
        remedy: "free some space and run again; nothing was changed")
    case .SQLITE_IOERR where Self.isDiskFull(path):
      // A command that only looks needs room, too: for SQLite's memory of the log beside the database (-shm, 32 KiB).
      self.init(
        path: path, expected: "some room on the disk, to look as well as to write", found: "a full disk (\(found))",
        remedy: "free some space and run again; nothing was changed")
    case .SQLITE_IOERR:
      // A full disk shows as this, too, where SQLite cannot even make its memory of the log.
      self.init(
        path: path, expected: "to read and write the database", found: found,
        remedy: "see whether the disk is full (df) or fails (dmesg), and run again; nothing was changed")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      self.init(
        path: path, expected: "a database that may be read and written", found: found,
        remedy: "run as the user who owns the data directory")
    default:
      self.init(
        path: path, expected: "to read and write the database", found: found,
        remedy: "see the error; nothing was changed")
    }
  }

  /// Less than SQLite's memory of the log takes at first.
  private static let leastFreeBytes = 64 << 10

  /// Whether the file system of `path` has no room for the one who asks.
  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard statvfs(directory.isEmpty ? "/" : directory, &status) == 0 else { return false }
    return Int(status.f_bavail) * Int(status.f_frsize) < leastFreeBytes
  }
}
