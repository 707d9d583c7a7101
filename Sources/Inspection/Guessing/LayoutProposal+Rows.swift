import CallModel
import RecordLayouts

/// What is proposed for lines that are no calls, or no calls of their own.
extension LayoutProposal {
  mutating func adoptRows() {
    let identity = columns.firstIndex { $0.field == .globalID }
    let kinds = RowKinds(table, identity: identity)
    for skip in kinds.skips { adopt(skip) }
    let unknown = adoptRuledLines(kinds.unknown)
    if let first = unknown.first {
      let count = unknown.count == 1 ? "one line is" : "\(unknown.count) lines are"
      note(
        "rows", "\(count) not like the others, first line \(first.number): \(Self.quoted(first.text)); rejected",
        check: true)
    }
    if let legs = kinds.secondLegs {
      note(
        "rows",
        "\(legs.rows) of the first rows are second legs, first line \(legs.line): their "
          + "\(table.profiles[legs.column].label) is another row's global_id, so such a call would be charged twice; "
          + "let the switch write one row a call, or leave them out by " + rule(for: legs), check: true)
    }
    if let pairs = kinds.pairs {
      note(
        "rows",
        "a call stands in two rows, \(Self.list(pairs.values)) of \(table.profiles[pairs.column].label), as line "
          + "\(pairs.line) and another with the same \(table.profiles[pairs.id].label); a layout reads one row a call",
        check: true)
    }
  }

  private mutating func adopt(_ skip: RowKinds.Skip) {
    let lines = skip.lines.count == 1 ? "line \(skip.lines[0]) is" : "\(skip.lines.count) of the first lines are"
    let what = "\(lines) no call, by \(Self.list(skip.values)) in \(table.profiles[skip.column].label)"
    let label = ruleLabel(skip.column)
    let globs = skip.values.compactMap { try? Glob($0) }
    layout.rows.append(RecordLayout.RowRule(kind: .skip, column: column(skip.column), label: label, globs: globs))
    note("rows", "\(what): left out")
  }

  /// How a rule names the column.
  private func ruleLabel(_ index: Int) -> String {
    switch column(index) {
    case .name(let name): name
    case .position(let position): "\(position)"
    case .bytes(let from, let length): columns[index].field?.rawValue ?? "{from: \(from), length: \(length)}"
    }
  }

  /// Takes lines such as ----- for comments; returns the others.
  private mutating func adoptRuledLines(_ lines: [SampleTable.OddLine]) -> [SampleTable.OddLine] {
    let ruled = lines.filter { line in
      FixedPlaces.isRuler(Array(line.text.utf8)) && line.text.count >= 3 && Set(line.text.prefix(3)).count == 1
    }
    let beginnings = Set(ruled.map { String($0.text.prefix(3)) })
    guard beginnings.count == 1, let beginning = beginnings.first else { return lines }
    layout.comment = beginning
    note("comment", "lines such as line \(ruled[0].number) are no rows")
    return lines.filter { !$0.text.hasPrefix(beginning) }
  }

  /// The rule that takes second legs out, if nothing but they have a value in their column.
  private func rule(for legs: RowKinds.SecondLegs) -> String {
    guard legs.isOnlyTheirs else { return "rows: skip" }
    return "rows: {skip: {\(ruleLabel(legs.column)): [\"?*\"]}}: only they have a value there"
  }
}
