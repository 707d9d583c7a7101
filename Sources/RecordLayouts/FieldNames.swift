import Foundation

/// What switches and their operators call the columns, in Portuguese and English.
enum FieldNames {
  /// Names in plain form, the surest first. Fields in the order in which they choose their column.
  static let synonyms: [(field: RecordLayout.Field, names: [String])] = [
    (
      .startedAt,
      [
        "startedat", "calldate", "start", "starttime", "startstamp", "startdate", "startdatetime", "datahorainicio",
        "datainicio", "inicio", "iniciochamada", "iniciodachamada", "iniciadaem", "iniciadoem", "datahora",
        "datahorachamada", "datachamada", "datadachamada", "dataligacao", "datadaligacao", "dthrinicio", "dtinicio",
        "setuptime", "callstart", "datetime", "timestamp", "data", "date", "dia", "horainicio",
      ]
    ),
    (
      .answeredAt,
      [
        "answeredat", "answer", "answerstamp", "answertime", "answerdate", "datahoraatendimento", "dataatendimento",
        "atendimento", "atendidaem", "atendidoem", "horaatendimento", "connecttime",
      ]
    ),
    (
      .endedAt,
      [
        "endedat", "end", "endstamp", "endtime", "enddate", "datahorafim", "datafim", "fim", "datahoratermino",
        "termino", "encerradaem", "encerramento", "finalizadaem", "horafim", "disconnecttime", "releasetime",
      ]
    ),
    (
      .caller,
      [
        "caller", "src", "source", "callernumber", "calleridnumber", "callingnumber", "callingpartynumber", "ani",
        "anumber", "origem", "numeroorigem", "origemnumero", "numerodeorigem", "telefoneorigem", "numeroa", "chamador",
        "numerochamador", "originador", "assinantea", "de", "from", "callingstationid", "callerid", "clid", "a",
        "linha", "ramal", "ramalorigem",
      ]
    ),
    (
      .called,
      [
        "called", "dst", "destination", "destinationnumber", "callednumber", "calledpartynumber", "dnis", "bnumber",
        "dialed", "dialednumber", "dialled", "dialleddigits", "destino", "numerodestino", "destinonumero",
        "numerodedestino", "telefonedestino", "numerob", "discado", "numerodiscado", "chamado", "numerochamado",
        "assinanteb", "para", "to", "calledstationid", "b",
      ]
    ),
    (
      .billable,
      [
        "billable", "billsec", "billseconds", "billableseconds", "billedseconds", "billtime", "bilhetado",
        "tempobilhetado", "duracaobilhetada", "segundosbilhetados", "bilhetagem", "faturado", "tempofaturado",
        "duracaofaturada", "tarifado", "tempotarifado", "duracaotarifada", "segundostarifados", "cobrado",
        "duracaocobrada", "conversacao", "tempoconversacao", "duracaoconversacao", "tempofalado", "falado",
        "duracaoreal", "talktime", "conversationtime",
      ]
    ),
    (
      .duration,
      [
        "duration", "durationseconds", "duracao", "duracaototal", "duracaochamada", "duracaosegundos", "tempototal",
        "tempo", "totaltime", "calltime", "segundos", "acctsessiontime",
      ]
    ),
    (
      .direction,
      [
        "direction", "calldirection", "direcao", "sentido", "sentidochamada", "tipochamada", "tipoligacao", "tipo",
        "calltype",
      ]
    ),
    (
      .disposition,
      [
        "disposition", "callstatus", "disposicao", "situacao", "situacaochamada", "statuschamada", "status",
        "resultado",
        "desfecho", "estado", "atendida", "result",
      ]
    ),
    (
      .globalID,
      [
        "globalid", "uniqueid", "uuid", "calluuid", "guid", "callid", "cdrid", "idglobal", "idchamada", "chamadaid",
        "idunico", "idligacao", "sessionid", "acctsessionid", "linkedid", "sipcallid", "identificador", "protocolo",
        "id",
      ]
    ),
    (.trunk, ["trunk", "trunkname", "trunkid", "tronco", "nometronco", "rota", "route", "gateway"]),
    (
      .accountCode,
      ["accountcode", "account", "codigoconta", "codigodaconta", "codconta", "conta", "contacodigo", "senhaconta"]
    ),
  ]

  /// The name in plain form: lower-case letters and digits without accents, `Data/Hora Início` → `datahorainicio`.
  static func plain(_ name: String) -> String {
    // Decomposed, an accent is a scalar of its own.
    let folded = name.decomposedStringWithCanonicalMapping.lowercased()
    return String(
      String.UnicodeScalarView(folded.unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) }))
  }

  /// Whether the name is one of any field.
  static func isKnown(_ name: String) -> Bool {
    known.contains(plain(name))
  }

  private static let known = Set(synonyms.flatMap(\.names))
}

/// What the values of `direction` and `disposition` mean, in Portuguese and English, in plain form.
enum ValueWords {
  static let outbound: Set<String> = [
    "out", "outbound", "outgoing", "o", "saida", "sainte", "saindo", "s", "originada", "originado", "originating",
    "originate", "efetuada", "efetuado", "realizada", "realizado", "discada", "feita", "ativa",
  ]
  static let inbound: Set<String> = [
    "in", "inbound", "incoming", "i", "entrada", "entrante", "entrando", "e", "recebida", "recebido", "terminada",
    "terminating", "terminate", "passiva",
  ]
  static let answered: Set<String> = [
    "answered", "answer", "atendida", "atendido", "atendeu", "completada", "completado", "completa", "completed",
    "sucesso", "success", "ok", "sim", "yes", "conversada", "normalclearing",
  ]
  static let unanswered: Set<String> = [
    "noanswer", "notanswered", "unanswered", "naoatendida", "naoatendido", "naoatendeu", "semresposta", "missed",
    "perdida", "busy", "ocupado", "ocupada", "failed", "fail", "failure", "falha", "falhou", "falhada", "cancelled",
    "canceled", "cancel", "cancelada", "cancelado", "abandonada", "abandonado", "congestion", "congestionado",
    "congestionada", "chanunavail", "unavailable", "indisponivel", "unknown", "rejected", "rejeitada", "recusada",
    "error", "erro", "nao", "no", "userbusy", "originatorcancel", "invalida", "invalido",
  ]
}
