import FileInput
import Foundation
import Ledger

extension ImportJob {
  /// Deletes the files that are imported to their last byte, if the integration says so (spec 4.2, step 7, I5).
  mutating func deleteFiles(_ context: ImportContext) throws {
    guard settings.deletesFiles else { return }
    var deletion = SourceDeletion(context)
    try deletion.takeUpAgain()
    for (file, row) in context.intake.known { try deletion.take(file, row) }
    var rows: [[UInt8]: FileRow] = [:]
    for row in try context.ledger.files(run: context.run) { rows[row.name] = row }
    for candidate in context.intake.candidates {
      if let row = rows[candidate.file.name] { try deletion.take(candidate.file, row) }
    }
    try context.ledger.setState(.deleted, ofFiles: deletion.deleted.map(\.id))
    report.deletedFiles = deletion.deleted.map(\.displayName)
    report.keptFiles = deletion.kept
  }
}

/// Deletes one file after the other; what cannot be deleted stays, with the reason.
struct SourceDeletion {
  private(set) var deleted: [FileRow] = []
  /// By name.
  private(set) var kept: [String: String] = [:]

  private let context: ImportContext
  private let now: Date

  init(_ context: ImportContext) {
    self.context = context
    now = context.settings.now()
  }

  /// Files that a run which did not end left under private names.
  mutating func takeUpAgain() throws {
    for number in (try? context.directory.setAsideFiles()) ?? [] {
      guard let row = try context.ledger.file(number) else { continue }
      finish(row)
    }
  }

  mutating func take(_ file: SourceFile, _ row: FileRow) throws {
    if let reason = reasonToKeep(file, row) {
      if !reason.isEmpty { kept[row.displayName] = reason }
      return
    }
    do throws(FileFailure) {
      try context.directory.setAside(file.name, number: row.id)
    } catch {
      kept[row.displayName] = error.description
      return
    }
    try context.settings.onStep(.fileSetAside)
    finish(row)
    try context.settings.onStep(.fileDeleted)
  }

  /// Why a file stays; blank if that goes without saying; nil if it can go.
  private func reasonToKeep(_ file: SourceFile, _ row: FileRow) -> String? {
    guard row.state == .imported || row.state == .repeated, !row.isPending else { return "" }
    guard row.identity == file.identity else { return "" }
    let age = now.timeIntervalSince1970 - Double(file.identity.modifiedNanoseconds) / 1e9
    guard age >= Double(context.settings.deleteAfterHours) * 3600 else { return "" }
    if row.isMostlyRejected, !row.isReleased {
      return "more than half of its rows were rejected, as with a wrong layout: look at them with summit-cdr rejected "
        + "list, then let the file go with summit-cdr files release \(row.displayName)"
    }
    return nil
  }

  /// Looks at the file under its private name once more, then removes it, or gives it its name back.
  private mutating func finish(_ row: FileRow) {
    do throws(FileFailure) {
      if try isSame(row) {
        try context.directory.removeSetAside(number: row.id)
        deleted.append(row)
      } else {
        let name = try context.directory.restore(number: row.id, name: row.name)
        kept[row.displayName] =
          "it changed; it is there as \(SourceFile.displayable(name)) and its rest is imported next"
      }
    } catch {
      kept[row.displayName] = error.description
    }
  }

  private func isSame(_ row: FileRow) throws(FileFailure) -> Bool {
    let open = try context.directory.openSetAside(number: row.id)
    guard open.identity == row.identity, row.state == .imported || row.state == .repeated else { return false }
    let digest = try SourceIntake.digest(of: open, count: row.plainBytes)
    try open.checkUnchanged()
    return digest != nil && digest == row.digest
  }
}
