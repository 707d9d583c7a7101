/// One step of the work on a row, alone.
struct Stage {
  let name: String
  /// What is counted: rows, numbers, calls.
  let unit: String
  /// How many of them a run does.
  let count: Int
  /// Bytes that a run reads or writes, where they are what it works on.
  let bytes: Int?
  /// Does the work once and returns a number that depends on all its results, so that none can be left out by the
  /// compiler. The same each time.
  let run: () throws -> UInt64
}

extension Stage {
  /// All stages, in the order in which a row passes them.
  ///
  /// - Parameter shard: for the stages that take calls line by line: few lines with many calls each.
  static func all(_ input: StageInput, shard: StageInput) throws -> [Stage] {
    try inflate(input) + reading(input) + finding(input) + charging(shard)
  }
}
