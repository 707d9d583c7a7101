import Foundation
import RunSupport
import Testing

/// What is on the disk when: read off the operations of a run (spec 4.2, steps 4 to 7).
@Suite("The order in which things reach the disk (I5, spec 4.2)", .enabled(if: Disturbance.isPossible))
struct OrderingTests {
  @Test(arguments: [false, true])
  func `a segment is durable before the commit, the commit before a source file goes`(deletesFiles: Bool) throws {
    let stages = try Stage.all(deletesFiles: deletesFiles)
    for stage in stages {
      let fault = Self.fault(stage.changes)
      #expect(fault == nil, "\(stage.name)")
      #expect(stage.changes.contains { $0.second.hasPrefix("data/records/segment-") })
    }
    let isAnyDeleted = stages.contains { $0.changes.contains { Self.isSource($0.path) && $0.call == "unlink" } }
    #expect(isAnyDeleted == deletesFiles)
  }

  /// Where the order is wrong; nil if nowhere.
  static func fault(_ log: [Operation]) -> String? {
    var unsynced: Set<String> = []
    /// Of the log: whether it holds something that is not on the disk.
    var namesUnsynced: Set<String> = []
    for operation in log where operation.result >= 0 {
      switch operation.call {
      case "write", "truncate":
        if operation.path.hasSuffix("-wal"), let name = namesUnsynced.first {
          return "commit before the name of \(name)"
        }
        unsynced.insert(operation.path)
      case "sync":
        unsynced.remove(operation.path)
        if operation.path == "data/records" { namesUnsynced.removeAll() }
      case "rename":
        if operation.second.hasPrefix("data/records/segment-") {
          if unsynced.contains(operation.path) { return "\(operation.second) named before its bytes are on the disk" }
          namesUnsynced.insert(operation.second)
        }
        if isSource(operation.path), let path = unsynced.first(where: { $0.hasSuffix("-wal") }) {
          return "\(operation.path) set aside before \(path) is on the disk"
        }
      case "unlink":
        if isSource(operation.path),
          let path = unsynced.first(where: {
            $0.hasPrefix("data/") && !$0.hasSuffix(".sqlite") && !$0.hasSuffix("-shm")
          })
        {
          return "\(operation.path) deleted before \(path) is on the disk"
        }
      default: break
      }
    }
    return nil
  }

  private static func isSource(_ path: String) -> Bool { path.hasPrefix("cdr/") }

  @Test func `the check finds what it looks for`() {
    func operation(_ call: String, _ path: String, _ second: String = "") -> Operation {
      Operation(call: call, path: path, second: second, offset: 0, result: 0, bytes: [])
    }
    let segment = [
      operation("write", "data/records/x"), operation("sync", "data/records/x"),
      operation("rename", "data/records/x", "data/records/segment-1"),
    ]
    let commit = [operation("write", "data/summit.sqlite-wal"), operation("sync", "data/summit.sqlite-wal")]
    let directory = [operation("sync", "data/records")]
    let deletion = [operation("rename", "cdr/a", "cdr/.a"), operation("unlink", "cdr/.a")]
    #expect(Self.fault(segment + directory + commit + deletion) == nil)
    #expect(Self.fault(segment + commit + directory + deletion) != nil)
    #expect(Self.fault([segment[0], segment[2]] + directory + commit) != nil)
    #expect(Self.fault(segment + directory + commit.dropLast() + deletion) != nil)
    #expect(Self.fault(segment + directory + commit + [deletion[0]] + [commit[0]] + [deletion[1]]) != nil)
  }
}
