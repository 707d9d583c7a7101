import ArgumentParser
import CallModel
import Registry

/// What a command on a register was given: the id of a row, cells as options, `--from`.
///
/// The options are the table's columns, so they are told here: ArgumentParser has those that every table has.
struct RegisterArguments {
  var id = ""
  /// By column.
  var values: [String: String] = [:]
  var from: CivilDate?

  /// - Parameters:
  ///   - takesID: whether one argument is an id.
  ///   - takesFrom: whether `--from` is a day, unless the table has a column of that name.
  init(_ arguments: [String], of table: TableDescription, takesID: Bool, takesFrom: Bool) throws {
    var rest = arguments[...]
    var ids: [String] = []
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-"), argument != "-" else {
        ids.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let value = parts.count > 1 ? parts[1] : rest.popFirst()
      try take(parts[0], value, table, takesFrom: takesFrom)
    }
    guard takesID else {
      if let extra = ids.first { throw ValidationError("expected options only, found '\(extra)'") }
      return
    }
    guard ids.count == 1, let id = ids.first, !id.isEmpty else {
      let found = ids.isEmpty ? "none" : ids.map { "'\($0)'" }.joined(separator: ", ")
      throw ValidationError("expected one id (\(table.idForm)), found \(found)")
    }
    self.id = id
  }

  private mutating func take(
    _ option: String, _ value: String?, _ table: TableDescription, takesFrom: Bool
  ) throws {
    let name = String(option.dropFirst(2)).replacing("-", with: "_")
    let column = option.hasPrefix("--") ? table.entered.first { $0.name == name } : nil
    guard column != nil || takesFrom && option == "--from" else {
      throw ValidationError("expected \(Self.known(table, takesFrom)), found \(option)")
    }
    guard let value else {
      throw ValidationError("\(option): expected a value, found nothing (\(option) '' clears the cell)")
    }
    if let column {
      guard values.updateValue(value, forKey: column.name) == nil else {
        throw ValidationError("\(option): expected once, found twice")
      }
    } else {
      guard let day = CivilDate(text: value) else {
        throw ValidationError("--from: expected a day of the form YYYY-MM-DD, found '\(value)'")
      }
      from = day
    }
  }

  private static func known(_ table: TableDescription, _ takesFrom: Bool) -> String {
    let hasFrom = table.entered.contains { $0.name == "from" }
    let names = table.entered.map { "--" + $0.optionName } + (takesFrom && !hasFrom ? ["--from"] : [])
    return "one of " + names.joined(separator: ", ")
  }
}
