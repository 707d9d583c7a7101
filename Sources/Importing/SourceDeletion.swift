import FileInput
import Foundation
import Ledger

extension ImportJob {
  /// Deletes the files that are imported to their last byte, if the integration says so (spec 4.2, step 7, I5).
  ///
  /// The ledger calls them deleted before they are, so that a crash leaves either a file that is still known or one under
  /// its private name, which the next run takes up again.
  mutating func deleteFiles(_ context: ImportContext) throws {
    var deletion = SourceDeletion(context, held: try context.ledger.fileConcerns(present: nil))
    try deletion.takeUpAgain()
    guard settings.deletesFiles else {
      report.keptFiles = deletion.kept
      return
    }
    for (file, row) in context.intake.known { try deletion.take(file, row) }
    var rows: [[UInt8]: FileRow] = [:]
    for row in try context.ledger.files(run: context.run) { rows[row.name] = row }
    for candidate in context.intake.candidates {
      if let row = rows[candidate.file.name] { try deletion.take(candidate.file, row) }
    }
    try deletion.removeAll()
    report.deletedFiles = deletion.deleted.map(\.displayName)
    report.keptFiles = deletion.kept
  }
}

/// Deletes files; what cannot be deleted stays, with the reason.
struct SourceDeletion {
  private(set) var deleted: [FileRow] = []
  /// By name.
  private(set) var kept: [String: String] = [:]
  /// Under their private names, and still what was imported.
  private var checked: [FileRow] = []

  private let context: ImportContext
  private let now: Date
  /// Readings of files of whose rows more than half were rejected.
  private let held: Set<Int64>

  init(_ context: ImportContext, held concerns: [FileConcern]) {
    self.context = context
    held = Set(concerns.filter { $0.kind == .mostlyRejected }.flatMap(\.readings))
    now = context.settings.now()
  }

  /// Files that a run which did not end left under private names: they are looked at again, or have their names back if
  /// files are no longer to be deleted.
  mutating func takeUpAgain() throws {
    let numbers: [Int64]
    do throws(FileFailure) {
      numbers = try context.directory.setAsideFiles()
    } catch {
      kept[context.directory.path] = error.description
      return
    }
    for number in numbers {
      if let row = try context.ledger.file(number) {
        if context.settings.deletesFiles { check(row) } else { giveBack(number, name: row.name) }
      } else {
        giveBack(number, name: Array("unknown-\(number)".utf8))
      }
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
    check(row)
  }

  /// Removes what was set aside and found unchanged.
  mutating func removeAll() throws {
    if !checked.isEmpty { context.directory.synchroniseNames() }
    try context.ledger.setState(.deleted, ofFiles: checked.filter { $0.state != .deleted }.map(\.id))
    for row in checked {
      if remove(row) {
        deleted.append(row)
      } else if row.state != .deleted {
        try context.ledger.setState(row.state, ofFiles: [row.id])
      }
      try context.settings.onStep(.fileDeleted)
    }
  }

  /// Why a file stays; blank if that goes without saying; nil if it can go.
  private func reasonToKeep(_ file: SourceFile, _ row: FileRow) -> String? {
    guard row.state == .imported || row.state == .repeated, !row.isPending else { return "" }
    guard row.identity == file.identity else { return "" }
    let age = now.timeIntervalSince1970 - Double(file.identity.modifiedNanoseconds) / 1e9
    guard age >= Double(context.settings.deleteAfterHours) * 3600 else { return "" }
    if held.contains(row.id) {
      return "more than half of its rows were rejected, as with a wrong layout: look at them with summit-cdr rejected "
        + "list, then let the file go with summit-cdr files release \(row.displayName)"
    }
    return nil
  }

  /// Looks at the file under its private name once more; gives it its name back if it is not what was imported.
  private mutating func check(_ row: FileRow) {
    do throws(FileFailure) {
      if try isSame(row) { checked.append(row) } else { giveBack(row.id, name: row.name) }
    } catch {
      kept[row.displayName] = error.description
      giveBack(row.id, name: row.name)
    }
  }

  private mutating func giveBack(_ number: Int64, name: [UInt8]) {
    let shown = SourceFile.displayable(name)
    do throws(FileFailure) {
      let name = try context.directory.restore(number: number, name: name)
      kept[shown] =
        kept[shown] ?? "it changed; it is there as \(SourceFile.displayable(name)) and is looked at next time"
    } catch {
      kept[shown] = error.description
    }
  }

  private func isSame(_ row: FileRow) throws(FileFailure) -> Bool {
    let open = try context.directory.openSetAside(number: row.id)
    guard open.identity == row.identity, [.imported, .repeated, .deleted].contains(row.state) else { return false }
    let digest = try SourceIntake.digest(of: open, count: row.plainBytes)
    try open.checkUnchanged()
    return digest != nil && digest == row.digest
  }

  /// Unlinks a file, unless it changed since it was checked.
  private mutating func remove(_ row: FileRow) -> Bool {
    do throws(FileFailure) {
      if try context.directory.openSetAside(number: row.id).identity == row.identity {
        try context.directory.removeSetAside(number: row.id)
        return true
      }
    } catch {
      kept[row.displayName] = error.description
    }
    giveBack(row.id, name: row.name)
    return false
  }
}
