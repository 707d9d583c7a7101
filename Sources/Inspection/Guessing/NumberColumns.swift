import ByteScanning
import RecordLayouts

/// Which columns have who called and who was called.
struct NumberColumns {
  struct Choice {
    var column: Int
    var reason: String
    /// A name or another column proves it.
    var isSure: Bool
    /// A column that it could be as well.
    var other: Int?
  }

  private(set) var caller: Choice?
  private(set) var called: Choice?
  /// Columns that may be meant instead, with other values in some row.
  private(set) var otherCalled: [Int] = []
  /// Columns of numbers, chosen or not: no seconds.
  private(set) var columns: Set<Int> = []

  /// A column of addresses whose user's part is a number, of which no layout reads one.
  private(set) var addresses: Int?

  private let table: SampleTable
  private let used: Set<Int>

  init(_ table: SampleTable, _ times: TimeColumns) {
    self.table = table
    used = times.usedColumns
    addresses = table.profiles.firstIndex { $0.mostly(Self.isNumberAtHost) }
    let all = table.profiles.indices.filter { isPossible(table.profiles[$0]) }
    // Of names that say it alike the one with whole numbers.
    let byName = { (field: RecordLayout.Field) in
      all.filter { table.profiles[$0].hint.field == field }.sorted { left, right in
        let (one, other) = (table.profiles[left], table.profiles[right])
        return one.hint.rank != other.hint.rank
          ? one.hint.rank < other.hint.rank : one.longShare >= 0.3 && other.longShare < 0.3
      }
    }
    chooseByName(byName(.caller), byName(.called))
    // Where a bill has Número and Número chamado, the other is the caller's.
    let named = called?.column
    chooseByValues(
      all.filter { column in
        let field = table.profiles[column].hint.field
        return field == nil || field == .called && column != named
      })
    columns = Set([caller?.column, called?.column].compactMap { $0 })
    for index in all where table.profiles[index].longShare > 0.5 { columns.insert(index) }
    findOthers(all)
  }

  /// Numbers of telephones or extensions, not known to be something else.
  private func isPossible(_ profile: ColumnProfile) -> Bool {
    let isNamed = profile.hint.field == .caller || profile.hint.field == .called
    guard !used.contains(profile.position - 1), !profile.isClock, !profile.hint.isPrice, !profile.hint.isNoNumber,
      !profile.filled.isEmpty, isNamed || profile.hint.field == nil, !profile.mostly(ZoneEvidence.isOffsetApart),
      !profile.mostly(ColumnProfile.isCountFromStart),
      // A test that dials number after number does not count.
      isNamed || !profile.isCounter || profile.filled.allSatisfy(Self.isDialledLong), !Self.isPort(profile),
      // Ticks of a clock do not either.
      isNamed || !profile.isRising || profile.isCounter
    else { return false }
    if profile.mostly(ColumnProfile.isUUID) || profile.mostly(ColumnProfile.isAddress) {
      return isNamed && profile.hint.rank < 100
    }
    let numbers = profile.filled.count { ColumnProfile.isNumber($0) || isNamed && $0 == Array("s".utf8) }
    // d-BUSY, s, hangup: what Asterisk dials within itself.
    return numbers * 2 >= profile.filled.count
      || profile.longShare >= 0.3 && profile.filled.allSatisfy { $0.count <= 24 && !$0.contains(UInt8(ascii: "/")) }
  }

  /// `sip:554833334444@10.0.0.1`.
  private static func isNumberAtHost(_ value: [UInt8]) -> Bool {
    let user = value.prefix { $0 != UInt8(ascii: "@") }
    return user.count < value.count && user.count(where: \.isDigit) >= 8 && user.allSatisfy { $0 < 0x80 && $0 != 0x20 }
  }

  /// Ten digits or more that a national number may begin with: no area code has a zero.
  private static func isDialledLong(_ value: [UInt8]) -> Bool {
    let zero = UInt8(ascii: "0")
    return value.count > 9 && (value[0] == zero || value[1] != zero)
  }

  /// Where SIP listens.
  private static func isPort(_ profile: ColumnProfile) -> Bool {
    profile.hint.field == nil
      && profile.filled.allSatisfy { $0.elementsEqual("5060".utf8) || $0.elementsEqual("5061".utf8) }
  }

