import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// Which recorded calls a command is about.
struct RecordOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only calls of the line with that id.", valueName: "id"))
  var line: String?

  @Option(help: ArgumentHelp("Only calls under the contract with that id.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("Only calls of that day and later days, local time.", valueName: "yyyy-mm-dd"))
  var from: CivilDate?

  @Option(help: ArgumentHelp("Only calls of that day and earlier days, local time.", valueName: "yyyy-mm-dd"))
  var until: CivilDate?

  func validate() throws {
    if let from, let until, until < from {
      throw ValidationError("--until: expected \(from) or a later day, found \(until)")
    }
  }

  func selection(_ integration: Integration) throws -> RecordSelection {
    var selection = RecordSelection()
    selection.calls.line = line
    selection.calls.contract = contract
    selection.setDays(from: from, until: until, try integration.zoneRules())
    return selection
  }
}
