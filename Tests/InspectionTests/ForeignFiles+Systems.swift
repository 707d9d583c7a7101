/// Files in the form of further systems, of exports and of bills, and what must be proposed for them.
extension ForeignFile {
  private static let us = "4833334444;0489988776"

  /// Forms of times.
  static let times: [ForeignFile] = [
    ForeignFile(
      "Sonus: three dates, of which only the last tells day from month",
      """
      Sonus Networks, Inc.00000000FF600000000000000000000060V09.02.00R000 0000000000000000000000000000ACT20261102140000
      START,GSX1,0x0002,0,GMT-03:00,11/02/2026,14:03:20.1,14,11/02/2026,14:03:22.4,4833334444,4899887766,TG1
      STOP,GSX1,0x0002,0,GMT-03:00,11/02/2026,14:03:20.1,14,11/02/2026,14:03:22.4,11/02/2026,14:04:23.0,16,4833334444,4899887766,TG1,0
      ATTEMPT,GSX1,0x0003,0,GMT-03:00,11/02/2026,14:05:20.1,14,17,4833334444,4899887767,TG1
      STOP,GSX1,0x0004,0,GMT-03:00,11/02/2026,23:59:50.0,14,11/02/2026,23:59:59.9,11/03/2026,00:00:01.0,16,4833334444,4899887768,TG1,0

      """,
      [
        "started_at: {date: 6, time: 7, timestamp: {date: \"MM/DD/YYYY\", time: \"HH:MM:SS.f\"}}",
        "answered_at: {date: 9, time: 10, timestamp: {date: \"MM/DD/YYYY\", time: \"HH:MM:SS.f\"}}",
        "ended_at: {date: 11, time: 12, timestamp: {date: \"MM/DD/YYYY\", time: \"HH:MM:SS.f\"}}",
        "billable: {since: answered_at, until: ended_at}", "caller: 14", "called: 15",
      ], checks: ["time_zone", "columns.caller"], proven: ["columns.started_at", "columns.billable"]),
    ForeignFile(
      "two dates that fit either way",
      "Início;Fim;De;Para;Segundos\n11/02/2026 14:03:22;11/02/2026 14:04:23;\(us)6;61\n12/02/2026 14:03:22;12/02/2026 14:03:53;"
        + "\(us)7;31\n",
      ["timestamp: \"DD/MM/YYYY HH:MM:SS\""], checks: ["time_zone", "timestamp"]),
    ForeignFile(
      "Cisco gateway, a clock that is not synchronised",
      """
      nas,h323-setup-time,h323-connect-time,h323-disconnect-time,calling,called
      gw1,*14:03:14.100 BRT Mon Nov 2 2026,*14:03:22.400 BRT Mon Nov 2 2026,*14:04:23.000 BRT Mon Nov 2 2026,4833334444,04899887766
      gw1,*14:23:14.100 BRT Mon Nov 2 2026,*14:23:22.400 BRT Mon Nov 2 2026,*14:24:23.000 BRT Mon Nov 2 2026,4833334444,04899887767

      """,
      [
        "timestamp: \"*HH:MM:SS.f 'BRT' EEE MMM D YYYY\"", "started_at: \"h323-setup-time\"",
        "billable: {since: answered_at, until: ended_at}",
      ], checks: ["time_zone"], proven: ["columns.started_at", "columns.billable"]),
    ForeignFile(
      "a bill with weekdays and months in words",
      """
      Quando;De;Para;Duração
      segunda-feira, 2 de novembro de 2026 14:03;4833334444;04899887766;0:01:01
      sábado, 7 de março de 2026 09:05;4833334444;04899887767;0:00:31

      """,
      [
        "timestamp: \"EEE, D 'de' MMM 'de' YYYY HH:MM\"", "started_at: \"Quando\"", "caller: \"De\"",
        "called: \"Para\"",
      ],
      checks: ["time_zone", "columns.billable"], proven: ["timestamp"]),
    ForeignFile(
      "a bill with hours, minutes and seconds in letters, behind the line of a spreadsheet",
      """
      sep=;
      Telefone;Data;Hora;Destino;Minutos;Valor (R$)
      (48) 3333-4444;13/11/2026;14h03m22s;(48) 99988-7766;1,0166667;0,12
      (48) 3333-4444;13/11/2026;14h05m02s;0800 123 4567;0,5;0,00

      """,
      [
        "skip_lines: 1", "billable: {column: \"Minutos\", unit: minutes}", "decimal_mark: \",\"",
        "started_at: {date: \"Data\", time: \"Hora\", timestamp: {date: \"DD/MM/YYYY\", time: \"HH'h'MM'm'SS's'\"}}",
      ], checks: ["time_zone", "columns.billable"], proven: ["columns.started_at"]),
    ForeignFile(
      "date and time of six digits, told apart by their names",
      "Data;Hora;Origem;Destino;Segundos\n021126;140322;\(us)6;61\n031126;150322;\(us)7;31\n151126;160322;\(us)8;12\n",
      ["started_at: {date: \"Data\", time: \"Hora\", timestamp: {date: \"DDMMYY\", time: \"HHMMSS\"}}"],
      checks: ["time_zone", "columns.billable"], proven: ["columns.started_at"]),
    ForeignFile(
      "the same, the year first",
      "Hora;Data;Origem;Destino;Segundos\n140322;261102;\(us)6;61\n150322;261103;\(us)7;31\n160322;261115;\(us)8;12\n",
      ["started_at: {date: \"Data\", time: \"Hora\", timestamp: {date: \"YYMMDD\", time: \"HHMMSS\"}}"],
      checks: ["time_zone"], proven: ["columns.started_at"]),
    ForeignFile(
      "the same without names",
      "021126;140322;\(us)6;61\n031126;150322;\(us)7;31\n151126;160322;\(us)8;12\n",
      ["started_at: {date: 1, time: 2, timestamp: {date: \"DDMMYY\", time: \"HHMMSS\"}}"],
      checks: ["columns.started_at", "columns.caller", "columns.called", "columns.billable"]),
    ForeignFile(
      "fourteen digits with a day that could be the month",
      "inicio;origem;destino;billsec\n02112026140322;\(us)6;61\n03112026150322;\(us)7;31\n",
      ["timestamp: \"DDMMYYYYHHMMSS\""], checks: ["timestamp", "time_zone"]),
    ForeignFile(
      "the month first, by days that follow each other",
      "start,src,dst,billsec\n11/01/2026 14:03:22,4833334444,04899887766,61\n11/02/2026 15:03:22,4833334444,04899887767,31\n",
      ["timestamp: \"MM/DD/YYYY HH:MM:SS\""], checks: ["timestamp", "time_zone"]),
    ForeignFile(
      "an offset behind the name of UTC",
      "start,src,dst,billsec\n2026-11-13 14:03:22 UTC-03:00,4833334444,04899887766,61\n",
      ["timestamp: \"YYYY-MM-DD HH:MM:SS 'UTC'ZZ\""], proven: ["time_zone", "timestamp"]),
  ]

