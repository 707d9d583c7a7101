import Foundation

/// What `Tests/FaultShim` is told to do to a run of the program.
struct Disturbance: CustomStringConvertible {
  enum Kind: String, CaseIterable {
    case noSpace = "errno=28"
    case noSpaceFromThenOn = "errno-on=28"
    case inputOutput = "errno=5"
    case noPermission = "errno=13"
    case overQuota = "errno=122"
    case readOnly = "errno-on=30"
    case short
    case killBefore = "kill-before"
    case killAfter = "kill-after"
    case killHalfWritten = "kill-half"

    var kills: Bool { [.killBefore, .killAfter, .killHalfWritten].contains(self) }

    /// Those that make a reading of a file fail.
    static let ofReading: [Kind] = [.inputOutput, .noPermission, .short]
  }

  enum Class: String {
    case change, read
  }

  var kind: Kind
  /// The number of the operation, from 1.
  var operation: Int
  var ofClass = Class.change

  var description: String { "\(kind.rawValue) at operation \(operation) (\(ofClass))" }

  /// The environment for a run of the program on `site`.
  static func environment(
    _ site: ImportSite, _ disturbance: Disturbance?, ofClass: Class = .change, hasData: Bool = false
  )
    -> [String: String]
  {
    var environment = [
      "LD_PRELOAD": library, "FAULT_PATHS": "\(site.data):\(site.source):\(site.path)/.",
      "FAULT_LOG": site.path + "/operations",
      "FAULT_CLASS": (disturbance?.ofClass ?? ofClass).rawValue, "FAULT_DATA": hasData ? "1" : "0",
    ]
    if let disturbance {
      environment["FAULT_AT"] = "\(disturbance.operation)"
      environment["FAULT_KIND"] = disturbance.kind.rawValue
    }
    return environment
  }

  static var library: String { ImportSite.buildDirectory.appending(path: "libFaultShim.so").path }

  /// Only Linux with glibc takes a library before its own.
  static var isPossible: Bool {
    FileManager.default.fileExists(atPath: library)
  }
}

/// One operation of the log that the shim writes.
struct Operation: CustomStringConvertible {
  var call: String
  var path: String
  var second: String
  var offset: Int
  /// Below 0: it failed.
  var result: Int
  /// What a write took, if the log holds it.
  var bytes: [UInt8]

  var description: String { "\(call) \(path)\(second.isEmpty ? "" : " -> \(second)") \(result)" }

  /// What a run did, in order.
  static func log(_ site: ImportSite) throws -> [Operation] {
    guard let text = try? site.read("operations") else { return [] }
    return text.split(separator: "\n").map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Operation(
        call: cells[1], path: Self.relative(cells[2], site),
        second: Self.relative(cells[3], site), offset: Int(cells[5]) ?? -1,
        result: Int(cells[6]) ?? -1, bytes: bytes(cells[7]))
    }
  }

  /// Blank for the site's directory itself.
  private static func relative(_ path: String, _ site: ImportSite) -> String {
    path == site.path ? "" : path.replacing(site.path + "/", with: "")
  }

  private static func bytes(_ text: String) -> [UInt8] {
    let digits = text.utf8.map { $0 >= 97 ? $0 - 87 : $0 - 48 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
