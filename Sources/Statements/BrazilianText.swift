import CallModel

/// Days, amounts and durations as a customer in Brazil reads them.
package enum BrazilianText {
  /// `09/12/2026`
  package static func date(_ date: CivilDate) -> String { date.brazilianText }

  /// `1.234,56`, exactly: digits beyond `decimals` must be zero.
  package static func amount(micros: Int128, decimals: Int) -> String {
    let text = Money.text(micros: Int128(micros.magnitude), decimals: decimals)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let sign = micros < 0 ? "-" : ""
    return sign + grouped(parts[0]) + (parts.count > 1 ? ",\(parts[1])" : "")
  }

  /// `R$ 1.234,56`
  package static func reais(centavos: Int128) -> String { reais(micros: centavos * 10_000, decimals: 2) }

  package static func reais(micros: Int128, decimals: Int) -> String {
    "R$\u{A0}\(amount(micros: micros, decimals: decimals))"
  }

  /// Minutes and seconds, `75:30` for an hour and a quarter and thirty seconds: allowances are in minutes, so minutes
  /// are not made hours of.
  package static func duration(_ seconds: Int) -> String {
    let magnitude = Int(seconds.magnitude)
    return (seconds < 0 ? "-" : "") + "\((magnitude / 60).padded(to: 2)):\((magnitude % 60).padded(to: 2))"
  }

  /// `1.234`
  package static func count(_ value: Int) -> String { grouped(Substring(String(value))) }

  private static func grouped(_ digits: Substring) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
      text.append(digit)
    }
    return text
  }

  /// Text of a table without what could drive a terminal, break a line or turn the direction of reading: such characters
  /// become U+FFFD.
  package static func safe(_ text: String) -> String {
    var safe = String()
    for scalar in text.unicodeScalars {
      let isUnsafe =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
      safe.unicodeScalars.append(isUnsafe ? "\u{FFFD}" : scalar)
    }
    return safe
  }
}
