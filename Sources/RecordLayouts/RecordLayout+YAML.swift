import ByteScanning

extension RecordLayout {
  /// Reads a layout from YAML; all its faults come at once.
  ///
  /// - Parameter source: the file's name, for messages.
  package init(yaml: String, source: String) throws(LayoutFaults) {
    var decoder = LayoutDecoder(source: source)
    guard let layout = decoder.decode(yaml), decoder.faults.isEmpty else { throw LayoutFaults(decoder.faults) }
    self = layout
  }

  /// The layout as YAML, which `init(yaml:source:)` reads back.
  package var yaml: String {
    func quoted(_ text: String) -> String { Self.doubleQuoted(text) }
    func character(_ byte: UInt8) -> String { quoted(String(UnicodeScalar(byte))) }
    func list(_ values: [String]) -> String { "[" + values.map(quoted).joined(separator: ", ") + "]" }
    var text = "name: \(quoted(name))\n"
    if !description.isEmpty { text += "description: \(quoted(description))\n" }
    text += """
      delimiter: \(character(delimiter))
      quote: \(quote.map(character) ?? "none")
      header: \(hasHeader)
      encoding: \(encoding.rawValue)
      timestamp: \(quoted(timestamp.text))
      time_zone: \(timeZone)
      decimal_mark: \(character(decimalMark))

      """
    if let columnCount { text += "column_count: \(columnCount)\n" }
    text += "columns:\n"
    for field in Field.allCases {
      switch columns[field] {
      case .name(let name): text += "  \(field.rawValue): \(quoted(name))\n"
      case .position(let position): text += "  \(field.rawValue): \(position)\n"
      case nil: break
      }
    }
    if columns[.direction] != nil {
      text += "direction:\n  outbound: \(list(outboundValues))\n  inbound: \(list(inboundValues))\n"
    }
    if columns[.disposition] != nil {
      text += "disposition:\n  answered: \(list(answeredValues))\n  unanswered: \(list(unansweredValues))\n"
    }
    return text
  }

  /// A YAML scalar that reads back as `text`, whatever is in it.
  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case " "..."~": quoted.unicodeScalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
          quoted.unicodeScalars.append(scalar)
        default:
          let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\U" + String(repeating: "0", count: 8 - hexadecimal.count) + hexadecimal
        }
      }
    }
    return quoted + "\""
  }
}
