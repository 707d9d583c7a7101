import Testing

/// Small files in the form of real ones, names and numbers made up, and what must be proposed for them.
struct ForeignFile: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  /// Lines of the layout's YAML, as a person reads them out of the file.
  var lines: [String]
  /// Keys with a CHECK that must be there.
  var checks: Set<String>
  /// Keys that must have none: the file proves them.
  var proven: Set<String>

  var testDescription: String { name }

  init(_ name: String, _ text: String, _ lines: [String], checks: Set<String> = [], proven: Set<String> = []) {
    (self.name, self.text, self.lines, self.checks, self.proven) = (name, text, lines, checks, proven)
  }
}

extension ForeignFile {
  private static func asterisk(_ ending: String, _ row: Int) -> String {
    let starts = ["2026-11-11 08:00:00", "2026-11-11 08:10:00", "2026-11-11 08:20:00"]
    let answers = ["2026-11-11 08:00:06", "", "2026-11-11 08:20:04"]
    let ends = ["2026-11-11 08:01:10", "2026-11-11 08:10:09", "2026-11-11 08:20:49"]
    let seconds = ["70,64,\"ANSWERED\"", "9,0,\"NO ANSWER\"", "49,45,\"ANSWERED\""]
    return #""000042","4833335555","0489988776\#(row)","from-internal","""Ana"" <4833335555>","SIP/10-0000000\#(row)","#
      + #""SIP/trunk-0000001\#(row)","Dial","SIP/trunk/0489988776\#(row),30,tT","\#(starts[row])","\#(answers[row])","#
      + #""\#(ends[row])",\#(seconds[row]),"DOCUMENTATION"\#(ending)"# + "\n"
  }

  /// 1794394800 is 2026-11-11 08:00:00 at -03:00, so 11:00:00 in UTC.
  private static func unix(_ row: Int, _ offset: Int = 0) -> String { "\(1_794_394_800 + row * 600 + offset).\(row)" }

  static let asteriskFields = [
    "caller: 2", "called: 3", "billable: 14", "started_at: 10", "answered_at: 11", "ended_at: 12",
  ]

