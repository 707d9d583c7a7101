import Foundation
import ReferenceRating
import RunSupport
import Testing

/// The power fails after any operation, and the disk has lost what it was not told to keep: the next run leaves what an
/// undisturbed one leaves, and no source file went before its calls were safe (I4, I5).
@Suite("Power cuts after any operation (I4, I5, spec 4.2)", .enabled(if: Disturbance.isPossible))
struct PowerCutTests {
  /// SUMMIT_POWER_CUTS and SUMMIT_FIRST_SEED go on by hand.
  static let count = ProcessInfo.processInfo.environment["SUMMIT_POWER_CUTS"].flatMap { Int($0) } ?? 40
  static let seed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(arguments: [false, true])
  func `a power cut after any operation leaves the state of an undisturbed run`(deletesFiles: Bool) throws {
    let stages = try Stage.all(deletesFiles: deletesFiles)
    var random = SeededRandom(seed: Self.seed)
    var failures = 0
    for _ in 0..<Self.count where failures < 10 {
      let stage = random.pick(stages)
      let operations = random.int(0...stage.changes.count)
      var disk = try DiskModel(stage.site)
      for operation in stage.changes.prefix(operations) { disk.apply(operation) }
      let site = try stage.site.copy(disk.remains(&random))
      let result = try site.run()
      guard let fault = Self.fault(site, result, stage) else { continue }
      let last = operations > 0 ? "\(stage.changes[operations - 1])" : "nothing"
      Issue.record("\(stage.name), power cut after operation \(operations) (\(last)): \(fault)")
      failures += 1
    }
  }

  private static func fault(_ site: ImportSite, _ result: ImportSite.Result, _ stage: Stage) -> String? {
    guard result.exitCode.map({ 0...2 ~= $0 }) == true else { return "\(result)" }
    do {
      return try site.state().difference(from: stage.expected).map { "\(result): \($0)" }
    } catch {
      return "\(result): \(error)"
    }
  }
}

extension ImportSite {
  /// This site after a power cut.
  func copy(_ remains: DiskModel.Remains) throws -> ImportSite {
    let copy = try self.copy()
    try? FileManager.default.removeItem(atPath: copy.data)
    for name in try FileManager.default.contentsOfDirectory(atPath: copy.source) {
      try FileManager.default.removeItem(atPath: copy.source + "/" + name)
    }
    for (path, bytes) in remains.data.sorted(by: { $0.key < $1.key }) {
      if let bytes {
        try copy.write(path, bytes)
      } else {
        try FileManager.default.createDirectory(atPath: copy.path + "/" + path, withIntermediateDirectories: true)
      }
    }
    for (name, before) in remains.source {
      try FileManager.default.linkItem(atPath: source + "/" + before, toPath: copy.source + "/" + name)
    }
    return copy
  }
}
