import CallModel
import Ledger
import Listing

/// Runs and readings of files in lists.
enum RunListing {
  static let runs = Listing<RunRow>(
    [
      ListingColumn("run", "Execução") { .integer(Int($0.id)) },
      ListingColumn("kind", "O quê") { .text(RunWords.kind($0.kind)) },
      ListingColumn("started_at", "Começou") { .optional(RunWords.instant($0.startedAt)) },
      ListingColumn("state", "Situação") { .text(RunWords.state($0.state)) },
      ListingColumn("files", "Arquivos") { .integer($0.files) },
      ListingColumn("failed_files", "Falharam") { .integer($0.failedFiles) },
      ListingColumn("read", "Lidas") { .integer($0.read) },
    ] + outcomes { $0.outcomes })

  static let files = Listing<FileRow>(
    [
      ListingColumn("name", "Arquivo") { .text($0.displayName) },
      ListingColumn("state", "Situação") { .text(RunWords.file($0.state)) },
      ListingColumn("run", "Execução") { .integer(Int($0.run)) },
      ListingColumn("read", "Lidas") { .integer($0.read) },
    ] + outcomes { $0.outcomes } + [
      ListingColumn("error", "Por quê") { .optional($0.error) }
    ])

  private static func outcomes<Row>(_ counts: @escaping @Sendable (Row) -> [Int]) -> [ListingColumn<Row>] {
    Outcome.allCases.map { outcome in
      ListingColumn(outcome.name, RunWords.title(outcome)) { .integer(counts($0)[Int(outcome.rawValue)]) }
    }
  }
}

enum RunWords {
  static func title(_ outcome: Outcome) -> String {
    let words = self.outcome(outcome)
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  static func outcome(_ outcome: Outcome) -> String {
    switch outcome {
    case .rated: "tarifadas"
    case .free: "gratuitas"
    case .unanswered: "não atendidas"
    case .duplicate: "repetidas"
    case .rejected: "rejeitadas"
    case .suspended: "suspensas"
    case .ignored: "ignoradas"
    }
  }

  static func kind(_ kind: String) -> String {
    switch kind {
    case "import": "importação"
    case "follow": "ajuste ao cadastro"
    case "retry": "reprocessamento"
    case "reopen": "reabertura"
    case "undo": "desfazimento"
    case "restore": "restauração"
    case "discard": "descarte"
    case "take-back": "volta de descarte"
    default: kind
    }
  }

  static func state(_ state: String) -> String {
    switch state {
    case "committed": "registrada"
    case "undone", "withdrawn": "desfeita"
    default: state
    }
  }

  static func file(_ state: FileRow.State) -> String {
    switch state {
    case .imported: "importado"
    case .failed: "falhou"
    case .repeated: "conteúdo repetido"
    case .deleted: "importado e excluído"
    case .undone: "desfeito"
    }
  }

  /// From ISO 8601.
  static func instant(_ text: String) -> ListingValue? {
    ISOTime.seconds(text).map(ListingValue.instant)
  }
}

extension ListingValue {
  static func optional(_ value: ListingValue?) -> ListingValue { value ?? .none }
}
