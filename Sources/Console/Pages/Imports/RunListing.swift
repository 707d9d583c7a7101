import CallModel
import Ledger
import Listing

extension RunListing {
  static let page = columns.page(
    [
      ("run", "Execução"), ("kind", "O quê"), ("started_at", "Começou"), ("state", "Situação"), ("files", "Arquivos"),
      ("failed_files", "Falharam"), ("read", "Lidas"),
    ] + RunWords.outcomeTitles,
    words: ["kind": { .text(RunWords.kind($0.kind)) }, "state": { .text(RunWords.state($0.state)) }])
}

extension FileListing {
  static let page = columns.page(
    [("name", "Arquivo"), ("state", "Situação"), ("run", "Execução"), ("read", "Lidas")] + RunWords.outcomeTitles
      + [("error", "Por quê")],
    words: ["state": { .text(RunWords.file($0.file.state)) }])
}

enum RunWords {
  static let outcomeTitles = Outcome.allCases.map { (key: $0.name, title: title($0)) }

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
}
