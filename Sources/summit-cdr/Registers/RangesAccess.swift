import CallModel
import Foundation
import Integration
import Registers

enum RangesAccess {
  /// - Parameter day: of the states and the registers; nil: today.
  static func numbers(_ integration: Integration, _ name: String, _ day: CivilDate?) throws -> RangeNumbers {
    try RegisterAccess.read(integration, asOf: day) { reader in
      try RangeNumbers(reader, name: name, on: try day ?? integration.zoneRules().day(of: Date()))
    }
  }
}

struct RangeNumberReport: Encodable {
  var number: String
  var state: String
  var line: String?
  /// `line` or `did`.
  var kind: String?
  var since: String?
  var until: String?

  init(_ number: RangeNumber) {
    self.number = number.number
    state = number.state.rawValue
    line = number.line
    kind = number.line == nil ? nil : number.isDID ? "did" : "line"
    since = number.since.map { "\($0)" }
    until = number.until.map { "\($0)" }
  }
}
