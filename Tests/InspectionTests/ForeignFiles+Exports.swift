/// Exports of services and of small systems, and what must be proposed for them.
extension ForeignFile {
  private static let us = "4833334444;0489988776"

  static let exports: [ForeignFile] = [
    ForeignFile(
      "a carrier's bill: the seconds of the call, and those that it charges",
      """
      ORIGEM;DESTINO;DATA;HORA;DURAÇÃO(SEG);DURAÇÃO TARIFADA(SEG);VALOR
      4833334444;04899887766;13/11/2026;14:03:22;13;30;0,30
      4833334444;04899887767;13/11/2026;15:03:22;175;180;1,80
      4833334444;04899887768;13/11/2026;16:03:22;903;906;9,06

      """,
      ["billable: \"DURAÇÃO(SEG)\""], checks: ["time_zone", "columns.billable"], proven: ["columns.started_at"]),
    ForeignFile(
      "a price for each minute is no length of time",
      """
      Date,From,To,Duration,Per minute,Charge
      2026-11-13 14:03:22,554833334444,5548999887766,61,0.0500,0.051
      2026-11-13 15:03:22,554833334444,5548999887767,431,0.0500,0.360

      """,
      ["billable: \"Duration\""], checks: ["time_zone", "columns.billable"]),
    ForeignFile(
      "VOS3000: a hold time, which is 0 where the times have the ringing",
      """
      Caller;Callee;Begin time;Hold time(sec);Fee;End time
      4833334444;04899887766;2026-11-13 14:03:22;61;0.061;2026-11-13 14:04:23
      4833334444;04899887767;2026-11-13 15:03:22;0;0.000;2026-11-13 15:03:45
      4833334444;04899887768;2026-11-13 16:03:22;431;0.431;2026-11-13 16:10:33
      4833334444;04899887769;2026-11-13 17:03:22;102;0.102;2026-11-13 17:05:04

      """,
      ["started_at: \"Begin time\"", "ended_at: \"End time\"", "billable: \"Hold time(sec)\""],
      checks: ["time_zone", "columns.billable"]),
    ForeignFile(
      "Yate: talking and ringing make the whole time",
      """
      1794580982.931\t1794000000-1\tsip/2\t4833334444\t04899887766\t12.600\t6.250\t18.850\toutgoing\tanswered
      1794581982.126\t1794000000-2\tsip/4\t4833334444\t04899887767\t430.600\t15.250\t445.850\toutgoing\tanswered
      1794582982.296\t1794000000-3\tsip/6\t4833334444\t04899887768\t0.000\t23.250\t23.250\toutgoing\tringing
      1794583982.310\t1794000000-4\tsip/8\t4833334444\t04899887769\t101.600\t3.250\t104.850\toutgoing\tanswered

      """,
      ["billable: 6", "started_at: 1", "global_id: 2", "timestamp: \"epoch\""],
      checks: ["columns.billable", "columns.caller", "columns.called"]),
    ForeignFile(
      "OpenSIPS: the answer, the seconds in two units, the setup and the INVITE's time",
      """
      INVITE|as0|tag0|36f675cc@10.0.0.1|200|OK|1794580991|4833334444|04899887766|13|12069|9|1794580982
      INVITE|as1|tag1|a170b338@10.0.0.1|200|OK|1794581997|4833334444|04899887767|431|430874|15|1794581982
      INVITE|as2|tag2|24ede6a4@10.0.0.1|200|OK|1794582985|4833334444|04899887768|102|101704|3|1794582982
      INVITE|as3|tag3|18f135d2@10.0.0.1|200|OK|1794584002|4833334444|04899887769|175|174804|20|1794583982

      """,
      ["started_at: 13", "answered_at: 7", "billable: 10", "global_id: 4"],
      checks: ["columns.caller", "columns.called"], proven: ["columns.billable"]),
    ForeignFile(
      "start, answer and end, each in words and in Unix seconds, without names",
      """
      "309d6b79","4833334444","04899887766","2026-11-13 14:03:02-03","1794589382","2026-11-13 14:03:22-03","1794589402",\
      "2026-11-13 14:04:23-03","1794589463","20","81","61"
      "89e7d15f","4833334444","04899887767","2026-11-13 15:03:02-03","1794592982","","","2026-11-13 15:03:25-03","1794593005",\
      "","23","0"
      "09208a65","4833334444","04899887768","2026-11-13 16:03:02-03","1794596582","2026-11-13 16:03:17-03","1794596597",\
      "2026-11-13 16:10:28-03","1794597028","15","446","431"

      """,
      ["started_at: 4", "answered_at: 6", "ended_at: 8", "billable: 12"], checks: ["columns.caller"],
      proven: ["columns.billable", "time_zone"]),
    ForeignFile(
      "the time at which it rang stands between start and answer",
      """
      4833334444;04899887766;2026-11-13 14:03:02;2026-11-13 14:03:05;2026-11-13 14:03:22;2026-11-13 14:04:23;17;61;3
      4833334444;04899887767;2026-11-13 15:03:02;2026-11-13 15:03:06;2026-11-13 15:03:15;2026-11-13 15:10:26;9;431;4
      4833334444;04899887768;2026-11-13 16:03:02;2026-11-13 16:03:04;2026-11-13 16:03:25;2026-11-13 16:05:07;21;102;2

      """,
      ["started_at: 3", "answered_at: 5", "ended_at: 6", "billable: 8"], checks: ["columns.caller", "time_zone"],
      proven: ["columns.billable"]),
    ForeignFile(
      "what is the same in all rows measures nothing",
      """
      4833334444;04899887766;2026-11-13 14:03:02;2026-11-13 14:03:05;2026-11-13 14:03:06;2026-11-13 14:04:23;1234
      4833334444;04899887767;2026-11-13 15:03:02;2026-11-13 15:03:06;2026-11-13 15:03:07;2026-11-13 15:10:26;1234
      4833334444;04899887768;2026-11-13 16:03:02;2026-11-13 16:03:04;2026-11-13 16:03:05;2026-11-13 16:05:07;1234

      """,
      ["started_at: 3", "ended_at: 6", "billable: {since: answered_at, until: ended_at}"],
      checks: ["columns.caller", "columns.ended_at", "time_zone"]),
    ForeignFile(
      "an id of Asterisk with a count of three digits",
      """
      Inicio;Origem;Destino;billsec;Protocolo
      2026-11-10 01:30:20;4833334444;04899887766;61;1794274220.124
      2026-11-10 02:30:20;4833334444;04899887766;331;1794277820.125

      """,
      ["started_at: \"Inicio\"", "global_id: \"Protocolo\"", "time_zone: UTC"], proven: ["time_zone"]),
    ForeignFile(
      "a telephone system's extensions, and telephones that they called",
      """
      Data;Hora;Ramal;Telefone;Tronco;Tempo;Custo
      09/11/2026;10:00:05;2001;04899887766;5;00:01:01;0,10
      10/11/2026;11:00:05;2002;04899887767;5;00:02:01;0,20
      13/11/2026;12:00:05;2003;04899887768;6;00:00:31;0,05

      """,
      ["caller: \"Ramal\"", "called: \"Telefone\""], checks: ["columns.caller", "columns.called"]),
    ForeignFile(
      "thousands with a dot, or a fraction",
      "start;src;dst;billsec\n2026-11-13 14:03:22;\(us)6;1.061\n2026-11-13 15:03:22;\(us)7;61\n",
      ["billable: \"billsec\""], checks: ["columns.billable", "time_zone"]),
    ForeignFile(
      "ticks of a clock are nobody's telephone",
      (0..<9).map { row in
        "STOP,0x\(row)A,1794224685\(row),2026-11-13 1\(row):03:20,2026-11-13 1\(row):03:22,2026-11-13 1\(row):04:23,"
          + "\(row % 2 == 0 ? "4833334444" : "4833335555"),0489988776\(row)\n"
      }.joined().replacing("17942246853", with: "17942999853").replacing("17942246854", with: "17943999854")
        .replacing("17942246855", with: "17953999855").replacing("17942246856", with: "17963999856")
        .replacing("17942246857", with: "17973999857").replacing("17942246858", with: "17983999858"),
      ["caller: 7", "called: 8"], checks: ["columns.caller", "time_zone"]),
    ForeignFile(
      "Twilio: directions by a word in them",
      """
      Direction,From,To,Status,Start Time,Duration,Sid
      outbound-api,+554833334444,+5548999887766,completed,"Fri, 13 Nov 2026 17:03:22 +0000",61,CA1
      inbound,+5511987654321,+554833334444,completed,"Fri, 13 Nov 2026 18:03:22 +0000",431,CA2
      outbound-dial,+554833334444,+5548999887767,no-answer,"Fri, 13 Nov 2026 19:03:22 +0000",0,CA3

      """,
      ["direction: \"Direction\"", "inbound: [\"inbound\"]", "outbound: [\"outbound-api\", \"outbound-dial\"]"],
      checks: ["columns.billable"], proven: ["time_zone", "direction"]),
    ForeignFile(
      "a telephone system that writes its extension first, also of received calls",
      """
      Ramal;Tipo;Numero;Data;Hora;Duracao
      1002;S;04899887766;13/11/2026;14:03:22;00:01:01
      1003;E;11987654321;13/11/2026;15:03:22;00:07:11
      1003;S;04899887768;13/11/2026;16:03:22;00:01:42
      1002;E;21998765432;13/11/2026;17:03:22;00:00:31

      """,
      ["caller: \"Ramal\"", "called: \"Numero\"", "inbound: [\"E\"]"], checks: ["columns.caller", "columns.billable"]),
    ForeignFile(
      "NetSapiens: two columns that may be the caller's by a word in their names",
      """
      cdr_id|orig_sub|orig_from_user|orig_to_user|time_start|time_answer|time_release|time_talking|duration
      309d6b79-2f45|1002|4833335555|04899887766|1794580982|0|1794581001|0|19
      89e7d15f-cf44|1003|4833336666|04899887767|1794581982|1794582000|1794582158|158|176
      09208a65-30b1|1001|4833334444|04899887768|1794582982|1794583004|1794583106|102|124

      """,
      ["caller: \"orig_from_user\"", "billable: \"time_talking\""], checks: ["columns.caller"],
      proven: ["columns.billable", "time_zone"]),
    ForeignFile(
      "hours, minutes and seconds in digits",
      """
      DATA;HORA;A;B;DURACAO
      20261113;140322;4833334444;04899887766;000101
      20261113;150322;4833334444;04899887767;000031
      20261113;160322;4833334444;04899887768;010238

      """,
      ["caller: \"A\"", "called: \"B\""], checks: ["columns.billable", "time_zone"]),
  ]
}
