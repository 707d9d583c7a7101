import Registry

extension NewIntegration {
  /// What was made, and what to do next.
  package var lines: [String] {
    let config = "\(directory)/\(Integration.fileName)"
    let isDatabase = template.isDatabaseRegistry
    var lines = [
      "made \(directory):",
      "  \(Integration.fileName)  where the files come from, how they are billed, when the import runs",
    ]
    if !isDatabase {
      lines.append("  registry/        \(sample.map { "the tables of \($0)" } ?? "the tables, headers only")")
    }
    lines += [
      "  cdr/             the platform's files go here",
      "  data/            the ledger\(isDatabase ? " and the registers" : ""); only you may read it",
      "",
      "next:",
    ]
    lines += firstSteps(config)
    lines += [
      "  edit \(config)",
      "  summit-cdr inspect \(directory)/cdr/FILE          # what reads the platform's files",
      "  summit-cdr import --config \(config) --dry-run",
      "  summit-cdr import --config \(config)",
      "  summit-cdr schedule --config \(config) --next 3",
    ]
    return lines
  }

  /// How the registry is filled.
  private func firstSteps(_ config: String) -> [String] {
    let required = TableDescription.all.filter(\.isRequired)
    if template.isDatabaseRegistry {
      return [
        "  summit-cdr registry import TABLES --config \(config)   # from CSV files, or one by one:"
      ] + required.map { "  summit-cdr \($0.commandName) add --help" }
    }
    if sample != nil { return [] }
    return [
      "  fill in \(required.map(\.fileName).joined(separator: ", ")); the other tables may stay empty",
      "  with charge_rounding cut in each plan: no fraction of a centavo is charged (RGC, art. 49)",
      "  summit-cdr check --registry \(directory)/registry",
    ]
  }
}
