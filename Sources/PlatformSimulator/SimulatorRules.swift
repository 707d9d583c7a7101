import CallModel
import Platform

/// What a platform wants of the values it is given. The limits of texts are ours; docs/summit-platform.openapi.yaml has them.
struct SimulatorRules {
  let catalogue: SimulatorCatalogue

  private static let bidTypes = ["terminal", "trunk"]
  private static let resetDays = 1...25
  private static let ports = 0...999_999_999
  private static let callLimits = 1...999_999_999
  private static let priorities = 0...999_999_999
  /// E.164 has at most 15 digits; no subscriber in Brazil has fewer than 8 with the country's code.
  private static let numberDigits = 8...15
  private static let accountCodeDigits = 6
  private static let maximumDescription = 255
  private static let maximumText = 64

  func check(_ line: NewPlatformLine) throws {
    try Self.checkNumber(line.number)
    guard Self.bidTypes.contains(line.bidType) else {
      throw SimulatorRefusal.invalid(
        "bid_type", expected: Self.bidTypes.joined(separator: " or "), found: line.bidType)
    }
    try Self.checkText("description", line.description, maximum: Self.maximumDescription)
    if let code = line.accountCode, code.utf8.count != Self.accountCodeDigits || !Self.isDigits(code) {
      throw SimulatorRefusal.invalid("account_code", expected: "\(Self.accountCodeDigits) digits", found: code)
    }
    try Self.checkText("extension", line.extension)
    guard catalogue.partition(line.partition) != nil else {
      throw SimulatorRefusal.unknown("partition", line.partition, known: catalogue.partitions.map(\.code))
    }
    if let date = line.activationDate, CivilDate(text: date) == nil {
      throw SimulatorRefusal.invalid("activation_date", expected: "a day as YYYY-MM-DD", found: date)
    }
    try Self.checkCode("licence", line.licence, of: catalogue.licences)
    var common = PlatformLineChange()
    common.category = line.category
    common.callLimit = line.callLimit
    common.plan = line.plan
    common.costCentre = line.costCentre
    common.resetDay = line.resetDay
    try checkValues(common, of: line)
  }

  func check(_ change: PlatformLineChange, of line: NewPlatformLine) throws {
    if change.isEmpty {
      throw SimulatorRefusal(422, "nothing-to-change", "expected a field to change, found none")
    }
    try checkValues(change, of: line)
  }

  func check(_ did: NewPlatformDID) throws {
    try Self.checkNumber(did.number)
    try Self.checkRange("priority", did.priority, Self.priorities)
    try Self.checkRange("port", did.port, Self.ports)
  }

  private func checkValues(_ change: PlatformLineChange, of line: NewPlatformLine) throws {
    try Self.checkCode("category", change.category, of: catalogue.partition(line.partition)?.categories ?? [])
    try Self.checkRange("call_limit", change.callLimit, Self.callLimits)
    try Self.checkCode("plan", change.plan, of: catalogue.plans)
    try Self.checkText("cost_centre", change.costCentre)
    try Self.checkRange("reset_day", change.resetDay, Self.resetDays)
  }

  private static func isDigits(_ text: String) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func checkNumber(_ number: String) throws {
    guard numberDigits.contains(number.utf8.count), isDigits(number), number.first != "0" else {
      throw SimulatorRefusal.invalid(
        "number", expected: "\(numberDigits.lowerBound) to \(numberDigits.upperBound) digits, the country's code first",
        found: number)
    }
  }

  private static func checkRange(_ field: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw SimulatorRefusal.invalid(
      field, expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(value)")
  }

  private static func checkText(_ field: String, _ text: String?, maximum: Int = maximumText) throws {
    guard let text, !(1...maximum).contains(text.unicodeScalars.count) else { return }
    throw SimulatorRefusal.invalid(
      field, expected: "1 to \(maximum) characters", found: "\(text.unicodeScalars.count)")
  }

  private static func checkCode(_ field: String, _ code: String?, of items: [PlatformItem]) throws {
    guard let code, !items.contains(where: { $0.code == code }) else { return }
    throw SimulatorRefusal.unknown(field, code, known: items.map(\.code))
  }
}
