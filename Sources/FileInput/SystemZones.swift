import CallModel
import Glibc

/// The time zones of the system: the TZif files of tzdata (spec 7.3). So a change of summer time by decree needs an
/// update of tzdata, and no new program.
package struct SystemZones: Sendable {
  /// Where they are if TZDIR does not say it.
  package static let standardDirectory = "/usr/share/zoneinfo"

  /// Where the rules of a zone are from.
  package enum Origin: Equatable, Sendable {
    case system
    /// The system has none for it: those that were built into the program.
    case builtIn
    /// UTC has none.
    case fixed
  }

  package let directory: String

  /// The system's: the directory that TZDIR names, else the usual one.
  package static var current: SystemZones {
    let named = getenv("TZDIR").map { String(cString: $0) } ?? ""
    return SystemZones(directory: named.isEmpty ? standardDirectory : named)
  }

  package init(directory: String) { self.directory = directory }

  /// What a zone's name must be, for messages.
  package static let expectation = "a region such as America/Sao_Paulo, Etc/GMT+3 (which is -03:00), or UTC"

  /// The rules of a zone.
  ///
  /// - Returns: nil if the name is none of a zone, or neither the system nor the program knows it.
  package func rules(_ name: String) -> (rules: TimeZoneRules, origin: Origin)? {
    guard Self.isName(name) else { return nil }
    if name == "UTC" { return (TimeZoneRules(identifier: name, changes: [], offsets: [0]), .fixed) }
    if let bytes = Self.contents(directory + "/" + name), let rules = TimeZoneRules(identifier: name, tzif: bytes) {
      return (rules, .system)
    }
    return TimeZoneRules(builtIn: name).map { ($0, .builtIn) }
  }

  /// Whether the system has rules for a zone: those that read them by themselves, such as systemd, know it then, too.
  package func has(_ name: String) -> Bool { rules(name).map { $0.origin != .builtIn } ?? false }

  /// tzdata's version, such as `2025b`; nil if the directory does not say it.
  package var version: String? {
    for name in ["+VERSION", "tzdata.zi", "version"] {
      guard let bytes = Self.contents(directory + "/" + name, maximumBytes: Self.versionBytes) else { continue }
      let line = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
      let text = line.hasPrefix("# version ") ? String(line.dropFirst("# version ".count)) : line
      if !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) { return text }
    }
    return nil
  }

  /// Where the rules of `names` are from, for a report: `tzdata 2025b in /usr/share/zoneinfo`.
  package func description(of names: [String]) -> String {
    let builtIn = Set(names).filter { rules($0)?.origin == .builtIn }.sorted()
    let system = "tzdata \(version ?? "of unknown version") in \(SourceFile.displayable(directory.utf8))"
    if builtIn.isEmpty { return system }
    let rest = "built into this program for \(builtIn.joined(separator: ", "))"
    return names.contains { rules($0)?.origin == .system } ? "\(system); \(rest)" : rest
  }

  /// What to tell of zones that the system has no rules for; nil: nothing.
  package func warning(of names: [String]) -> String? {
    let builtIn = Set(names).filter { rules($0)?.origin == .builtIn }.sorted()
    guard !builtIn.isEmpty else { return nil }
    return
      "time zone \(builtIn.joined(separator: ", ")): \(SourceFile.displayable(directory.utf8)) has no rules for it; "
      + "those built into this program are used, which know no later change of summer time: install tzdata"
  }

  /// The regions of tzdata that a name may begin with. Names that stand for the zones of other systems (`SystemV/…`), and
  /// copies with other contents (`right/…`), are none.
  private static let areas: Set<Substring> = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile", "Etc",
    "Europe", "Indian", "Mexico", "Pacific", "US",
  ]
  /// The longest of tzdata has 32.
  private static let maximumNameBytes = 64

  /// A region, `Etc/…` or UTC. `UTC-3` is none: it means -03:00 to some programs and +03:00 to others.
  private static func isName(_ name: String) -> Bool {
    if name == "UTC" { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard name.utf8.count <= maximumNameBytes, parts.count >= 2, areas.contains(parts[0]), name != "US/Pacific-New"
    else {
      return false
    }
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
            || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains($0)
        }
    }
  }

  /// Of +VERSION and the first lines of tzdata.zi.
  private static let versionBytes = 256

  /// The first bytes of an ordinary file; nil if there is none. A zone may be a link to another.
  private static func contents(_ path: String, maximumBytes: Int = 1 << 20) -> [UInt8]? {
    do throws(SystemCallError) {
      let file = try FileDescriptor.open(Array(path.utf8), flags: O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard try file.status().st_mode & S_IFMT == S_IFREG else { return nil }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: maximumBytes, alignment: 8)
      defer { buffer.deallocate() }
      var filled = 0
      while filled < buffer.count {
        let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        // SAFETY: read writes at most `free.count` bytes to `free`, which lives through the call.
        let count = try systemCall("read") { read(file.number, free.baseAddress, free.count) }
        if count == 0 { break }
        filled += count
      }
      return Array(buffer[..<filled])
    } catch {
      return nil
    }
  }
}

extension TimeZoneRules {
  /// The rules of a zone: the system's, or, where it has none, those built into the program.
  ///
  /// - Returns: nil if no such zone is known; see `SystemZones.expectation`.
  public init?(identifier: String) {
    guard let found = SystemZones.current.rules(identifier) else { return nil }
    self = found.rules
  }
}
