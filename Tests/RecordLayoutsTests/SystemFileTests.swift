import Testing

/// Files in the form of systems that no built-in layout reads, each with a layout in the language of spec 7.2.
@Suite("Spec 7.2: layouts for files of further systems")
struct SystemFileTests {
  struct System: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var yaml: String
    var file: String
    var rows: [String]
  }

  @Test("each row is read as its system means it", arguments: systems)
  func rows(_ system: System) throws {
    #expect(try ForeignRows(system.yaml, system.file).texts == system.rows)
  }

  static let systems: [System] = switches + exports

  private static let switches: [System] = [
    System(
      testDescription: "Sonus ACT: records of other types and widths, date and time apart",
      yaml: #"""
        name: sonus
        delimiter: ","
        quote: "\""
        header: false
        skip_lines: 1
        column_count: {min: 12}
        rows: {only: {1: [STOP]}}
        columns:
          started_at: {date: 6, time: 7, timestamp: {date: "MM/DD/YYYY", time: "HH:MM:SS.f"}}
          answered_at: {date: 9, time: 10, timestamp: {date: "MM/DD/YYYY", time: "HH:MM:SS.f"}}
          ended_at: {date: 11, time: 12, timestamp: {date: "MM/DD/YYYY", time: "HH:MM:SS.f"}}
          billable: {since: answered_at, until: ended_at}
          caller: 14
          called: 15
          global_id: 3

        """#,
      file: #"""
        Sonus Networks, Inc.00000000FF600000000000000000000060V09.02.00R000 0000000000000000000000000000ACT20261102140000
        START,GSX1,0x0002,0,GMT-03:00,11/02/2026,14:03:20.1,14,11/02/2026,14:03:22.4,4833334444,4899887766,TG1
        STOP,GSX1,0x0002,0,GMT-03:00,11/02/2026,14:03:20.1,14,11/02/2026,14:03:22.4,11/02/2026,14:04:23.0,16,4833334444,4899887766,TG1,0
        ATTEMPT,GSX1,0x0003,0,GMT-03:00,11/02/2026,14:05:20.1,14,17,4833334444,4899887767,TG1
        STOP,GSX1,0x0004,0,GMT-03:00,11/02/2026,23:59:50.0,14,11/02/2026,23:59:59.9,11/03/2026,00:00:01.0,16,"4833334444",4899887768,TG1,0

        """#,
      rows: [
        "ignored only 1: not STOP", "1793639000 61 4833334444>4899887766", "ignored only 1: not STOP",
        "1793674790 2 4833334444>4899887768",
      ]),
    System(
      testDescription: "Huawei SoftX: digits and bars",
      yaml: #"""
        name: huawei
        delimiter: "|"
        header: false
        timestamp: "YYYYMMDDHHMMSS"
        columns: {started_at: 2, answered_at: 3, ended_at: 4, caller: 6, called: 7, billable: 8, global_id: 1, disposition: 9}
        disposition: {answered: ["16"], unanswered: ["17"]}

        """#,
      file: #"""
        1|20261102140320|20261102140322|20261102140423|00048|4833334444|0214899887766|61|16
        2|20261102140520|00000000000000|20261102140530|00048|4833334444|0214899887766|0|17
        3|20261102140620|20261102140622|20261102140623|00048|4833334444|0214899887766|1|16

        """#,
      rows: ["1793639000 61 4833334444>0214899887766", "unanswered", "1793639180 1 4833334444>0214899887766"]),
    System(
      testDescription: "Yeastar: half days, seconds talked",
      yaml: #"""
        name: yeastar
        delimiter: ","
        quote: "\""
        timestamp: "DD/MM/YYYY hh:MM:SS AM"
        columns: {started_at: Time, caller: Call From, called: Call To, billable: Talk Duration(s), global_id: ID, disposition: Status, direction: Call Type, trunk: Destination Trunk}
        direction: {outbound: [Outbound], inbound: [Inbound]}
        disposition: {answered: [ANSWERED], unanswered: [NO ANSWER, BUSY, FAILED, VOICEMAIL]}
        rows: {skip: {direction: [Internal]}}

        """#,
      file: #"""
        Time,Call From,Call To,Call Duration(s),Ring Duration(s),Talk Duration(s),Status,Reason,Call Type,Source Trunk,Destination Trunk,ID\#r
        02/11/2026 02:03:22 PM,4833334444,04899887766,70,9,61,ANSWERED,Ana hung up,Outbound,,TK1,20261102140322A\#r
        02/11/2026 12:00:01 AM,4833334444,04899887767,9,9,0,NO ANSWER,x,Outbound,,TK1,20261102000001B\#r
        02/11/2026 12:30:00 PM,1001,1002,15,5,10,ANSWERED,x,Internal,,,20261102123000C\#r
        02/11/2026 12:00:00 AM,4833334444,0800123456,15,5,10,ANSWERED,x,Outbound,,TK1,20261102000000D\#r

        """#,
      rows: [
        "1793639002 61 4833334444>04899887766 out", "unanswered", "ignored skip direction: Internal with seconds",
        "1793588400 10 4833334444>0800123456 out",
      ]),
    System(
      testDescription: "OpenSIPS, flatstore: Unix seconds, milliseconds",
      yaml: #"""
        name: opensips
        delimiter: "|"
        header: false
        timestamp: epoch
        columns: {started_at: 13, answered_at: 7, caller: 8, called: 9, billable: {column: 11, unit: milliseconds}, global_id: 4, disposition: 5}
        disposition: {answered: ["200"], unanswered: ["486", "487"], other: unanswered}

        """#,
      file: #"""
        INVITE|a1|b1|cid1@10.0.0.1|200|OK|1793639002|4833334444|04899887766|61|60512|8|1793638994
        INVITE|a2|b2|cid2@10.0.0.1|486|Busy|1793639102|4833334444|04899887767|||2|1793639100
        INVITE|a3|b3|cid3@10.0.0.1|200|OK|1793639202|4833334444|04899887768|1|512|8|1793639194

        """#,
      rows: ["1793638994 61 4833334444>04899887766", "unanswered", "1793639194 1 4833334444>04899887768"]),
    System(
      testDescription: "Yate: a row a leg, fractions of seconds",
      yaml: #"""
        name: yate
        delimiter: tab
        header: false
        column_count: 12
        timestamp: epoch
        columns: {started_at: 1, caller: 5, called: 6, billable: 9, global_id: 2, disposition: 11}
        disposition: {answered: [answered], unanswered: [rejected, ringing, accepted]}
        rows: {only: {10: [incoming]}}

        """#,
      file: #"""
        1793639002.123\#t1793638900-1\#tsip/1\#t10.0.0.5:5060\#t4833334444\#t04899887766\#t69.512\#t8.001\#t60.004\#tincoming\#tanswered\#tUser hangup
        1793639002.130\#t1793638900-1\#tsip/2\#t10.0.0.9:5060\#t4833334444\#t04899887766\#t69.500\#t8.001\#t60.000\#toutgoing\#tanswered\#tUser hangup
        1793639102.000\#t1793638900-2\#tsip/3\#t10.0.0.5:5060\#t4833334444\#t04899887767\#t5.000\#t0.000\#t0.000\#tincoming\#trejected\#tBusy

        """#,
      rows: ["1793639002 61 4833334444>04899887766", "ignored only 10: not incoming with seconds", "unanswered"]),
    System(
      testDescription: "Oracle SBC: the time first, an abbreviation, interim records",
      yaml: #"""
        name: acme
        delimiter: ","
        quote: "\""
        header: false
        timestamp: "HH:MM:SS.f 'BRT' MMM DD YYYY"
        column_count: 13
        rows: {only: {1: ["2"]}}
        columns: {started_at: 7, answered_at: 8, ended_at: 9, billable: 10, caller: 12, called: 13, global_id: 6}

        """#,
      file: #"""
        2,"10.0.0.1",5060,0,"sip","cid-1@10.0.0.5","14:03:14.100 BRT NOV 02 2026","14:03:22.400 BRT NOV 02 2026","14:04:23.000 BRT NOV 02 2026",61,1,"4833334444","5548999887766"
        1,"10.0.0.1",5060,0,"sip","cid-1@10.0.0.5","14:03:14.100 BRT NOV 02 2026","14:03:22.400 BRT NOV 02 2026","",,,"4833334444","5548999887766"
        2,"10.0.0.1",5060,0,"sip","cid-2@10.0.0.5","14:13:14.100 BRT NOV 02 2026","","14:13:23.000 BRT NOV 02 2026",0,16,"4833334444","5548999887767"

        """#,
      rows: ["1793638994 61 4833334444>5548999887766", "ignored only 1: not 2", "unanswered"]),
    System(
      testDescription: "Twilio: the time first, an offset",
      yaml: #"""
        name: twilio
        delimiter: ","
        quote: "\""
        timestamp: "HH:MM:SS ZZ YYYY-MM-DD"
        columns: {started_at: Start Time, ended_at: End Time, caller: From, called: To, billable: Duration, global_id: Call Sid, direction: Direction, disposition: Status}
        direction: {outbound: [outbound-api, outbound-dial], inbound: [inbound]}
        disposition: {answered: [completed], unanswered: [no-answer, busy, failed, canceled]}

        """#,
      file: #"""
        "Call Sid","Type","Status","Direction","From","To","Fee","Start Time","End Time","Duration"
        "CA0001","Phone","completed","outbound-api","+554833334444","+5548999887766","-0.0850","17:03:22 UTC 2026-11-02","17:04:23 UTC 2026-11-02","61"
        "CA0002","Phone","no-answer","outbound-api","+554833334444","+5548999887767","0","01:03:22 UTC 2026-11-03","01:03:22 UTC 2026-11-03","0"
        "CA0003","Phone","completed","outbound-dial","+554833334444","+5548999887768","-0.0850","01:03:22 UTC 2026-11-03","01:03:24 UTC 2026-11-03","2"

        """#,
      rows: [
        "1793639002 61 +554833334444>+5548999887766 out", "unanswered", "1793667802 2 +554833334444>+5548999887768 out",
      ]),
    System(
      testDescription: "Telnyx: UTC with fractions, a pattern for each time",
      yaml: #"""
        name: telnyx
        delimiter: ","
        timestamp: "YYYY-MM-DDTHH:MM:SS.fZ"
        time_zone: UTC
        columns:
          started_at: Start Timestamp(UTC)
          answered_at: {column: Answer Timestamp(UTC), timestamp: "YYYY-MM-DDTHH:MM:SS.fZ"}
          ended_at: {column: End Timestamp(UTC), timestamp: "YYYY-MM-DDTHH:MM:SSZ"}
          caller: Originating Number
          called: Terminating Number
          billable: Call Duration (Sec)
          global_id: Call Session ID
        direction: outbound

        """#,
      file: #"""
        Call Session ID,Direction,Originating Number,Terminating Number,Start Timestamp(UTC),Answer Timestamp(UTC),End Timestamp(UTC),Call Duration (Sec),Billed Duration (Sec),Cost
        s-1,outbound,+554833334444,+5548999887766,2026-11-02T17:03:14.101Z,2026-11-02T17:03:22.5Z,2026-11-02T17:04:23Z,61,90,0.012
        s-2,outbound,+554833334444,+5548999887767,2026-11-02T17:13:14.101Z,,2026-11-02T17:13:20Z,0,0,0
        s-3,outbound,+554833334444,+5548999887768,2026-11-02T17:23:14.101Z,2026-11-02T17:23:22.5Z,2026-11-02T17:24:23Z,61,90,0.012

        """#,
      rows: [
        "1793638994 61 +554833334444>+5548999887766 out", "unanswered",
        "1793640194 61 +554833334444>+5548999887768 out",
      ]),
    System(
      testDescription: "a bill: lines before the header, minutes with a comma, a sum",
      yaml: #"""
        name: oi
        skip_lines: 1
        decimal_mark: ","
        columns:
          caller: Telefone
          called: Destino
          started_at: {date: Data, time: Hora, timestamp: {date: "DD/MM/YYYY", time: "HH'h'MM'm'SS's'"}}
          billable: {column: Minutos, unit: minutes}
        rows: {skip: {caller: [Total]}}

        """#,
      file: #"""
        sep=;\#r
        Telefone;Data;Hora;Destino;Minutos;Valor (R$)\#r
        (48) 3333-4444;02/11/2026;14h03m22s;(48) 99988-7766;1,0166667;0,12\#r
        (48) 3333-4444;02/11/2026;14h05m02s;0800 123 4567;0,5;0,00\#r
        Total;;;;1,5166667;0,12\#r

        """#,
      rows: [
        "1793639002 61 (48) 3333-4444>(48) 99988-7766", "1793639102 30 (48) 3333-4444>0800 123 4567",
        "ignored skip caller: Total with seconds",
      ]),
    System(
      testDescription: "MySQL: a word for nothing",
      yaml: #"""
        name: mysql
        delimiter: tab
        columns: {started_at: start, answered_at: answer, ended_at: end, caller: src, called: dst, billable: {since: answered_at, until: ended_at}, global_id: uid, disposition: answer}
        disposition: {unanswered: ['\N'], other: answered}

        """#,
      file: #"""
        start\#tanswer\#tend\#tsrc\#tdst\#tuid
        2026-11-02 14:03:14\#t2026-11-02 14:03:22\#t2026-11-02 14:04:23\#t4833334444\#t04899887766\#t1
        2026-11-02 14:13:14\#t\N\#t2026-11-02 14:13:23\#t4833334444\#t04899887767\#t2

        """#,
      rows: ["1793638994 61 4833334444>04899887766", "unanswered"]),
    System(
      testDescription: "PostgreSQL: fractions and offsets, milliseconds",
      yaml: #"""
        name: pg
        delimiter: ","
        timestamp: "YYYY-MM-DD HH:MM:SS.fZZ"
        columns: {started_at: started, caller: src, called: dst, billable: {column: billmsec, unit: milliseconds}, global_id: id, disposition: answered_flag}
        disposition: {answered: [t], unanswered: [f]}

        """#,
      file: #"""
        id,started,answered,ended,src,dst,billmsec,answered_flag
        1,2026-11-02 14:03:14.123456-03,2026-11-02 14:03:22.5-03,2026-11-02 14:04:23-03,4833334444,04899887766,60500,t
        2,2026-11-02 14:13:14-03,,2026-11-02 14:13:23-03,4833334444,04899887767,0,f
        3,2026-11-02 17:23:14.5+00,2026-11-02 17:23:15+00,2026-11-02 17:23:23+00,4833334444,04899887766,8000,t

        """#,
      rows: ["1793638994 61 4833334444>04899887766", "unanswered", "1793640194 8 4833334444>04899887766"]),
  ]

  private static let exports: [System] = [
    System(
      testDescription: "Cisco gateway: a mark before the time",
      yaml: #"""
        name: h323
        delimiter: ","
        quote: "\""
        timestamp: "*HH:MM:SS.f 'BRT' EEE MMM D YYYY"
        columns: {started_at: h323-setup-time, answered_at: h323-connect-time, ended_at: h323-disconnect-time, caller: calling, called: called, billable: {since: answered_at, until: ended_at}}

        """#,
      file: #"""
        nas,h323-setup-time,h323-connect-time,h323-disconnect-time,calling,called,cause
        gw1,"*14:03:14.100 BRT Mon Nov 2 2026","*14:03:22.400 BRT Mon Nov 2 2026","*14:04:23.000 BRT Mon Nov 2 2026",4833334444,04899887766,10
        gw1,"*14:13:14.100 BRT Mon Nov 2 2026","*14:13:23.000 BRT Mon Nov 2 2026","*14:13:23.000 BRT Mon Nov 2 2026",4833334444,04899887767,11
        gw1,"*14:23:14.100 BRT Mon Nov 2 2026","*14:23:22.400 BRT Mon Nov 2 2026","*14:24:23.000 BRT Mon Nov 2 2026",4833334444,04899887766,10

        """#,
      rows: ["1793638994 61 4833334444>04899887766", "unanswered", "1793640194 61 4833334444>04899887766"]),
    System(
      testDescription: "HiPath 3000: a delimiter too many",
      yaml: #"""
        name: hipath
        header: false
        trailing_delimiter: true
        column_count: 9
        columns:
          started_at: {date: 1, time: 2, timestamp: {date: "DD.MM.YY", time: "HH:MM:SS"}}
          caller: 4
          called: 7
          billable: {column: 6, unit: clock}

        """#,
      file: #"""
        02.11.26;14:03:22;1;4833334444;00:08;00:01:01;04899887766;;1;
        02.11.26;14:13:22;1;4833334444;00:08;00:00:00;04899887767;;1;
        02.11.26;14:23:22;1;4833334444;00:08;00:00:05;0800123456;;1;

        """#,
      rows: ["1793639002 61 4833334444>04899887766", "unanswered", "1793640202 5 4833334444>0800123456"]),
    System(
      testDescription: "PortaBilling: months by name, minutes over an hour",
      yaml: #"""
        name: porta
        quote: "\""
        timestamp: "DD-MMM-YYYY HH:MM:SS"
        columns: {started_at: Connect Time, ended_at: Disconnect Time, caller: CLI, called: CLD, billable: {column: "Charged Time, min:sec", unit: clock}}

        """#,
      file: #"""
        "Account ID";"CLI";"CLD";"Connect Time";"Disconnect Time";"Charged Time, min:sec";"Charged Amount"
        "4833334444";"4833334444";"5548999887766";"02-Nov-2026 14:03:22";"02-Nov-2026 14:04:23";"1:01";"0.12"
        "4833334444";"4833334444";"5548999887767";"02-Nov-2026 14:13:22";"02-Nov-2026 16:24:23";"131:01";"9.12"

        """#,
      rows: ["1793639002 61 4833334444>5548999887766", "1793639602 7861 4833334444>5548999887767"]),
    System(
      testDescription: "Intelbras: places, pages with heads and ruled lines",
      yaml: #"""
        name: impacta
        format: fixed
        header: false
        skip_lines: 3
        comment: "--"
        rows: {skip: {caller: ["RAMAL", ""]}}
        columns:
          started_at: {date: {from: 1, length: 8}, time: {from: 10, length: 8}, timestamp: {date: "DD/MM/YY", time: "HH:MM:SS"}}
          billable: {column: {from: 19, length: 8}, unit: clock}
          caller: {from: 28, length: 11}
          called: {from: 40, length: 16}

        """#,
      file: #"""
        RELATORIO DE BILHETES\#r
        DATA     HORA     DURACAO  RAMAL       NUMERO\#r
        -------- -------- -------- ----------- ----------------\#r
        02/11/26 14:03:22 00:01:01 4833334444  04899887766\#r
        02/11/26 14:13:22 00:00:00 4833334444  04899887767\#r
        RELATORIO DE BILHETES\#r
        DATA     HORA     DURACAO  RAMAL       NUMERO\#r
        -------- -------- -------- ----------- ----------------\#r
        02/11/26 14:23:22 00:00:09 4833334444  0800123456\#r
        TOTAL: 3\#r

        """#,
      rows: [
        "1793639002 61 4833334444>04899887766", "unanswered", "ignored skip caller: ", "ignored skip caller: RAMAL",
        "1793640202 9 4833334444>0800123456", "ignored skip caller: ",
      ]),
    System(
      testDescription: "Genband: microseconds",
      yaml: #"""
        name: genband
        timestamp: epoch-us
        columns: {started_at: setup_us, answered_at: connect_us, ended_at: release_us, caller: cli, called: {column: cld, form: e164}, billable: {column: dur_us, unit: microseconds}}

        """#,
      file: #"""
        rec;setup_us;connect_us;release_us;cli;cld;dur_us;rel
        C;1793638994000001;1793639002400000;1793639063000000;4833334444;5548999887766;60600000;16
        C;1793639594000001;0;1793639603000000;4833334444;5548999887767;0;17

        """#,
      rows: ["1793638994 61 4833334444>5548999887766", "unanswered"]),
    System(
      testDescription: "single quotes, backslashes, prefixes, a decimal comma",
      yaml: #"""
        name: voipswitch
        delimiter: ","
        quote: "'"
        escape: backslash
        decimal_mark: ","
        timestamp: epoch-ms
        columns: {started_at: ts_ms, caller: ani, called: {column: dnis, strip: ["1111#", "*67????#"]}, billable: secs, global_id: id}

        """#,
      file: #"""
        'id','ts_ms','ani','dnis','secs','note'
        '1','1793639002000','4833334444','1111#5548999887766','61','it\'s; a \"note\", with\\'
        '2','1793639102000','+554833334444','00155489998877','0','x'
        '3','1793639202500','4833334444','*671111#4899887766','61,5','x'

        """#,
      rows: ["1793639002 61 4833334444>5548999887766", "unanswered", "1793639202 62 4833334444>4899887766"]),
    System(
      testDescription: "files put together, with CRLF and without",
      yaml: #"""
        name: cat
        columns: {started_at: calldate, caller: src, called: dst, billable: billsec}
        rows: {skip: {started_at: [calldate, ""]}}

        """#,
      file: #"""
        calldate;src;dst;billsec\#r
        2026-11-02 14:03:22;4833334444;04899887766;61
        \#r

        calldate;src;dst;billsec\#r
        2026-11-02 14:13:22;4833334444;04899887767;61\#r
        ;;;122
        """#,
      rows: [
        "1793639002 61 4833334444>04899887766", "ignored skip started_at: calldate",
        "1793639602 61 4833334444>04899887767", "ignored skip started_at:  with seconds",
      ]),
    System(
      testDescription: "comments and blanks",
      yaml: #"""
        name: nokia
        delimiter: "|"
        comment: "#"
        trim: true
        timestamp: "YYYY/MM/DD HH:MM:SS"
        columns: {started_at: Data Hora, caller: Origem, called: Destino, billable: Segundos, global_id: Chamada}

        """#,
      file: #"""
        # Nokia-like export, v1
        # date ; caller
         Data Hora  | Origem        | Destino         | Segundos | Chamada
         2026/11/02 14:03:22 | 4833334444 |  04899887766  |   61 | 1
        # page 2
         2026/11/02 14:13:22 | 4833334444 |\#t04899887767\#t|   0 | 2

        """#,
      rows: ["1793639002 61 4833334444>04899887766", "unanswered"]),
    System(
      testDescription: "line ends inside quotes, comments between rows",
      yaml: #"""
        name: ml
        delimiter: ","
        quote: "\""
        multiline: true
        comment: "#"
        columns: {started_at: calldate, caller: src, called: dst, billable: billsec}

        """#,
      file: #"""
        calldate,clid,src,dst,billsec
        2026-11-02 14:03:22,"Ana
        # não é comentário
        Silva",4833334444,04899887766,61
        # comentário
        2026-11-02 14:13:22,"x ""y""
        z",4833334444,04899887767,62

        """#,
      rows: ["1793639002 61 4833334444>04899887766", "1793639602 62 4833334444>04899887767"]),
    System(
      testDescription: "weekdays and months in Portuguese",
      yaml: #"""
        name: meses
        timestamp: "EEE, D 'de' MMM 'de' YYYY HH:MM"
        columns: {started_at: Quando, caller: De, called: Para, billable: {column: Duração, unit: clock}}

        """#,
      file: #"""
        Quando;De;Para;Duração
        segunda-feira, 2 de novembro de 2026 14:03;4833334444;04899887766;0:01:01
        sábado, 7 de março de 2026 09:05;4833334444;04899887767;0:00:31

        """#,
      rows: ["1793638980 61 4833334444>04899887766", "1772885100 31 4833334444>04899887767"]),
    System(
      testDescription: "Avaya CM: places, six digits of date, no seconds of the day",
      yaml: #"""
        name: acm
        format: fixed
        header: false
        columns:
          started_at: {date: {from: 1, length: 6}, time: {from: 8, length: 4}, timestamp: {date: "DDMMYY", time: "HHMM"}}
          billable: {from: 13, length: 5}
          called: {from: 21, length: 15}
          caller: {from: 37, length: 10}

        """#,
      file: #"""
        021126 1404 00061 9 04899887766     4833334444
        021126 1414 00000 9 04899887767     4833334444

        """#,
      rows: ["1793639040 61 4833334444>04899887766", "unanswered"]),
    System(
      testDescription: "FusionPBX: Unix seconds, internal calls",
      yaml: #"""
        name: fusion
        delimiter: ","
        timestamp: epoch
        columns: {started_at: start_epoch, answered_at: answer_epoch, ended_at: end_epoch, caller: caller_id_number, called: destination_number, billable: {column: billmsec, unit: milliseconds}, global_id: uuid}
        rows: {skip: {"direction": [local]}}

        """#,
      file: #"""
        direction,caller_id_name,caller_id_number,destination_number,start_epoch,answer_epoch,end_epoch,duration,mduration,billsec,billmsec,hangup_cause,uuid,bleg_uuid
        outbound,Ana,4833334444,04899887766,1793638994,1793639002,1793639063,69,69000,61,60500,NORMAL_CLEARING,u1,b1
        local,Ana,1001,1002,1793638994,1793639002,1793639063,69,69000,61,60500,NORMAL_CLEARING,u2,
        outbound,Ana,4833334444,04899887767,1793639594,0,1793639603,9,9000,0,0,USER_BUSY,u3,

        """#,
      rows: ["1793638994 61 4833334444>04899887766", "ignored skip direction: local with seconds", "unanswered"]),
  ]
}
