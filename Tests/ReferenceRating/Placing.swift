/// A call whose line is known: who it belongs to, how it is written, and what makes it the same call as another.
struct PlacedCall {
  let read: ReadCall
  let direction: Direction
  let line: LineRow
  /// As written in the output.
  let caller: Text
  let called: Text
  /// What the called number of an outbound call is; nil if the call is inbound.
  let destination: NumberReading?
  let identity: Identity
  let content: Content
}

/// Spec 2.4, 4.3. It does not depend on the registry.
struct Identity: Hashable {
  let instant: Int
  /// As told; outbound where the registry decides.
  let direction: Direction
  let globalID: Text
  /// The caller of an outbound, the called number of an inbound call: normalised with no CN known, or its cell.
  let ownNumber: Text
  let trunk: Text
  let accountCode: Text
  /// Spec 7.2.
  let leg: Text
}

/// Spec 2.4, 4.3, compared in this order. Nor does it depend on the registry.
struct Content: Hashable, Comparable {
  let durationSeconds: Int
  /// Normalised with the area code of the own number as sent, as written.
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
    let caller = read.caller(areaCode: nil)
    let calledAlone = read.calledNumber(areaCode: nil).number
    let direction = read.direction ?? guessDirection(read, caller.number, calledAlone)
    let own = direction == .outbound ? caller.number : calledAlone
    let found = line(
      ofCall: own?.digits, trunk: read.trunk, accountCode: read.accountCode, on: read.startedAt.day)
    guard let line = found else { return .suspended(reason: "unknown-line") }
    if activeLinesOnly && !line.isActive { return .suspended(reason: "line-inactive") }
    if direction == .outbound && line.plan.isBlank { return .suspended(reason: "no-plan") }

    // Spec 3.1, end: what does not normalise is written as its digits.
    let calledHere = read.calledNumber(areaCode: line.areaCode)
    return .call(
      PlacedCall(
        read: read, direction: direction, line: line, caller: caller.written,
        called: Text(calledHere.number?.digits ?? read.called.digits),
        destination: direction == .outbound ? calledHere : nil, identity: read.identity, content: read.content))
  }

  /// The registry decides (spec 7.5): outbound if the caller finds a line by number, DID or range; else if the
  /// account_code finds one and the called number does not find that same line; else inbound if the called number finds
  /// one; else outbound.
  private func guessDirection(
    _ read: ReadCall, _ caller: NormalisedNumber?, _ called: NormalisedNumber?
  ) -> Direction {
    let day = read.startedAt.day
    if let caller, line(ofNumber: caller.digits, on: day) != nil { return .outbound }
    let ofCalled = called.flatMap { line(ofNumber: $0.digits, on: day) }
    if let ofAccount = line(ofAccountCode: read.accountCode, on: day), ofAccount.id != ofCalled?.id {
      return .outbound
    }
    return ofCalled == nil ? .outbound : .inbound
  }
}

extension ReadCall {
  func caller(areaCode: String?) -> Caller {
    Caller(callerCell, areaCode: areaCode, dialling: dialling, form: callerForm)
  }

  func calledNumber(areaCode: String?) -> NumberReading {
    called.read(areaCode: areaCode, dialling: dialling, form: calledForm)
  }

  /// "With direction by registry the identity is that of an outbound call" (spec 4.3).
  private var identityDirection: Direction { direction ?? .outbound }

  /// The caller of an outbound, the called number of an inbound call, as sent.
  private var ownNumber: NormalisedNumber? {
    identityDirection == .outbound ? caller(areaCode: nil).number : calledNumber(areaCode: nil).number
  }

  var identity: Identity {
    let cell = identityDirection == .outbound ? callerCell : calledCell
    return Identity(
      instant: startedAt.instant, direction: identityDirection, globalID: globalID,
      ownNumber: ownNumber.map { Text($0.digits) } ?? cell, trunk: trunk, accountCode: accountCode,
      leg: leg)
  }

  var content: Content {
    guard identityDirection == .outbound else {
      let other = caller(areaCode: ownNumber?.areaCode)
      return Content(durationSeconds: durationSeconds, otherNumber: other.written, kind: "")
    }
    let other = calledNumber(areaCode: ownNumber?.areaCode).number
    return Content(
      durationSeconds: durationSeconds, otherNumber: Text(other?.digits ?? called.digits),
      kind: Text((other?.kind ?? NumberKind.none).rawValue))
  }
}
