/// The bounds of what a registry table may state, each with its reason.
package enum RegistryLimits {
  /// A table's size in bytes: a million lines are about 100 MB, and an offset must fit in 32 bits.
  package static let maximumTableBytes = 1 << 30
  /// The rows of one table: an index must fit in 32 bits with a sign, and lines and DIDs are counted together.
  static let maximumRows = 1 << 29
  /// The rows that memory is set aside for before they are read: twice the lines of a large provider. A file of empty
  /// lines must not ask for more than there is.
  static let maximumReservedRows = 1 << 21
  /// A cell's size in bytes: the longest, an allowance's list of zones, stays far below. It keeps messages and
  /// memory in bounds when a quote is never closed.
  static let maximumFieldBytes = 65_536
  /// The columns of a header; the widest table has half as many.
  static let maximumColumns = 64
  /// How much of a cell a message repeats, in characters.
  static let maximumExcerptCharacters = 60

  /// R$ 99,999.999999 a minute or a call: with a call's at most 10^9 seconds a price fits in 64 bits of millionths.
  static let maximumPriceMicros: Int64 = 99_999_999_999
  /// R$ 999,999,999.99: sums of many allowances and limits fit in 64 bits of millionths.
  static let maximumAllowanceMicros: Int64 = 999_999_999_990_000
  /// A value allowance is money a customer sees: whole centavos.
  static let allowanceValueDecimals = 2
  /// 10^12 s is more than 30,000 years: no limit in practice, and a millionth of it fits in 64 bits.
  static let maximumAllowanceSeconds: Int64 = 1_000_000_000_000
  /// A call's duration has 1 to 9 digits (spec 2.3); a grace, minimum or step beyond that has no meaning.
  static let maximumSeconds = 999_999_999
  /// Ten years: a number that is kept longer need not become free at all.
  static let maximumAutoCancelDays = 3_650
  /// The digits of an account code (spec 6.2).
  static let accountCodeDigits = 6
  /// A priority, port or call limit is an ordinal: nine digits keep it in 32 bits.
  static let maximumOrdinal = 999_999_999
}
