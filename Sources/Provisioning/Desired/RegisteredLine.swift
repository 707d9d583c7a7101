import CallModel
import Registry

/// What the registers say of one line: its periods with what these refer to, and its DIDs.
package struct RegisteredLine: Equatable, Sendable {
  /// One row of the line: a line that changed plan, contract or number has several, with disjoint days.
  package struct Period: Equatable, Sendable {
    package var days = DateRange.unbounded
    package var contract = ""
    package var status = ContractStatus.active
    package var number = ""
    package var resetDay = 1
    package var isActive = true
    /// `terminal` or `trunk`.
    package var bidType = "terminal"
    package var description: String?
    package var accountCode: String?
    package var extensionNumber: String?
    /// Nil: the line is not at the platform.
    package var partition: PartitionRules?
    /// The line's own category.
    package var category: String?
    package var summitPlan: String?
    package var costCentre: String?
    package var callLimit: Int?
    package var licence: String?
    /// Days after its end before the number is free again (`auto_cancel_days` of its range).
    package var quarantineDays = 0

    package init() {}
  }

  package struct DID: Equatable, Sendable {
    package var days = DateRange.unbounded
    package var number: String
    package var priority: Int?
    /// Nil: it receives no calls, and is not at the platform.
    package var port: Int?
    /// Of a line that has not begun: whether another line has the number today.
    package var isTaken = false

    package init(number: String, priority: Int? = nil, port: Int? = nil) {
      self.number = number
      self.priority = priority
      self.port = port
    }
  }

  package var id: String
  /// By their days.
  package var periods: [Period] = []
  /// What the platform calls it, as far as the registers know.
  package var terminal: String?
  package var dids: [DID] = []
  /// The last day on which the line is, or was, blocked because it passed its credit limit; nil: it is not.
  package var creditBlockedUntil: CivilDate?
  /// Of a line that has ended: whether another line or DID has the number of its last period by now, so that its time of
  /// rest is over. Of one that has not begun: whether another has, or rests with, the number of its first.
  package var isNumberTaken = false

  package init(id: String) { self.id = id }
}

/// A partition's rules of blocking (spec 6.2): which category the lines of a contract get by its status.
package struct PartitionRules: Equatable, Sendable {
  package var code: String
  /// Whether contract states change categories: `block`.
  package var blocks = false
  package var defaultCategory: String?
  package var blockCategory: String?
  /// Nil: an overdue line stays as it is.
  package var partialBlockCategory: String?
  package var cancelCategory: String?

  package init(code: String) { self.code = code }

  /// The category that a contract's status asks for (spec 6.4), without regard to what the line has.
  ///
  /// - Parameters:
  ///   - own: the line's category.
  ///   - isCreditBlocked: whether the line passed its credit limit and is blocked for it (spec 6.5).
  package func category(for status: ContractStatus, own: String?, isCreditBlocked: Bool) -> CategoryRule {
    guard blocks else { return .own(own) }
    switch status {
    case .cancelled: return cancelCategory.map { .cancelled($0) } ?? .asItIs
    case .preContract: return .asItIs
    case .blockedManual, .blockedAutomatic: return blockCategory.map { .blocked($0) } ?? .asItIs
    case .active, .overdue: break
    }
    if isCreditBlocked, let blockCategory { return .creditBlocked(blockCategory) }
    if status == .overdue { return partialBlockCategory.map { .overdue($0) } ?? .asItIs }
    return defaultCategory.map { .standard($0) } ?? .own(own)
  }
}

/// Which category a line gets, and by which rule.
package enum CategoryRule: Equatable, Sendable {
  /// Blocking is off, or the partition has no default: the line's own; nil: none is said.
  case own(String?)
  case standard(String)
  case blocked(String)
  case overdue(String)
  case cancelled(String)
  case creditBlocked(String)
  /// What it was last asked to be.
  case asItIs

  /// Nil: none is said, or it stays as it is.
  package var category: String? {
    switch self {
    case .own(let category): category
    case .standard(let category), .blocked(let category), .overdue(let category), .cancelled(let category),
      .creditBlocked(let category):
      category
    case .asItIs: nil
    }
  }
}
