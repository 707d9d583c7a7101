/// The layouts that come with the product, as the YAML a person could have written.
package enum BuiltInLayouts {
  package static let names = ["summit-1", "asterisk", "freeswitch"]

  /// - Returns: nil if there is none of that name.
  package static func yaml(named name: String) -> String? {
    switch name {
    case "summit-1": summit1
    case "asterisk": asterisk
    case "freeswitch": freeswitch
    default: nil
    }
  }

  /// - Returns: nil if there is none of that name.
  package static func layout(named name: String) throws(LayoutFaults) -> RecordLayout? {
    guard let yaml = yaml(named: name) else { return nil }
    return try RecordLayout(yaml: yaml, source: name)
  }

  private static let summit1 = """
    # Summit's layout is not public and has had several versions: this default is ours.
    # Compare it with a file of yours: summit-cdr inspect FILE
    name: summit-1
    description: "Summit Networks: semicolons, a header, local time of Brasilia"
    delimiter: ";"
    quote: none
    header: true
    encoding: utf-8
    timestamp: "YYYY-MM-DD HH:MM:SS"
    time_zone: America/Sao_Paulo
    decimal_mark: "."
    columns:                      # the product's field: the file's column
      global_id: global_id
      started_at: started_at
      answered_at: answered_at    # answered_at, ended_at and duration are not read and may be missing
      ended_at: ended_at
      caller: caller
      called: called
      duration: duration
      billable: billable
      direction: direction
      disposition: disposition
      trunk: trunk
      account_code: account_code
    direction:
      outbound: [OUT]
      inbound: [IN]
    disposition:
      answered: [ANSWERED]
      unanswered: [NO ANSWER, BUSY, FAILED, CANCELLED]

    """

  private static let asterisk = """
    # Asterisk's Master.csv (cdr_csv) with loguniqueid=yes and loguserfield=yes in cdr.conf, as its sample has them.
    # Times are the server's local ones unless usegmtime=yes: then set time_zone to UTC.
    # Asterisk does not tell the direction: a call is outbound if its caller has a line, else inbound if the called has.
    name: asterisk
    description: "Asterisk Master.csv (cdr_csv), 18 fields: with uniqueid and userfield"
    delimiter: ","
    quote: "\\""
    header: false
    encoding: utf-8
    timestamp: "YYYY-MM-DD HH:MM:SS"
    time_zone: America/Sao_Paulo
    decimal_mark: "."
    column_count: 18
    columns:        # accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,
      account_code: 1 # duration,billsec,disposition,amaflags,uniqueid,userfield
      caller: 2
      called: 3
      started_at: 10
      answered_at: 11
      ended_at: 12
      duration: 13
      billable: 14
      disposition: 15
      global_id: 17
    disposition:
      answered: [ANSWERED]
      unanswered: [NO ANSWER, BUSY, FAILED, CONGESTION, UNKNOWN]

    """

  private static let freeswitch = """
    # FreeSWITCH's mod_cdr_csv with the template "example", the default-template of its cdr_csv.conf.xml:
    # caller_id_name,caller_id_number,destination_number,context,start_stamp,answer_stamp,end_stamp,duration,billsec,
    # hangup_cause,uuid,bleg_uuid,accountcode,read_codec,write_codec
    # It tells neither direction nor disposition: a call is outbound if its caller has a line, else inbound if the called
    # has; it was answered if billsec is above 0.
    name: freeswitch
    description: "FreeSWITCH cdr_csv, template example, 15 fields"
    delimiter: ","
    quote: "\\""
    header: false
    encoding: utf-8
    timestamp: "YYYY-MM-DD HH:MM:SS"
    time_zone: America/Sao_Paulo
    decimal_mark: "."
    column_count: 15
    columns:
      caller: 2
      called: 3
      started_at: 5
      answered_at: 6
      ended_at: 7
      duration: 8
      billable: 9
      global_id: 11
      account_code: 13

    """
}
