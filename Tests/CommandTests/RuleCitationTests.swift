import Foundation
import Testing

/// docs/rules against all that cites it: a comment's `spec 4.3`, `spec 4.2, step 7`, `rule 11` or `I6` must lead somewhere,
/// and so must each link of the documentation.
@Suite("Citations of rules and links of the documentation")
struct RuleCitationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Between two words of a citation: blanks, or the end of a line and, in a comment, the sign of the next one.
  private static let gap = #"(?:[ \t]+|[ \t]*\n[ \t]*(?:///?|#|--)?[ \t]*)"#
  private static let place =
    #"(?:I\d\b|(?:steps?|rules?) \d+(?:(?:-| to | and )\d+\b(?!\.\d))?|\d+(?:\.\d+)?|\\?"[^"\n]*")"#
  private static let citation =
    "\\b[Ss]pec:?\(gap)((?:[2-9]|1\\d)\\b(?:\\.\\d+)?(?:(?:[,;]?(?:\(gap)(?:and|to)|\(gap)as)?\(gap)|-|[,;])\(place))*)"

  // MARK: - What is cited

  /// A place of the repository that cites something.
  private struct Citation: CustomStringConvertible {
    let place: String
    let text: String

    var description: String { "\(place): \(text)" }
  }

  /// Files that may cite rules, this one apart, whose examples are none.
  private static func citingFiles() throws -> [String] {
    let folders = ["Sources", "Tests", "dev", "Benchmarks", "docs", "SampleCDR"]
    let found = try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path).map { "\(folder)/\($0)" }
    }
    let known = ["swift", "md", "yml", "yaml", "py", "c", "h", "sh", "json", ""]
    return (found + ["Package.swift", "Makefile", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]).filter {
      known.contains(($0 as NSString).pathExtension) && !$0.hasSuffix("/RuleCitationTests.swift")
        && !$0.hasPrefix("Benchmarks/results")
    }.sorted()
  }

  /// What `pattern` matches of a text, group 1 if it has one, with the number of the line it begins in.
  private static func matches(_ pattern: String, in text: String) throws -> [(line: Int, text: String)] {
    let whole = NSRange(text.startIndex..., in: text)
    return try NSRegularExpression(pattern: pattern).matches(in: text, range: whole).compactMap { match in
      let group = match.range(at: match.numberOfRanges > 1 ? 1 : 0)
      guard let range = Range(group, in: text) else { return nil }
      return (text[..<range.lowerBound].count { $0 == "\n" } + 1, String(text[range]))
    }
  }

  /// What the repository's files have of a pattern.
  private static func citations(_ pattern: String) throws -> [Citation] {
    try citingFiles().flatMap { file -> [Citation] in
      guard let text = try? String(contentsOf: root.appending(path: file), encoding: .utf8) else { return [] }
      return try matches(pattern, in: text).map {
        Citation(place: "\(file):\($0.line)", text: $0.text.replacing("\n", with: " "))
      }
    }
  }

  // MARK: - What there is

  /// The sections of docs/rules, by number: their text up to the next one. A chapter has the number of its page.
  private static func sections() throws -> [String: String] {
    var sections: [String: String] = [:]
    let folder = root.appending(path: "docs/rules")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      var number: String?
      for line in try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n") {
        if line.hasPrefix("# ") || line.hasPrefix("## ") {
          number = line.split(separator: " ").dropFirst().first.map(String.init)
          number = number.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
        }
        if let number, number.first?.isNumber == true { sections[number, default: ""] += line + "\n" }
      }
    }
    return sections
  }

  private static func numberRules() throws -> String {
    try String(contentsOf: root.appending(path: "docs/rules/numbers.md"), encoding: .utf8)
  }

  /// Why a citation leads nowhere; nil if all of it leads somewhere.
  private static func fault(of citation: String, sections: [String: String], numberRules: String) throws -> String? {
    var section = ""
    var previous = ""
    var isInList = false
    for part in try matches(#"\\?"[^"\n]*"|[A-Za-z]+\d*|\d+(?:\.\d+)?|-"#, in: citation).map(\.text) {
      defer { previous = part }
      if part.contains("\"") {
        let title = "\n### " + part.replacing("\\", with: "").replacing("\"", with: "") + "\n"
        if sections[section]?.contains(title) != true { return "\(section) has no heading \(part)" }
      } else if part.first?.isNumber != true {
        if part.first == "s" || part.first == "r" || part.first == "I" { isInList = part.first != "I" }
      } else if isInList, !part.contains(".") {
        let mark = section == "3.1" ? "id=\"n\(part)\"" : "\n\(part). "
        let text = section == "3.1" ? numberRules : sections[section]
        if text?.contains(mark) != true { return "\(section) has no step or rule \(part)" }
      } else if section.contains("."), !part.contains(".") {
        return "\(part): a step, a rule or a chapter?"
      } else if sections[part] == nil {
        return "docs/rules has no section \(part)"
      } else {
        if ["to", "-"].contains(previous), let gap = missing(from: section, to: part, in: sections) { return gap }
        (section, isInList) = (part, false)
      }
    }
    return nil
  }

  /// What is missing of `spec 7.2 to 7.6`.
  private static func missing(from first: String, to last: String, in sections: [String: String]) -> String? {
    let ends = [first, last].map { $0.split(separator: ".").compactMap { Int($0) } }
    guard ends.allSatisfy({ $0.count == 2 }), ends[0][0] == ends[1][0], ends[0][1] < ends[1][1] else {
      return "\(first) to \(last): not of one chapter, or not in order"
    }
    return (ends[0][1]...ends[1][1]).map { "\(ends[0][0]).\($0)" }.first { sections[$0] == nil }
      .map { "docs/rules has no section \($0)" }
  }

  // MARK: - Tests

  @Test("each section that is cited is there, with its steps")
  func sectionsAreThere() throws {
    let sections = try Self.sections()
    let numberRules = try Self.numberRules()
    let citations = try Self.citations(Self.citation)
    #expect(citations.count > 700)
    for citation in citations {
      let fault = try Self.fault(of: citation.text, sections: sections, numberRules: numberRules)
      #expect(fault == nil, "\(citation): \(fault ?? "")")
    }
  }

  @Test("each section that a comment names in parentheses is there, and none is cited that cannot be")
  func numbersAreCitations() throws {
    let sections = try Self.sections()
    for citation in try Self.citations(#"\b[Ss]pecs?:?\s+((?:[01]|[2-9]\d|1\d\d)\b[\d.]*)"#) {
      Issue.record("\(citation)")
    }
    for citation in try Self.citations(#"//[^\n]*\(([2-7]\.\d)\)"#) {
      #expect(sections[citation.text] != nil, "\(citation)")
    }
  }

  @Test("each invariant that is cited is there")
  func invariantsAreThere() throws {
    let design = try String(contentsOf: Self.root.appending(path: "docs/rules/design.md"), encoding: .utf8)
    let citations = try Self.citations(#"(?<![\w"`@?:;<>=\[\]])(I\d)(?![\w?@])"#)
    #expect(citations.count > 80)
    for citation in citations { #expect(design.contains("\n### \(citation.text) "), "\(citation)") }
  }

  @Test("each rule of numbers that is cited is there")
  func numberRulesAreThere() throws {
    let numberRules = try Self.numberRules()
    let citations = try Self.citations(#"\b[Rr]ules? (\d{1,2}\b(?:(?:,| and| or| to|-) ?\d{1,2}\b)*)"#)
    #expect(citations.count > 60)
    for citation in citations {
      for rule in try Self.matches(#"\d+"#, in: citation.text) {
        #expect(numberRules.contains("id=\"n\(rule.text)\""), "\(citation)")
      }
    }
  }

  @Test("each link of the documentation leads to a file and a heading")
  func linksLeadSomewhere() throws {
    let documents = try Self.citingFiles().filter { $0.hasSuffix(".md") }
    var anchors: [String: Set<String>] = [:]
    var count = 0
    for document in documents {
      let text = try Self.withoutCode(String(contentsOf: Self.root.appending(path: document), encoding: .utf8))
      for link in try Self.matches(#"\]\(([^)\s]+)\)"#, in: text) where !link.text.contains(":") {
        count += 1
        let parts = link.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let folder = Self.root.appending(path: document).deletingLastPathComponent()
        let target = parts[0].isEmpty ? Self.root.appending(path: document) : folder.appending(path: parts[0])
        let path = target.standardizedFileURL.path
        #expect(FileManager.default.fileExists(atPath: path), "\(document):\(link.line): \(link.text)")
        guard parts.count == 2, path.hasSuffix(".md") else { continue }
        if anchors[path] == nil { anchors[path] = (try? Self.anchors(of: path)) ?? [] }
        #expect(anchors[path]?.contains(parts[1]) == true, "\(document):\(link.line): \(link.text)")
      }
    }
    #expect(count > 200)
  }

  /// A document with its blocks of code blank.
  private static func withoutCode(_ text: String) -> String {
    var isCode = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      if isFence { isCode.toggle() }
      return isCode || isFence ? "" : String(line)
    }.joined(separator: "\n")
  }

  /// The anchors of a document: those written, and those that its headings get.
  private static func anchors(of path: String) throws -> Set<String> {
    let text = withoutCode(try String(contentsOfFile: path, encoding: .utf8))
    var anchors = Set(try matches(#"id="([^"]+)""#, in: text).map(\.text))
    for heading in try matches(#"(?m)^#{1,6} +(.*)$"#, in: text) {
      let plain = heading.text.replacingOccurrences(of: #"<[^>]*>|\]\([^)]*\)"#, with: "", options: .regularExpression)
      let slug = plain.lowercased().compactMap { sign -> String? in
        if sign == " " { return "-" }
        return sign.isLetter || sign.isNumber || sign == "-" || sign == "_" ? String(sign) : nil
      }.joined()
      let taken = anchors.contains(slug)
      anchors.insert(taken ? (1...).lazy.map { "\(slug)-\($0)" }.first { !anchors.contains($0) } ?? slug : slug)
    }
    return anchors
  }
}
