import Foundation

/// What a stage took.
struct Timing: Encodable {
  let stage: String
  let unit: String
  let count: Int
  let repetitions: Int
  /// Of the fastest repetition: what the work costs if nothing disturbs it.
  let nanosecondsMinimum: Double
  let nanosecondsMedian: Double
  /// Of the fastest repetition, in millions of bytes; nil where bytes are not what the stage works on.
  let megabytesPerSecond: Double?
  /// In hexadecimal; it changes with the input and with what the stage makes of it, not with its speed.
  let checksum: String

  /// A stage that does not give the same each time does not do the same work.
  struct Differs: Error, CustomStringConvertible {
    let stage: String
    var description: String { "\(stage): expected the same result from each repetition, found another" }
  }

  init(of stage: Stage, repetitions: Int) throws {
    let expected = try stage.run()
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for _ in 0..<repetitions {
      var result: UInt64 = 0
      let duration = try clock.measure { result = try stage.run() }
      guard result == expected else { throw Differs(stage: stage.name) }
      seconds.append(Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
    }
    seconds.sort()
    let middle = (seconds[(repetitions - 1) / 2] + seconds[repetitions / 2]) / 2
    self.stage = stage.name
    unit = stage.unit
    count = stage.count
    self.repetitions = repetitions
    nanosecondsMinimum = Self.rounded(seconds[0] * 1e9 / Double(stage.count))
    nanosecondsMedian = Self.rounded(middle * 1e9 / Double(stage.count))
    megabytesPerSecond = stage.bytes.map { (Double($0) / seconds[0] / 1e6).rounded() }
    checksum = String(expected, radix: 16)
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension Timing {
  private enum CodingKeys: String, CodingKey {
    case stage, unit, count, repetitions, checksum
    case nanosecondsMinimum = "ns_min"
    case nanosecondsMedian = "ns_median"
    case megabytesPerSecond = "mb_per_s"
  }

  static func json(_ timings: [Timing]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(timings), as: UTF8.self)
  }

  /// For people: a line a stage.
  static func table(_ timings: [Timing]) -> String {
    var lines = [line("stage", "a", "ns min", "ns median", "MB/s")]
    for timing in timings {
      lines.append(
        line(
          timing.stage, timing.unit, decimal(timing.nanosecondsMinimum), decimal(timing.nanosecondsMedian),
          timing.megabytesPerSecond.map { "\(Int($0))" } ?? ""))
    }
    return lines.joined(separator: "\n")
  }

  private static func decimal(_ value: Double) -> String { String(format: "%.1f", value) }

  private static func line(_ stage: String, _ unit: String, _ numbers: String...) -> String {
    let texts = [(stage, 14), (unit, 8)].map { text, width in text.padding(toLength: width, withPad: " ", startingAt: 0)
    }
    let cells = numbers.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }
    return (texts + cells).joined()
  }
}
