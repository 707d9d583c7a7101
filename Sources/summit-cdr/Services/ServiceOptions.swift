import ArgumentParser
import CallModel
import Foundation
import Importing
import Ledger

/// Which services a command is about.
struct ServiceFilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only this contract.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("Only this line.", valueName: "id"))
  var line: String?

  @Option(help: ArgumentHelp("Only this plan.", valueName: "id"))
  var plan: String?

  @Option(help: ArgumentHelp("Only the cycles that begin on this day.", valueName: "yyyy-mm-dd"))
  var cycle: CivilDate?

  @Option(help: ArgumentHelp("Only cycles that end on this day or later.", valueName: "yyyy-mm-dd"))
  var from: CivilDate?

  @Option(help: ArgumentHelp("Only cycles that begin on this day or earlier.", valueName: "yyyy-mm-dd"))
  var until: CivilDate?

  func validate() throws {
    if let from, let until, until < from {
      throw ValidationError("--until: expected \(from) or later, as --from is, found \(until)")
    }
  }

  var filter: SpanFilter {
    var filter = SpanFilter()
    filter.contract = contract
    filter.line = line
    filter.plan = plan
    filter.cycleStart = cycle
    filter.from = from
    filter.until = until
    return filter
  }
}

extension ServiceRow.State: ExpressibleByArgument {}
extension ServiceRow.Kind: ExpressibleByArgument {}
extension ServiceFormat: ExpressibleByArgument {}

/// Who changes something by hand.
struct AuthorOptions: ParsableArguments {
  /// A name, not a text.
  private static let maximumBytes = 200

  @Option(help: ArgumentHelp("Who does it, for the journal (default: the system's user).", valueName: "name"))
  var by: String?

  func validate() throws {
    if let by, by.allSatisfy(\.isWhitespace) || by.utf8.count > Self.maximumBytes || by.contains(where: \.isNewline) {
      throw ValidationError("--by: expected a name, found \(by.isEmpty ? "nothing" : "another text")")
    }
  }

  var name: String { by ?? NSUserName() }

  var author: Author { Author(name: name, date: Date()) }
}
