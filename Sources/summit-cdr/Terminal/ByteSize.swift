import ArgumentParser
import Pipeline

/// A number of bytes as a person writes it: `256MiB`, `2GB`, `1000000`; whole numbers only.
struct ByteSize: ExpressibleByArgument {
  let bytes: Int
  /// As it was written.
  let text: String

  private static let units: [(name: String, bytes: Int)] = [
    ("", 1), ("b", 1), ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("kib", 1 << 10), ("mib", 1 << 20),
    ("gib", 1 << 30), ("k", 1 << 10), ("m", 1 << 20), ("g", 1 << 30),
  ]

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let name = argument.dropFirst(digits.count).lowercased()
    guard let count = Int(digits), let unit = Self.units.first(where: { $0.name == name }) else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: unit.bytes)
    if overflow { return nil }
    self.bytes = bytes
    text = argument
  }

  var budget: MemoryBudget { MemoryBudget(limitBytes: bytes) }

  /// Checks that a run can do with so much memory.
  func checkMemory() throws {
    guard bytes < MemoryBudget.smallestLimitBytes else { return }
    throw ValidationError(
      "--memory-limit: expected \(MemoryBudget.smallestLimitBytes >> 20)MiB or more, found \(text)")
  }
}
