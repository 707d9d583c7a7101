import CallModel
import FileInput
import Foundation
import Rating
import Registry

extension NumberViewpoint {
  /// The row of a line that holds on a day.
  ///
  /// - Parameter date: nil: today in Brazil, regardless of the zone of the machine.
  /// - Throws: `Problem` if there is no such line, or it is not active on that day.
  package init(
    line: String, of registry: Registry, on date: CivilDate?, secondOfDay: Int, dialling: Dialling, form: NumberForm
  ) throws(Problem) {
    let day = date ?? Self.today
    let rows = registry.groups.rows(ofLine: line)
    guard let row = rows.first(where: { registry.lines[$0].activePeriod.contains(day) }) else {
      let periods = rows.map { registry.lines[$0].activePeriod }
      if periods.isEmpty { throw Problem("--line", expected: "the id of a line in lines.csv", found: line) }
      throw Problem(
        "--line \(line)", expected: "to be active on \(day)",
        found: "active \(periods.map { "\($0.first) to \($0.last)" }.joined(separator: ", "))",
        remedy: "choose another day with --date")
    }
    self.init(
      registry: registry, row: row, date: day, secondOfDay: secondOfDay, dialling: dialling, form: form)
  }

  private static var today: CivilDate {
    let zone = TimeZoneRules(identifier: "America/Sao_Paulo")
    return zone?.day(of: Date()) ?? LocalTime(instant: Int64(Date().timeIntervalSince1970), offset: 0).date
  }
}