  /// Seconds, quotes and rows of other kinds.
  static let forms: [ForeignFile] = [
    ForeignFile(
      "PortaBilling",
      """
      "Account ID";"CLI";"CLD";"Connect Time";"Disconnect Time";"Charged Time, min:sec";"Charged Amount"
      "4833334444";"4833334444";"5548999887766";"13-Nov-2026 14:03:22";"13-Nov-2026 14:04:23";"1:01";"0.12"
      "4833334444";"4833334444";"5548999887767";"13-Nov-2026 14:13:22";"13-Nov-2026 16:24:23";"131:01";"9.12"

      """,
      ["caller: \"CLI\"", "called: \"CLD\"", "billable: {column: \"Charged Time, min:sec\", unit: clock}"],
      checks: ["time_zone", "columns.billable"]),
    ForeignFile(
      "whole numbers that may be minutes",
      "Data;Origem;Destino;Tempo faturado\n13/11/2026 14:03:22;\(us)6;1\n"
        + "13/11/2026 15:03:22;\(us)7;2\n13/11/2026 16:03:22;\(us)8;12\n",
      ["billable: \"Tempo faturado\""], checks: ["columns.billable", "time_zone"]),
    ForeignFile(
      "seconds, since minutes of over four hours and milliseconds of under a second are rare",
      "Data;Origem;Destino;Tempo faturado\n13/11/2026 14:03:22;\(us)6;61\n13/11/2026 15:03:22;\(us)7;312\n",
      ["billable: \"Tempo faturado\""], checks: ["time_zone"], proven: ["columns.billable"]),
    ForeignFile(
      "hours and minutes, or minutes and seconds",
      "Data;Origem;Destino;Tempo conversação\n13/11/2026 14:03;\(us)6;0:01\n"
        + "13/11/2026 15:03;\(us)7;1:12\n",
      ["billable: {column: \"Tempo conversação\", unit: clock}"], checks: ["columns.billable", "time_zone"]),
    ForeignFile(
      "MySQL into outfile, a backslash before quotes",
      #"""
      "id","start","src","dst","billsec","nota"
      "1","2026-11-13 14:03:22","4833334444","04899887766","61","diz \"oi\", tchau"
      "2","2026-11-13 15:03:22","4833334444","04899887767","31","x"

      """#,
      ["escape: backslash", "quote: \"\\\"\"", "billable: \"billsec\"", "global_id: \"id\""], checks: ["time_zone"]),
    ForeignFile(
      "single quotes",
      "'id','start','src','dst','billsec'\n'1','2026-11-13 14:03:22','4833334444','04899887766','61'\n"
        + "'2','2026-11-13 15:03:22','4833334444','04899887767','31'\n",
      ["quote: \"'\"", "billable: \"billsec\"", "caller: \"src\""], checks: ["time_zone"]),
    ForeignFile(
      "MySQL, a word for no answer",
      "start\tanswer\tend\tsrc\tdst\n2026-11-13 14:03:14\t2026-11-13 14:03:22\t2026-11-13 14:04:23\t4833334444\t04899887766\n"
        + "2026-11-13 15:03:14\t\\N\t2026-11-13 15:03:23\t4833334444\t04899887767\n"
        + "2026-11-13 16:03:14\t2026-11-13 16:03:22\t2026-11-13 16:04:23\t4833334444\t04899887766\n",
      [
        "billable: {since: answered_at, until: ended_at}", "disposition: \"answer\"", "unanswered: [\"\\\\N\"]",
        "other: answered",
      ], checks: ["time_zone"], proven: ["columns.billable"]),
    ForeignFile(
      "two files put together",
      "calldate;src;dst;billsec\n2026-11-13 14:03:22;\(us)6;61\ncalldate;src;dst;billsec\n2026-11-13 15:03:22;\(us)7;61\n",
      ["billable: \"billsec\"", "skip: {\"calldate\": [\"calldate\"]}"], checks: ["time_zone"], proven: ["rows"]),
  ]
}
