import CallModel
import Listing
import Rating
import Registry

/// The table of `normalise`.
package struct NumberExplanationText {
  package let lines: [String]

  package init(_ explanations: [NumberExplanation], _ viewpoint: NumberViewpoint) {
    lines = Self.heading(viewpoint) + [""] + Self.table(explanations, viewpoint)
  }

  private static func heading(_ viewpoint: NumberViewpoint) -> [String] {
    guard let row = viewpoint.row else {
      let area = viewpoint.areaCode.map { "seen from area code \($0), with the built-in zones" } ?? "no area code known"
      return [area + dialling(viewpoint)]
    }
    let line = viewpoint.registry.lines[row]
    let plan = viewpoint.registry.plans[line.plan]
    return [
      "seen from line \(line.id) (\(line.number), area code \(line.areaCode)), "
        + "\(plan.isNone ? "no plan" : "plan \(plan.id)"), on \(viewpoint.date)\(dialling(viewpoint))"
    ]
  }

  /// How the numbers are dialled and written, where that is not as usual.
  private static func dialling(_ viewpoint: NumberViewpoint) -> String {
    var text = ""
    if viewpoint.dialling.carrierCode != .optional {
      text += ", carrier code \(viewpoint.dialling.carrierCode.rawValue)"
    }
    if viewpoint.dialling.hasOutsideZero { text += ", 0 for an outside line" }
    if viewpoint.form != .dialled { text += ", form \(viewpoint.form.rawValue)" }
    return text
  }

  private static func table(_ explanations: [NumberExplanation], _ viewpoint: NumberViewpoint) -> [String] {
    var columns: [AlignedTable.Column] = [
      .text("dialled"), .text("number"), .text("kind"), .text("zone"), .text("rule"), .text("zone by"),
    ]
    if viewpoint.row != nil { columns.append(.text("rate")) }
    var table = AlignedTable(columns)
    for explanation in explanations {
      let rule = explanation.problem ?? "\(explanation.ruleText): \(explanation.ruleForm)"
      var cells = [
        DisplayText.of(explanation.text), explanation.normalised.number.description,
        explanation.kindName, explanation.zone?.name ?? "", rule, explanation.zone?.cause ?? "",
      ]
      if viewpoint.row != nil { cells.append(price(explanation)) }
      table.append(cells)
    }
    return table.lines
  }

  private static func price(_ explanation: NumberExplanation) -> String {
    switch explanation.price {
    case nil: return explanation.problem == nil ? "no zone: suspended as unknown-destination" : ""
    case .free: return "free"
    case .noRate: return "none: suspended as no-rate"
    case .noPlan: return "none: suspended as no-plan"
    case .tariff(let tariff, let steps, let zone):
      var parts = steps.map { step in
        let price = "\(step.pricePerMinute.shortestText)/min"
        return step.fromSecond == 0 ? price : "\(price) from second \(step.fromSecond)"
      }
      if tariff.connectionFee > .zero { parts.append("connection \(tariff.connectionFee.shortestText)") }
      parts.append("minimum \(tariff.minimumSeconds) s, step \(tariff.stepSeconds) s")
      if zone != explanation.zone?.name { parts.append("zone \(zone)") }
      let lines = steps.map { "\($0.fileLine)" }.joined(separator: ", ")
      return parts.joined(separator: ", ") + " (rates.csv:\(lines))"
    }
  }
}

/// The JSON of `normalise`. What is not known or does not apply is left out.
package struct NumberExplanationReport: Encodable {
  struct Number: Encodable {
    var dialled: String
    var number: String?
    var kind: String
    var rule: Int?
    var ruleText: String?
    var problem: String?
    /// What a call to it would be: `bad-number`, `unknown-destination` or `ambiguous-number`.
    var reason: String?
    var zone: String?
    var zoneBy: String?
    /// `rated`, `free`, `no-rate`, `no-plan`.
    var rate: String?
    var tariff: Price?
  }

  struct Price: Encodable {
    struct Step: Encodable {
      var fromS: Int
      var pricePerMinute: String
      var line: Int
    }

    var zone: String
    var connectionFee: String
    var minimumS: Int
    var stepS: Int
    var steps: [Step]
  }

  var areaCode: Int?
  var line: String?
  var plan: String?
  var date: String?
  /// As a layout says it.
  var carrierCode: String
  var outsideDigit: String
  var form: String
  var numbers: [Number]

  package init(_ explanations: [NumberExplanation], _ viewpoint: NumberViewpoint) {
    areaCode = viewpoint.areaCode
    line = viewpoint.lineID
    let linePlan = viewpoint.row.map { viewpoint.registry.plans[viewpoint.registry.lines[$0].plan] }
    plan = linePlan.flatMap { $0.isNone ? nil : $0.id }
    date = viewpoint.row.map { _ in viewpoint.date.description }
    carrierCode = viewpoint.dialling.carrierCode.rawValue
    outsideDigit = viewpoint.dialling.hasOutsideZero ? "0" : "none"
    form = viewpoint.form.rawValue
    numbers = explanations.map(Self.number)
  }

  private static func number(_ explanation: NumberExplanation) -> Number {
    let isNumber = explanation.problem == nil
    var number = Number(
      dialled: explanation.text, number: isNumber ? explanation.normalised.number.description : nil,
      kind: explanation.kindName, rule: isNumber ? explanation.normalised.rule : nil,
      ruleText: isNumber ? explanation.ruleForm : nil, problem: explanation.problem,
      reason: explanation.reason?.name, zone: explanation.zone?.name, zoneBy: explanation.zone?.cause)
    switch explanation.price {
    case nil: break
    case .free: number.rate = "free"
    case .noRate: number.rate = "no-rate"
    case .noPlan: number.rate = "no-plan"
    case .tariff(let tariff, let steps, let zone):
      number.rate = "rated"
      number.tariff = Price(
        zone: zone, connectionFee: tariff.connectionFee.shortestText, minimumS: tariff.minimumSeconds,
        stepS: tariff.stepSeconds,
        steps: steps.map {
          Price.Step(fromS: $0.fromSecond, pricePerMinute: $0.pricePerMinute.shortestText, line: $0.fileLine)
        })
    }
    return number
  }
}
