import CallModel
import Foundation
import Registry

/// Checks the registers by the rules of files (spec 6.1), and tells faults by id in place of file and line.
package struct RegisterCheck {
  private let reader: RegisterReader

  package init(_ reader: RegisterReader) { self.reader = reader }

  /// - Returns: the registers as rating has them.
  /// - Throws: `Problems`.
  @discardableResult
  package func run(_ rules: RegistryRules?) throws -> RegistryTables {
    let tables = try reader.tables()
    do throws(Problems) {
      return try RegistryLoader.load(tables: tables, rules: rules ?? RegistryRules(mode: nil))
    } catch {
      throw try told(error)
    }
  }

  /// The faults with ids.
  func told(_ faults: Problems) throws -> Problems {
    var places = RegisterPlaces(reader)
    return Problems(try faults.faults.map { try places.told($0) })
  }
}

/// What stands on which line of the tables that the registers are written as.
struct RegisterPlaces {
  private let reader: RegisterReader
  /// By table, read when first asked for: the ids by line, of lines on which a row begins.
  private var ids: [String: [Int: String]] = [:]

  init(_ reader: RegisterReader) { self.reader = reader }

  mutating func told(_ fault: Problem) throws -> Problem {
    guard let table = TableDescription.all.first(where: { $0.fileName == fault.place }) else {
      return Problem(fault.place, field: fault.field, expected: fault.expected, found: fault.found)
    }
    return Problem(
      table, try fault.line.flatMap { try id(table, line: $0) }, field: fault.field,
      expected: try told(fault.expected), found: try told(fault.found))
  }

  /// A text in which places such as `lines.csv:12` are told as `lines L1`, and `lines.csv` as `lines`.
  private mutating func told(_ text: String) throws -> String {
    var text = text
    for table in TableDescription.all where text.contains(table.fileName) {
      var told = ""
      var rest = text[...]
      while let range = rest.range(of: table.fileName) {
        told += rest[..<range.lowerBound] + table.commandName
        rest = rest[range.upperBound...]
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        if rest.first == ":", let line = Int(digits), let id = try id(table, line: line) {
          told += " \(id)"
          rest = rest[digits.endIndex...]
          // A place in lines.csv is told with the line's id, which is that of the row.
          if rest.hasPrefix(" (line \(id))") { rest = rest.dropFirst(" (line \(id))".count) }
        }
      }
      text = told + rest
    }
    return text
  }

  private mutating func id(_ table: TableDescription, line: Int) throws -> String? {
    if let known = ids[table.name] { return known[line] }
    var places: [Int: String] = [:]
    var next = 2
    for row in try reader.rowsInOrder(of: table) {
      places[next] = row.id
      let breaks = row.values.reduce(0) { $0 + ($1?.utf8.count { $0 == UInt8(ascii: "\n") } ?? 0) }
      next += 1 + breaks
    }
    ids[table.name] = places
    return places[line]
  }
}
