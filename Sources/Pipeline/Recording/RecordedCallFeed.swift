import ByteScanning
import CallModel
import Output
import Registry

/// Hands recorded calls to a run one by one, each with its line, zone and price by the run's registry, or with others: how
/// corrections write books anew (spec 4.5). For one thread.
package final class RecordedCallFeed {
  private let run: RecordingRun
  private let writer: PartitionWriter
  private var decoder: RecordedCallDecoder

  package init(_ run: RecordingRun) {
    self.run = run
    writer = run.feeder ?? PartitionWriter(store: run.store)
    run.feeder = writer
    decoder = RecordedCallDecoder(registry: run.registry, zone: run.zone)
  }

  /// Whether the registry has line, zone and price for the call as it was recorded.
  package func canTake(_ row: SegmentRow) -> Bool { decoder.decode(row) }

  /// Adds a call.
  ///
  /// - Parameters:
  ///   - placement: its line, zone and price; nil: the line and zone it was recorded with.
  ///   - comesAgain: whether it is no longer among the recorded calls, but comes back as if it were new.
  /// - Returns: false, and adds nothing, if the row is damaged or the registry has no line, zone or price for it.
  package func add(_ row: SegmentRow, _ placement: RecordedPlacement? = nil, comesAgain: Bool = false) -> Bool {
    let isDecoded = if let placement { decoder.decode(row, placement) } else { decoder.decode(row) }
    guard isDecoded else { return false }
    if comesAgain { decoder.markRetried() }
    run.add(decoder.record, writer) { decoder.write(to: $0) }
    return true
  }

  /// Lets full pages go to files, if the memory is used up (I7); to be called now and then.
  package func spill() throws(OutputFailure) { try writer.spill() }
}
