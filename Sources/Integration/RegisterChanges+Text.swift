import Listing
import Provisioning
import RegistryStore

/// What a change of the registers did, as it is shown.
extension RegisterChanges {
  /// A line for each row, and what came of it all.
  package var lines: [String] {
    var lines = first.map { RegisterLogText.line($0) }
    if count > first.count { lines.append("… and \(CountText.grouped(count - first.count)) more rows") }
    if count == 0 { return ["nothing changes"] }
    lines += FollowingText.lines(following)
    if isDryRun { lines.append("dry run: nothing was changed") }
    return lines
  }

  /// The same as JSON.
  ///
  /// - Parameter more: what stands beside it.
  package func object(with more: [String: ListingValue] = [:]) -> ListingValue {
    var values = more
    values["dry_run"] = .flag(isDryRun)
    values["rows"] = .integer(count)
    values["changes"] = .array(first.map(RegisterLogListing.ofOneChange.object))
    values["following"] = following.object
    return .object(values)
  }
}
