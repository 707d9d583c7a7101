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

  private static func title(_ outcome: Outcome) -> String {
    switch outcome {
    case .rated: "Tarifadas"
    case .free: "Gratuitas"
    case .unanswered: "Não atendidas"
    case .duplicate: "Repetidas"
    case .rejected: "Rejeitadas"
    case .suspended: "Suspensas"
    case .ignored: "Ignoradas"
    }
  }

  static func outcome(_ outcome: Outcome) -> String {
    switch outcome {
    case .rated: say("tarifadas")
    case .free: say("gratuitas")
    case .unanswered: say("não atendidas")
    case .duplicate: say("repetidas")
    case .rejected: say("rejeitadas")
    case .suspended: say("suspensas")
    case .ignored: say("ignoradas")
    }
  }

  static func kind(_ kind: String) -> String {
    switch kind {
    case "import": say("importação")
    case "follow": say("ajuste ao cadastro")
    case "retry": say("reprocessamento")
    case "reopen": say("reabertura")
    case "undo": say("desfazimento")
    case "restore": say("restauração")
    case "discard": say("descarte")
    case "take-back": say("volta de descarte")
    default: kind
    }
  }

  static func state(_ state: String) -> String {
    switch state {
    case "committed": say("registrada")
    case "undone", "withdrawn": say("desfeita")
    default: state
    }
  }

  static func file(_ state: FileRow.State) -> String {
    switch state {
    case .imported: say("importado")
    case .failed: say("falhou")
    case .repeated: say("conteúdo repetido")
    case .deleted: say("importado e excluído")
    case .undone: say("desfeito")
    }
  }
}
