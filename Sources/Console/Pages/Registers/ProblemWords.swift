import CallModel
import Foundation
import RegistryStore
import Registry
import Statements

/// What is wrong with a register, in words, and at which field.
struct ProblemWords {
  /// By column of the form's table.
  private(set) var fields: [String: String] = [:]
  /// What is of no field of it.
  private(set) var whole: [String] = []

  /// - Parameter sentence: of the form as a whole.
  init(_ sentence: String) { whole = [sentence] }

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
    if let sentence = sentence(failure, table) { return sentence }
    let wrong = say("«\(failure.found)» não serve.")
    // What was expected is written in English: help beside the field says the same, but for days and amounts.
    if let form = dayOrAmount(failure.expected) { return wrong + " " + form }
    return wrong + " " + (help.isEmpty ? form(failure.expected) ?? "(\(failure.expected))" : help)
  }

  /// What is wrong beyond the form of a value; nil for what is not known here.
  private static func sentence(_ failure: Problem, _ table: TableDescription) -> String? {
    let (expected, found) = (failure.expected, failure.found)
    if expected.contains(#/no other|differs from others/#),
      let match = found.firstMatch(of: #/(.+?), (?:which|while) (.+) has( .*)?/#)
    {
      if let range = match.2.wholeMatch(of: #/ranges (.+)/#) {
        return say("Números destes já são do range \(range.1).")
      }
      let line = match.2.firstMatch(of: #/(?:^lines |\(line )([^)]+)\)?$/#).map { String($0.1) }
      guard let line, table.name != "lines" || failure.field != "id" else {
        return say("«\(match.1)» já está cadastrado.")
      }
      return say("«\(match.1)» já é da linha \(line).")
    }
    if expected.hasPrefix("no other row of ") {
      return say("Já existe uma igual que vale nesses dias: altere-a a partir de uma data, ou informe outros dias.")
    }
    if expected.hasSuffix(" or a later day"), let day = expected.firstMatch(of: #/\d{4}-\d{2}-\d{2}/#) {
      let first = CivilDate(text: String(day.0)).map(BrazilianText.date) ?? String(day.0)
      return say("O último dia não pode ser antes do primeiro, \(first).")
    }
    if expected.hasSuffix(" or a greater number") { return say("O último número não pode ser menor que o primeiro.") }
    if expected.contains("that the platform has") { return say("«\(found)» não está na lista da plataforma.") }
    let isReference = expected.hasPrefix("the ") && expected.contains(#/ in [a-z-]+(\.csv)?$/#)
    if isReference || expected.hasPrefix("the id of ") || expected.hasPrefix("the code of ")
      || expected.hasPrefix("Default, as ") || expected.hasPrefix("a value of ")
    {
      return say("«\(found)» não está cadastrado.")
    }
    return nil
  }

  /// What a number must be.
  private static func form(_ expected: String) -> String? {
    if let range = expected.wholeMatch(of: #/(\d+) to (\d+)/#) { return say("De \(range.1) a \(range.2).") }
    if let digits = expected.wholeMatch(of: #/(\d+) digits/#) { return say("São \(digits.1) algarismos.") }
    if let digits = expected.wholeMatch(of: #/(\d+) (?:to|or) (\d+) digits/#) {
      return say("De \(digits.1) a \(digits.2) algarismos.")
    }
    return nil
  }

  private static func dayOrAmount(_ expected: String) -> String? {
    if expected.hasPrefix("a date of the form") { return say("Um dia, como 31/12/2026.") }
    if expected.hasPrefix("digits with a decimal point") { return say("Um valor como 0,05, com até 6 casas.") }
    return nil
  }

  private static func text(_ failure: Problem) -> String {
    if failure.expected.hasPrefix("--yes") {
      return
        say(
          "Há chamadas registradas que se referem a esta linha do cadastro: marque a confirmação, ou encerre-a em uma data."
        )
    }
    if failure.expected.hasPrefix("one of the row's days") {
      return say("Nesse dia este cadastro não vale: escolha um dia do período dele.")
    }
    return say("Não foi possível, e nada foi alterado.") + " " + say("Detalhe técnico:") + " " + failure.description
  }

  /// Of what a change of the registers throws.
  static func of(_ table: TableDescription, _ error: any Error) -> ProblemWords? {
    if let faults = error as? Problems { return ProblemWords(table, faults.faults) }
    if let failure = error as? Problem { return ProblemWords(table, [failure]) }
    if error is StalePage {
      return ProblemWords(
        say("Não é mais o que a página mostrou: alguém o alterou enquanto ela estava aberta. Abra-a de novo."))
    }
    return nil
  }
}

/// What a form was opened on has changed since.
struct StalePage: Error {}
