import Listing

/// A list as a page shows it: from the one description of its columns.
struct TableView {
  /// Something that may be done with a row, or with all: a form with a button.
  struct Action {
    var path: String
    var label: String
    var fields: [(name: String, value: String)] = []

    var model: [String: Any] {
      ["path": path, "label": label, "fields": fields.map { ["name": $0.name, "value": $0.value] as [String: Any] }]
    }
  }

  private let headers: [[String: Any]]
  private var rows: [[String: Any]]
  var caption = ""
  /// What stands where there is no row.
  var emptyText = say("Nada aqui.")
  /// The link to the rows that follow.
  var next: String?
  /// The link back to the first rows.
  var first: String?
  /// Said beneath: what is counted, what is left out.
  var note = ""

  /// - Parameter links: by column key, where a cell leads to.
  init<Row>(
    _ listing: Listing<Row>, _ rows: [Row], _ display: Display, links: [String: (Row) -> String?] = [:]
  ) {
    let cells = rows.map { listing.cells($0) }
    // A column that no row fills, or that counts nothing, says nothing.
    let filled = listing.columns.indices.filter { index in
      cells.contains { !$0[index].isEmpty }
    }
    headers = filled.map { index in
      [
        "label": say(key: listing.columns[index].title),
        "class": Self.look(cells.first?[index] ?? .none, listing.columns[index].width),
      ]
    }
    self.rows = zip(rows, cells).map { row, cells in
      let shown = filled.map { index -> [String: Any] in
        let column = listing.columns[index]
        let href = links[column.key].flatMap { $0(row) }
        return [
          "label": say(key: column.title), "text": display.text(cells[index]),
          "class": Self.look(cells[index], column.width),
          "link": href.map { ["href": $0] } ?? false,
        ]
      }
      return ["cells": shown, "actions": false, "mark": false]
    }
  }

  /// How a cell stands in its column.
  private static func look(_ value: ListingValue, _ width: Int?) -> String {
    switch value {
    case .integer, .number, .amount, .seconds: "direita"
    case .day, .instant, .moment, .localTime, .telephone: "inteira"
    case .none, .blank, .text, .free, .bytes, .flag, .object, .array: width.map { $0 > 40 ? "larga" : "" } ?? ""
    }
  }

  /// - Parameter actions: of each row; none for a row of none.
  mutating func setActions(_ actions: [[Action]]) {
    for (index, actions) in actions.enumerated() where index < rows.count {
      rows[index]["actions"] = ["list": actions.map(\.model)] as [String: Any]
    }
  }

  /// Boxes that mark rows, for what is done with all marked ones: within a form of that id. A blank value: none.
  mutating func setMarks(_ values: [String], form: String) {
    for (index, value) in values.enumerated() where index < rows.count && !value.isEmpty {
      rows[index]["mark"] = ["value": value, "form": form]
    }
  }

  var isEmpty: Bool { rows.isEmpty }

  var model: [String: Any] {
    let hasActions = rows.contains { !($0["actions"] is Bool) }
    let hasMarks = rows.contains { !($0["mark"] is Bool) }
    return [
      "caption": caption.isEmpty ? false : ["text": caption], "headers": headers, "rows": rows,
      "hasActions": hasActions, "hasMarks": hasMarks, "isEmpty": rows.isEmpty, "emptyText": emptyText,
      "next": next.map { ["href": $0] } ?? false, "first": first.map { ["href": $0] } ?? false,
      "note": note.isEmpty ? false : ["text": note],
    ]
  }
}
