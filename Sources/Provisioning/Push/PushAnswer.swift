import Platform

/// A request that is sent, with what it is addressed to.
struct AddressedRequest: Sendable {
  var item: OutboxItem
  /// Of its line; nil: the platform is not known to have it.
  var terminal: String?
}

/// What came of sending a request.
struct PushAnswer: Sendable {
  enum Outcome: Equatable, Sendable {
    /// Done; a new line or DID has an account.
    case done(PlatformAccount?)
    /// The platform said no, or there is nothing to address it to.
    case refused(status: Int?, error: String, message: String, field: String?)
    /// Nobody knows whether it was done: it is sent again with the same key.
    case unanswered(String)
    /// The platform does not know us: that is no fault of the request, which stays as it is.
    case unauthorised(String)
  }

  var item: OutboxItem
  var outcome: Outcome

  /// The same, refused by us: the platform's answer gives an account that cannot be used.
  ///
  /// - Parameter found: what is wrong with the account's terminal.
  func refused(found: String) -> PushAnswer {
    PushAnswer(
      item: item,
      outcome: .refused(
        status: nil, error: "bad-answer",
        message:
          "expected a terminal of its own in the platform's answer, found \(found): see platform compare, and ask "
          + "who runs the platform", field: "terminal"))
  }

  /// Sends a request.
  static func to(_ request: AddressedRequest, from platform: any SummitPlatform) -> PushAnswer {
    do {
      return PushAnswer(item: request.item, outcome: try send(request, to: platform))
    } catch let failure as PlatformFailure {
      return PushAnswer(item: request.item, outcome: outcome(of: failure, request.item.request))
    } catch {
      return PushAnswer(item: request.item, outcome: .unanswered("\(error)"))
    }
  }

  private static func send(_ request: AddressedRequest, to platform: any SummitPlatform) throws -> Outcome {
    let key = request.item.key
    if case .createLine(let line) = request.item.request { return .done(try platform.create(line, key: key)) }
    guard let terminal = request.terminal, !terminal.isEmpty else { return unaddressed(request.item.request) }
    switch request.item.request {
    case .createLine: break
    case .changeLine(let change): try platform.change(terminal: terminal, change, key: key)
    case .removeLine: try platform.remove(terminal: terminal, key: key)
    case .addDID(let did): return .done(try platform.add(did, terminal: terminal, key: key))
    case .removeDID(let number): try platform.removeDID(number: number, terminal: terminal, key: key)
    }
    return .done(nil)
  }

  /// Of a line that the platform is not known to have: what removes is done by that.
  private static func unaddressed(_ request: PlatformRequest) -> Outcome {
    switch request {
    case .removeLine, .removeDID: .done(nil)
    case .createLine, .changeLine, .addDID:
      .refused(
        status: nil, error: "no-terminal", message: "the platform is not known to have the line: see platform compare",
        field: nil)
    }
  }

  private static func outcome(of failure: PlatformFailure, _ request: PlatformRequest) -> Outcome {
    switch failure {
    case .unanswered(let words): return .unanswered(words)
    case .refused(let status, let error, let message, let field):
      switch status {
      case 401, 403: return .unauthorised("\(failure)")
      // What is to be removed is not there.
      case 404 where request.action == .removeLine || request.action == .removeDID: return .done(nil)
      default: return .refused(status: status, error: error, message: message, field: field)
      }
    }
  }
}
