/// What a simulated platform does wrong, and how often (spec 6.3).
package struct SimulatorFaults: Equatable, Sendable {
  /// Done, and answered late.
  package var slow = 0.0
  /// Not done, and answered with 500, 503 or 429.
  package var fail = 0.0
  /// Done, and the connection closed without an answer.
  package var lostAnswer = 0.0
  /// A write is done twice, as if it had come again.
  package var twice = 0.0
  /// How late. The default is more than the default of `timeout_seconds`.
  package var slowSeconds = 12.0

  package init() {}

  package static let none = SimulatorFaults()

  /// Takes `KIND:P` or `slow:P:SECONDS`, P from 0 to 1.
  ///
  /// - Returns: false if it is not of that form.
  package mutating func add(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let probability = Double(parts[1]), (0...1).contains(probability) else { return false }
    switch (parts[0], parts.count) {
    case ("slow", 2): slow = probability
    case ("slow", 3):
      guard let seconds = Double(parts[2]), (0...Self.maximumSlowSeconds).contains(seconds) else { return false }
      slow = probability
      slowSeconds = seconds
    case ("fail", 2): fail = probability
    case ("lost-answer", 2): lostAnswer = probability
    case ("twice", 2): twice = probability
    default: return false
    }
    return true
  }

  /// An hour: longer, and it is a platform that does not answer.
  private static let maximumSlowSeconds = 3_600.0

  /// What goes wrong with one request.
  struct Outcome: Equatable, Sendable {
    var isSlow = false
    /// The status of a failure.
    var failure: Int?
    var losesAnswer = false
    var happensTwice = false
  }

  /// - Parameter request: what was asked, and the how manieth time: the same seed and request meet the same fate.
  func outcome(seed: UInt64, request: String) -> Outcome {
    guard self != .none else { return Outcome() }
    var draw = SeededDraw(seed: seed, purpose: request)
    var outcome = Outcome()
    outcome.isSlow = draw.chance(slow)
    let status = [500, 503, 429][Int(draw.next() % 3)]
    if draw.chance(fail) { outcome.failure = status }
    outcome.losesAnswer = draw.chance(lostAnswer)
    outcome.happensTwice = draw.chance(twice)
    return outcome
  }
}
