import CallModel
import Importing

/// A telephone number as Brazilians write it.
package enum NumberText {
  package static let unknown = "não identificado"

  /// `(48) 3333-4444`, `(48) 99999-8888`, `0800 333 4444`, `4004-1234`, `+351 211234567`, `190`.
  ///
  /// - Parameters:
  ///   - number: as recorded: E.164 digits, a national or short number, or what digits came, or nothing.
  ///   - masks: all but the last digits as `*` (`NumberMask`).
  package static func text(_ number: String, masks: Bool = false) -> String {
    if number.isEmpty { return unknown }
    let digits = Array((masks ? NumberMask.mask(number) : number).unicodeScalars.map(Character.init))
    let groups = form(number)
    guard groups.reduce(0, { $0 + ($1.isSkipped ? 0 : $1.count) }) + skipped(groups) == digits.count else {
      return String(digits)
    }
    var text = ""
    var at = 0
    for group in groups {
      let part = String(digits[at..<(at + group.count)])
      at += group.count
      if group.isSkipped { continue }
      text += group.before + part + group.after
    }
    return text
  }

  private struct Group {
    var count: Int
    var before = ""
    var after = ""
    /// The country code 55, which nobody dials at home.
    var isSkipped = false
  }

  private static func skipped(_ groups: [Group]) -> Int { groups.reduce(0) { $0 + ($1.isSkipped ? $1.count : 0) } }

  private static func form(_ number: String) -> [Group] {
    let count = number.utf8.count
    guard number.utf8.allSatisfy({ (48...57).contains($0) }) else { return [Group(count: count)] }
    if number.hasPrefix("55"), count == 12 || count == 13 {
      return [
        Group(count: 2, isSkipped: true), Group(count: 2, before: "(", after: ") "),
        Group(count: count - 8, after: "-"), Group(count: 4),
      ]
    }
    if number.hasPrefix("0"), count == 10 || count == 11 {
      return [Group(count: 4, after: " "), Group(count: count - 8, after: " "), Group(count: 4)]
    }
    if count == 8 { return [Group(count: 4, after: "-"), Group(count: 4)] }
    if count <= 7 || number.hasPrefix("0") { return [Group(count: count)] }
    guard let code = (1...3).first(where: { CountryCodes.all.contains(Int(number.prefix($0)) ?? 0) }) else {
      return [Group(count: count)]
    }
    return [Group(count: code, before: "+", after: " "), Group(count: count - code)]
  }
}
