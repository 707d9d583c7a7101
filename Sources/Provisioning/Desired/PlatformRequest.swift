import Platform

/// One thing that the platform is asked to do with a line (spec 6.3).
package enum PlatformRequest: Equatable, Sendable {
  case createLine(NewPlatformLine)
  case changeLine(PlatformLineChange)
  case removeLine
  case addDID(NewPlatformDID)
  case removeDID(number: String)

  package enum Action: String, CaseIterable, Codable, Sendable {
    case createLine = "create-line"
    case changeLine = "change-line"
    case removeLine = "remove-line"
    case addDID = "add-did"
    case removeDID = "remove-did"
  }

  package var action: Action {
    switch self {
    case .createLine: .createLine
    case .changeLine: .changeLine
    case .removeLine: .removeLine
    case .addDID: .addDID
    case .removeDID: .removeDID
    }
  }

  /// What the line is once this is done.
  ///
  /// - Parameter state: nil: the platform does not have it.
  package func applied(to state: DesiredLine?) -> DesiredLine? {
    switch self {
    case .createLine(let line): return DesiredLine(line: line)
    case .removeLine: return nil
    case .changeLine, .addDID, .removeDID: break
    }
    guard var state else { return nil }
    switch self {
    case .changeLine(let change): state.apply(change)
    case .addDID(let did):
      state.dids.removeAll { $0.number == did.number }
      state.dids.append(did)
      state.dids.sort { $0.number < $1.number }
    case .removeDID(let number): state.dids.removeAll { $0.number == number }
    case .createLine, .removeLine: break
    }
    return state
  }
}

/// A request and the number that it takes or frees: a request waits for earlier ones of its line, and of its number.
package struct NumberedRequest: Equatable, Sendable {
  package var request: PlatformRequest
  /// Nil: it concerns no number.
  package var number: String?

  package init(_ request: PlatformRequest, number: String? = nil) {
    self.request = request
    self.number = number
  }

  /// Whether it frees a number.
  package var isRemoval: Bool {
    switch request {
    case .removeLine, .removeDID: true
    case .createLine, .changeLine, .addDID: false
    }
  }

  /// What leads from one state of a line to another, in the order in which it must be done: what frees numbers first.
  ///
  /// - Parameters: from, to: nil: the platform does not have it.
  package static func leading(from: DesiredLine?, to: DesiredLine?) -> [NumberedRequest] {
    guard let to else { return from.map(removal) ?? [] }
    guard let from else { return creation(to) }
    if from.isAnother(than: to) { return removal(from) + creation(to) }
    let change = from.change(to: to)
    return from.dids.filter { !to.dids.contains($0) }.map { removal($0.number) }
      + (change.isEmpty ? [] : [NumberedRequest(.changeLine(change))])
      + to.dids.filter { !from.dids.contains($0) }.map(addition)
  }

  private static func creation(_ line: DesiredLine) -> [NumberedRequest] {
    var requests = [NumberedRequest(.createLine(line.line), number: line.line.number)]
    let change = DesiredLine(line: line.line).change(to: line)
    if !change.isEmpty { requests.append(NumberedRequest(.changeLine(change))) }
    return requests + line.dids.map(addition)
  }

  private static func removal(_ line: DesiredLine) -> [NumberedRequest] {
    line.dids.map { removal($0.number) } + [NumberedRequest(.removeLine, number: line.line.number)]
  }

  private static func removal(_ number: String) -> NumberedRequest {
    NumberedRequest(.removeDID(number: number), number: number)
  }

  private static func addition(_ did: NewPlatformDID) -> NumberedRequest {
    NumberedRequest(.addDID(did), number: did.number)
  }

  /// What is desired of several lines, in one order: what frees numbers comes before what takes them, over all lines. The
  /// order within a line stays.
  package static func inOrder(_ lines: [(line: String, requests: [NumberedRequest])]) -> [(
    line: String, request: NumberedRequest
  )] {
    var first: [(line: String, request: NumberedRequest)] = []
    var then: [(line: String, request: NumberedRequest)] = []
    for (line, requests) in lines {
      let removals = requests.prefix { $0.isRemoval }
      first += removals.map { (line, $0) }
      then += requests.dropFirst(removals.count).map { (line, $0) }
    }
    return first + then
  }
}
