import CallModel

/// What stands in a cell of a list, before it is written for anybody.
package enum ListingValue: Equatable, Sendable {
  case none
  case text(String)
  /// A text that may hold telephone numbers; who may not see them whole masks them.
  case free(String)
  case integer(Int)
  /// An amount in reais, exact, with a point: `0.2320`.
  case amount(String)
  case day(CivilDate)
  /// An instant, seconds since 1970.
  case instant(Int64)
  case flag(Bool)
  /// Digits, as recorded; who may not see them all masks them.
  case telephone(String)
  /// A duration.
  case seconds(Int)

  package static func optional(_ text: String?) -> ListingValue { text.map(ListingValue.text) ?? .none }
  package static func optionalFree(_ text: String?) -> ListingValue { text.map(ListingValue.free) ?? .none }
  package static func optional(_ day: CivilDate?) -> ListingValue { day.map(ListingValue.day) ?? .none }
}
