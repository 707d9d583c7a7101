import CallModel

extension Money {
  /// The largest amount that a registry or an integration may state as a limit.
  package static let largestLimit = Money(micros: RegistryLimits.maximumAllowanceMicros)

  /// The amount that a text states as the tables do (spec 2.2): digits, and if there is a point 1 to 6 digits after it.
  ///
  /// - Returns: nil if the text is of another form, or the amount above `maximum`.
  package init?(decimal text: String, maximum: Money = .largestLimit) {
    let bytes = Array(text.utf8)
    guard
      let micros = CellValue.millionths(
        bytes, FieldRange(bytes.indices), maximum: maximum.micros, maximumDecimals: Self.maximumDecimals)
    else { return nil }
    self.init(micros: micros)
  }
}
