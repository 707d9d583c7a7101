import ByteScanning
import CallModel
import FileInput

/// How well a layout reads the beginning of a file.
package struct LayoutTrial: Sendable {
  package var rowCount = 0
  /// Rows read without fault, `bad-number` apart, which the numbering rules find.
  package var goodCount = 0
  /// Of these, answered ones: of others hardly anything is looked at.
  package var answeredCount = 0
  /// Rows that the layout's `rows` takes out; not among the others.
  package var ignoredCount = 0
  /// Why the file does not fit the layout at all.
  package var mismatch: String?

  /// A layout fits if so many of a hundred rows are read without fault: a switch's own faults are far fewer.
  package static let fittingPercent = 80

  package var fits: Bool {
    mismatch == nil && rowCount > 0 && goodCount * 100 >= rowCount * Self.fittingPercent
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
        case .end: return
        case .fault: rowCount += 1
        case .ignored: ignoredCount += 1
        case .fields:
          rowCount += 1
          guard fieldReader.read(reader.row, into: &fields) == nil else { continue }
          goodCount += 1
          if fields.isAnswered { answeredCount += 1 }
        }
      }
    }
  }

  /// The built-in layout that reads most rows of the sample, if it fits and there is an answered one to tell by.
  package static func bestBuiltIn(for sample: TextSample) -> (layout: RecordLayout, trial: LayoutTrial)? {
    var best: (layout: RecordLayout, trial: LayoutTrial)?
    for name in BuiltInLayouts.names {
      guard let layout = try? BuiltInLayouts.layout(named: name) else { continue }
      let trial = LayoutTrial(layout, sample)
      if trial.fits, trial.answeredCount > 0, trial.goodCount > best?.trial.goodCount ?? 0 { best = (layout, trial) }
    }
    return best
  }
}
