import Foundation
import Integration
import Ledger
import Synchronization

/// Ledgers that are kept open between requests: opening one takes longer than most pages.
final class LedgerPool: Sendable {
  private struct Idle {
    var file: FileMark
    var ledgers: [Ledger] = []
  }

  /// Which file it was: after a restore from a backup it is another.
  private struct FileMark: Equatable {
    var device: UInt64
    var inode: UInt64

    init?(_ path: String) {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let device = attributes[.systemNumber] as? NSNumber, let inode = attributes[.systemFileNumber] as? NSNumber
      else { return nil }
      self.device = device.uint64Value
      self.inode = inode.uint64Value
    }
  }

  private static let maximumIdle = 8
  private let directory: DataDirectory
  private let purpose: LedgerSession.Purpose
  private let idle = Mutex<Idle?>(nil)

  init(_ directory: DataDirectory, for purpose: LedgerSession.Purpose) {
    self.directory = directory
    self.purpose = purpose
  }

  /// Gives an open ledger that nobody else uses meanwhile.
  ///
  /// - Throws: `LedgerFailure` if there is none, or what `body` throws.
  func use<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
    let mark = FileMark(directory.databasePath)
    let ledger = try take(mark) ?? LedgerSession(directory, for: purpose).ledger
    let value = try body(ledger)
    // One that threw is not used again.
    if let mark { giveBack(ledger, mark) }
    return value
  }

  private func take(_ mark: FileMark?) -> Ledger? {
    idle.withLock { idle in
      guard idle?.file == mark else {
        idle = nil
        return nil
      }
      return idle?.ledgers.popLast()
    }
  }

  private func giveBack(_ ledger: Ledger, _ mark: FileMark) {
    idle.withLock { idle in
      var now = idle?.file == mark ? idle ?? Idle(file: mark) : Idle(file: mark)
      if now.ledgers.count < Self.maximumIdle { now.ledgers.append(ledger) }
      idle = now
    }
  }
}
