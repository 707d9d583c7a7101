import CallModel
import Ledger

/// Why a row is not billed, and which step repairs it, for the person who looks.
enum ReasonWords {
  static func state(_ state: KeptRowRecord.State) -> String {
    switch state {
    case .held: "esperando"
    case .settled: "resolvida"
    case .discarded: "descartada"
    case .undone: "desfeita com a sua execução"
    }
  }

  static func title(_ reason: Reason) -> String {
    switch reason {
    case .tooLong: "linha longa demais"
    case .badEncoding: "caracteres ilegíveis"
    case .missingField: "falta um campo"
    case .extraField: "campo a mais"
    case .badTimestamp: "data e hora ilegíveis"
    case .badDuration: "duração ilegível"
    case .badDirection: "sentido ilegível"
    case .badDisposition: "situação ilegível"
    case .contradictoryTimes: "horários contraditórios"
    case .badNumber: "número ilegível"
    case .conflictingDuplicate: "outra versão da chamada"
    case .discarded: "descartada"
    case .unknownLine: "linha desconhecida"
    case .lineInactive: "linha inativa"
    case .noPlan: "sem plano de cobrança"
    case .unknownDestination: "destino desconhecido"
    case .ambiguousNumber: "número com duas leituras"
    case .noRate: "sem tarifa"
    case .ignored: "ignorada, mas com duração"
    }
  }

  static func remedy(_ reason: Reason) -> String {
    switch reason {
    case .unknownLine: "Nenhuma linha tem esse número, tronco ou código da conta nesse dia: cadastre a linha ou o DID."
    case .lineInactive: "A linha está com Ativo = não nesse dia."
    case .noPlan: "A linha não tem plano de cobrança nesse dia: informe um."
    case .unknownDestination:
      "O número chamado não tem forma conhecida, ou nenhum prefixo lhe dá uma zona: cadastre o prefixo."
    case .ambiguousNumber: "O número chamado tem duas leituras, com e sem código de operadora: defina no layout."
    case .noRate: "O plano da linha não tem tarifa para este tipo de ligação nesse dia: cadastre a tarifa."
    case .conflictingDuplicate: "Outra versão desta chamada vale; esta fica guardada."
    case .discarded: "Descartada por uma pessoa, com o motivo; pode ser restaurada."
    case .tooLong: "Só o começo da linha foi guardado: entregue o arquivo de novo."
    case .ignored: "As regras do layout deixaram a linha de fora, mas ela tem duração."
    case .badEncoding, .missingField, .extraField, .badTimestamp, .badDuration, .badDirection, .badDisposition,
      .contradictoryTimes, .badNumber:
      "A linha não pôde ser lida: confira o layout e o arquivo."
    }
  }
}
