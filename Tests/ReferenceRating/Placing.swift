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

/// Spec 2.4. It does not depend on the registry.
struct Identity: Hashable {
  let instant: Int
  /// Outbound where the registry would have to say (spec 4.3 "Identity").
  let direction: Direction
  let globalID: Text
  /// The caller of an outbound, the called number of an inbound call: normalised with no CN known, or its cell.
  let ownNumber: Text
  let trunk: Text
  let accountCode: Text
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

extension ReadCall {
  private var identityDirection: Direction { direction ?? .outbound }

  /// Normalised with no CN known.
  private var ownNumber: NormalisedNumber? {
    identityDirection == .outbound ? Caller(callerCell).number : called.normalised(areaCode: nil)
  }

  var identity: Identity {
    let cell = identityDirection == .outbound ? callerCell : calledCell
    return Identity(
      instant: startedAt.instant, direction: identityDirection, globalID: globalID,
      ownNumber: ownNumber.map { Text($0.digits) } ?? cell, trunk: trunk, accountCode: accountCode)
  }

  /// The other number is normalised with the area code of the own number as sent, never the line's (spec 4.3
  /// "Identity").
  var content: Content {
    let areaCode = ownNumber?.areaCode
    if identityDirection == .inbound {
      let other = DialledNumber(callerCell.string)?.normalised(areaCode: areaCode)
      let written = callerCell.string.isAllDigits ? callerCell.string : ""
      return Content(durationSeconds: durationSeconds, otherNumber: Text(other?.digits ?? written), kind: "")
    }
    let other = called.normalised(areaCode: areaCode)
    return Content(
      durationSeconds: durationSeconds, otherNumber: Text(other?.digits ?? called.digits),
      kind: Text((other?.kind ?? NumberKind.none).rawValue))
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
    return .call(
      PlacedCall(
        read: read, direction: direction, line: line, caller: caller.written, called: called,
        destination: direction == .outbound ? calledHere : nil, identity: read.identity, content: read.content))
  }

  /// A layout without a direction column (spec 2.3): outbound if the caller finds a line by number, DID or range, else
  /// inbound if the called number does, else outbound.
  private func guessDirection(_ caller: NormalisedNumber?, _ called: NormalisedNumber?, on day: Day) -> Direction {
    if let caller, line(ofNumber: caller.digits, on: day) != nil { return .outbound }
    if let called, line(ofNumber: called.digits, on: day) != nil { return .inbound }
    return .outbound
  }
}