  static let samples: [ForeignFile] = [
    ForeignFile(
      "3CX",
      """
      Call 101,4cc2c72490010000_1,00:00:25,2026/11/17 05:59:49,2026/11/17 05:59:58,2026/11/17 06:00:23,\
      TerminatedBySrc,Ext.10016,+554833330082,10016,10020,+554833330082,,+554833330082,10020,default,1,0.43,default,\
      Chain: Ext.10016;+554833330082;,Extension,Line,Line,Backup,+554833330082,+554833330082,

      Call 102,89d3af2d8f010000_2,00:08:10,2026/11/18 06:27:28,2026/11/18 06:27:36,2026/11/18 06:35:46,\
      TerminatedByDst,0480000000,Ext.80002,10020,80002,80002,ReplacedDst,Ext.10013,10013,,,,,Chain: 0480000000;\
      Ext.80002;,Line,Queue,Extension,0480000000,Apoio,Fulano de Tal,

      """,
      [
        "started_at: 4", "billable: {column: 3, unit: clock}", "caller: 8", "called: 12",
        "timestamp: \"YYYY/MM/DD HH:MM:SS\"",
      ],
      checks: ["time_zone", "columns.caller", "columns.called"], proven: ["columns.billable", "columns.started_at"]),
    ForeignFile(
      "Asterisk, 16 fields", (0..<3).map { asterisk("", $0) }.joined(),
      asteriskFields + ["time_zone: America/Sao_Paulo"],
      checks: ["time_zone"], proven: ["columns.billable", "columns.started_at"]),
    ForeignFile(
      "Asterisk, 18 fields, two hours east",
      (0..<3).map { asterisk(",\"\(unix($0, -5 * 3600))\",\"\"", $0) }.joined(),
      asteriskFields + ["time_zone: Etc/GMT-2", "global_id: 17", "leg: 7"], checks: ["time_zone"],
      proven: ["columns.billable", "columns.started_at"]),
    ForeignFile(
      "Asterisk, 21 fields",
      (0..<3).map { asterisk(",\"\(unix($0))\",\"\",\"\",\"\(unix($0))\",\($0 + 7)", $0) }.joined(),
      asteriskFields + ["time_zone: America/Sao_Paulo", "global_id: 17", "clock: {column: 17, form: unix-seconds}"],
      proven: ["time_zone", "columns.billable", "columns.started_at", "columns.global_id"]),
    ForeignFile(
      "Avaya IP Office",
      """
      2026/11/01 00:54:10,00:00:45,5,16040000477,I,203,4833330567,,1,1008741,0,E218,Ramal9,T9001,Line 1.0,120,150,17
      2026/11/01 01:06:28,00:03:37,6,6040000510,I,203,,,1,1008742,0,E218,Ramal9,T9001,Line 1.0,0,0,
      2026/11/01 01:21:24,00:00:00,18,6040000566,I,206,,,0,1008745,0,E206,Correio,T9015,Line 15.0,0,0,
      2026/11/09 16:28:27,00:00:38,9,12,O,99040,00540099040,,0,1009687,0,E12,Ramal12,T9001,Line 1.1,0,0,,,Ramal12,\
         0.0618,,0001.45

      """,
      ["started_at: 1", "caller: 4", "called: 6", "billable: {column: 2, unit: clock}", "direction: 5"],
      checks: ["time_zone", "columns.caller", "columns.called", "columns.billable"]),
    ForeignFile(
      "BroadWorks",
      "146148451ce6120071008204847.1711-030000,,Start\n"
        + "146158451ce6120261108204858.8531-030000,Provedor,Normal,+554833331047,,Originating,+554833331047,Public,"
        + "4899402498,20261108204858.853,1-030000,Yes,20261108204910.746,20261108205017.699,016,VoIP,,4899402498,,,"
        + "554899402498,,remote,192.0.2.50:5060,BW134858906@192.0.2.10,G729/8000,,,,,,Grupo,,,y,,,66330:0,,,,,"
        + "20261108205001.004,Success,66330:1,Transfer Consult,,,,,16.157,,,\n",
      [
        "started_at: 10", "answered_at: 13", "ended_at: 14", "caller: 4", "called: 9",
        "billable: {since: answered_at, until: ended_at}", "timestamp: \"YYYYMMDDHHMMSS.f\"", "time_zone: UTC",
      ], checks: ["time_zone", "columns.ended_at", "columns.caller", "columns.called"]),
    ForeignFile(
      "CDR-Stats",
      """
      switch,callid,caller_id_number,caller_id_name,destination_number,dialcode,starting_date,duration,billsec,\
      progresssec,hangup_cause_id,direction,accountcode,buy_rate,buy_cost
      127.0.0.1,96aa82fe-7bd1-11e5-a230-5c514f6a0f72,4833330000,Ana,+554899800122,55,2026-10-21 12:13:10,55,50,,16,\
      1,1000,0.1,0.05
      127.0.0.1,c9135e4a-7bd1-11e5-a230-5c514f6a0f72,4833331111,Ana,+554899800111,55,2026-10-21 12:33:15,15,10,,16,\
      1,1000,0.1,0.01

      """,
      [
        "started_at: \"starting_date\"", "caller: \"caller_id_number\"", "called: \"destination_number\"",
        "billable: \"billsec\"",
      ], checks: ["time_zone"], proven: ["columns.billable", "columns.caller", "columns.called"]),
    ForeignFile(
      "Claro",
      """
      Data de Vencimento: 15/12/2026 Valor: R$ 1.234,56
      Cliente: 123456789
      Tel;Seção;Data;Hora;Origem;Destino;Duração;Quantidade;Valor Total;Valor Cobrado;Usuário;Centro Custo;;\
      Sub-Seção;Tipo Trib;Descrição
      48999990000;VOZ;13/11/2026;08:00:00;048;48988880000;0:02:30;2,5;1,50;1,50;Fulano;TI;;LOCAL;ICMS;Chamada Local
      48999990000;VOZ;13/11/2026;08:10:00;048;48988880001;0:00:31;0,5;0,30;0,30;Fulano;TI;;LOCAL;ICMS;Chamada Local

      """,
      [
        "skip_lines: 2", "caller: \"Tel\"", "called: \"Destino\"", "billable: {column: \"Duração\", unit: clock}",
        "started_at: {date: \"Data\", time: \"Hora\", timestamp: {date: \"DD/MM/YYYY\", time: \"HH:MM:SS\"}}",
      ], checks: ["time_zone", "columns.billable"], proven: ["columns.started_at"]),
    ForeignFile(
      "CUCM",
      """
      "cdrRecordType","globalCallID_callId","origLegCallIdentifier","dateTimeOrigination","dateTimeConnect",\
      "dateTimeDisconnect","duration","callingPartyNumber","originalCalledPartyNumber","finalCalledPartyNumber",\
      "origDeviceName","origCause_value"
      INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),VARCHAR(50),VARCHAR(50),VARCHAR(129),INTEGER
      1,5001,111,1693900000,1693900005,1693900020,15,"7001","7002","7002","SEP0011",0
      1,5002,113,1693900100,0,1693900120,0,"7001","7002","7002","SEP0011",0
      1,5003,115,1693900200,1693900205,1693900266,61,"7001","004899887766","004899887766","SEP0011",0

      """,
      [
        "timestamp: \"epoch\"", "started_at: \"dateTimeOrigination\"", "caller: \"callingPartyNumber\"",
        "called: \"finalCalledPartyNumber\"", "billable: \"duration\"", "skip: {\"cdrRecordType\": [\"INTEGER\"]}",
      ], proven: ["time_zone", "columns.billable", "columns.started_at", "columns.called", "rows"]),
    ForeignFile(
      "DIDWW",
      """
      Date/Time Start (UTC),Date/Time Connect (UTC),Date/Time End (UTC),Status,Source Number,Destination DID,\
      Duration (sec)
      2026-11-11 01:30:00,2026-11-11 01:30:05,2026-11-11 01:31:06,Completed,554833334444,5548999887766,61
      2026-11-11 01:40:00,,2026-11-11 01:40:20,No Answer,554833334444,5548999887755,0

      """,
      [
        "time_zone: UTC", "started_at: \"Date/Time Start (UTC)\"", "caller: \"Source Number\"",
        "called: \"Destination DID\"", "billable: \"Duration (sec)\"",
      ], proven: ["time_zone", "columns.billable", "columns.started_at"]),
    ForeignFile(
      "FreeSWITCH, example",
      """
      "Ana","4833330000","04899887701","default","2026-10-10 23:24:01","2026-10-10 23:24:03","2026-10-10 23:24:41",\
      "40","38","NORMAL_CLEARING","eb1e406c-8871-4d69-9631-e7130f7ae390","","","PCMU","PCMU"
      "Ana","4833330000","04899887702","default","2026-10-10 23:26:08","2026-10-10 23:26:10","2026-10-10 23:26:15",\
      "7","5","NORMAL_CLEARING","7866825d-f38c-449e-a562-95250032e426","","","PCMA","PCMA"
      "Ana","4833330000","04899887704","default","2026-10-10 23:28:08","","2026-10-10 23:28:15","7","0","USER_BUSY",\
      "7866825d-f38c-449e-a562-95250032e427","","","PCMA","PCMA"

      """,
      ["started_at: 5", "answered_at: 6", "ended_at: 7", "caller: 2", "called: 3", "billable: 9", "global_id: 11"],
      checks: ["time_zone"], proven: ["columns.billable", "disposition"]),
    ForeignFile(
      "FreeSWITCH, opencdrrate",
      """
      "eb1e406c-8871-4d69-9631-e7130f7ae390","","outbound","554833334444","04899887766","2026-11-10 09:00:05",\
      "2026-11-10 09:01:06","61","000042","","10.0.0.5","A","TRK01"
      "7866825d-f38c-449e-a562-95250032e426","","inbound","11988887777","554833334444","2026-11-10 09:05:05",\
      "2026-11-10 09:06:06","61","","","10.0.0.9","B","TRK01"
      "9866825d-f38c-449e-a562-95250032e427","","outbound","554833334444","04899887766","","2026-11-10 09:09:06",\
      "0","000042","","10.0.0.5","A","TRK01"

      """, ["started_at: 6", "ended_at: 7", "caller: 4", "called: 5", "billable: 8", "direction: 3"],
      checks: ["time_zone", "columns.caller"], proven: ["columns.billable", "columns.started_at"]),
    ForeignFile(
      "ivozprovider",
      """
      callid,startTime,direction,caller,callee,duration,price,ddi,endpointType,endpointId
      "017cc7c8-eb38-4bbd-9318-524a274f7000","2026-11-10 09:00:00",outbound,+554833334444,+554899887766,61.3,0.4,1,\
      User,7
      "017cc7c8-eb38-4bbd-9318-524a274f7001","2026-11-10 09:10:00",inbound,+5511988887777,+554833334444,10,,1,User,7

      """, ["started_at: \"startTime\"", "caller: \"caller\"", "called: \"callee\"", "billable: \"duration\""],
      checks: ["time_zone", "columns.billable"], proven: ["columns.caller", "columns.called", "columns.started_at"]),
    ForeignFile(
      "Kamailio acc, one row a call",
      """
      554833334444|04899887766|1442923040||000042|pstn|a1b2@10.0.0.1|s-1|TRK01|1442923048|1442923184|136.298900
      554833334444|04899887755|1443011979||000042|pstn|a1b3@10.0.0.1|s-2|TRK01|1443011985|1443012286|301.148400
      554833334444|04899887744|1443012979||000042|pstn|a1b4@10.0.0.1|s-3|TRK01|1443012985|1443012989|4.000000

      """,
      [
        "timestamp: \"epoch\"", "started_at: 3", "answered_at: 10", "ended_at: 11", "caller: 1", "called: 2",
        "billable: 12",
      ],
      checks: ["columns.caller"], proven: ["time_zone", "columns.billable", "columns.started_at"]),
    ForeignFile(
      "Leucotron ISION",
      """
      "0000020037fc33c6","8200","15/10/2026","07:53:51","07:53:51","00:00:00","00:00:00","00:00:54","00:00:00",\
      "t010","001","48999999999","","RU","     ","48999999999","","0","0","",""       \("")
      "0000020037fc33c6","8200","15/10/2026","07:54:21","07:54:21","00:00:00","00:00:00","00:00:46","00:00:00",\
      "t009","001","48999999998","","RU","     ","48999999998","","0","0","",""       \("")

      """,
      [
        "started_at: {date: 3, time: 4, timestamp: {date: \"DD/MM/YYYY\", time: \"HH:MM:SS\"}}", "caller: 2",
        "called: 12",
        "billable: {column: 8, unit: clock}", "trim: true",
      ], checks: ["time_zone", "columns.caller", "columns.called", "columns.billable"], proven: ["columns.started_at"]),
    ForeignFile(
      "MagnusBilling",
      """
      "'Data','Conta SIP','CallerID','Número','Destino','Duração','Preço de venda','Troncos','ID único'"
      "2026-11-10 09:00:00";ramal100;554833334444;554899887766;"Brasil Movel";61;0.4000;TRK01;1783469596.2321
      "2026-11-10 09:10:00";ramal100;554833334444;554833337777;"Brasil Fixo";31;0.0300;TRK01;1783470196.2322

      """,
      ["skip_lines: 1", "header: false", "started_at: 1", "caller: 3", "called: 4", "billable: 6", "global_id: 9"],
      checks: ["time_zone", "columns.billable"], proven: ["columns.caller", "columns.called", "columns.started_at"]),
    ForeignFile(
      "Sansay",
      "002452502;V1.10;R;WithMedia;181-1071459514@192.0.2.28;0001;Mon Dec 14 11:38:34 2026;Mon Dec 14 11:38:41 2026;"
        + "Mon Dec 14 11:38:48 2026;480;EndedByRemoteUser;3;T;000200;H323;;192.0.2.38;9001;192.0.2.28;"
        + "f0faff54-2e6c-11d8-8c4b-bd4d562c2265;192.0.2.38;18044;192.0.2.28;10756;G.729b;240;460;6066;14060;0;0;0;8587542200;\n",
      [
        "timestamp: \"EEE MMM D HH:MM:SS YYYY\"", "started_at: 7", "answered_at: 8", "ended_at: 9",
        "billable: {since: answered_at, until: ended_at}",
      ], checks: ["time_zone", "columns.caller", "columns.called"]),
    ForeignFile(
      "Vivo",
      "Data\tHora\tOrigem\tDestino\tDuração\tDescrição\tValor\n"
        + "13/11/2026\t08:00:00\t48999990000\t48988880000\t0:02:30\tChamada Local\t1,50\n"
        + "13/11/2026\t08:10:00\t48999990000\t48988880000\t0:00:31\tChamada Local\t0,30\n",
      [
        "started_at: {date: \"Data\", time: \"Hora\", timestamp: {date: \"DD/MM/YYYY\", time: \"HH:MM:SS\"}}",
        "caller: \"Origem\"", "called: \"Destino\"", "billable: {column: \"Duração\", unit: clock}",
      ], checks: ["time_zone", "columns.billable"], proven: ["columns.caller", "columns.called", "columns.started_at"]),
  ]

