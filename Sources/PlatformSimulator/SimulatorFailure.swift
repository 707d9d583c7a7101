/// Why a simulator cannot do its work.
package struct SimulatorFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package let place: String
  package let expected: String
  package let found: String
  package let remedy: String

  package var description: String { "\(place): expected \(expected), found \(found): \(remedy)" }
}
