import CallModel
import Foundation
import Integration
import RecordLayouts
import RunSupport
import Testing

@Suite("integration.yml: what is wrong with it, all in one go (spec 2.1, 5.5)")
struct IntegrationFaultTests {
  @Test func `every fault comes at once, in the order of the lines`() throws {
    let files = try IntegrationFiles(
      """
      descripton: x
      gateway: asterisk
      active: maybe
      cdr:
        import_period: weekly
        layout: summit-9
        settle_seconds: -1
        delete_files: perhaps
      time_zone: Mars/Base
      billing: {additional_service: each, late_limit_days: 0, credit_limit_action: stop, nfcom: {local: 030010, zones: {intl: deduction}}}
      access: {host: a, port: 99999}
      summit_api: {host: h, port: 0, tls: maybe, ca_file: a.pem, mode: gamma, timeout_seconds: 0, path: x}
      alerts: {day_factor: 0, day_minimum_reais: 20 reais, intl_price: "3,00", command: ./notify --mail x}
      schedule: {minute: 61, hours: 3}
      """)
    #expect(
      try files.faults() == [
        "integration.yml:1: expected one of the keys description, active, gateway, cdr, registry, data_directory, "
          + "time_zone, billing, access, summit_api, erp, alerts, webhooks, schedule, found 'descripton'",
        "integration.yml:2: gateway: expected summit-networks, found 'asterisk'",
        "integration.yml:3: active: expected true or false, found 'maybe'",
        "integration.yml:5: cdr.import_period: expected daily or monthly, found 'weekly'",
        "integration.yml:5: cdr.source_directory: expected a value, found nothing: this key is needed",
        "integration.yml:6: cdr.layout: expected one of \(BuiltInLayouts.names.joined(separator: ", ")), "
          + "or a layout file, found 'summit-9'",
        "integration.yml:7: cdr.settle_seconds: expected a number from 0 to 86400, found '-1'",
        "integration.yml:8: cdr.delete_files: expected true or false, found 'perhaps'",
        "integration.yml:9: time_zone: expected a region such as America/Sao_Paulo, Etc/GMT+3 (which is "
          + "-03:00), or UTC, found 'Mars/Base'",
        "integration.yml:10: billing.additional_service: expected aggregated or per-call, found 'each'",
        "integration.yml:10: billing.late_limit_days: expected a number from 1 to 3650, found '0'",
        "integration.yml:10: billing.nfcom.local: expected a cClass of seven digits, found '030010': see the table of item "
          + "classes of the NFCom (cClass)",
        "integration.yml:10: billing.nfcom.zones.intl: expected local or long_distance or abroad or special, found "
          + "'deduction'",
        "integration.yml:10: billing.credit_limit_action: expected alert or block, found 'stop'",
        "integration.yml:11: access.user: expected a value, found nothing: this key is needed",
        "integration.yml:11: access.port: expected a number from 1 to 65535, found '99999'",
        "integration.yml:12: summit_api: expected one of the keys host, port, tls, ca_file, mode, timeout_seconds, found "
          + "'path'",
        "integration.yml:12: summit_api.port: expected a number from 1 to 65535, found '0'",
        "integration.yml:12: summit_api.tls: expected true or false, found 'maybe'",
        "integration.yml:12: summit_api.ca_file: expected tls: true with it, found no TLS, which has no certificates",
        "integration.yml:12: summit_api.mode: expected stable or beta, found 'gamma'",
        "integration.yml:12: summit_api.timeout_seconds: expected a number from 1 to 600, found '0'",
        "integration.yml:13: alerts.day_factor: expected a number from 1 to 1000, found '0'",
        "integration.yml:13: alerts.day_minimum_reais: expected reais, with a point before any decimals, at most 6, such as "
          + "3.00, found '20 reais'",
        "integration.yml:13: alerts.intl_price: expected reais, with a point before any decimals, at most 6, such as 3.00, "
          + "found '3,00'",
        "integration.yml:13: alerts.command: expected a program without arguments, or a list, found './notify --mail x': "
          + "write it as a list: [program, argument, …]; no shell reads it",
        "integration.yml:14: schedule: expected one of the keys minute, hour, day_of_month, month, day_of_week, found "
          + "'hours'",
        "integration.yml:14: schedule.minute: expected all, or numbers from 0 to 59: one, a list 1,3, a range 1-5, or a "
          + "step */2 or 1-5/2, found '61'",
      ])
  }

  @Test(
    "each fault names its line and key",
    arguments: [
      ("", "integration.yml: expected a mapping of keys to values, found nothing"),
      ("- a\n", "integration.yml:1: expected a mapping of keys to values, found a list"),
      (
        "cdr: {source_directory: cdr}\n",
        "integration.yml: gateway: expected a value, found nothing: this key is needed"
      ),
      (
        "gateway: summit-networks\n",
        "integration.yml: cdr: expected a mapping with source_directory, found nothing: name the directory of the CDR files"
      ),
      (
        IntegrationFiles.least + "data_directory:\n",
        "integration.yml:3: data_directory: expected a text of one line, found nothing"
      ),
      (
        IntegrationFiles.least + "summit_api: 3\n",
        "integration.yml:3: summit_api: expected a mapping of keys to values, found '3'"
      ),
      (
        IntegrationFiles.least + "alerts: {command: []}\n",
        "integration.yml:3: alerts.command: expected a list of a program and its arguments, at most 64, found an empty list"
      ),
      (
        IntegrationFiles.least + "access: {user: \"a:b\", host: h, port: 1}\n",
        "integration.yml:3: access.user: expected a name without :, which ends it on the wire, found 'a:b'"
      ),
      (
        IntegrationFiles.least + "registry: [a]\n",
        "integration.yml:3: registry: expected a text of one line, found a list"
      ),
      (
        IntegrationFiles.least + "schedule: {day_of_month: 30, month: 2}\n",
        "integration.yml:3: schedule.day_of_month: expected a day that one of the months has, found '30'"
      ),
      (
        IntegrationFiles.least + "schedule: {minute: */5}\n",
        "integration.yml:3: expected YAML, found did not find expected alphabetic or numeric character: write values that "
          + "begin with a star in quotes: \"*/2\""
      ),
      (IntegrationFiles.least + "gateway: x\n", "integration.yml:1: expected each key once, found twice: gateway"),
      (
        "gateway: summit-networks\ncdr: {source_directory: cdr\n",
        "integration.yml:3: expected YAML, found did not find expected ',' or '}': see the line, or the one before"
      ),
    ])
  func fault(_ yaml: String, _ expected: String) throws {
    #expect(try IntegrationFiles(yaml).faults() == [expected])
  }

  @Test func `faults of the layout file are its own`() throws {
    let files = try IntegrationFiles("gateway: summit-networks\ncdr: {source_directory: cdr, layout: ours.yml}\n")
    try files.write("ours.yml", "delimiter: \";;\"\ncolumns: {}\n")
    let faults = try files.faults()
    #expect(faults.contains("ours.yml:2: columns: expected a column for started_at, found none"))
    #expect(faults.contains { $0.hasPrefix("ours.yml:1: delimiter: expected one ASCII character") })
  }

  @Test func `a file that is missing, no file or no text says so`() throws {
    let files = try IntegrationFiles()
    let missing = #expect(throws: Problems.self) {
      try Integration.load(path: files.directory.path + "/other.yml")
    }
    #expect(missing?.description.contains("other.yml: expected an integration file, found no such file") == true)
    try files.directory.write("integration.yml", [0xFF, 0xFE])
    #expect(
      try files.faults() == [
        "integration.yml: expected an integration file, found bytes that are not UTF-8: save it as UTF-8"
      ])
    #expect(throws: Problems.self) { try Integration.load(path: "/dev/null") }
    #expect(throws: Problems.self) { try Integration.load(path: "") }
  }

  @Test(
    "the source directory and the ledger must be apart, through links too",
    arguments: [
      ("data", "data", "cdr.source_directory: expected a directory outside data_directory, found the same"),
      ("data/in", "data", "cdr.source_directory: expected a directory outside data_directory, found"),
      ("cdr", "cdr/data", "data_directory: expected a directory outside cdr.source_directory, found"),
      ("link", "data", "cdr.source_directory: expected a directory outside data_directory, found"),
      ("cdr", "link-to-cdr/ledger", "data_directory: expected a directory outside cdr.source_directory, found"),
      ("data/../data/x", "data", "cdr.source_directory: expected a directory outside data_directory, found"),
      (".", "data", "data_directory: expected a directory outside cdr.source_directory, found"),
    ])
  func apart(_ source: String, _ data: String, _ expected: String) throws {
    let files = try IntegrationFiles(
      "gateway: summit-networks\ncdr: {source_directory: \(source)}\ndata_directory: \(data)\n")
    for name in ["data/in", "cdr"] { try files.make(name) }
    for (link, target) in [("link", "data/in"), ("link-to-cdr", "cdr")] {
      try FileManager.default.createSymbolicLink(
        atPath: files.directory.path + "/" + link, withDestinationPath: files.directory.path + "/" + target)
    }
    let faults = try files.faults()
    #expect(faults.count == 1)
    #expect(faults.first?.contains(expected) == true, "\(faults)")
  }

  @Test func `neighbours with a common beginning are apart`() throws {
    let files = try IntegrationFiles(
      "gateway: summit-networks\ncdr: {source_directory: data-in}\ndata_directory: data\n")
    #expect(try files.load().dataDirectory.hasSuffix("/data"))
  }

  @Test(
    "the registry is no directory of the others",
    arguments: [("cdr", "that of the CDR files"), ("data", "that of the ledger")])
  func registry(_ name: String, _ found: String) throws {
    let files = try IntegrationFiles(IntegrationFiles.least + "registry: \(name)\n")
    #expect(
      try files.faults() == [
        "integration.yml:3: registry: expected a directory of its own, found \(found): move the tables to another directory"
      ])
  }
}
