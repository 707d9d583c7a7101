import CallModel
import Ledger

/// What a customer reads of an additional service on the bill: Brazilian Portuguese (spec 2.5, 4.4). The texts are kept
/// by the ERP, so they do not change without need.
enum ServiceText {
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

  /// `Ligação de 554833334444 para 5511999998888 - 10/11/2026 09:10:00`. Calls to 180 and 181, where people report
  /// violence and crime, are not named (spec 4.5).
  static func call(caller: String, called: String, startedAt: String, entry: Int, isCredit: Bool) -> String {
    let kind = isCredit ? "Crédito de ligação" : "Ligação"
    let from = caller.isEmpty ? "" : " de \(caller)"
    let to = called.isEmpty || unnamed.contains(called) ? "" : " para \(called)"
    return "\(kind)\(from)\(to) - \(dateAndTime(startedAt))" + late(entry)
  }

  private static let unnamed: Set<String> = ["180", "181"]

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
