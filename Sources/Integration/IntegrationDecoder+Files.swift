import CallModel
import FileInput
import Yams

/// `cdr: files` (spec 7.1): which files of the directory are read.
extension IntegrationDecoder {
  private static let fileKeys = ["include", "exclude"]
  /// More names than that are no patterns; each is asked of each file.
  private static let maximumPatterns = 100

  mutating func files(_ source: YAMLSection) -> FileSelection {
    guard let section = section(source, "files") else { return .standard }
    checkKeys(section, Self.fileKeys)
    return FileSelection(include: globs(section, "include"), exclude: globs(section, "exclude"))
  }

  /// A pattern, or a list of them.
  private mutating func globs(_ section: YAMLSection, _ name: String) -> [Glob] {
    guard let node = section[name] else { return [] }
    let nodes = node.sequence.map(Array.init) ?? [node]
    guard nodes.count <= Self.maximumPatterns else {
      fault(node, section.key(name), expected: "at most \(Self.maximumPatterns) patterns", found: "\(nodes.count)")
      return []
    }
    return nodes.compactMap { node in glob(node, section.key(name)) }
  }

  private mutating func glob(_ node: Node, _ key: String) -> Glob? {
    guard let text = node.scalar?.string, !text.isEmpty else {
      fault(
        node, key, expected: "a pattern of file names, or a list of them", found: node.shown,
        remedy: "write [\"cdr_*\"], in quotes")
      return nil
    }
    do throws(Problem) {
      return try Glob(text)
    } catch {
      fault(node, key, expected: error.expected, found: error.found, remedy: error.remedy)
      return nil
    }
  }
}
