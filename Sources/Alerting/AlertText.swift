import Importing

/// Alerts in a sentence.
package enum AlertText {
  static func message(_ kind: Alert.Kind, line: String, _ facts: Alert.Facts) -> String {
    switch kind {
    case .creditLimit: credit(line, facts)
    case .unusualDay: day(line, facts)
    case .firstInternational: international(line, facts)
    }
  }

  private static func credit(_ line: String, _ facts: Alert.Facts) -> String {
    var text = "line \(line): R$ \(facts.amount ?? "") of its credit limit of R$ \(facts.creditLimit ?? "")"
    if let percent = facts.percent { text += " (\(percent) %)" }
    text += " in the cycle from \(facts.cycleStart ?? "") to \(facts.cycleEnd ?? "")"
    switch facts.blocked {
    case true?: return text + "; blocked to its end"
    case false?: return text + "; not blocked: it is not on the platform, or its partition has no block category"
    case nil: return text
    }
  }

  private static func day(_ line: String, _ facts: Alert.Facts) -> String {
    "line \(line): R$ \(facts.amount ?? "") of surplus and \(minutes(facts.billedSeconds)) minutes on "
      + "\(facts.day ?? ""); its mean day of the 30 days before has R$ \(facts.meanAmount ?? "") and "
      + "\(minutes(facts.meanBilledSeconds)) minutes"
  }

  private static func international(_ line: String, _ facts: Alert.Facts) -> String {
    "line \(line): its first call to \(facts.zone ?? ""), at R$ \(facts.pricePerMinute ?? "") a minute, on "
      + "\(facts.day ?? "") (global id \(facts.globalId ?? ""))"
  }

  /// Minutes with a tenth, cut off.
  private static func minutes(_ seconds: Int?) -> String {
    let tenths = (seconds ?? 0) / 6
    return "\(tenths / 10).\(tenths % 10)"
  }
}
