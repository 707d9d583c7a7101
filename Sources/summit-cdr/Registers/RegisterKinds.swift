import ArgumentParser
import Registers
import Registry

enum ContractsRegister: RegisterKind {
  static let table = TableDescription.contracts
  static let example = RegisterExample(
    id: "2001", add: ["--id 2001 --customer 'Ana de Exemplo'", "--city Florianópolis"], change: "--city Palhoça",
    filter: "status=overdue")
  static let ownCommands: [any ParsableCommand.Type] = [ContractsStatusCommand.self]
  static let ownExamples = ["contracts status --config integration.yml 2001 blocked-manual"]
}

enum LinesRegister: RegisterKind {
  static let table = TableDescription.lines
  static let example = RegisterExample(
    id: "L20", add: ["--id L20 --contract 2001 --number 554833330020", "--plan essencial --reset-day 10"],
    change: "--plan empresa --from 2026-12-10", filter: "contract=2001")
  static let ownCommands: [any ParsableCommand.Type] = [LinesReleaseCommand.self]
  static let ownExamples = ["lines release --config integration.yml L20"]

  /// The city of the contract (Cidade).
  static func filledIn(_ row: RegisterRow, _ reader: RegisterReader) throws -> [(name: String, value: String)] {
    guard let contract = row["contract"] else { return [] }
    let city = try reader.rows(of: .contracts, id: contract).compactMap { $0["city"] }.first
    return city.map { [("city", $0)] } ?? []
  }
}

enum DIDsRegister: RegisterKind {
  static let table = TableDescription.dids
  static let example = RegisterExample(
    id: "554833330021", add: ["--line L20 --number 554833330021 --port 1"], change: "--port 2", filter: "line=L20")

  static func filledIn(_ row: RegisterRow, _ reader: RegisterReader) throws -> [(name: String, value: String)] {
    guard let line = try row["line"].flatMap({ try reader.rows(of: .lines, id: $0).last }) else { return [] }
    return try LinesRegister.filledIn(line, reader)
  }
}

enum PlansRegister: RegisterKind {
  static let table = TableDescription.plans
  static let example = RegisterExample(
    id: "essencial", add: ["--id essencial --name Essencial", "--allowance-scope line"], change: "--name 'Essencial 2'",
    filter: "allowance_scope=contract")
}

enum AllowancesRegister: RegisterKind {
  static let table = TableDescription.allowances
  static let example = RegisterExample(
    id: "essencial/locais",
    add: ["--plan essencial --name locais --kind minutes", "--amount 200 --zones local"], change: "--amount 300",
    filter: "plan=essencial")
}

enum RatesRegister: RegisterKind {
  static let table = TableDescription.rates
  static let example = RegisterExample(
    id: "essencial/vc1", add: ["--plan essencial --zone vc1 --price-per-minute 0.39"],
    change: "--price-per-minute 0.42 --from 2026-12-01", filter: "plan=essencial")
}

enum ZonesRegister: RegisterKind {
  static let table = TableDescription.zones
  static let example = RegisterExample(
    id: "351", add: ["--prefix 351 --zone intl:europe"], change: "--zone intl:portugal", filter: "zone=intl:europe")
}

enum ZoneLabelsRegister: RegisterKind {
  static let table = TableDescription.zoneLabels
  static let example = RegisterExample(
    id: "intl:europe", add: ["--zone intl:europe --label 'Internacional: Europa'"], change: "--label Europa",
    filter: "label=Europa")
}

enum HiddenNumbersRegister: RegisterKind {
  static let table = TableDescription.hiddenNumbers
  static let example = RegisterExample(
    id: "08001234567", add: ["--number 08001234567 --name 'Disque denúncia'"], change: "--name Ouvidoria",
    filter: "name=Ouvidoria")
}

enum CostsRegister: RegisterKind {
  static let table = TableDescription.costs
  static let example = RegisterExample(
    id: "Operadora/TRK1/5511",
    add: ["--carrier Operadora --trunk TRK1 --prefix 5511", "--price-per-minute 0.018"],
    change: "--price-per-minute 0.02 --from 2026-12-01", filter: "carrier=Operadora")
}

enum BandsRegister: RegisterKind {
  static let table = TableDescription.bands
  static let example = RegisterExample(
    id: "'night/mon tue/20:00'", add: ["--band night --days 'mon tue'", "--from 20:00 --until 24:00"],
    change: "--until 23:00", filter: "band=night")
}

enum HolidaysRegister: RegisterKind {
  static let table = TableDescription.holidays
  static let example = RegisterExample(
    id: "2026-12-25", add: ["--date 2026-12-25 --name Natal"], change: "--name 'Dia de Natal'", filter: "name=Natal")
}

enum RangesRegister: RegisterKind {
  static let table = TableDescription.ranges
  static let example = RegisterExample(
    id: "centro", add: ["--name centro --area 5548", "--first 33330000 --last 33330099"],
    change: "--auto-cancel-days 30", filter: "area=5548")
  static let ownCommands: [any ParsableCommand.Type] = [RangesNumbersCommand.self, RangesNextCommand.self]
  static let ownExamples = [
    "ranges numbers --config integration.yml centro --available", "ranges next --config integration.yml centro",
  ]
}

enum PartitionsRegister: RegisterKind {
  static let table = TableDescription.partitions
  static let example = RegisterExample(
    id: "FLN", add: ["--code FLN --description Florianópolis"], change: "--description 'Grande Florianópolis'",
    filter: "block=yes")
}

enum CategoriesRegister: RegisterKind {
  static let table = TableDescription.categories
  static let example = RegisterExample(
    id: "LIVRE", add: ["--abbreviation LIVRE --description 'Sem bloqueio'"], change: "--description Livre",
    filter: "description=Livre")
}

enum LicencesRegister: RegisterKind {
  static let table = TableDescription.licences
  static let example = RegisterExample(
    id: "RES", add: ["--abbreviation RES --description Residencial"], change: "--description 'Residencial básica'",
    filter: "description=Residencial")
}

enum CostCentresRegister: RegisterKind {
  static let table = TableDescription.costCentres
  static let example = RegisterExample(
    id: "Default", add: ["--value Default"], change: "--value DEFAULT", filter: "value=Default")
}
