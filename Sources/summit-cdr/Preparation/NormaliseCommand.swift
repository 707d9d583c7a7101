import ArgumentParser
import CallModel
import Explaining
import Rating
import Registry

/// `summit-cdr normalise`: what a number is, and by which rules.
struct NormaliseCommand: ParsableCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "normalise",
    abstract: "Tell what a dialled number is: its normal form, kind and zone, and why.",
    discussion: """
      Without options no area code is known, as for the caller of a call. With --area the number is seen from a \
      line in that area, with the built-in zones. With --registry and --line it is seen from that line: its area code, \
      on-net numbers, zones.csv, and the rate its plan has for the zone.

      --carrier-code, --outside-digit and --form are the keys of a layout, dialling: {carrier_code, outside_digit} and \
      form of a number's column: what digits mean depends on how telephones dial and how the switch writes.

      Exit codes: 0 done, 2 none of the numbers is one.

      Examples:
        summit-cdr normalise 0154833334444 190 --area 48
        summit-cdr normalise "(11) 99999-8888" --registry registry --line L00001
        summit-cdr normalise +351211234567 --json
        summit-cdr normalise 0043351912345678 --carrier-code required
        summit-cdr normalise 51912345678 --form e164
      """,
    aliases: ["normalize"])

  @Argument(help: "Numbers as dialled; quote those with spaces or parentheses.")
  var number: [String]

  @Option(help: ArgumentHelp("Area code (DDD) of the caller.", valueName: "code"))
  var area: Int?

  @Option(help: ArgumentHelp("Directory of the registry tables; needs --line.", valueName: "dir"))
  var registry: String?

  @Option(help: ArgumentHelp("Id of the calling line; needs --registry.", valueName: "id"))
  var line: String?

  @Option(
    help: ArgumentHelp("Day of the call (default: today): lines and rates change.", valueName: "yyyy-mm-dd"))
  var date: CivilDate?

  @Option(help: ArgumentHelp("Time of the call, as bands may price hours differently.", valueName: "hh:mm"))
  var time = TimeOfDay.noon

  @Option(
    name: .customLong("carrier-code"),
    help: ArgumentHelp("Whether a carrier's code follows 00 and 90: optional, required or none.", valueName: "rule"))
  var carrierCode = Dialling.CarrierCode.optional

  @Option(
    name: .customLong("outside-digit"),
    help: ArgumentHelp("What is dialled for an outside line: none or 0.", valueName: "digit"))
  var outsideDigit = OutsideDigit.none

  @Option(help: ArgumentHelp("How the numbers are written: dialled or e164.", valueName: "form"))
  var form = NumberForm.dialled

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let area, !(0..<100).contains(area) || !AreaCode.isValid(area) {
      throw ValidationError("--area: expected a Brazilian area code such as 48, found \(area)")
    }
    if area != nil, registry != nil || line != nil {
      throw ValidationError("--area: expected without --registry and --line: the line has an area code of its own")
    }
    if registry != nil, line == nil {
      throw ValidationError("--registry: expected --line with it, the id of the calling line")
    }
    if line != nil, registry == nil {
      throw ValidationError("--line: expected --registry with it, the directory of the tables")
    }
  }

  func run() throws {
    let viewpoint = try self.viewpoint()
    let explanations = number.map { NumberExplanation($0, from: viewpoint) }
    try say(
      NumberExplanationReport(explanations, viewpoint), NumberExplanationText(explanations, viewpoint).lines)
    if explanations.allSatisfy({ $0.problem != nil }) {
      throw Problem(
        "", expected: "a number", found: number.count == 1 ? "none" : "none in \(number.count) texts")
    }
  }

  private func viewpoint() throws -> NumberViewpoint {
    let dialling = Dialling(carrierCode: carrierCode, hasOutsideZero: outsideDigit == .zero)
    guard let registry, let line else { return NumberViewpoint(areaCode: area, dialling: dialling, form: form) }
    return try NumberViewpoint(
      line: line, of: Registry(try RegistryLoader.load(directory: registry)), on: date,
      secondOfDay: time.minutes * 60, dialling: dialling, form: form)
  }
}

/// What is dialled for an outside line, as a layout says it (spec 7.2).
enum OutsideDigit: String, CaseIterable, ExpressibleByArgument {
  case none
  case zero = "0"
}

extension Dialling.CarrierCode: ExpressibleByArgument {}
extension NumberForm: ExpressibleByArgument {}

/// A minute of the day, `HH:MM`.
struct TimeOfDay {
  var minutes: Int

  static let noon = TimeOfDay(minutes: 12 * 60)
}

extension TimeOfDay: ExpressibleByArgument {
  init?(argument: String) {
    guard let minutes = CellValue.minuteOfDay(argument), minutes < 24 * 60 else { return nil }
    self.minutes = minutes
  }

  var defaultValueDescription: String { "\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))" }
}

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(text: argument)
  }
}
