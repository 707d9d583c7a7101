import ByteScanning
import FileInput
import Output
import Pipeline
import RecordLayouts

/// What one file is, and what the product would read of it: for a person who has a file and no layout yet.
package struct FileInspection: Sendable {
  /// Where the layout it was read with came from.
  package enum LayoutSource: String, Sendable {
    /// Named by the user.
    case given
    /// A built-in layout fits.
    case builtIn = "built-in"
    /// Guessed, see `proposal`.
    case proposed
  }

  package let path: String
  package let sizeBytes: Int64
  package let isGzip: Bool
  package let sample: TextSample
  /// nil if there is nothing to read rows with: the file has no line, is no text, or its proposal lacks a field.
  package private(set) var layout: RecordLayout?
  package private(set) var layoutSource: LayoutSource?
  /// Only if no layout was given and none built in fits.
  package private(set) var proposal: LayoutProposal?
  /// Remarks on the layout found.
  package private(set) var notes: [LayoutProposal.Note] = []
  /// Keys that the file proves, where they are not the built-in layout's.
  package private(set) var changes: [String] = []
  /// How the layout did on the first rows, for a built-in one.
  package private(set) var trial: LayoutTrial?
  /// The whole file, read with `layout`.
  package private(set) var census: RowCensus?
  /// Why the file, or its fit to the layout, fails.
  package private(set) var failure: String?

  /// Looks at a file and reads it through, once or, if it is longer than a sample, twice.
  ///
  /// - Parameters:
  ///   - path: a symbolic link must have been resolved.
  ///   - layout: nil: find one.
  /// - Throws: what keeps the file's first bytes from being read.
  package init(path: String, layout given: RecordLayout?) throws(FileFailure) {
    self.path = path
    let file = try OpenFile(path: path)
    sizeBytes = file.identity.sizeBytes
    isGzip = try file.isGzip()
    let (sample, form) = try Self.sample(file, isGzip: isGzip)
    self.sample = sample
    if let form {
      failure = form.failure(of: file.path, isInflated: isGzip).description
      return
    }
    if given == nil, let obstacle = sample.obstacle {
      failure = "\(file.path): \(obstacle)"
      return
    }
    choose(given)
    guard let layout else {
      if sample.lines.isEmpty { return }
      failure = "\(file.path): expected columns for \(missingNames), found none that look like it"
      return
    }
    do throws(FileFailure) {
      let census = try RowCensus(file, isGzip: isGzip, layout)
      self.census = census
      adoptChecks(census.checks, layout)
      if layoutSource == .proposed, census.rowCount > 0, census.previews.isEmpty {
        failure = "\(file.path): expected rows that the proposed layout reads, found none: see the remarks"
      }
    } catch {
      failure = error.description
    }
  }

  private var missingNames: String {
    proposal?.missing.map(\.rawValue).joined(separator: ", ") ?? "the fields of a call"
  }

  private static func sample(_ file: OpenFile, isGzip: Bool) throws(FileFailure) -> (TextSample, PackedForm?) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: TextSample.maximumBytes + 1, alignment: 64)
    defer { buffer.deallocate() }
    // One byte more tells whether there is more.
    let count = isGzip ? try GzipStream(file: file).read(into: buffer) : try file.read(into: buffer, at: 0)
    let bytes = Array(buffer[..<min(count, TextSample.maximumBytes)])
    let form = PackedForm(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isInflated: isGzip)
    return (TextSample(bytes, isWhole: count <= TextSample.maximumBytes), form)
  }

  /// The layout given; else a built-in one that reads as many rows as the proposal would; else the proposal.
  private mutating func choose(_ given: RecordLayout?) {
    if let given {
      (layout, layoutSource) = (given, .given)
      return
    }
    let proposal = LayoutProposal(sample)
    let builtIn = LayoutTrial.bestBuiltIn(for: sample) { proposal?.adjust(&$0) }
    if let builtIn, proposal?.isContradicted(by: builtIn.layout) != true {
      let guess = proposal.flatMap { $0.missing.isEmpty ? LayoutTrial($0.layout, sample) : nil }
      if builtIn.trial.goodCount + builtIn.trial.ignoredCount >= guess?.goodCount ?? 0 {
        (layout, layoutSource, trial) = (builtIn.layout, .builtIn, builtIn.trial)
        adoptRemarks(of: proposal, builtIn.layout)
        return
      }
    }
    self.proposal = proposal
    notes = proposal?.notes ?? []
    guard let proposal, proposal.missing.isEmpty else { return }
    (layout, layoutSource) = (proposal.layout, .proposed)
  }

  /// What `rate` would say of the file, read with this layout.
  private mutating func adoptChecks(_ checks: RowChecks, _ layout: RecordLayout) {
    if checks.clockFails {
      failure = ClockJudge(layout).failure(of: path, checks).description
      return
    }
    for word in CheckWord.allCases {
      guard let text = word.text(RunReport.Checks(checks)) else { continue }
      let key = word == .clock ? "time_zone" : "columns.billable"
      notes.append(LayoutProposal.Note(key: key, text: text, mustBeChecked: true))
    }
  }

  /// What a built-in layout cannot know of this file: its time zone, and rows that are no calls of their own.
  private mutating func adoptRemarks(of proposal: LayoutProposal?, _ layout: RecordLayout) {
    guard let proposal, let original = try? BuiltInLayouts.layout(named: layout.name) else { return }
    let isAbsolute = layout.timestamp.epoch != nil || layout.timestamp.hasOffset
    if !isAbsolute { notes = proposal.zoneRemarks(usual: original.timeZone).notes }
    notes += proposal.notes.filter { $0.key == "rows" && $0.mustBeChecked }
    if layout.timeZone != original.timeZone { changes.append("time_zone: \(layout.timeZone)") }
    if layout.isMultiline != original.isMultiline { changes.append("multiline: \(layout.isMultiline)") }
  }
}
