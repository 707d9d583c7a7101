import Scheduling
import Yams

/// `schedule`, here or in a file of its own (spec 4.6).
extension IntegrationDecoder {
  mutating func agenda(
    _ top: YAMLSection, _ scheduleFile: (path: String, text: String)?, _ period: Integration.ImportPeriod
  ) -> Agenda? {
    if let scheduleFile, let node = top["schedule"] {
      fault(
        node, "schedule", expected: "a schedule here or in \(Integration.scheduleFileName)", found: "both",
        remedy: "remove one; it would not be clear which holds (\(scheduleFile.path))")
      return nil
    }
    guard let scheduleFile else {
      guard top["schedule"] != nil else { return period.agenda }
      return section(top, "schedule").flatMap { agenda($0, period) }
    }
    source = scheduleFile.path
    defer { source = file }
    return self.top(scheduleFile.text).flatMap { agenda($0, period) }
  }

  /// A field that is not given is that of the period's own agenda.
  private mutating func agenda(_ section: YAMLSection, _ period: Integration.ImportPeriod) -> Agenda? {
    checkKeys(section, AgendaField.allCases.map(\.rawValue))
    var fields: [AgendaField: AgendaValues] = [:]
    for field in AgendaField.allCases {
      guard let node = section[field.rawValue] else {
        fields[field] = period.agenda.values(of: field)
        continue
      }
      do throws(AgendaFault) {
        fields[field] = try AgendaValues(field, text: Self.agendaText(node))
      } catch {
        report(error, node, section)
      }
    }
    guard fields.count == AgendaField.allCases.count else { return nil }
    do throws(AgendaFault) {
      return try Agenda(fields)
    } catch {
      report(error, section[error.field.rawValue], section)
      return nil
    }
  }

  private mutating func report(_ error: AgendaFault, _ node: Node?, _ section: YAMLSection) {
    fault(node, section.key(error.field.rawValue), expected: error.expected, found: "'\(error.found)'")
  }

  /// A YAML list is one with commas.
  private static func agendaText(_ node: Node) -> String {
    if let sequence = node.sequence { return sequence.map { $0.scalar?.string ?? "" }.joined(separator: ",") }
    return node.scalar?.string ?? ""
  }
}