  // MARK: - Names

  /// Two digits, or three with a zero before them, are an area code, regardless of what the name says.
  private func isAreaCode(_ column: Int) -> Bool {
    table.profiles[column].filled.allSatisfy { value in
      ColumnProfile.isInteger(value) && (value.count == 2 || value.count == 3 && value[0] == UInt8(ascii: "0"))
    }
  }

  private mutating func chooseByName(_ callers: [Int], _ calleds: [Int]) {
    if let column = callers.first(where: { !isAreaCode($0) }) {
      caller = Choice(column: column, reason: "", isSure: true)
      if let passed = callers.first(where: isAreaCode) {
        let label = table.profiles[passed].label
        caller = Choice(column: column, reason: "\(label) has area codes, no numbers", isSure: false)
      } else if let rival = callers.first(where: { isRival($0, column) }) {
        let label = table.profiles[rival].label
        caller = Choice(column: column, reason: "\(label) may be the one who called, too", isSure: false, other: rival)
      }
    }
    if let column = calleds.first(where: { !isAreaCode($0) && table.profiles[$0].isMostlyFilled }) ?? calleds.first {
      called = Choice(column: column, reason: "", isSure: true)
    }
    // Ramal, Telefone: the extension has called the number.
    guard called == nil, let number = caller?.column, table.profiles[number].longShare >= 0.3,
      let own = callers.first(where: { $0 != number && isExtension($0) && !isAreaCode($0) })
    else { return }
    caller = Choice(column: own, reason: "by its place the one who called", isSure: false)
    called = Choice(column: number, reason: "by its place the number called", isSure: false)
  }

  /// Whether the name of another column with other numbers says as much, by a word in it.
  private func isRival(_ other: Int, _ column: Int) -> Bool {
    let rank = table.profiles[column].hint.rank
    return other != column && rank >= 100 && table.profiles[other].hint.rank == rank && !isSame(other, column)
      && table.profiles[other].isMostlyFilled
  }

  // MARK: - Values

  private mutating func chooseByValues(_ possible: [Int]) {
    guard caller == nil || called == nil else { return }
    let taken = Set([caller?.column, called?.column].compactMap { $0 })
    var usable: [Int] = []
    for column in possible where !taken.contains(column) && !isCodeLike(column) {
      // What stands there twice counts once.
      guard let twin = usable.firstIndex(where: { isSame($0, column) }) else {
        usable.append(column)
        continue
      }
      if table.profiles[column].readableShare > table.profiles[usable[twin]].readableShare { usable[twin] = column }
    }
    if caller == nil, let proven = usable.first(where: { isInBrackets($0) }) {
      caller = Choice(column: proven, reason: "it is the number in the caller's name", isSure: true)
    }
    let left = usable.filter { column in
      column != caller?.column && !(caller.map { isSame($0.column, column) } ?? false)
    }
    if called == nil, let proven = left.first(where: { isDialled($0) && table.profiles[$0].isMostlyFilled }) {
      called = Choice(column: proven, reason: "another column dials it", isSure: true)
    }
    chooseByOrder(left)
    // An extension that is the same in all rows has called the only number.
    guard called == nil, let only = caller, !only.isSure,
      let before = possible.last(where: { (1...2).contains(only.column - $0) && isExtension($0) && !isAreaCode($0) })
    else { return }
    caller = Choice(column: before, reason: "by its place the one who called", isSure: false)
    called = Choice(column: only.column, reason: "by its place the number called", isSure: false)
  }

