/// What says what it did or found: in words, or as JSON for a program.
protocol Reporting {
  var json: Bool { get }
  /// Whether the words are left out.
  var quiet: Bool { get }
}

extension Reporting {
  var quiet: Bool { false }

  /// Prints it as it was asked for.
  func say(_ object: some Encodable, _ lines: @autoclosure () throws -> [String]) throws {
    if json {
      try Terminal.write(json: object)
    } else if !quiet {
      try Terminal.write(lines: lines())
    }
  }
}
