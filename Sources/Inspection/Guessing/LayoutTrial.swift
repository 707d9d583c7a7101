import ByteScanning
import CallModel
import FileInput
import Rating
import RecordLayouts

/// How well a layout reads the beginning of a file.
package struct LayoutTrial: Sendable {
  package var rowCount = 0
  /// Rows read without fault, `bad-number` apart, which the numbering rules find.
  package var goodCount = 0
  /// Answered calls, and those whose called number can be read.
  package var answeredCount = 0
  package var readableCount = 0
  /// Rows that the layout's `rows` takes out; not among the others.
  package var ignoredCount = 0
  /// What the rows say against themselves.
  package var checks = RowChecks()
  /// Why the file does not fit the layout at all.
  package var mismatch: String?

  /// A layout fits if so many of a hundred rows are read without fault: a switch's own faults are far fewer.
  package static let fittingPercent = 80

  package var fits: Bool {
    mismatch == nil && rowCount > 0 && goodCount * 100 >= rowCount * Self.fittingPercent
      && readableCount * 2 >= answeredCount && !checks.clockFails && checks.shortRows * 2 <= checks.timedRows
      && checks.contradictions * 10 <= answeredCount
  }

  /// Reads the whole rows of `sample` with `layout`.
  package init(_ layout: RecordLayout, _ sample: TextSample) {
    guard let zone = TimeZoneRules(identifier: layout.timeZone) else {
      mismatch = "expected a known time zone, found \(layout.timeZone)"
      return
    }
    do throws(BoundLayout.Mismatch) {
      let text = sample.firstLine + sample.rest
      guard let head = text.withUnsafeBytes({ FileHead($0, layout: layout, isWhole: true) }) else {
        mismatch = "expected a header of at most 64 KiB, found a longer first line"
        return
      }
      let bound = try BoundLayout(layout, zone: zone, header: head.header)
      read(Array(text[head.rowsStart...]), bound)
    } catch {
      mismatch = error.description
    }
  }

  private mutating func read(_ rows: [UInt8], _ layout: BoundLayout) {
    let reader = RowReader(layout: layout)
    var fieldReader = CallFieldReader(layout: layout)
    var fields = CallFields()
    rows.withUnsafeBytes { bytes in
      reader.start(bytes, layout: layout)
      while true {
        switch reader.next() {
        case .end:
          checks = fieldReader.checks
          return
        case .fault: rowCount += 1
        case .ignored: ignoredCount += 1
        case .fields:
          rowCount += 1
          if fieldReader.read(reader.row, into: &fields) == nil { count(fields) }
        }
      }
    }
  }

  private mutating func count(_ fields: CallFields) {
    goodCount += 1
    guard fields.isAnswered else { return }
    answeredCount += 1
    // Asterisk calls s and h what it does itself.
    if DialledDigits(fields.called) != nil || fields.called.count <= 1 { readableCount += 1 }
  }

  /// The built-in layout that reads most rows of the sample, if it fits and there is an answered one to tell by: with the
  /// time zone that the file proves.
  ///
  /// - Parameter adjust: sets what the file proves.
  package static func bestBuiltIn(
    for sample: TextSample, adjust: (inout RecordLayout) -> Void = { _ in }
  ) -> (layout: RecordLayout, trial: LayoutTrial)? {
    var best: (layout: RecordLayout, trial: LayoutTrial)?
    for name in BuiltInLayouts.names {
      guard var layout = try? BuiltInLayouts.layout(named: name) else { continue }
      adjust(&layout)
      let trial = LayoutTrial(layout, sample)
      if trial.fits, trial.answeredCount > 0, trial.goodCount > best?.trial.goodCount ?? 0 { best = (layout, trial) }
    }
    return best
  }
}