  /// The first column of numbers is the caller's, another the called one's.
  private mutating func chooseByOrder(_ left: [Int]) {
    let free = left.filter { $0 != called?.column }
    let long = free.filter { table.profiles[$0].longShare >= 0.3 }
    // Where the numbers stand in addresses, short ones beside them are something else.
    if long.isEmpty, addresses != nil { return }
    if caller == nil {
      let before = called.map { called in free.filter { $0 < called.column } } ?? free
      let first = (long.first ?? before.first).map { first in
        // An extension before the only number has called it.
        long.count < 2 && called == nil ? free.first { $0 < first && isExtension($0) } ?? first : first
      }
      if let first { caller = Choice(column: first, reason: "by its place the one who called", isSure: false) }
    }
    guard called == nil, let caller else { return }
    let others = free.filter { $0 != caller.column && !isSame($0, caller.column) }
    // Who is called must stand in the rows, and be readable.
    let good = others.filter { table.profiles[$0].isMostlyFilled && table.profiles[$0].readableShare >= 0.7 }
    let best =
      good.first { table.profiles[$0].longShare >= 0.3 } ?? good.first { $0 > caller.column }
      ?? others.first {
        table.profiles[$0].longShare >= 0.3
      }
    if let best { called = Choice(column: best, reason: "by its place the number called", isSure: false) }
  }

  /// Short codes with a leading zero, or the same in all rows; what counts or prices.
  private func isCodeLike(_ column: Int) -> Bool {
    let profile = table.profiles[column]
    if profile.longShare >= 0.3 { return false }
    let isZeroed = profile.filled.contains { $0.count <= 6 && $0.count > 1 && $0[0] == UInt8(ascii: "0") }
    let isShort = profile.filled.allSatisfy { $0.count <= 2 }
    let isStatus = profile.counts["200"] != nil && profile.filled.allSatisfy { $0.count == 3 }
    return isZeroed || isShort || isStatus || profile.filled.count > 2 && profile.counts.count == 1
      || !isExtension(column)
  }

  private func isExtension(_ column: Int) -> Bool {
    let profile = table.profiles[column]
    return profile.longShare < 0.9 && profile.isMostlyFilled
      && profile.mostly { ColumnProfile.isNumber($0) && (3...24).contains($0.count) }
      && !profile.mostly(ColumnProfile.isDecimal)
  }

  /// Whether two columns have the same digits in nearly all rows.
  func isSame(_ one: Int, _ other: Int) -> Bool {
    let pairs = zip(table.profiles[one].values, table.profiles[other].values).filter { !$0.isEmpty && !$1.isEmpty }
    return !pairs.isEmpty && pairs.count { $0.filter(\.isDigit) == $1.filter(\.isDigit) } * 20 >= pairs.count * 19
  }

  /// `"Ana" <1001>` stands in another column of the row.
  private func isInBrackets(_ column: Int) -> Bool { stands(column) { Array("<".utf8) + $0 + Array(">".utf8) } }

  /// `SIP/trunk/04899887766,30` or `sip:4833334444@host` stands in another column of the row.
  private func isDialled(_ column: Int) -> Bool { stands(column) { Array("/".utf8) + $0 } }

  private func stands(_ column: Int, _ form: ([UInt8]) -> [UInt8]) -> Bool {
    let values = table.profiles[column].values
    return table.profiles.contains { other in
      guard other.position - 1 != column, other.filled.contains(where: { $0.contains { "</".utf8.contains($0) } })
      else {
        return false
      }
      let rows = values.indices.filter { !values[$0].isEmpty && other.values[$0].count > values[$0].count }
      return !rows.isEmpty && rows.count { other.values[$0].contains(form(values[$0])) } * 10 >= rows.count * 6
    }
  }

  private mutating func findOthers(_ all: [Int]) {
    guard let called else { return }
    let isNamed = table.profiles[called.column].hint.field == .called
    otherCalled = all.filter { column in
      let profile = table.profiles[column]
      return column != called.column && column != caller?.column && !isSame(column, called.column)
        && !(caller.map { isSame(column, $0.column) } ?? false)
        && (isNamed
          ? profile.hint.field == .called
          : profile.hint.field == nil && !isCodeLike(column)
            && (profile.longShare >= 0.3 || abs(column - called.column) <= 2 && profile.hint == NameHint()))
        && zip(profile.values, table.profiles[called.column].values).contains { !$0.isEmpty && $0 != $1 }
    }
  }
}

extension [UInt8] {
  /// Whether `other` stands within.
  func contains(_ other: [UInt8]) -> Bool {
    guard let first = other.first, count >= other.count else { return false }
    return (0...(count - other.count)).contains { start in
      self[start] == first && self[start..<(start + other.count)].elementsEqual(other)
    }
  }
}
