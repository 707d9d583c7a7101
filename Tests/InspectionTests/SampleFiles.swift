/// Rows as switches write them, the same at every run.
enum SampleFiles {
  static let summit1: String = {
    var text =
      "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"
    for index in 0..<60 {
      let time = "2026-11-\(two(1 + index % 28)) \(two(index % 24)):10:\(two(index))"
      let isAnswered = index % 3 > 0
      text += "6e3d439f-\(1_000_000 + index);\(time);;;48333344\(two(index));01155489999\(two(index))88;"
      text += "\(index * 7 + 22);\(isAnswered ? index * 7 : 0);\(index % 2 == 0 ? "OUT" : "IN");"
      text += "\(isAnswered ? "ANSWERED" : "NO ANSWER");TRK01;0422\(two(index))\n"
    }
    return text
  }()

  /// The uniqueid begins with the Unix time of the start at -03:00.
  static let asterisk: String = {
    var text = ""
    for index in 0..<60 {
      let minute = "2026-11-\(two(1 + index % 28)) 10:\(two(index)):"
      let billed = index % 3 > 0 ? index % 50 : 0
      text += "\"\",\"48333344\(two(index))\",\"04899998\(two(index))88\",\"from-internal\",\"\"\"Ana\"\" <100>\","
      text += "\"SIP/100-\(index)\",\"SIP/trunk-\(index)\",\"Dial\",\"SIP/trunk/1,60\",\"\(minute)00\","
      text += billed > 0 ? "\"\(minute)05\"," : "\"\","
      text += "\"\(minute)\(two(5 + billed))\",\(billed + 5),\(billed),\"\(billed > 0 ? "ANSWERED" : "BUSY")\","
      text += "\"DOCUMENTATION\",\"\(1_793_538_000 + index % 28 * 86_400 + index * 60).\(index)\",\"\"\n"
    }
    return text
  }()

  static let freeswitch: String = {
    var text = ""
    for index in 0..<60 {
      let minute = "2026-11-\(two(1 + index % 28)) 10:\(two(index)):"
      let billed = index % 3 > 0 ? index % 50 : 0
      text += "\"Ana\",\"48333344\(two(index))\",\"04899998\(two(index))88\",\"default\",\"\(minute)00\","
      text += billed > 0 ? "\"\(minute)05\"," : "\"\","
      text += "\"\(minute)\(two(5 + billed))\",\"\(billed + 5)\",\"\(billed)\",\"NORMAL_CLEARING\","
      text += "\"7b2d\(two(index))aa-11ef-4d21-9a44-00000000\(1000 + index)\",\"\",\"acc1\",\"PCMA\",\"PCMA\"\n"
    }
    return text
  }()

  /// `;`, Portuguese names with accents, DD/MM/YYYY, decimal comma.
  static let portuguese: String = {
    var text = "Protocolo;Data/Hora Início;Origem;Destino;Duração;Bilhetado;Sentido;Situação;Tronco;Observação\r\n"
    for index in 0..<60 {
      let billed = index % 3 > 0 ? "\(index * 3),5" : "0"
      text += "P\(100_000 + index);\(two(1 + index % 28))/11/2026 \(two(index % 24)):\(two(index)):00;"
      text += "48333344\(two(index));04899998\(two(index))88;\(index * 3 + 9);\(billed);"
      text += "\(index % 2 == 0 ? "Saída" : "Entrada");"
      text += "\(index % 3 > 0 ? "Atendida" : index % 2 == 0 ? "Não atendida" : "Rota 5");T1;ligação, de teste\r\n"
    }
    return text
  }()

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
