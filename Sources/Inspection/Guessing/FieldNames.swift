import ByteScanning
import Foundation
import RecordLayouts

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
        "setuptime", "callstart", "datetime", "timestamp", "data", "date", "dia", "horainicio", "hora", "time",
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
        "numerochamador", "originador", "assinantea", "de", "from", "callingstationid", "callingstation", "callerid",
        "clid", "a",
        "tel", "telefone", "linha", "ramal", "ramalorigem", "terminal", "phone", "extension",
      ]
    ),
    (
      .called,
      [
        "called", "dst", "destination", "destinationnumber", "callednumber", "calledpartynumber", "dnis", "bnumber",
        "dialed", "dialednumber", "dialled", "dialleddigits", "destino", "numerodestino", "destinonumero",
        "numerodedestino", "telefonedestino", "numerob", "discado", "numerodiscado", "chamado", "numerochamado",
        "assinanteb", "para", "to", "calledstationid", "b", "callee", "calledstation", "finalcalledpartynumber",
        "dialnumber", "numero",
        "telefonediscado",
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
        "tempo", "totaltime", "calltime", "segundos", "acctsessiontime", "length", "callduration", "callduracao",
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

  /// The field that has this plain name, and how sure it is: 0 is the surest.
  static func field(_ plain: String) -> (field: RecordLayout.Field, rank: Int)? { known[plain] }

  private static let known: [String: (field: RecordLayout.Field, rank: Int)] = {
    var known: [String: (field: RecordLayout.Field, rank: Int)] = [:]
    for (field, names) in synonyms {
      for (rank, name) in names.enumerated() { known[name] = (field, rank) }
    }
    return known
  }()

  /// Words of names, where the whole name is none that is known.
  static let words: [(field: RecordLayout.Field, words: Set<String>)] = [
    (
      .billable,
      [
        "talk", "talking", "billable", "billed", "billing", "billsec", "conversation", "conversacao", "conversa",
        "fala",
        "falado", "tarifado", "tarifada", "tarifados", "tarifadas", "faturados", "bilhetados", "bilhetado", "bilhetada",
        "faturada",
      ]
    ),
    (.duration, ["duration", "duracao", "length", "elapsed", "tempo"]),
    (
      .answeredAt,
      [
        "answer", "answered", "connect", "connected", "connection", "atendimento", "atendida", "atendido", "pickup",
      ]
    ),
    (
      .endedAt,
      [
        "end", "ended", "ending", "fim", "final", "termino", "disconnect", "disconnected", "release", "released",
        "hangup",
        "stop", "finish", "finished", "encerramento", "encerrada", "desligamento", "desconexao",
      ]
    ),
    (
      .startedAt,
      [
        "start", "started", "starting", "inicio", "begin", "beginning", "origination", "setup", "seizure", "created",
        "abertura", "invite",
      ]
    ),
    (
      .called,
      [
        "called", "callee", "dst", "dest", "destination", "destino", "dnis", "ddi", "did", "to", "dialed", "dialled",
        "discado", "chamado", "bnumber", "terminating", "recebedor",
      ]
    ),
    (
      .caller,
      [
        "caller", "calling", "from", "src", "source", "origem", "orig", "origin", "originating", "originador", "ani",
        "cli", "chamador", "anumber", "originator",
      ]
    ),
  ]
  /// Of a day without a time, of a time without a day.
  static let days: Set<String> = ["date", "data", "dia", "day"]
  static let clocks: Set<String> = ["time", "hora", "horario", "hour"]
  static let times: Set<String> = ["date", "data", "time", "hora", "horario", "timestamp", "datetime", "when", "stamp"]
  /// Money, and what it is reckoned by.
  static let prices: Set<String> = [
    "valor", "preco", "price", "cost", "custo", "tarifa", "tariff", "rate", "amount", "charge", "fee", "tax", "imposto",
    "icms", "credit", "credito", "saldo", "balance", "buy", "sell", "venda", "total", "cobrado", "faturado", "reais",
  ]
  /// What is not spoken.
  static let ringing: Set<String> = [
    "ring", "ringing", "ringtime", "toque", "wait", "waiting", "waitsec", "waittime", "espera", "pdd", "queue", "fila",
    "hold", "progress", "progresssec", "answersec", "setup", "alerting", "delay",
  ]
  /// What is no number of a telephone, regardless of its digits.
  static let notNumbers: Set<String> = [
    "name", "nome", "uri", "url", "host", "ip", "addr", "address", "port", "trunk", "tronco", "gateway", "context",
    "channel", "device", "type", "tipo", "country", "pais", "city", "cidade", "uf", "state", "prefix", "prefixo",
    "code",
    "codigo", "operadora", "carrier", "leg", "cause", "reason", "codec", "domain", "display", "uuid", "guid", "seq",
    "sequence", "count", "version", "conta", "account", "tag", "rate", "zone", "presentation",
  ]
  static let identifiers: Set<String> = [
    "id", "uid", "uuid", "seq", "sequence", "index", "count", "number", "no", "nr",
  ]
  static let units: [(unit: SecondsField.Unit, words: Set<String>)] = [
    (.milliseconds, ["ms", "msec", "msecs", "millis", "milliseconds", "milissegundos", "milisegundos"]),
    (.microseconds, ["us", "usec", "usecs", "micros", "microseconds", "microssegundos"]),
    (.minutes, ["min", "mins", "minute", "minutes", "minuto", "minutos"]),
    (.seconds, ["s", "sec", "secs", "second", "seconds", "segundo", "segundos", "seg", "segs"]),
  ]
  static let universal: Set<String> = ["utc", "gmt", "zulu"]
}

/// What the name of a column says.
struct NameHint: Equatable {
  var field: RecordLayout.Field?
  /// 0 to 99 for a name that is known, 100 and more for words in it.
  var rank = 0
  var unit: SecondsField.Unit?
  var isUniversal = false
  var isPrice = false
  var isRinging = false
  /// Not to be taken for a telephone number.
  var isNoNumber = false
  /// A date or time.
  var isTime = false
  /// A day without a time.
  var saysDay = false
  /// A time without a day.
  var saysClock = false
  /// Which time it would be.
  var timeField: RecordLayout.Field?
  /// Told to be an identifier or a count.
  var isIdentifier = false

  /// Says nothing.
  init() {}

  init(_ name: String) {
    var words = Self.words(name)
    isUniversal = words.contains(where: FieldNames.universal.contains)
    for (unit, names) in FieldNames.units where words.contains(where: names.contains) {
      self.unit = self.unit ?? unit
    }
    let unitWords = FieldNames.units.flatMap(\.words)
    let whole = FieldNames.field(FieldNames.plain(name))
    words.removeAll { unitWords.contains($0) || FieldNames.universal.contains($0) }
    isRinging = words.contains(where: FieldNames.ringing.contains)
    isTime = words.contains(where: FieldNames.times.contains)
    let hasDay = words.contains(where: FieldNames.days.contains)
    let hasClock = words.contains(where: FieldNames.clocks.contains)
    (saysDay, saysClock) = (hasDay && !hasClock, hasClock && !hasDay)
    isNoNumber = words.contains(where: FieldNames.notNumbers.contains)
    isIdentifier = words.contains(where: FieldNames.identifiers.contains)
    timeField = FieldNames.words.first { $0.field.isTime && words.contains(where: $0.words.contains) }?.field
    let known = whole ?? FieldNames.field(words.joined())
    // Per minute
    let isRate = unit != nil && words.contains { $0 == "per" || $0 == "por" }
    isPrice = whole == nil && (isRate || words.contains(where: FieldNames.prices.contains))
    if isPrice { return }
    if let known {
      (field, rank) = (known.field, known.rank)
      // Known as a whole, regardless of what is in it: calleridnumber.
      isNoNumber = false
    } else if words.isEmpty, unit != nil {
      (field, rank) = (.duration, 50)
    } else if Self.saysTalk(words) {
      (field, rank) = (.billable, 100)
    } else if let found = FieldNames.words.first(where: { entry in words.contains(where: entry.words.contains) }) {
      (field, rank) = (found.field, 100)
    } else if unit != nil, !isRinging, !isTime {
      (field, rank) = (.duration, 120)
    } else if isTime, unit == nil {
      (field, rank) = (.startedAt, 150)
    }
    if field == .startedAt { isRinging = false }
    if isRinging, field == .duration || field == .billable { field = nil }
  }

  /// `connect_duration`: a length that begins with the answer, and not one up to it.
  private static func saysTalk(_ words: [String]) -> Bool {
    let upTo: Set<String> = ["to", "until", "before", "ate", "para"]
    func has(_ field: RecordLayout.Field) -> Bool {
      FieldNames.words.contains { $0.field == field && words.contains(where: $0.words.contains) }
    }
    return has(.duration) && has(.answeredAt) && !words.contains(where: upTo.contains)
      && !words.contains(where: FieldNames.ringing.contains)
  }

  /// `dateTimeOrigination` → date, time, origination.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    let letters = Array(name.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !$0.properties.isDiacritic })
    for (index, letter) in letters.enumerated() {
      guard letter.properties.isAlphabetic || ("0"..."9").contains(letter) else {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      let isUpper = letter.properties.isUppercase
      let followsLower = index > 0 && letters[index - 1].properties.isLowercase
      let beginsWord =
        index > 0 && index + 1 < letters.count && letters[index - 1].properties.isUppercase
        && letters[index + 1].properties.isLowercase
      if isUpper, followsLower || beginsWord, !word.isEmpty {
        words.append(word)
        word = ""
      }
      word += letter.properties.lowercaseMapping
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
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
    "sucesso", "success", "ok", "sim", "yes", "conversada", "connected",
  ]
  static let unanswered: Set<String> = [
    "noanswer", "notanswered", "unanswered", "naoatendida", "naoatendido", "naoatendeu", "semresposta", "missed",
    "perdida", "busy", "ocupado", "ocupada", "failed", "fail", "failure", "falha", "falhou", "falhada", "cancelled",
    "canceled", "cancel", "cancelada", "cancelado", "abandonada", "abandonado", "congestion", "congestionado",
    "congestionada", "chanunavail", "unavailable", "indisponivel", "unknown", "rejected", "rejeitada", "recusada",
    "error", "erro", "nao", "no", "invalida", "invalido",
  ]
  /// Reasons why a call ended, as FreeSWITCH and others write them: they do not say whether it was answered.
  static let hangupCauses: Set<String> = [
    "normalclearing", "originatorcancel", "userbusy", "nouserresponse", "callrejected", "unallocatednumber",
    "recoveryontimerexpire", "mediatimeout", "attendedtransfer", "normaltemporaryfailure", "normalunspecified",
    "loserace", "destinationoutoforder", "allottedtimeout", "blindtransfer", "noroutedestination", "pickedoff",
  ]
}
