import CallModel
import Listing

/// What the help of a table's commands says of it.
extension TableDescription {
  /// `Cost centres: list, show, add, change`.
  package var title: String {
    let words = name.replacing("_", with: " ").replacing("dids", with: "DIDs")
    return words.prefix(1).uppercased() + words.dropFirst() + ": list, show, add, change, end, remove"
  }

  /// How an id is put together.
  package var idForm: String {
    let names = key.map(\.name)
    return names.count == 1 ? "its \(names[0])" : names.joined(separator: "/") + ", blank ones at the end left out"
  }

  /// The columns that people fill in as options, with what they may hold, in lines.
  package var optionHelp: String {
    let options = entered.map { "--" + $0.optionName }
    let width = (options.map(\.count).max() ?? 0) + 2
    return zip(options, entered).flatMap { option, column in
      let text = TextWrap.lines(column.help, indent: 0, width: 76 - width)
      return text.enumerated().map { index, line in
        "  " + (index == 0 ? option : "").padded(to: width) + line
      }
    }.joined(separator: "\n")
  }
}

extension TableColumn {
  /// `reset-day`. Made for all columns of all tables whenever the program starts, which `replacing` took 1.4 ms for.
  package var optionName: String { String(name.map { $0 == "_" ? "-" : $0 }) }
}
