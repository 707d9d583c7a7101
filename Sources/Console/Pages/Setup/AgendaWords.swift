import Scheduling

/// The agenda in the manual's words.
enum AgendaWords {
  static func label(_ field: AgendaField) -> String {
    switch field {
    case .minute: say("Minuto")
    case .hour: say("Hora")
    case .dayOfMonth: say("Dia do mês")
    case .month: say("Mês")
    case .dayOfWeek: say("Dia da semana")
    }
  }

  static func help(_ field: AgendaField) -> String {
    switch field {
    case .minute: say("0 a 59, como 30; 0,30; */15.")
    case .hour: say("0 a 23, como 7 ou 2,14.")
    case .dayOfMonth: say("1 a 31, como 1 ou 1-15.")
    case .month: say("1 a 12.")
    case .dayOfWeek: say("0 a 6 a partir de domingo, como 1-5 (segunda a sexta).")
    }
  }

  /// A field's values as people write them: `Todos`, `1-5`, `0,30`.
  static func text(_ agenda: Agenda, _ field: AgendaField) -> String {
    let values = agenda.values(of: field).sorted(in: field)
    if values.count == field.range.count { return say("Todos") }
    if values.count > 2, let first = values.first, let last = values.last, last - first == values.count - 1 {
      return "\(first)-\(last)"
    }
    return values.map(String.init).joined(separator: ",")
  }

  /// As integration.yml has it.
  static func written(_ text: String) -> String { ["todos", "all"].contains(text.lowercased()) ? "all" : text }
}
