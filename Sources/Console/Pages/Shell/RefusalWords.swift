import CallModel
import FileInput
import Ledger

/// Why a run was refused, in words for the person who asked; the technical text follows where there are none, and in
/// English, in which it is written.
enum RefusalWords {
  /// By what was expected: the registers and the ledger say it in one way each.
  private static let sentences = [
    "no call of a closed cycle or late service":
      "Há chamadas dela em um ciclo fechado. Reabra o ciclo em Serviços adicionais, e tente de novo.",
    "a call of an open cycle":
      "A chamada está em um ciclo fechado. Reabra o ciclo em Serviços adicionais, e tente de novo.",
    "no later run that went on in its files":
      "Execuções posteriores continuaram os arquivos dela. Marque a caixa para desfazê-las juntas.",
    "a run that counts": "Ela já foi desfeita.",
    "a run that was withdrawn": "Ela não está desfeita.",
    "a run that brought rows": "Ela não trouxe linhas de arquivos: segue o cadastro, e muda com ele.",
    "rows that can be tried again": "Nenhuma dessas linhas pode ser reprocessada.",
    "a row that waits and can be tried again": "Uma dessas linhas já não espera. Abra a lista de novo.",
    "a row that waits": "Uma dessas linhas já não espera. Abra a lista de novo.",
    "a discarded row": "Uma dessas linhas não está descartada. Abra a lista de novo.",
    "a service that charges something": "Esse serviço nada cobra.",
    "the id of a closed service, or the global id of one recorded call":
      "Nenhuma chamada, ou mais de uma, tem esse identificador.",
    "a call of a closed service":
      "A chamada não está em um serviço fechado: o ciclo está em aberto, ou ela nada custa.",
    "what was not contested before": "Já foi contestado. Veja em Contestações.",
    "what is charged at a centavo or more": "Nada disso é cobrado.",
    "one closed in time to be contested": "O prazo para contestar já passou.",
    "an open contest": "A contestação já foi respondida, e uma resposta não muda.",
    "a text of 1 to 1000 bytes in one line": "Escreva em uma linha, com até 1000 letras.",
    "room on the disk": "O disco do servidor está cheio.",
  ]

  static func text(_ error: any Error) -> String {
    if isBeside(error) {
      return say(
        "Outra execução está em andamento nesta integração. Nada foi alterado; tente de novo quando ela terminar.")
    }
    let expected =
      switch error {
      case let failure as LedgerFailure: failure.expected
      case let problem as Problem: problem.expected
      case let problems as Problems: problems.faults.first?.expected ?? ""
      default: ""
      }
    let start = say("Não foi possível, e nada foi alterado.") + " "
    if Language.current == .portuguese, let sentence = sentences[expected] { return start + sentence }
    return start + say("Detalhe técnico:") + " " + SourceFile.displayable("\(error)".utf8)
  }

  /// Whether it is only that another run is under way.
  static func isBeside(_ error: any Error) -> Bool { (error as? LedgerFailure)?.kind == .alreadyRunning }
}
