/// A page or an action: what leads to it, who may, and what it does.
struct Route: Sendable {
  enum Method: Sendable { case read, write }

  let method: Method
  /// Segments; one that begins with `:` stands for any.
  let pattern: [String]
  /// Nil: anybody, also who is not logged in.
  let needs: Capability?
  let run: @Sendable (Visit) throws -> WebAnswer

  static func read(
    _ pattern: String, _ needs: Capability? = .look, _ run: @escaping @Sendable (Visit) throws -> WebAnswer
  ) -> Route { Route(method: .read, pattern: split(pattern), needs: needs, run: run) }

  static func write(
    _ pattern: String, _ needs: Capability?, _ run: @escaping @Sendable (Visit) throws -> WebAnswer
  ) -> Route { Route(method: .write, pattern: split(pattern), needs: needs, run: run) }

  private static func split(_ pattern: String) -> [String] {
    pattern.split(separator: "/").map(String.init)
  }

  /// The values of the pattern's parameters; nil if the path is another.
  func match(_ path: [String]) -> [String: String]? {
    guard path.count == pattern.count else { return nil }
    var values: [String: String] = [:]
    for (expected, found) in zip(pattern, path) {
      if expected.hasPrefix(":") {
        values[String(expected.dropFirst())] = found
      } else if expected != found {
        return nil
      }
    }
    return values
  }
}
