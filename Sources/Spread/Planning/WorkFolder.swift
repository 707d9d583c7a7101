import CallModel
import FileInput
import Foundation
import Output
import Glibc

/// Where a run keeps what passes between its steps. Only its owner may look into it: it holds calls.
///
/// ```
/// W/plan.json        what each task does
/// W/manifest.json    what was chosen of each step: the only place that says so
/// W/map/ W/reduce/ W/losers/     run files, one an attempt
/// W/runs.json …      what was made of each task of a step, for commit
/// ```
package struct WorkFolder: Sendable {
  package let path: String

  package var planPath: String { path + "/plan.json" }
  package var manifestPath: String { path + "/manifest.json" }

  package init(_ path: String) { self.path = path }

  /// The one that a plan lies in.
  package init(ofPlan path: String) { self.init(URL(fileURLWithPath: path).deletingLastPathComponent().path) }

  package func directory(of kind: RunKind) -> String {
    switch kind {
    case .map: path + "/map"
    case .reduce: path + "/reduce"
    case .losers: path + "/losers"
    }
  }

  private static let kinds: [RunKind] = [.map, .reduce, .losers]
  /// What the one who runs the steps on a cluster gives to commit (spark/summit_spark.py).
  private static let lists = ["runs.json", "parts.json", "losers.json"]

  /// Makes the folder and those in it.
  func prepare() throws(SpreadFailure) {
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    for (directory, mode) in [(parent, 0o755), (path, 0o700)] + Self.kinds.map({ (self.directory(of: $0), 0o700) }) {
      do {
        try FileManager.default.createDirectory(
          atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
      } catch {
        throw SpreadFailure(.cannotWrite, "\(directory): expected to make it, found \(error.localizedDescription)")
      }
    }
    guard chmod(path, 0o700) == 0 else {
      throw SpreadFailure(
        .cannotWrite, "\(path): expected to be its owner, found \(String(cString: strerror(errno)))")
    }
  }

  /// Makes a plan here, or takes up the one that is here.
  ///
  /// - Parameters:
  ///   - request: nil: the plan that is here.
  ///   - isCleaned: whether an earlier run is removed first.
  package func plan(_ request: PlanRequest?, isCleaned: Bool = false) throws(SpreadFailure) -> SpreadPlan.Loaded {
    guard let request else { return try SpreadPlan.load(planPath) }
    if isCleaned { try clean() }
    guard !FileManager.default.fileExists(atPath: planPath) else {
      throw SpreadFailure(
        .usage,
        "\(path): expected a folder without a plan: take it up with --resume, or remove it with "
          + "spread clean --work '\(path)'")
    }
    return try request.plan(into: self)
  }

  /// Removes a run and all that is left of it; other files in the folder stay, and so does the folder then.
  package func clean() throws(SpreadFailure) {
    for file in [planPath, manifestPath] + Self.lists.map({ path + "/" + $0 }) { try Self.remove(file) }
    for kind in Self.kinds {
      for name in Self.names(directory(of: kind)) where Self.isOurs(name) {
        try Self.remove(directory(of: kind) + "/" + name)
      }
      rmdir(directory(of: kind))
    }
    for name in Self.names(path) where Self.isTemporary(name) { try Self.remove(path + "/" + name) }
    rmdir(path)
  }

  /// Removes run files that are no use; only those that lie here.
  package func remove(_ paths: [String]) throws(SpreadFailure) {
    let folders = Set(Self.kinds.map { Self.real(directory(of: $0)) })
    for path in paths where Self.isOurs(path) {
      if folders.contains(Self.real((path as NSString).deletingLastPathComponent)) { try Self.remove(path) }
    }
  }

  /// Removes the run files that `named` does not have.
  package func removeRubbish(except named: Set<String>) {
    let kept = Set(named.map(Self.real))
    for kind in Self.kinds {
      for name in Self.names(directory(of: kind)) where Self.isOurs(name) {
        let file = directory(of: kind) + "/" + name
        if !kept.contains(Self.real(file)) { unlink(file) }
      }
    }
  }

  /// The whole run files of a step that lie here, regardless of which attempts made them.
  package func runs(_ kind: RunKind, plan: ContentDigest, inputs: ContentDigest?) -> [RunFile] {
    Self.names(directory(of: kind)).sorted().compactMap { name in
      guard name.hasSuffix(Self.ending) else { return nil }
      do throws(SpreadFailure) {
        let run = try RunFile(path: directory(of: kind) + "/" + name)
        try run.check(kind: kind, plan: plan, inputs: inputs, first: nil)
        return run
      } catch {
        return nil
      }
    }
  }

  /// The name of an attempt's run file.
  package func runPath(_ kind: RunKind, task: Int, attempt: String) -> String {
    "\(directory(of: kind))/\(task.padded(to: 5)).\(attempt)\(Self.ending)"
  }

  private static let ending = ".run"

  private static func isOurs(_ name: String) -> Bool { name.hasSuffix(ending) || isTemporary(name) }

  private static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(OutputFile.temporaryPrefix) && name.hasSuffix(OutputFile.temporarySuffix)
  }

  private static func names(_ directory: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
  }

  private static func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  private static func remove(_ file: String) throws(SpreadFailure) {
    guard unlink(file) != 0, errno != ENOENT else { return }
    throw SpreadFailure(
      .cannotWrite, "\(file): expected to remove it, found \(String(cString: strerror(errno)))")
  }
}

/// Small files of a work folder.
enum WorkFile {
  /// The same for processes with another working directory.
  static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  static func read(_ path: String) throws(SpreadFailure) -> [UInt8] {
    do throws(FileFailure) {
      let file = try OpenFile(path: path)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(file.identity.sizeBytes), alignment: 8)
      defer { buffer.deallocate() }
      let count = try file.read(into: buffer, at: 0)
      return Array(buffer[..<count])
    } catch {
      throw SpreadFailure(.inputOutput, error.description)
    }
  }

  /// Writes it whole, on the disk, in place of what had the name.
  static func write(_ bytes: [UInt8], to path: String) throws(SpreadFailure) {
    let url = URL(fileURLWithPath: path)
    let directory = url.deletingLastPathComponent().path
    let text = TextBuffer(capacity: bytes.count)
    text.append(bytes)
    do throws(OutputFailure) {
      let file = try OutputFile(directory: directory, name: url.lastPathComponent, isPrivate: true)
      try file.append(text.bytes)
      try file.synchronise()
      try file.publish()
      try OutputFailure.synchronise(directory: directory)
    } catch {
      throw SpreadFailure(error)
    }
  }
}
