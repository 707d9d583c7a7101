import CallModel
import Ledger

/// What a customer reads of an additional service on the bill: Brazilian Portuguese (spec 2.5, 4.4). The texts are kept
/// by the ERP, so they do not change without need.
package enum ServiceText {
  /// `Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026`; of late calls
  /// `… - chamadas em atraso`.
  static func cycle(number: String, from: CivilDate, until: CivilDate, entry: Int, isCredit: Bool) -> String {
    let kind = isCredit ? "Crédito de telefonia" : "Excedente de telefonia"
    return "\(kind)\(spaced(number)) - \(date(from)) a \(date(until))" + late(entry)
  }

  /// The calls of a cycle that come to less than half a centavo each.
  static func smallCalls(number: String, from: CivilDate, until: CivilDate, entry: Int, isCredit: Bool) -> String {
    let kind = isCredit ? "Crédito de ligações" : "Ligações"
    return "\(kind) abaixo de um centavo\(spaced(number)) - \(date(from)) a \(date(until))"
      + late(entry)
  }

  /// `Ligação de 554833334444 para 5511999998888 - 10/11/2026 09:10:00`. Numbers of lines of denunciation are
  /// not named (spec 11.1).
  static func call(caller: String, called: String, startedAt: String, entry: Int, isCredit: Bool) -> String {
    let kind = isCredit ? "Crédito de ligação" : "Ligação"
    let from = caller.isEmpty || unlistedNumbers.contains(caller) ? "" : " de \(caller)"
    let to = called.isEmpty || unlistedNumbers.contains(called) ? "" : " para \(called)"
    return "\(kind)\(from)\(to) - \(dateAndTime(startedAt))" + late(entry)
  }

  /// `Crédito de contestação - …`, or `Contestação recusada - …`, and what was contested (spec 11.1).
  static func contest(_ contest: ContestRow, isCredit: Bool) -> String {
    (isCredit ? "Crédito de contestação - " : "Contestação recusada - ") + contest.description
  }

  /// Lines of denunciation of human rights, violence against women, and crime: on no bill are they named (spec 11.1).
  package static let unlistedNumbers: Set<String> = ["100", "180", "181"]

  /// The description of a service, or of what was contested, without numbers that are never shown (spec 11.1): lines of
  /// denunciation, which descriptions of earlier versions may name, and those of the registry.
  package static func shown(_ description: String, hiding numbers: Set<String> = []) -> String {
    let text = without(after: "igação de ", before: " ", put: "igação ", in: description, numbers)
    return without(after: " para ", before: " - ", put: " - ", in: text, numbers)
  }

  /// The text with the number between two marks, and these, taken out if it is not to be shown.
  private static func without(
    after mark: String, before end: String, put rest: String, in text: String, _ numbers: Set<String>
  ) -> String {
    guard let found = text.firstRange(of: mark) else { return text }
    let number = text[found.upperBound...].prefix { $0 != " " }
    let isHidden = unlistedNumbers.contains(String(number)) || numbers.contains(String(number))
    guard isHidden, text[number.endIndex...].hasPrefix(end) else { return text }
    return text[..<found.lowerBound] + rest + text[number.endIndex...].dropFirst(end.count)
  }

  private static func spaced(_ number: String) -> String { number.isEmpty ? "" : " \(number)" }

  /// What the description of each late service ends with (spec 4.4).
  private static func late(_ entry: Int) -> String { entry == 0 ? "" : " - chamadas em atraso" }

  /// `DD/MM/YYYY`.
  static func date(_ date: CivilDate) -> String { date.brazilianText }

  /// From `2026-11-10T09:10:00-03:00` the local time: `10/11/2026 09:10:00`.
  static func dateAndTime(_ startedAt: String) -> String {
    guard startedAt.utf8.count >= 19, let day = CivilDate(text: String(startedAt.prefix(10))) else { return startedAt }
    return "\(date(day)) \(startedAt.dropFirst(11).prefix(8))"
  }
}
