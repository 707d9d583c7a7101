import CallModel
import Foundation
import Importing
import Integration
import RunSupport
import Scheduling
import Registry
import Testing

@Suite("A new integration (spec 2.1)")
struct NewIntegrationTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path + "/matriz" }

  init() throws { directory = try TemporaryDirectory() }

  private func make(_ description: String = "Matriz", sample: String? = nil) throws {
    try NewIntegration(directory: path, template: IntegrationTemplate(description: description), sample: sample).make()
  }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
  }

  @Test(
    "the file reads back, with any description",
    arguments: ["Matriz", "\"quoted\" \\ 'and' # more: x", "Provedor São João – 100 %", "yes", "{a: b}"])
  func readsBack(_ description: String) throws {
    try make(description)
    let found = try Integration.load(path: path)
    #expect(found.description == description)
    #expect(found.source.directory == path + "/cdr")
    #expect(found.agenda == .daily)
    #expect(found.alerts == Integration.Alerts())
    #expect(found.billing.creditLimitAction == .alert)
  }

  @Test func `the keys that are comments read, too`() throws {
    try make()
    let file = path + "/integration.yml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let keys = [
      "access:", "  user:", "  host:", "  port:", "  password_env:", "summit_api:", "schedule:", "  minute:",
      "  hour:", "  day_of_month:", "  month:", "  day_of_week:", "  provider_name:",
      "  tls:", "  mode:", "  timeout_seconds:", "  command:",
      "erp:", "  token_file:", "  product:", "  unit:", "  credit_product:", "  credit_link:", "  push:",
    ]
    let uncommented = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let trimmed = line.drop { $0 == " " }
      guard trimmed.hasPrefix("# ") else { return String(line) }
      let rest = (line.hasPrefix("  #") ? "  " : "") + trimmed.dropFirst(2)
      return keys.contains { rest.hasPrefix($0) } ? rest : String(line)
    }
    try uncommented.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    // A token is read from a file of its owner's.
    let token = path + "/ixc.token"
    #expect(
      FileManager.default.createFile(atPath: token, contents: Data("1:2".utf8), attributes: [.posixPermissions: 0o600]))
    let found = try Integration.load(path: path)
    #expect(found.access?.user == "provedor")
    #expect(found.summitAPI?.port == 8_080)
    #expect(found.summitAPI?.mode == .beta)
    #expect(found.erp?.host == "ixc.provedor.example")
    #expect(found.alerts.command == [path + "/./notify", "--mail", "noc@provedor.example"])
    #expect(found.billing.providerName == "Provedor Exemplo Telecom")
    #expect(found.agenda != .daily)
  }

  @Test func `with the registry in the database there is no directory of it`() throws {
    try NewIntegration(
      directory: path, template: IntegrationTemplate(description: "x", isDatabaseRegistry: true)
    ).make()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["cdr", "data", "integration.yml"])
    #expect(try Integration.load(path: path).registry == .database)
  }

  @Test func `only its owner may look into the data directory`() throws {
    try make()
    #expect(try mode("data") == 0o700)
  }

  @Test(
    "nothing is overwritten, and nothing is left behind",
    arguments: ["integration.yml", "registry", "cdr", "data", "schedule.yml"])
  func refuses(_ name: String) throws {
    try directory.write("matriz/\(name)", Array("mine".utf8))
    let error = #expect(throws: Problems.self) { try make() }
    #expect(error?.description.contains("\(name): expected nothing of that name, found something") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [name])
    #expect(try String(contentsOfFile: path + "/" + name, encoding: .utf8) == "mine")
  }

  @Test func `a directory with other files in it will do`() throws {
    try directory.write("matriz/notes.txt", Array("mine".utf8))
    try make()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
        "cdr", "data", "integration.yml", "notes.txt", "registry",
      ])
  }

  @Test func `a sample's registry is copied, and tables it lacks have headers`() throws {
    try directory.write("sample/registry/contracts.csv", Array("id\nC1\n".utf8))
    try make(sample: directory.path + "/sample")
    #expect(try String(contentsOfFile: path + "/registry/contracts.csv", encoding: .utf8) == "id\nC1\n")
    #expect(
      try String(contentsOfFile: path + "/registry/dids.csv", encoding: .utf8)
        == "line,number,priority,port,active_from,active_until\n")
  }

  @Test func `without a registry to copy nothing is made`() throws {
    #expect(throws: Problems.self) { try make(sample: directory.path + "/nowhere") }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `every table of the specification, in its columns`() throws {
    try make()
    let expected = [
      "allowances.csv": "plan,name,kind,amount,zones,priority,proration,carry_over",
      "bands.csv": "band,days,from,until",
      "contracts.csv": "id,customer,status", "dids.csv": "line,number,priority,port,active_from,active_until",
      "holidays.csv": "date,name",
      "lines.csv":
        "id,contract,number,plan,reset_day,active_from,active_until,active,trunk,account_code,range_start,range_end,"
        + "credit_limit",
      "plans.csv": "id,name,grace_s,rounding,decimals,allowance_scope,charge_rounding",
      "rates.csv":
        "plan,zone,price_per_minute,connection_fee,minimum_s,step_s,from_s,band,valid_from,valid_until",
      "zones.csv": "prefix,zone", "zone_labels.csv": "zone,label", "hidden_numbers.csv": "number,name",
      "costs.csv": "carrier,trunk,prefix,price_per_minute,minimum_s,step_s,valid_from,valid_until",
    ]
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/registry").sorted() == expected.keys.sorted())
    for (name, header) in expected {
      let text = try String(contentsOfFile: path + "/registry/" + name, encoding: .utf8)
      #expect(name == "zones.csv" ? text.hasPrefix(header + "\n1242,") : text == header + "\n")
    }
  }

  @Test func `zones.csv starts with what a prefix 1 would price, too, satellites and dear countries`() throws {
    try make()
    let text = try String(contentsOfFile: path + "/registry/zones.csv", encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map { String($0) } }
    let zones = Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    #expect(zones.count == rows.count)
    #expect(zones["1876"] == "intl:caribe")
    #expect(zones["1671"] == "intl:pacifico")
    for code in ["870", "881", "882", "883"] { #expect(zones[code] == "intl:satelite") }
    #expect(zones["979"] == "intl:premium")
    #expect(zones["1"] == nil)
    // A registry with them has no fault but that it has no rows yet.
    var tables = ["contracts.csv": "id\nC\n", "plans.csv": "id\nP\n", "zones.csv": text]
    tables["lines.csv"] = "id,contract,number,plan,reset_day\nL,C,554833334444,P,10\n"
    tables["rates.csv"] = "plan,zone,price_per_minute\nP,intl,1\n"
    let registry = Registry(try RegistryLoader.load(tables: tables.mapValues { Array($0.utf8) }))
    for code in zones.keys {
      #expect(registry.zones.find(try #require(PhoneNumber(text: code)))?.digitCount == code.utf8.count)
    }
  }
}
