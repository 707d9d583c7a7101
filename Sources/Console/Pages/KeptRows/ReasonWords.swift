import CallModel
import Ledger

/// Why a row is not billed, and which step repairs it, for the person who looks.
enum ReasonWords {
  static func state(_ state: KeptRowRecord.State) -> String {
    switch state {
    case .held: say("esperando")
    case .settled: say("resolvida")
    case .discarded: say("descartada")
    case .undone: say("desfeita com a sua execução")
    }
  }

  static func title(_ reason: Reason) -> String {
    switch reason {
    case .tooLong: say("linha longa demais")
    case .badEncoding: say("caracteres ilegíveis")
    case .missingField: say("falta um campo")
    case .extraField: say("campo a mais")
    case .badTimestamp: say("data e hora ilegíveis")
    case .badDuration: say("duração ilegível")
    case .badDirection: say("sentido ilegível")
    case .badDisposition: say("situação ilegível")
    case .contradictoryTimes: say("horários contraditórios")
    case .badNumber: say("número ilegível")
    case .conflictingDuplicate: say("outra versão da chamada")
    case .discarded: say("descartada")
    case .unknownLine: say("linha desconhecida")
    case .lineInactive: say("linha inativa")
    case .noPlan: say("sem plano de cobrança")
    case .unknownDestination: say("destino desconhecido")
    case .ambiguousNumber: say("número com duas leituras")
    case .noRate: say("sem tarifa")
    case .ignored: say("ignorada, mas com duração")
    }
  }

  static func remedy(_ reason: Reason) -> String {
    switch reason {
    case .unknownLine:
      say("Nenhuma linha tem esse número, tronco ou código da conta nesse dia: cadastre a linha ou o DID.")
    case .lineInactive: say("A linha está com Ativo = não nesse dia.")
    case .noPlan: say("A linha não tem plano de cobrança nesse dia: informe um.")
    case .unknownDestination:
      say("O número chamado não tem forma conhecida, ou nenhum prefixo lhe dá uma zona: cadastre o prefixo.")
    case .ambiguousNumber: say("O número chamado tem duas leituras, com e sem código de operadora: defina no layout.")
    case .noRate: say("O plano da linha não tem tarifa para este tipo de ligação nesse dia: cadastre a tarifa.")
    case .conflictingDuplicate: say("Outra versão desta chamada vale; esta fica guardada.")
    case .discarded: say("Descartada por uma pessoa, com o motivo; pode ser restaurada.")
    case .tooLong: say("Só o começo da linha foi guardado: entregue o arquivo de novo.")
    case .ignored: say("As regras do layout deixaram a linha de fora, mas ela tem duração.")
    case .badEncoding, .missingField, .extraField, .badTimestamp, .badDuration, .badDirection, .badDisposition,
      .contradictoryTimes, .badNumber:
      say("A linha não pôde ser lida: confira o layout e o arquivo.")
    }
  }
}
