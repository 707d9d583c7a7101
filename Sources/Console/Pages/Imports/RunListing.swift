import CallModel
import Importing
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
    words: [
      "state": { .text(RunWords.file($0.file.state)) }, "error": { .optional($0.file.error.map(RunWords.reason)) },
    ])
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

  /// By what stands in the technical text of a file that could not be used.
  private static let failures: [(mark: String, words: Words)] = [
    ("gzip member", "O arquivo está incompleto ou danificado: peça que seja entregue de novo."),
    (
      "summit-cdr inspect",
      "O arquivo não tem a forma do layout da integração: confira se é um arquivo de chamadas, e de qual layout."
    ),
    ("rows of text, plain or gzip", "O arquivo não é de texto nem gzip: peça que seja entregue assim."),
    ("inflated bytes from", "O arquivo compactado cresce demais ao ser aberto: peça que seja entregue de novo."),
    ("the file as it was", "O arquivo mudou enquanto era lido: a próxima importação tenta de novo."),
    ("as when it was opened", "O arquivo mudou enquanto era lido: a próxima importação tenta de novo."),
    ("no permission to read it", "O servidor não pode ler o arquivo: confira as permissões."),
  ]

  /// Why a file could not be used.
  static func reason(_ text: String) -> String {
    say(failures.first { text.contains($0.mark) }?.words ?? "O arquivo não pôde ser lido.")
  }

  /// The same; the technical text follows, in English, in which it is written.
  static func failure(_ text: String) -> String { reason(text) + " " + say("Detalhe técnico:") + " " + text }

  /// What someone should look at of a file.
  static func attention(_ attention: ImportReport.Attention) -> String {
    switch FileConcern.Kind(rawValue: attention.kind) {
    case .failed: say("Nenhuma linha dele conta.") + " " + failure(attention.message)
    case .mostlyRejected:
      say("Mais da metade das linhas foi rejeitada, como quando o layout é outro: veja as rejeitadas em Pendências.")
    case .nothingLeft: say("As regras do layout deixaram de fora todas as linhas.")
    case .tooYoung: say("Pode ainda estar sendo escrito: a próxima importação olha de novo.")
    case nil: attention.message
    }
  }

  /// The same of all files of a report, with their names.
  static func warnings(_ report: ImportReport) -> [String] {
    let failed = report.failedFiles
    return failed.map { $0.name + ": " + say("Nenhuma linha dele conta; os outros foram importados.") }
      + report.attention.filter { file in !failed.contains { $0.name == file.name } }
      .map { "\($0.name): \(attention($0))" }
  }
}
