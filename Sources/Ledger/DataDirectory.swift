import Foundation
import Output
import Glibc

/// The data directory of an integration (spec 4.1): database, segments, lock. Only its owner may look into it.
///
/// ```
/// data/                0700
///   identity           the same random identifier as in the database, and its last run
///   lock               held by the one who writes
///   push.lock          held by the one who sends requests to the platform
///   erp.lock           held by the one who hands services to the ERP
///   summit.sqlite      the ledger, 0600
///   records/           segments, 0600, and files of runs under way
/// ```
package struct DataDirectory: Sendable {
  package let path: String

  package var databasePath: String { path + "/summit.sqlite" }
  package var recordsPath: String { path + "/records" }
  var lockPath: String { path + "/lock" }
  var pushLockPath: String { path + "/push.lock" }
  var erpLockPath: String { path + "/erp.lock" }

  package init(path: String) { self.path = path }

  package func segmentPath(_ name: String) -> String { recordsPath + "/" + name }

  /// Whether a ledger was ever made here.
  package var exists: Bool {
    FileManager.default.fileExists(atPath: databasePath) || readMark() != nil
  }

  /// Creates what is missing.
  package func prepare() throws(LedgerFailure) {
    for directory in [path, recordsPath] {
      let missing = Self.missingDirectories(directory)
      do {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      } catch {
        throw LedgerFailure(
          path: directory, expected: "to create the directory", found: error.localizedDescription,
          remedy: "choose a data_directory that you may write to")
      }
      var status = stat()
      guard lstat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw LedgerFailure(
          path: directory, expected: "a directory, not a symbolic link", found: "something else",
          remedy: "name the directory itself as data_directory")
      }
      guard chmod(directory, 0o700) == 0 else {
        throw LedgerFailure(
          path: directory, expected: "to be its owner", found: String(cString: strerror(errno)),
          remedy: "run as the user who owns the data directory")
      }
      if directory == recordsPath, !missing.isEmpty { FileOwner.keep(recordsPath, in: path) }
      for made in missing { try Self.synchronise(parentOf: made) }
    }
  }

  /// What of a path does not exist yet, the innermost first.
  private static func missingDirectories(_ path: String) -> [String] {
    var missing: [String] = []
    var path = path
    while !path.isEmpty, path != "/", !FileManager.default.fileExists(atPath: path) {
      missing.append(path)
      path = PathText.parent(path)
    }
    return missing
  }

  /// A directory that was made must not go with a power cut after source files went for what is in it (I5).
  private static func synchronise(parentOf directory: String) throws(LedgerFailure) {
    let parent = PathText.parent(directory)
    do throws(OutputFailure) {
      try OutputFailure.synchronise(directory: parent.isEmpty ? "." : parent)
    } catch {
      throw LedgerFailure(
        path: directory, expected: "to make the directory durable", found: error.found,
        remedy: "see the error; nothing was imported")
    }
  }

  /// Names of the files in `records/`.
  package func recordFiles() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: recordsPath)) ?? []).sorted()
  }

  /// Removes a segment, or what a run that did not commit left.
  package func removeRecordFile(_ name: String) { unlink(segmentPath(name)) }
}

/// A lock on the data directory: held as long as this lives, and gone with the process however it ends.
package final class RunLock: Sendable {
  package enum Purpose: Sendable {
    /// The one who writes (spec 4.2, step 1).
    case run
    /// The one who sends requests to the platform (spec 6.3); runs go on meanwhile.
    case push
    /// The one who hands services to the ERP (spec 11.2); runs go on meanwhile.
    case erp
  }

  private let descriptor: CInt

  package init(_ directory: DataDirectory, _ purpose: Purpose = .run) throws(LedgerFailure) {
    let path =
      switch purpose {
      case .run: directory.lockPath
      case .push: directory.pushLockPath
      case .erp: directory.erpLockPath
      }
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw LedgerFailure(
        path: path, expected: "to open the lock", found: String(cString: strerror(errno)),
        remedy: "run as the user who owns the data directory")
    }
    FileOwner.keep(descriptor, in: directory.path)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      let what = purpose == .run ? "run" : "push"
      throw LedgerFailure(
        path: directory.path, kind: code == EWOULDBLOCK ? .alreadyRunning : .other, expected: "no other \(what)",
        found: code == EWOULDBLOCK ? "a \(what) under way" : String(cString: strerror(code)),
        remedy: "wait for it to end and run again")
    }
  }

  deinit {
    // A child that is just being started has a copy of the descriptor, and would hold the lock.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
