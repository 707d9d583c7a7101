import CallModel
import Importing
import Integration
import Listing
import Statements

/// How values are shown to the one who looks: in Portuguese, in the integration's local time, numbers masked for readers.
struct Display: Sendable {
  let zone: TimeZoneRules
  let masksNumbers: Bool

  func text(_ value: ListingValue) -> String {
    switch value {
    case .none, .blank, .object, .array: ""
    case .text(let text): BrazilianText.safe(text)
    case .free(let text): BrazilianText.safe(masked(text))
    case .bytes(let bytes): BrazilianText.safe(masked(String(decoding: bytes, as: UTF8.self)))
    case .integer(let number): Self.count(number)
    case .number(let number): Self.count(Int(number))
    case .amount(let text): Self.amount(text)
    case .day(let day): BrazilianText.date(day)
    case .instant(let seconds): instant(seconds)
    case .moment(let text), .localTime(let text): ISOTime.seconds(text).map(instant) ?? ""
    case .flag(let isSet): isSet ? say("sim") : say("não")
    case .telephone(let number): telephone(number)
    case .seconds(let seconds): BrazilianText.duration(seconds)
    }
  }

  func telephone(_ number: String) -> String {
    number.isEmpty ? "" : BrazilianText.safe(NumberText.text(number, masks: masksNumbers))
  }

  /// A text that may hold telephone numbers, such as a row of a file or what the platform said.
  func masked(_ text: String) -> String { masksNumbers ? NumberMask.maskAll(in: text) : text }

  /// `09/12/2026 08:15:30`
  func instant(_ seconds: Int64) -> String {
    let local = seconds + Int64(zone.offset(at: seconds))
    let day = zone.day(of: seconds)
    let ofDay = Int(local - Int64(day.daysSinceEpoch) * 86_400)
    return BrazilianText.date(day) + " "
      + [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60].map { $0.padded(to: 2) }.joined(separator: ":")
  }

  static func count(_ number: Int) -> String {
    number < 0 ? "-" + BrazilianText.count(-number) : BrazilianText.count(number)
  }

  /// `1234.50` as `1.234,50`; another text as it is.
  static func amount(_ text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int(parts[0]), parts.count <= 2 else { return text }
    return (isNegative ? "-" : "") + count(whole) + (parts.count == 2 ? "," + parts[1] : "")
  }
}

extension Visit {
  /// In the time zone of the integration of the path, or of the first.
  func display() throws -> Display {
    let site = try? self.site()
    return Display(
      zone: try (site?.integration ?? core.integrations[0]).zoneRules(), masksNumbers: masksNumbers)
  }
}
