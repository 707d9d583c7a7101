import GRDB

/// Whose rows readings of files deliver (spec 4.3): a reading its own; one of a content that came before, that content
/// wholly, with what it goes on from.
package struct FileDelivery {
  private var earlier: [Int64: Int64] = [:]
  /// By part: the first reading that delivers it.
  private(set) package var deliverers: [Int64: Int64] = [:]

  /// - Parameters:
  ///   - readings: all, withdrawn ones too, in their order.
  ///   - counts: whether a reading counts; those that failed deliver nothing.
  package init(_ readings: [FileRow], where counts: (FileRow) -> Bool = { $0.state != .undone }) {
    for reading in readings { if let before = reading.earlier { earlier[reading.id] = before } }
    for reading in readings where reading.state != .failed && counts(reading) {
      let parts = reading.content == reading.id ? [reading.id] : chain(from: reading.content)
      for part in parts where deliverers[part] == nil { deliverers[part] = reading.id }
    }
  }

  /// Whether all rows of a content are delivered, by its reading's number.
  package func isDelivered(_ content: Int64) -> Bool { chain(from: content).allSatisfy { deliverers[$0] != nil } }

  /// The parts of a content whose rows are not delivered.
  func undelivered(of content: Int64) -> [Int64] { chain(from: content).filter { deliverers[$0] == nil } }

  /// A reading's number, and those of what it goes on from, which came before it.
  private func chain(from reading: Int64) -> [Int64] {
    var found = [reading]
    while let before = earlier[found[found.count - 1]] { found.append(before) }
    return found
  }
}

extension Ledger {
  /// The readings with the counts of now: those of rows that a withdrawn reading brought stand with the reading that
  /// delivers them still.
  func withCountsOfNow(_ files: [FileRow]) throws(LedgerFailure) -> [FileRow] {
    FileDelivery.countsOfNow(of: files, among: try readings(withdrawn: true))
  }
}

extension FileDelivery {
  static func countsOfNow(of files: [FileRow], among all: [FileRow]) -> [FileRow] {
    let withdrawn = all.filter { $0.state == .undone }
    if withdrawn.isEmpty { return files }
    let deliverers = FileDelivery(all).deliverers
    var moved: [Int64: [FileRow]] = [:]
    for part in withdrawn { if let reading = deliverers[part.id] { moved[reading, default: []].append(part) } }
    return files.map { file in
      var file = file
      if file.state == .undone, deliverers[file.id] != nil { file.clearCounts() }
      for part in moved[file.id] ?? [] { file.addCounts(of: part) }
      return file
    }
  }
}
