import Foundation
import ReferenceRating

/// A disk that keeps, when the power fails, only what it was told to keep (POSIX, strictly): of a file what was written
/// before its last sync, of a directory the names it had at its own last sync. Of what came after, any writes may be
/// there, whole; and of each directory's changes the first ones, in their order.
///
/// Paths are relative to the site; files of the source directory are told by the name they had at first.
struct DiskModel {
  private struct File {
    var durable: [UInt8] = []
    var current: [UInt8] = []
    var unsynced: [Change] = []
    /// The name it had in the source directory before the run.
    var source: String?
  }

  private enum Change {
    case write(Int, [UInt8])
    case resize(Int)
  }

  private struct NameChange {
    var removed: String?
    var added: (path: String, file: Int)?
  }

  private var files: [File] = []
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  /// By directory, in order.
  private var unsyncedNames: [String: [NameChange]] = [:]

  /// What is left when the power fails.
  struct Remains {
    /// Path to bytes; directories have none.
    var data: [String: [UInt8]?]
    /// Name in the source directory to the name it had before the run.
    var source: [String: String]
  }

  /// The disk with all of a site on it.
  init(_ site: ImportSite) throws {
    for folder in ["data", "cdr"] where FileManager.default.fileExists(atPath: site.path + "/" + folder) {
      try addDurable(folder, site)
      for name in try FileManager.default.subpathsOfDirectory(atPath: site.path + "/" + folder) {
        try addDurable(folder + "/" + name, site)
      }
    }
  }

  private mutating func addDurable(_ path: String, _ site: ImportSite) throws {
    var file = File()
    var isDirectory: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: site.path + "/" + path, isDirectory: &isDirectory)
    if path.hasPrefix("cdr/") {
      file.source = String(path.dropFirst(4))
    } else if !isDirectory.boolValue {
      file.durable = [UInt8](try Data(contentsOf: URL(fileURLWithPath: site.path + "/" + path)))
      file.current = file.durable
    }
    files.append(file)
    names[path] = files.count - 1
    durableNames[path] = files.count - 1
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  // MARK: - Operations

  mutating func apply(_ operation: Operation) {
    guard operation.result >= 0 else { return }
    let path = operation.path
    switch operation.call {
    case "open", "mkdir":
      guard names[path] == nil else { return }
      files.append(File())
      add(path, files.count - 1)
    case "write":
      change(path, .write(operation.offset, operation.bytes))
    case "truncate": change(path, .resize(operation.offset))
    case "sync": synchronise(path)
    case "rename":
      guard let file = names[path] else { return }
      names[path] = nil
      names[operation.second] = file
      unsyncedNames[Self.parent(path), default: []].append(
        NameChange(removed: path, added: (operation.second, file)))
    case "link":
      if let file = names[path] { add(operation.second, file) }
    case "unlink", "rmdir":
      guard names.removeValue(forKey: path) != nil else { return }
      unsyncedNames[Self.parent(path), default: []].append(NameChange(removed: path))
    default: break
    }
  }

  private mutating func add(_ path: String, _ file: Int) {
    names[path] = file
    unsyncedNames[Self.parent(path), default: []].append(NameChange(added: (path, file)))
  }

  private mutating func change(_ path: String, _ change: Change) {
    guard let file = names[path] else { return }
    Self.apply(change, to: &files[file].current)
    files[file].unsynced.append(change)
  }

  private static func apply(_ change: Change, to bytes: inout [UInt8]) {
    switch change {
    case .resize(let size):
      bytes = Array(bytes.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - bytes.count))
    case .write(let offset, let new):
      if bytes.count < offset + new.count {
        bytes += [UInt8](repeating: 0, count: offset + new.count - bytes.count)
      }
      bytes.replaceSubrange(offset..<offset + new.count, with: new)
    }
  }

  private mutating func synchronise(_ path: String) {
    for change in unsyncedNames.removeValue(forKey: path) ?? [] { Self.apply(change, to: &durableNames) }
    guard let file = names[path] else { return }
    files[file].durable = files[file].current
    files[file].unsynced.removeAll()
  }

  private static func apply(_ change: NameChange, to names: inout [String: Int]) {
    if let removed = change.removed { names[removed] = nil }
    if let added = change.added { names[added.path] = added.file }
  }

  // MARK: - Power failure

  /// What may be left if the power fails now: by `random`, of what was not synced nothing, all, or some.
  func remains(_ random: inout SeededRandom) -> Remains {
    let share = random.pick([0, 0, 100, 50])
    var names = durableNames
    for (_, changes) in unsyncedNames.sorted(by: { $0.key < $1.key }) {
      let kept = share == 50 ? random.int(0...changes.count) : changes.count * share / 100
      for change in changes.prefix(kept) { Self.apply(change, to: &names) }
    }
    var remains = Remains(data: [:], source: [:])
    for (path, file) in names.sorted(by: { $0.key < $1.key }) where hasDirectory(path, names) {
      var bytes = files[file].durable
      for change in files[file].unsynced where random.chance(percent: share) { Self.apply(change, to: &bytes) }
      if let source = files[file].source, path.hasPrefix("cdr/") {
        remains.source[String(path.dropFirst(4))] = source
      } else if !path.hasSuffix("-shm"), path.hasPrefix("data") {
        let isDirectory = path == "data" || path == "data/records"
        remains.data[path] = .some(isDirectory ? nil : bytes)
      }
    }
    return remains
  }

  private func hasDirectory(_ path: String, _ names: [String: Int]) -> Bool {
    let parent = Self.parent(path)
    return parent.isEmpty || (names[parent] != nil && hasDirectory(parent, names))
  }
}
