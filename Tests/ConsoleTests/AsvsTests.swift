import Foundation
import Testing

/// docs/security.md against the list it answers: each requirement of OWASP ASVS 5.0.0, levels 1 and 2, stands there once.
struct AsvsTests {
  /// Sections, and the last of their requirements of these levels; all from 1 on.
  private static let sections = [
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4,
    "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4,
    "17.3": 2,
  ]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  private static func rows() throws -> [(ids: [String], verdict: String, why: String)] {
    let text = try String(contentsOf: root.appending(path: "docs/security.md"), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 5, cells[1].first?.isNumber == true else { return nil }
      return (cells[1].components(separatedBy: ", "), cells[2], cells[3])
    }
  }

  @Test func eachRequirementStandsOnce() throws {
    let wanted = Self.sections.flatMap { section, last in (1...last).map { "\(section).\($0)" } }
    #expect(wanted.count == 253)
    let found = try Self.rows().flatMap(\.ids)
    #expect(Set(wanted).subtracting(found).isEmpty, "missing: \(Set(wanted).subtracting(found).sorted())")
    #expect(Set(found).subtracting(wanted).isEmpty, "none of the list: \(Set(found).subtracting(wanted).sorted())")
    #expect(found.count == wanted.count, "one stands twice")
  }

  @Test func eachRowSaysWhyAndItsTestsExist() throws {
    let files = FileManager.default.enumerator(at: Self.root.appending(path: "Tests"), includingPropertiesForKeys: nil)
    let names = Set((files?.allObjects as? [URL] ?? []).map { $0.deletingPathExtension().lastPathComponent })
    for row in try Self.rows() {
      #expect(["yes", "no", "–", "proxy"].contains(row.verdict), "\(row.ids)")
      #expect(!row.why.isEmpty, "\(row.ids)")
      for test in row.why.matches(of: #/`([A-Za-z]+Tests)`/#) {
        #expect(names.contains(String(test.1)), "\(row.ids): \(test.1)")
      }
    }
  }
}
