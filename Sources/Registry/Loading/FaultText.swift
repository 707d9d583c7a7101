/// A text that may name tables and rows: written as a string, `"\(id), which \(row: first) has"`.
package struct FaultText: Sendable, ExpressibleByStringInterpolation {
  fileprivate enum Part: Sendable {
    case text(String)
    case table(TableName)
    case row(RegistryRow)
    /// A row by which a line is meant, and the line's id.
    case line(RegistryRow, id: String)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.text(value.description))
    }
    package mutating func appendInterpolation(_ text: FaultText) { parts += text.parts }
    package mutating func appendInterpolation(table: TableName) { parts.append(.table(table)) }
    package mutating func appendInterpolation(row: RegistryRow) { parts.append(.row(row)) }
    package mutating func appendInterpolation(line row: RegistryRow, id: String) {
      parts.append(.line(row, id: id))
    }
  }

  private let parts: [Part]

  package init(stringLiteral value: String) { parts = [.text(value)] }
  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// The rows it names.
  var rows: [RegistryRow] {
    parts.compactMap { part in
      switch part {
      case .row(let row), .line(let row, _): row
      case .text, .table: nil
      }
    }
  }

  package func worded(_ wording: some RegistryWording) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .table(let table): wording.name(of: table)
      case .row(let row): wording.place(of: row)
      case .line(let row, let id): wording.place(of: row, ofLine: id)
      }
    }.joined()
  }
}

extension FaultText {
  /// A text that names no row.
  init(_ text: String) { self.init(stringLiteral: text) }
}