  /// Other forms, where names, order or header are missing.
  static let variants: [ForeignFile] = [
    ForeignFile(
      "Yeastar, ring and talk apart",
      """
      Time,Call From,Call To,Ring Duration,Talk Duration,Status,Trunk
      2026-11-13 10:00:00,1001,04899887766,9,31,ANSWERED,T1
      2026-11-13 10:05:00,1002,04833335555,4,0,NO ANSWER,T1

      """, ["started_at: \"Time\"", "caller: \"Call From\"", "called: \"Call To\"", "billable: \"Talk Duration\""],
      checks: ["time_zone"], proven: ["columns.billable", "columns.caller"]),
    ForeignFile(
      "columns in another order, no header, ring time first",
      """
      7|41|04899887700|2026-11-13 10:10:48|4833334000|2026-11-13 10:10:07|2026-11-13 10:10:00
      12|13|04899887701|2026-11-13 10:11:25|4833334001|2026-11-13 10:11:12|2026-11-13 10:11:00
      5|77|04899887702|2026-11-13 10:13:22|4833334002|2026-11-13 10:12:05|2026-11-13 10:12:00

      """, ["billable: 2", "started_at: 7", "answered_at: 6", "ended_at: 4"],
      checks: ["time_zone", "columns.caller", "columns.called"], proven: ["columns.billable", "columns.started_at"]),
    ForeignFile(
      "prices and counters beside the seconds",
      (0..<5).map {
        "\(1000 + $0);13/11/2026 10:0\($0):00;4833334444;0489988770\($0);0,\([13, 25, 31, 12, 40][$0]);\([61, 7, 122, 35, 18][$0])\n"
      }
      .joined(), ["started_at: 2", "caller: 3", "called: 4", "billable: 6"],
      checks: ["columns.billable", "columns.caller"]),
    ForeignFile(
      "milliseconds since 1970 and of length, proved by each other",
      "begin,finish,x,y,len\n"
        + (0..<4).map {
          "\(1_794_394_800_000 + $0 * 60_000),\(1_794_394_800_000 + $0 * 60_000 + [4_500, 61_000, 7_250, 30_000][$0]),"
            + "4833334444,0489988770\($0),\([4_500, 61_000, 7_250, 30_000][$0])\n"
        }.joined(), ["timestamp: \"epoch-ms\"", "billable: {column: \"len\", unit: milliseconds}"],
      proven: ["time_zone"]),
    ForeignFile(
      "a sum at the end",
      """
      Início;Origem;Destino;Segundos tarifados
      13/11/2026 10:00:00;4833334444;04899887766;61
      14/11/2026 10:00:00;4833334444;04899887755;30
      Total;;;91

      """, ["started_at: \"Início\"", "skip: {\"Início\": [\"Total\"]}"], checks: ["time_zone"], proven: ["rows"]),
    ForeignFile(
      "local numbers of area 11 are no Unix times",
      (0..<4).map { "2026-11-13 10:0\($0):00;1133334444;119988877\($0)0;\([61, 7, 122, 35][$0]);x\n" }.joined(),
      ["started_at: 1", "caller: 2", "called: 3", "billable: 4"], checks: ["time_zone", "columns.billable"]),
    ForeignFile(
      "dates and times of day apart, twice",
      """
      STOP,0x01,11/13/2026,10:00:00.1,10:00:05.2,11/13/2026,10:01:05.3,Voice,4833334444,04899887766
      STOP,0x02,11/13/2026,10:10:00.1,10:10:08.2,11/13/2026,10:10:38.7,Voice,4833334444,04833335555
      STOP,0x03,11/13/2026,23:59:00.1,23:59:09.1,11/14/2026,00:00:30.7,Voice,4833334444,04833335556

      """,
      [
        "started_at: {date: 3, time: 4, timestamp: {date: \"MM/DD/YYYY\", time: \"HH:MM:SS.f\"}}",
        "answered_at: {date: 3, time: 5, timestamp: {date: \"MM/DD/YYYY\", time: \"HH:MM:SS.f\"}}",
        "ended_at: {date: 6, time: 7, timestamp: {date: \"MM/DD/YYYY\", time: \"HH:MM:SS.f\"}}",
        "billable: {since: answered_at, until: ended_at}",
      ], checks: ["time_zone", "columns.caller"], proven: ["columns.started_at", "columns.billable"]),
    ForeignFile(
      "two columns named numbers",
      """
      Número;Data e hora;Número chamado;Segundos
      4833334444;13/11/2026 10:05:02;48999887766;61
      4833334445;13/11/2026 11:05:02;48999887755;30

      """,
      ["caller: \"Número\"", "called: \"Número chamado\"", "billable: \"Segundos\"", "started_at: \"Data e hora\""],
      checks: ["columns.caller", "columns.billable", "time_zone"]),
    ForeignFile(
      "one extension has called all, no header",
      """
      1,1693900000,1693900005,1693900020,15,"7001","7002",16
      1,1693900100,0,1693900120,0,"7001","7003",16
      1,1693900200,1693900205,1693900266,61,"7001","004899887766",16

      """, ["started_at: 2", "answered_at: 3", "ended_at: 4", "billable: 5", "caller: 6", "called: 7"],
      checks: ["columns.caller", "columns.called"], proven: ["columns.billable", "columns.started_at", "time_zone"]),
    ForeignFile(
      "a carrier's bill in minutes",
      """
      Terminal;Data;Hora Início;Número Discado;Localidade;Minutos Tarifados;Valor (R$)
      4833334444;13/11/26;10:05:02;48999887766;FLORIANOPOLIS;1,5;0,45
      4833334444;14/11/26;11:05:02;48999887755;SAO JOSE;0,5;0,15

      """,
      [
        "caller: \"Terminal\"", "called: \"Número Discado\"", "decimal_mark: \",\"",
        "billable: {column: \"Minutos Tarifados\", unit: minutes}",
        "started_at: {date: \"Data\", time: \"Hora Início\", timestamp: {date: \"DD/MM/YY\", time: \"HH:MM:SS\"}}",
      ], checks: ["time_zone"], proven: ["columns.caller", "columns.started_at"]),
    ForeignFile(
      "a sum with a length of time, and a name for two things",
      """
      Linha;Data;Hora;Número;Local;Duração/Qtde;Valor
      48999990000;13/11/2026;08:00:00;48988880000;Local;00:02:30;1,50
      48999990000;13/11/2026;09:00:00;48988880001;Local;00:00:12;0,30
      Total;;;;;00:02:42;1,80

      """,
      [
        "caller: \"Linha\"", "called: \"Número\"", "billable: {column: \"Duração/Qtde\", unit: clock}",
        "skip: {\"Linha\": [\"Total\"]}",
      ], checks: ["time_zone", "columns.billable"], proven: ["rows", "columns.started_at"]),
    ForeignFile(
      "date and time in digits, one beside the other",
      """
      4833334444|48999887766|20261113|100005|65|0|7
      4833334445|48999887755|20261113|101005|130|0|7
      4833334446|48999887744|20261113|102005|0|16|12
      4833334447|48999887733|20261113|103005|12|0|5

      """,
      [
        "started_at: {date: 3, time: 4, timestamp: {date: \"YYYYMMDD\", time: \"HHMMSS\"}}", "caller: 1", "called: 2",
        "billable: 5",
      ], checks: ["time_zone", "columns.caller", "columns.billable"], proven: ["columns.started_at"]),
    ForeignFile(
      "a ruled report at fixed places",
      """
      CENTRAL TELEFONICA - BILHETES
      DATA       HORA     RAMAL   NUMERO DISCADO       SEGUNDOS TRONCO
      ---------- -------- ------- -------------------- -------- ------
      10/11/2026 09:00:00 1001    04899887766                61 T01
      13/11/2026 09:10:00 1001    0800123456               3600 T01
      13/11/2026 10:10:00 1002    33335555                    0 T02

      """,
      [
        "format: fixed", "skip_lines: 1", "comment: \"---\"", "caller: {from: 21, length: 8}",
        "called: {from: 29, length: 20}", "billable: {from: 49, length: 9}", "trunk: {from: 58, length: 27}",
        "started_at: {date: {from: 1, length: 11}, time: {from: 12, length: 9}, timestamp: {date: \"DD/MM/YYYY\", "
          + "time: \"HH:MM:SS\"}}",
      ], checks: ["format", "time_zone", "columns.billable"], proven: ["columns.caller", "columns.called"]),
    ForeignFile(
      "fixed places without names, in which seconds may grow and prices have a comma",
      """
      20261113090000 4833334444 04899887766    61    0,66 T1
      20261113091000 4833334444 0800123456     35    0,00 T1
      20261113101000 4833335555 33335555        7    0,12 T2

      """,
      [
        "format: fixed", "header: false", "timestamp: \"YYYYMMDDHHMMSS\"", "started_at: {from: 1, length: 15}",
        "caller: {from: 16, length: 11}", "called: {from: 27, length: 11}", "billable: {from: 38, length: 6}",
      ], checks: ["format", "time_zone", "columns.billable", "columns.caller"]),
    ForeignFile(
      "digits one after the other at fixed places, with zeros before them",
      """
      1000000001202611100900004833334444          48999887766         000061 0000042
      1000000002202611130910004833334445          08001234567         000150 0000000
      1000000003202611131010004833334444          33335555            000007 0000012

      """,
      [
        "started_at: {from: 11, length: 14}", "caller: {from: 25, length: 20}", "called: {from: 45, length: 20}",
        "billable: {from: 65, length: 7}", "global_id: {from: 1, length: 10}",
      ], checks: ["format", "time_zone", "columns.billable", "columns.caller", "columns.called"]),
    ForeignFile(
      "hours with an h, numbers as people write them, minutes",
      """
      Protocolo;Data;Hora;Origem;Destino;Tipo;Tempo (min);Valor (R$)
      1001;10/11/2026;09h00;(48) 3333-4444;(48) 99988-7766;VC1;1,02;0,42
      1002;13/11/2026;09h10;(48) 3333-4444;0800 123 4567;0800;2,50;0,00

      """,
      [
        "started_at: {date: \"Data\", time: \"Hora\", timestamp: {date: \"DD/MM/YYYY\", time: \"HH'h'MM\"}}",
        "billable: {column: \"Tempo (min)\", unit: minutes}", "decimal_mark: \",\"",
      ], checks: ["time_zone", "columns.billable"], proven: ["columns.caller", "columns.called"]),
    ForeignFile(
      "the time of day before its zone and the date",
      """
      2;10.0.0.1;NORMAL;09:00:00.112 BRT NOV 10 2026;09:00:05.2 BRT NOV 10 2026;09:01:06.2 BRT NOV 10 2026;61;4833334444;04899887766
      2;10.0.0.1;NORMAL;09:10:00.112 BRT NOV 13 2026;09:10:05.2 BRT NOV 13 2026;09:10:36.2 BRT NOV 13 2026;31;4833334444;33335555

      """,
      [
        "timestamp: \"HH:MM:SS.f 'BRT' MMM D YYYY\"", "started_at: 4", "answered_at: 5", "ended_at: 6", "billable: 7",
        "caller: 8", "called: 9",
      ], checks: ["time_zone", "columns.caller"], proven: ["columns.billable", "columns.started_at"]),
    ForeignFile(
      "a time named so, and an earlier one",
      """
      callid;time;duration;created;src_user;dst_user
      c1@10.0.0.1;2026-11-10T12:00:05Z;61;2026-11-10T12:00:00Z;554833334444;5548999887766
      c2@10.0.0.1;2026-11-10T12:10:05Z;0;2026-11-10T12:10:00Z;554833334444;554833335555

      """, ["started_at: \"time\"", "billable: \"duration\""], checks: ["columns.started_at", "columns.billable"],
      proven: ["time_zone"]),
    ForeignFile(
      "an extension by its name, lengths M:SS",
      """
      Data;De;Para;Status;Duração;Custo;ID
      13.11.2026 10:00:00;100;5548999887766;atendida;01:05;0,11;1
      13.11.2026 10:05:00;100;5548999887755;ocupado;00:00;0,00;2

      """,
      ["started_at: \"Data\"", "caller: \"De\"", "called: \"Para\"", "billable: {column: \"Duração\", unit: clock}"],
      checks: ["time_zone"], proven: ["columns.caller", "columns.called", "timestamp"]),
  ]
}
