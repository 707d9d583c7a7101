import CallModel
import Registry

extension Problem {
  /// What is wrong with a row of a register, or, without its id, with the table: `lines L1: reset_day: expected …`.
  init(
    _ table: TableDescription, _ id: String? = nil, field: String? = nil, expected: String, found: String,
    remedy: String? = nil
  ) {
    let row = id.flatMap { $0.isEmpty ? nil : " \($0)" } ?? ""
    self.init(table.commandName + row, field: field, expected: expected, found: found, remedy: remedy)
  }
}
