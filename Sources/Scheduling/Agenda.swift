import CallModel

/// When a task runs: at each local minute at which **all** five fields match (spec 4.6).
///
/// Unlike cron, where day of month and day of week are alternatives, "day 1, weekday Monday" is a 1st that is a Monday.
package struct Agenda: Equatable, Sendable {
  package let minutes: AgendaValues
  package let hours: AgendaValues
  package let daysOfMonth: AgendaValues
  package let months: AgendaValues
  package let daysOfWeek: AgendaValues

  /// Every day at 02:00, the schedule of `import_period: daily`.
  package static let daily = Agenda(unchecked: [.minute: [0], .hour: [2]])
  /// Every 1st of a month at 02:00, the schedule of `import_period: monthly`.
  package static let monthly = Agenda(unchecked: [.minute: [0], .hour: [2], .dayOfMonth: [1]])

  /// - Parameter fields: those not given match always.
  /// - Throws: `AgendaFault` if no year has such a day, as with 30 February.
  package init(_ fields: [AgendaField: AgendaValues]) throws(AgendaFault) {
    minutes = fields[.minute] ?? .all(of: .minute)
    hours = fields[.hour] ?? .all(of: .hour)
    daysOfMonth = fields[.dayOfMonth] ?? .all(of: .dayOfMonth)
    months = fields[.month] ?? .all(of: .month)
    daysOfWeek = fields[.dayOfWeek] ?? .all(of: .dayOfWeek)
    let exists = months.sorted(in: .month).contains { month in
      // A leap year: 29 February comes, if seldom.
      daysOfMonth.sorted(in: .dayOfMonth).contains { $0 <= CivilDate.daysIn(month: month, year: 2_000) }
    }
    guard exists else {
      throw AgendaFault(
        field: .dayOfMonth, expected: "a day that one of the months has",
        found: daysOfMonth.sorted(in: .dayOfMonth).map(String.init).joined(separator: ","))
    }
  }

  private init(unchecked fields: [AgendaField: [Int]]) {
    func values(_ field: AgendaField) -> AgendaValues { fields[field].map(AgendaValues.init) ?? .all(of: field) }
    minutes = values(.minute)
    hours = values(.hour)
    daysOfMonth = values(.dayOfMonth)
    months = values(.month)
    daysOfWeek = values(.dayOfWeek)
  }

  /// The values of a field.
  package func values(of field: AgendaField) -> AgendaValues {
    switch field {
    case .minute: minutes
    case .hour: hours
    case .dayOfMonth: daysOfMonth
    case .month: months
    case .dayOfWeek: daysOfWeek
    }
  }

  /// Whether it runs on that day.
  package func includes(_ date: CivilDate) -> Bool {
    let (_, month, day) = date.components
    // CivilDate counts from Monday.
    return months.contains(month) && daysOfMonth.contains(day) && daysOfWeek.contains((date.weekday + 1) % 7)
  }
}
