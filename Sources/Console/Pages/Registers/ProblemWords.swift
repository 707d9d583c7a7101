import CallModel
import Registers
import Registry

/// What is wrong with a register, in words, and at which field.
struct ProblemWords {
  /// By column of the form's table.
  private(set) var fields: [String: String] = [:]
  /// What is of no field of it.
  private(set) var whole: [String] = []

  init(_ table: TableDescription, _ failures: [Problem]) {
    for failure in failures {
      let isOwn = failure.place == table.commandName || failure.place.hasPrefix(table.commandName + " ")
      let column = failure.field.flatMap { table.column($0) }
      if isOwn, let column, table.entered.contains(where: { $0.name == column.name }) {
        let text = Self.text(failure, table, column)
        fields[column.name] = fields[column.name].map { $0 + " " + text } ?? text
      } else {
        whole.append(Self.text(failure))
      }
    }
  }

  var problem: String? {
    let first = fields.isEmpty ? [] : [say("Confira os campos marcados.")]
    let all = first + whole.prefix(20)
    return all.isEmpty ? nil : all.joined(separator: "\n")
  }

  private static func text(_ failure: Problem, _ table: TableDescription, _ column: TableColumn) -> String {
    let help = RegisterWords.column(table, column.name).help
    if ["nothing", "none", "no value", "a blank cell", "blank"].contains(failure.found) {
      return say("Preencha este campo.") + " " + help
    }
    if column.name == "erp_id", failure.expected.contains("no other") {
      return say("No ERP, esse número já é de outro: «\(failure.found)».") + " " + help
    }
    if failure.expected.hasPrefix("the id of ") || failure.expected.hasPrefix("the code of ") {
      return say("«\(failure.found)» não está cadastrado.")
    }
    return say("«\(failure.found)» não serve. \(help) (\(failure.expected))")
  }

  private static func text(_ failure: Problem) -> String {
    if failure.expected.hasPrefix("--yes") {
      return
        say(
          "Há chamadas registradas que se referem a esta linha do cadastro: marque a confirmação, ou encerre-a em uma data."
        )
    }
    return failure.description
  }

  /// Of what a change of the registers throws.
  static func of(_ table: TableDescription, _ error: any Error) -> ProblemWords? {
    if let faults = error as? Problems { return ProblemWords(table, faults.faults) }
    if let failure = error as? Problem { return ProblemWords(table, [failure]) }
    return nil
  }
}
