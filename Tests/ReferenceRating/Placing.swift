/// A call whose line is known: who it belongs to, how it is written, and what makes it the same call as another.
struct PlacedCall {
  let read: ReadCall
  let direction: Direction
  let line: LineRow
  /// As written in the output.
  let caller: Text
  let called: Text
  /// The called number of an outbound call; nil if nothing matched, or the call is inbound.
  let destination: NormalisedNumber?
  let identity: Identity
  let content: Content
}

/// Spec 2.4. It does not depend on the registry (where the layout gives the direction).
struct Identity: Hashable {
  let instant: Int
  let direction: Direction
  let globalID: Text
  /// The caller of an outbound, the called number of an inbound call: normalised with no CN known, or its cell.
  let ownNumber: Text
  let trunk: Text
  let accountCode: Text
  /// Spec 7.2.
  let leg: Text
}

/// Spec 2.4, compared in this order.
struct Content: Hashable, Comparable {
  let durationSeconds: Int
  let otherNumber: Text
  /// Of the called number of an outbound call; blank for an inbound one.
  let kind: Text

  static func < (left: Content, right: Content) -> Bool {
    if left.durationSeconds != right.durationSeconds { return left.durationSeconds < right.durationSeconds }
    if left.otherNumber != right.otherNumber { return left.otherNumber < right.otherNumber }
    return left.kind < right.kind
  }
}

/// What becomes of a row before its price is asked for (spec 2.4, the order of the tests).
enum Placement {
  case unanswered
  /// `unknown-line`, `line-inactive` or `no-plan`.
  case suspended(reason: String)
  case call(PlacedCall)
}

extension ReferenceRegistry {
  func place(_ read: ReadCall, activeLinesOnly: Bool) -> Placement {
    if !read.isAnswered || read.durationSeconds == 0 { return .unanswered }
    let caller = Caller(read.callerCell)
    let calledAlone = read.called.normalised(areaCode: nil)
    let direction = read.direction ?? guessDirection(caller.number, calledAlone, on: read.startedAt.day)
    let own = direction == .outbound ? caller.number : calledAlone
    let found = line(
      ofCall: own?.digits, trunk: read.trunk, accountCode: read.accountCode, on: read.startedAt.day)
    guard let line = found else { return .suspended(reason: "unknown-line") }
    if activeLinesOnly && !line.isActive { return .suspended(reason: "line-inactive") }
    if direction == .outbound && line.plan.isBlank { return .suspended(reason: "no-plan") }

    // Spec 3.1, end: what does not normalise is written as its digits.
    let calledHere = read.called.normalised(areaCode: line.areaCode)
    let called = Text(calledHere?.digits ?? read.called.digits)
    let ownCell = direction == .outbound ? read.callerCell : read.calledCell
    let kind = direction == .outbound ? (calledHere?.kind ?? NumberKind.none).rawValue : ""
    return .call(
      PlacedCall(
        read: read, direction: direction, line: line, caller: caller.written, called: called,
        destination: direction == .outbound ? calledHere : nil,
        identity: Identity(
          instant: read.startedAt.instant, direction: direction, globalID: read.globalID,
          ownNumber: own.map { Text($0.digits) } ?? ownCell, trunk: read.trunk, accountCode: read.accountCode,
          leg: read.leg),
        content: Content(
          durationSeconds: read.durationSeconds, otherNumber: direction == .outbound ? called : caller.written,
          kind: Text(kind))))
  }

  /// A layout without a direction column (spec 2.3): outbound if the caller finds a line by number, DID or range, else
  /// inbound if the called number does, else outbound.
  private func guessDirection(_ caller: NormalisedNumber?, _ called: NormalisedNumber?, on day: Day) -> Direction {
    if let caller, line(ofNumber: caller.digits, on: day) != nil { return .outbound }
    if let called, line(ofNumber: called.digits, on: day) != nil { return .inbound }
    return .outbound
  }
}
